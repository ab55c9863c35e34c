"""Files that others made, whole and broken in ways that a change of bytes does not reach: inside what is packed."""

import gzip
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.read import opened
from interlink.lib.warc.read import page_of, read_records
from interlink.lib.warc.verify import State, verify

runs = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CLOSELY = Looking(frozenset(), with_records=True)

# Words that decide how a record, a list of parts or an index is read, and what a broken writer might put there.
HINGES = (
    b"WARC/1.1", b"WARC-Type: response", b"WARC-Type: revisit", b"Content-Length: ", b"WARC-Target-URI: ",
    b"\r\n\r\n",
    b"WARC-Block-Digest: sha256:", b"WARC-Payload-Digest: sha256:", b"WARC-Date: 2", b"WARC-Refers-To", b"HTTP/1.1 200",
    b"Transfer-Encoding: chunked", b"Content-Encoding: gzip", b'"resources"', b'"path":', b'"bytes":', b'"hash":',
    b"{", b"]",
)  # fmt: skip
NONSENSE = st.sampled_from(
    [b"", b"\x00", b"\n", b"-1", b"99999999999999999999", b"\xff\xfe", b"\r\n\r\n", b"WARC/1.0\r\n", b"null",
     b"[" * 5000,
     b"WARC-Type: x\r\n", b"Content-Length: 7\r\nContent-Length: 8\r\n", b"a" * 70_000, "\u202e".encode()]
)  # fmt: skip


def broken(content, data):
    """Put nonsense at one to three of the places that decide, or in place of them."""
    for _ in range(data.draw(st.integers(1, 3))):
        there = [hinge for hinge in HINGES if hinge in content]
        if there:
            hinge = data.draw(st.sampled_from(there))
            places = content.split(hinge)
            at = data.draw(st.integers(1, len(places) - 1))
            kept = hinge if data.draw(st.booleans()) else b""
            before, after = hinge.join(places[:at]), hinge.join(places[at:])
            content = before + data.draw(NONSENSE) + kept + after
    return content


def members(packed):
    """Give each record of a web archive file unpacked, as it is compressed for itself."""
    from warcio.archiveiterator import ArchiveIterator

    stream, ends = io.BytesIO(packed), []
    records = ArchiveIterator(stream)
    for _ in records:
        records.read_to_end()
        ends.append((records.get_record_offset(), records.get_record_length()))
    return [gzip.decompress(packed[start : start + length]) for start, length in ends]


@runs
@given(data=st.data())
def test_a_capture_with_parts_that_is_broken_inside_its_records_never_makes_the_reader_crash(warcs, data):
    first, second = warcs
    whole = data.draw(st.sampled_from(warcs))
    records = members(whole.read_bytes())
    at = data.draw(st.integers(0, len(records) - 1))
    records[at] = broken(records[at], data)
    if data.draw(st.booleans()):
        records.insert(data.draw(st.integers(0, len(records))), records.pop(at))
    plain = data.draw(st.booleans())
    path = whole.with_name("broken.warc" if plain else "broken.warc.gz")
    path.write_bytes(b"".join(records) if plain else b"".join(map(gzip.compress, records)))
    with suppress(WarcError):
        list(read_records(path))
    with suppress(WarcError):
        page_of(path, beside=(first, second))
    assert verify(path, "5" * 64).state is State.CHANGED
    assert {part.state for part in verify(path, None).parts} <= set(State)


@runs
@given(data=st.data())
def test_a_package_that_is_broken_inside_its_parts_is_judged_without_a_crash(make_package, tmp_path, data):
    with zipfile.ZipFile(make_package().path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = data.draw(st.sampled_from([one for one in parts if not one.startswith(("archive", "screenshots"))]))
    parts[name] = broken(parts[name], data)
    path = tmp_path / "broken.wacz"
    with zipfile.ZipFile(path, "w") as package:
        for one, content in parts.items():
            package.writestr(one, content)
    assert judge(path, CLOSELY).state is not State.INTACT  # nobody signed it
    with suppress(WarcError), opened(path) as read:
        read.manifest()


@pytest.fixture
def by_others(warcs, tmp_path):
    """A package that py-wacz made."""
    from wacz.main import main as wacz  # a second to load, which only this test should pay

    path = tmp_path / "others.wacz"
    assert wacz(["create", "-o", str(path), "-t", "--detect-pages", *map(str, warcs)]) == 0
    return path


def test_a_package_by_others_is_read_and_nothing_in_it_is_taken_for_changed(by_others):
    judged = judge(by_others, CLOSELY)
    assert judged.state is State.UNKNOWN
    assert {part.state for part in judged.parts if part.name.startswith("archive/")} == {State.INTACT}
    assert State.CHANGED not in {part.state for part in judged.parts}
    content = bytearray(by_others.read_bytes())
    content[content.index(b"archive/") + 400] ^= 1  # in a web archive file, which is kept as it is
    by_others.write_bytes(content)
    assert judge(by_others, CLOSELY).state is State.CHANGED
