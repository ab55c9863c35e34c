import json
import resource
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from hashlib import sha256
from multiprocessing import get_context

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.warc.errors import DiskFull
from interlink.lib.warc.log import Head, append, entry_of, head_of
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.verify import State

AT = datetime(2031, 5, 4, 12, 30, 15, tzinfo=UTC)
# Writes line after line for ever, and tells of each that is on the disk.
WRITER = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from interlink.lib.warc.log import append
    while True:
        entry = append(Path(sys.argv[1]), "capture", files={"a": "0" * 64}, at=datetime.now(UTC))
        print(entry.number, flush=True)
"""


@pytest.fixture
def log(tmp_path):
    return tmp_path / "evidence/captures.log"


@pytest.fixture
def written(log):
    """A log of five lines."""
    for number in range(5):
        append(
            log,
            "capture",
            files={f"{number}.warc.gz": f"{number}" * 64},
            at=AT,
            facts={"address": "http://a.localhost/"},
        )
    return log


def lines(log):
    return log.read_bytes().splitlines()


def change(log, number, **facts):
    kept = lines(log)
    kept[number - 1] = json.dumps(json.loads(kept[number - 1]) | facts).encode()
    log.write_bytes(b"\n".join(kept) + b"\n")


def test_each_line_has_the_checksum_of_the_one_before(written):
    previous = "0" * 64
    for number, line in enumerate(lines(written), start=1):
        entry = entry_of(line)
        assert (entry.number, entry.previous) == (number, previous)
        previous = sha256(line).hexdigest()
    assert head_of(written) == Head(5, previous)
    verdict = check_log(written, [head_of(written)])
    assert (verdict.state, verdict.head, len(verdict.entries)) == (State.INTACT, head_of(written), 5)
    assert verdict.files()["3.warc.gz"].sha256 == "3" * 64


def test_a_changed_line_breaks_the_chain_where_it_was_changed(written):
    change(written, 2, files={"1.warc.gz": "f" * 64})
    verdict = check_log(written)
    assert verdict.state is State.CHANGED
    assert [part.name for part in verdict.parts] == ["the log", "line 3"]
    assert [logged.covered for logged in verdict.files().values()] == [False, False, True, True, True]


def test_a_missing_line_and_an_added_one_break_the_chain(written):
    kept = lines(written)
    written.write_bytes(b"\n".join(kept[:2] + kept[3:]) + b"\n")
    assert check_log(written).parts[1].name == "line 3"
    written.write_bytes(b"\n".join([*kept[:2], kept[1], *kept[2:]]) + b"\n")
    assert check_log(written).parts[1].name == "line 3"


def test_a_log_written_anew_from_some_line_on_shows_by_what_was_published(written):
    published = head_of(written)
    kept = lines(written)
    written.write_bytes(b"\n".join(kept[:3]) + b"\n")
    assert check_log(written, [published]).parts[-1].words.startswith("The log has fewer lines")
    for _ in range(3):
        append(written, "capture", files={"forged.warc.gz": "f" * 64}, at=AT)
    assert check_log(written).state is State.INTACT  # which is why the head is published
    verdict = check_log(written, [Head(2, sha256(kept[1]).hexdigest()), published])
    assert [part.state for part in verdict.parts] == [State.INTACT, State.INTACT, State.CHANGED]


def test_a_torn_line_is_put_beside_the_log_and_told(written):
    head = head_of(written)
    with written.open("ab") as torn:
        torn.write(b'{"number": 6, "at": "20')
    assert head_of(written) == head
    assert check_log(written).state is State.UNKNOWN
    entry = append(written, "capture", files={}, at=AT)
    assert entry.number == 7
    assert entry_of(lines(written)[5]).kind == "torn"
    assert written.with_name("captures.log.torn").read_bytes() == b'{"number": 6, "at": "20\n'
    assert check_log(written, [head]).state is State.INTACT


def test_a_line_that_lacks_only_its_end_is_kept(written):
    whole = written.read_bytes()
    written.write_bytes(whole[:-1])
    assert append(written, "capture", files={}, at=AT).number == 6
    assert written.read_bytes().startswith(whole)
    assert check_log(written).state is State.INTACT


def test_several_processes_write_without_losing_a_line(log):
    with ProcessPoolExecutor(3, mp_context=get_context("fork")) as pool:
        jobs = [pool.submit(append, log, "capture", files={str(n): "0" * 64}, at=AT) for n in range(60)]
        assert sorted(job.result().number for job in jobs) == list(range(1, 61))
    assert check_log(log).state is State.INTACT


def test_a_killed_writer_loses_no_line_that_it_told_of(log):
    for _ in range(3):
        command = [sys.executable, "-c", textwrap.dedent(WRITER), str(log)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            told = [int(writer.stdout.readline()) for _ in range(20)]
            writer.send_signal(signal.SIGKILL)
            told += [int(line) for line in writer.stdout]
        assert head_of(log).number >= told[-1]
    append(log, "capture", files={}, at=AT)
    assert check_log(log).state is State.INTACT


def test_a_full_disk_leaves_the_log_as_it_was(written):
    before = written.read_bytes()
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, usual[1]))
        with pytest.raises(DiskFull):
            append(written, "capture", files={"a": "0" * 64}, at=AT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, handler)
    assert written.read_bytes() == before


def test_a_damaged_last_line_does_not_stop_the_captures_to_come(written):
    written.write_bytes(b"\n".join([*lines(written)[:4], b"no line"]) + b"\n")
    assert append(written, "capture", files={}, at=AT).number == 6
    assert [part.name for part in check_log(written).parts] == ["the log", "line 5"]


def test_a_file_that_the_log_has_twice_with_different_checksums_is_told(written):
    append(written, "capture", files={"1.warc.gz": "f" * 64, "2.warc.gz": "2" * 64}, at=AT)
    files = check_log(written).files()
    assert (files["1.warc.gz"].sha256, files["1.warc.gz"].differs_from) == ("f" * 64, 2)
    assert files["2.warc.gz"].differs_from is None


def test_no_log_is_unknown_and_never_passed(tmp_path):
    for path in (tmp_path / "none", tmp_path):
        assert check_log(path).state is State.UNKNOWN
    (tmp_path / "empty").touch()
    assert check_log(tmp_path / "empty").state is State.UNKNOWN
    assert head_of(tmp_path / "none") == Head(0, "0" * 64)


def test_times_without_a_zone_and_endless_lines_are_not_written(log):
    with pytest.raises(ValueError, match="time zone"):
        append(log, "capture", files={}, at=datetime(2031, 5, 4))  # noqa: DTZ001
    with pytest.raises(ValueError, match="by mistake"):
        append(log, "capture", files={}, at=AT, facts={"a": "x" * 2_000_000})
    assert head_of(log).number == 0


def test_very_long_lines_are_found_again(log):
    for _ in range(3):
        append(log, "capture", files={}, at=AT, facts={"a": "x" * 50_000})
    assert head_of(log).number == 3
    assert check_log(log).state is State.INTACT


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 2000), value=st.integers(0, 255))
def test_any_changed_byte_before_the_published_head_shows(written, place, value):
    content = bytearray(written.read_bytes())
    head = head_of(written)
    place %= len(content)
    is_other = content[place] != value
    content[place] = value
    copy = written.with_name("copy.log")
    copy.write_bytes(content)
    assert (check_log(copy, [head]).state is State.INTACT) is not is_other


@given(content=st.binary(max_size=300))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_judged_and_continued_without_a_crash(tmp_path, content):
    path = tmp_path / "any.log"
    path.write_bytes(content)
    assert check_log(path).state is not State.INTACT
    append(path, "capture", files={}, at=AT)
    assert check_log(path).entries[-1].kind == "capture"
