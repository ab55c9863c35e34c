import gzip
from base64 import b16encode, b32encode, b64encode
from hashlib import sha1, sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.warc.read import Bounds
from interlink.lib.warc.verify import State, verify
from interlink.lib.warc.write import write_capture


@pytest.fixture
def written(make_exchange, tmp_path):
    return write_capture(make_exchange(), tmp_path / "a.warc.gz")


def states(verdict):
    return [part.state for part in verdict.parts]


def test_an_untouched_capture_is_intact_in_every_part(written):
    verdict = verify(written.path, written.sha256.upper())
    assert verdict.state is State.INTACT
    assert verdict.passed
    assert verdict.sha256 == written.sha256
    assert states(verdict) == [State.INTACT] * 6
    assert verdict.parts[0].name == "the file"
    assert verdict.parts[-1].name == "record 5 (response of http://courier.localhost/new?page=2)"


@pytest.mark.parametrize("expected", [None, "", "nonsense"])
def test_without_a_checksum_from_elsewhere_nothing_is_proven(written, expected):
    verdict = verify(written.path, expected)
    assert verdict.state is State.UNKNOWN
    assert not verdict.passed
    assert states(verdict) == [State.UNKNOWN, *[State.INTACT] * 5]


def test_a_forged_file_with_good_checksums_of_its_own_has_changed(make_exchange, written, tmp_path):
    forged = write_capture(make_exchange(wire_body=b"other"), written.path, replace=True)
    verdict = verify(forged.path, written.sha256)
    assert verdict.state is State.CHANGED
    assert states(verdict) == [State.CHANGED, *[State.INTACT] * 5]


def test_the_part_that_was_changed_is_named(written):
    plain = gzip.decompress(written.path.read_bytes()).replace(b"/new?page=2\r\n\r\n", b"/new?page=9\r\n\r\n")
    written.path.write_bytes(gzip.compress(plain))
    verdict = verify(written.path, None)
    assert verdict.state is State.CHANGED
    assert [part.name for part in verdict.parts if part.state is State.CHANGED] == [
        "record 3 (response of http://courier.localhost/old)"
    ]


def test_a_missing_file_is_unknown_and_never_passed(tmp_path):
    verdict = verify(tmp_path / "none.warc.gz", "0" * 64)
    assert (verdict.state, verdict.passed, verdict.sha256) == (State.UNKNOWN, False, None)
    assert verify(tmp_path, "0" * 64).state is State.UNKNOWN


def test_a_file_that_was_broken_when_it_was_written_down_is_unknown(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"no archive")
    verdict = verify(path, sha256(b"no archive").hexdigest())
    assert states(verdict) == [State.INTACT, State.UNKNOWN]
    assert verdict.state is State.UNKNOWN


def test_what_is_too_large_to_check_is_unknown(written):
    verdict = verify(written.path, written.sha256, bounds=Bounds(records=2))
    assert states(verdict) == [State.INTACT, State.INTACT, State.INTACT, State.UNKNOWN]
    assert verdict.state is State.UNKNOWN


def others(path, block_digest, payload_digest):
    """A file by another writer, with these two checksums in its one record."""
    block = b"HTTP/1.1 200 OK\r\nX: y\r\n\r\npage"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Block-Digest: {block_digest}\r\nWARC-Payload-Digest: {payload_digest}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    content = gzip.compress(head.encode() + block + b"\r\n\r\n")
    path.write_bytes(content)
    return sha256(content).hexdigest()


BLOCK_SHA1 = sha1(b"HTTP/1.1 200 OK\r\nX: y\r\n\r\npage").digest()
PAYLOAD_SHA1 = sha1(b"page").digest()


@pytest.mark.parametrize("notation", [b32encode, b16encode, b64encode])
def test_checksums_in_the_notations_of_others_are_checked(tmp_path, notation):
    path = tmp_path / "a.warc.gz"
    good = f"sha1:{notation(PAYLOAD_SHA1).decode()}"
    checksum = others(path, f"SHA-1:{notation(BLOCK_SHA1).decode()}", good)
    assert states(verify(path, checksum)) == [State.INTACT, State.INTACT]
    others(path, good, good)
    assert states(verify(path, None)) == [State.UNKNOWN, State.CHANGED]


def test_a_record_without_a_checksum_is_covered_only_by_a_known_file(tmp_path):
    path = tmp_path / "a.warc.gz"
    checksum = others(path, "blake9:zzz", "")
    assert states(verify(path, checksum)) == [State.INTACT, State.INTACT]
    assert states(verify(path, None)) == [State.UNKNOWN, State.UNKNOWN]


def test_a_payload_checksum_that_disagrees_with_a_good_block_is_unknown(tmp_path):
    path = tmp_path / "a.warc.gz"
    checksum = others(path, f"sha1:{BLOCK_SHA1.hex()}", f"sha1:{BLOCK_SHA1.hex()}")
    assert states(verify(path, checksum)) == [State.INTACT, State.UNKNOWN]


whole_runs = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@whole_runs
@given(st.data())
def test_a_change_of_any_byte_shows(written, data):
    content = bytearray(written.path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    changed = written.path.with_name("changed.warc.gz")
    changed.write_bytes(content)
    assert verify(changed, written.sha256).state is State.CHANGED
    assert not verify(changed, None).passed


@whole_runs
@given(st.data())
def test_a_cut_at_any_place_shows(written, data):
    content = written.path.read_bytes()
    cut = written.path.with_name("cut.warc.gz")
    cut.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    assert verify(cut, written.sha256).state is State.CHANGED
    assert not verify(cut, None).passed
