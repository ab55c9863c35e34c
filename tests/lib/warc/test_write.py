import gzip
import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from interlink.lib.warc.errors import AlreadyThere, DiskFull, WriteFailed
from interlink.lib.warc.read import page_of, read_records
from interlink.lib.warc.write import is_leftover, write_capture

# A process that writes one large capture after another, each under the same name, for ever.
WRITER = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from interlink.lib.warc.write import Exchange, write_capture
    address = "http://a.localhost/"
    big = Exchange(address, address, 200, "OK", "1.1", (("Host", "a.localhost"),), (),
                   os.urandom(30_000_000), (), datetime.now(UTC))
    print("ready", flush=True)
    write_capture(big, Path(sys.argv[1]))
    print("done", flush=True)
"""
# Writes into less room than the capture needs, and tells what came of it.
SQUEEZED = """
    import os, sys
    from datetime import UTC, datetime
    from pathlib import Path
    from interlink.lib.warc.errors import WarcError
    from interlink.lib.warc.write import Exchange, write_capture
    address = "http://a.localhost/"
    big = Exchange(address, address, 200, "OK", "1.1", (("Host", "a.localhost"),), (),
                   os.urandom(300_000), (), datetime.now(UTC))
    try:
        write_capture(big, Path(sys.argv[1]))
    except WarcError as error:
        print(type(error).__name__, error.again, error)
"""


def program(text):
    return [sys.executable, "-c", textwrap.dedent(text)]


def test_a_capture_holds_the_redirect_and_the_page_with_their_requests(make_exchange, tmp_path):
    path = tmp_path / "a.warc.gz"
    write_capture(make_exchange(), path)
    records = list(read_records(path))
    assert [(r.kind, r.address, r.status) for r in records] == [
        ("warcinfo", "", None),
        ("request", "http://courier.localhost/old", None),
        ("response", "http://courier.localhost/old", 301),
        ("request", "http://courier.localhost/new?page=2", None),
        ("response", "http://courier.localhost/new?page=2", 200),
    ]
    assert records[3].http_first == "GET /new?page=2 HTTP/1.1"
    assert records[3].header("WARC-Concurrent-To") == records[4].record_id
    assert records[4].header("WARC-IP-Address") == "127.0.0.1"
    assert records[4].header("WARC-Warcinfo-ID") == records[0].record_id
    assert records[4].date == make_exchange().fetched_at


def test_what_is_written_can_be_checked_by_hand(make_exchange, tmp_path):
    exchange = make_exchange()
    written = write_capture(exchange, tmp_path / "a.warc.gz")
    response = list(read_records(written.path))[-1]
    assert written.sha256 == sha256(written.path.read_bytes()).hexdigest()
    assert written.size == written.path.stat().st_size
    assert written.payload_sha256 == sha256(exchange.wire_body).hexdigest()
    assert response.header("WARC-Payload-Digest") == f"sha256:{written.payload_sha256}"
    assert response.header("WARC-Block-Digest") == f"sha256:{sha256(response.block).hexdigest()}"


def test_headers_and_body_are_kept_byte_for_byte_but_for_the_chunks(make_exchange, tmp_path):
    exchange = make_exchange()
    written = write_capture(exchange, tmp_path / "a.warc.gz")
    response = list(read_records(written.path))[-1]
    assert b"\r\nX-Town: Orl\xe9ans\r\n" in response.block
    assert b"\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n" in response.block
    assert b"\r\nTransfer-Encoding:" not in response.block
    assert response.payload == exchange.wire_body
    others = [header for header in exchange.headers if header[0] != "Transfer-Encoding"]
    assert [header for header in response.http_headers if "Transfer" not in header[0]] == others


def test_each_record_is_compressed_for_itself(make_exchange, tmp_path):
    written = write_capture(make_exchange(), tmp_path / "a.warc.gz")
    packed, members = written.path.read_bytes(), 0
    while packed:
        member = zlib.decompressobj(31)
        assert member.decompress(packed).startswith(b"WARC/1.1\r\n")
        packed, members = member.unused_data, members + 1
    assert members == 5


def test_a_redirect_whose_body_was_not_kept_says_so(make_exchange, tmp_path):
    written = write_capture(make_exchange(), tmp_path / "a.warc.gz")
    redirect = list(read_records(written.path))[2]
    assert redirect.header("WARC-Truncated") == "unspecified"


def test_a_header_cannot_smuggle_in_another_one(make_exchange, tmp_path):
    sly = make_exchange(
        headers=(("X-A", "1\r\nWARC-Type: resource\r\n\r\n<p>"),), address="http://a.localhost/\r\nX: y z"
    )
    records = list(read_records(write_capture(sly, tmp_path / "a.warc.gz").path))
    assert len(records) == 5
    assert records[-1].http_headers == (("X-A", "1 WARC-Type: resource <p>"),)
    assert records[-1].address == "http://a.localhost/%0D%0AX:%20y%20z"


def test_warcio_finds_nothing_wrong_with_our_file(make_exchange, tmp_path):
    path = tmp_path / "a.warc.gz"
    write_capture(make_exchange(), path)
    command = [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)]
    told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    assert told.returncode == 0, told.stdout
    assert told.stdout.count("digest pass") == 5
    # And it would tell: a changed byte in the page's record.
    plain = gzip.decompress(path.read_bytes()).replace(b"Orl\xe9ans", b"Orl\xe9anz")
    path.write_bytes(plain)
    assert subprocess.run(command, check=False, capture_output=True, timeout=30).returncode == 1


def test_a_time_without_a_zone_is_refused(make_exchange, tmp_path):
    with pytest.raises(ValueError, match="time zone"):
        write_capture(make_exchange(fetched_at=datetime(2031, 5, 4)), tmp_path / "a.warc.gz")  # noqa: DTZ001
    assert list(tmp_path.iterdir()) == []


def test_a_capture_is_not_overwritten_unless_asked(make_exchange, tmp_path):
    first = write_capture(make_exchange(), tmp_path / "a.warc.gz")
    with pytest.raises(AlreadyThere) as caught:
        write_capture(make_exchange(wire_body=b"other"), first.path)
    assert not caught.value.again
    assert sha256(first.path.read_bytes()).hexdigest() == first.sha256
    second = write_capture(make_exchange(wire_body=b"other"), first.path, replace=True)
    assert sha256(first.path.read_bytes()).hexdigest() == second.sha256
    assert list(tmp_path.iterdir()) == [first.path]


def test_missing_folders_are_made(make_exchange, tmp_path):
    assert write_capture(make_exchange(), tmp_path / "2031" / "05" / "a.warc.gz").path.is_file()


def test_a_folder_that_is_a_file_is_a_plain_error(make_exchange, tmp_path):
    (tmp_path / "evidence").write_text("")
    with pytest.raises(WriteFailed, match=r"a\.warc\.gz could not be kept"):
        write_capture(make_exchange(), tmp_path / "evidence" / "a.warc.gz")


def test_many_writers_do_not_disturb_each_other(make_exchange, page, tmp_path):
    paths = [tmp_path / f"{number}.warc.gz" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda path: write_capture(make_exchange(), path), paths))
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert all(page_of(each.path)[0] == page for each in written)


def test_of_several_writers_to_one_name_one_wins_and_the_others_are_told(make_exchange, page, tmp_path):
    path = tmp_path / "a.warc.gz"

    def attempt(_):
        try:
            return write_capture(make_exchange(), path)
        except AlreadyThere:
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [each for each in pool.map(attempt, range(24)) if each]
    assert len(won) == 1
    assert won[0].sha256 == sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("pause", [0.0, 0.005, 0.02])
def test_a_killed_writer_leaves_nothing_under_the_final_name_or_all(tmp_path, pause):
    path = tmp_path / "big.warc.gz"
    with subprocess.Popen([*program(WRITER), str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout.readline() == b"ready\n"
        deadline = time.monotonic() + 20
        while not any(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.0005)
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        is_done = b"done" in writer.stdout.read()
    if path.exists():  # a quick disk has all of it by then
        assert [len(record.payload) for record in read_records(path)][-1] == 30_000_000
    else:
        assert not is_done
        assert [is_leftover(left) for left in tmp_path.iterdir()] == [True]


def test_without_room_there_is_a_plain_error_and_nothing_is_left(tmp_path):
    path = tmp_path / "a.warc.gz"
    told = subprocess.run(
        [*program(SQUEEZED), str(path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert told.stdout.startswith("DiskFull True There is no room on the disk"), told.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_room_is_worth_another_try():
    assert DiskFull(Path("a.warc.gz")).again
