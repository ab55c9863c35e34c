import json
import os
import struct
import zipfile
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.lines import object_of, page_of_line
from interlink.lib.warc.package.read import PackageBounds
from interlink.lib.warc.signing import key_in
from interlink.lib.warc.verify import State

ALL = Looking(with_records=True)


@pytest.fixture
def signed(make_package, tmp_path):
    return make_package(signer=key_in(tmp_path / "keys"))


@pytest.fixture
def known(tmp_path):
    return frozenset({key_in(tmp_path / "keys").fingerprint})


def states(judgement):
    return {part.name: part.state for part in judgement.parts}


def rewritten(path, change):
    """Write the package anew with its parts changed, as somebody with a zip tool would."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_an_untouched_package_by_a_known_key_is_intact_in_every_part(signed, known):
    judgement = judge(signed.path, Looking(known, with_records=True))
    assert judgement.state is State.INTACT
    assert judgement.manifest_sha256 == signed.manifest_sha256
    assert judgement.warcs == signed.warcs
    assert len([name for name in states(judgement) if "record" in name]) == 13


def test_an_unknown_key_and_no_signature_prove_nothing(signed, make_package):
    assert states(judge(signed.path))["the signature"] is State.UNKNOWN
    assert judge(signed.path).state is State.UNKNOWN
    assert states(judge(make_package().path))["the signature"] is State.UNKNOWN


def test_a_changed_part_is_named(signed, known):
    rewritten(signed.path, lambda parts: parts.update({"pages/pages.jsonl": b'{"url": "http://other.localhost/"}'}))
    judgement = judge(signed.path, Looking(known))
    changed = [part.name for part in judgement.parts if part.state is State.CHANGED]
    assert (judgement.state, changed) == (State.CHANGED, ["pages/pages.jsonl"])


def test_a_part_that_is_gone_and_one_that_was_added_are_named(signed, known):
    def change(parts):
        del parts["archive/00000001.warc.gz"]
        parts["archive/other.warc.gz"] = b"other"

    rewritten(signed.path, change)
    found = states(judge(signed.path, Looking(known, with_records=True)))
    assert found["archive/00000001.warc.gz"] is State.CHANGED
    assert found["archive/other.warc.gz"] is State.UNKNOWN
    assert "archive/00000002.warc.gz, record 6" in found  # what it points to is gone


def test_a_manifest_made_anew_shows_by_the_signature(signed, known):
    def change(parts):
        manifest = json.loads(parts["datapackage.json"])
        manifest["title"] = "Another title"
        parts["datapackage.json"] = json.dumps(manifest).encode()
        digest = json.loads(parts["datapackage-digest.json"])
        digest["hash"] = f"sha256:{sha256(parts['datapackage.json']).hexdigest()}"
        parts["datapackage-digest.json"] = json.dumps(digest).encode()

    rewritten(signed.path, change)
    found = states(judge(signed.path, Looking(known)))
    assert found["the manifest"] is State.INTACT
    assert found["the signature"] is State.CHANGED


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{" * 5000, b'{"resources": 5}', b'{"resources": [5, {"path": 7}, {}]}']
)
def test_a_manifest_that_makes_no_sense_is_never_passed(signed, known, manifest):
    rewritten(signed.path, lambda parts: parts.update({"datapackage.json": manifest}))
    assert judge(signed.path, Looking(known, with_records=True)).state is not State.INTACT


def test_no_package_at_all_is_unknown(tmp_path):
    for name, content in (("a", b""), ("b", b"no package"), ("c", b"PK\x05\x06" + b"\xff" * 18)):
        (tmp_path / name).write_bytes(content)
        assert judge(tmp_path / name, ALL).state is State.UNKNOWN
    assert judge(tmp_path / "none", ALL).state is State.UNKNOWN
    assert judge(tmp_path, ALL).state is State.UNKNOWN


def test_an_empty_zip_is_unknown(tmp_path):
    zipfile.ZipFile(tmp_path / "a.wacz", "w").close()
    assert judge(tmp_path / "a.wacz", ALL).state is State.UNKNOWN


def test_a_part_that_unpacks_beyond_measure_is_not_unpacked(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("archive/a.warc", bytes(20_000_000))
        package.writestr("datapackage.json", b" " * 20_000_000)
    bounds = PackageBounds(part=1_000_000, manifest=1_000_000)
    judgement = judge(path, Looking(bounds=bounds, with_records=True))
    assert judgement.state is State.UNKNOWN
    assert all(part.state is State.UNKNOWN for part in judgement.parts)
    assert "unpacks to more than" in " ".join(part.words for part in judgement.parts)


def test_a_list_of_parts_beyond_measure_is_not_read(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(200):
            package.writestr(f"archive/{number}.warc", b"")
    assert "more than 100 parts" in judge(path, Looking(bounds=PackageBounds(parts=100))).parts[0].words
    assert "too long" in judge(path, Looking(bounds=PackageBounds(listing=1000))).parts[0].words


def test_overlapping_parts_are_not_read_twice(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("archive/a.warc", os.urandom(5000))
        package.writestr("archive/b.warc", os.urandom(5000))
    content = bytearray(path.read_bytes())
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, second + 42, 0)  # the second part's place becomes the first one's
    path.write_bytes(content)
    assert states(judge(path))["archive/b.warc"] is State.CHANGED


@pytest.mark.parametrize("name", ["../up", "/etc/up", "archive/../../up", "..\\up"])
def test_a_name_that_leads_out_is_told_and_not_followed(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as package:
        package.writestr(name, b"x")
    assert states(judge(tmp_path / "a.wacz"))[name] is State.UNKNOWN
    assert [path.name for path in tmp_path.iterdir()] == ["a.wacz"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_told(signed, known):
    with zipfile.ZipFile(signed.path, "a") as package:
        package.writestr("archive/00000001.warc.gz", b"other")
    assert states(judge(signed.path, Looking(known)))["archive/00000001.warc.gz"] is State.UNKNOWN


def test_a_locked_part_and_an_unusual_compression_are_told(tmp_path):
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("archive/a.warc", b"x")
        package.writestr("archive/b.warc", b"x" * 100, compress_type=zipfile.ZIP_LZMA)
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    words = {part.name: part.words for part in judge(path).parts}
    assert "password" in words["archive/a.warc"]
    assert "compressed in a way" in words["archive/b.warc"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_package_is_judged_without_a_crash_and_never_passed(signed, known, data):
    whole = signed.path.read_bytes()
    content = bytearray(whole)
    # Most of a package is the web archive files; what decides how it is read is at its end.
    places = st.integers(0, len(content) - 1) | st.integers(len(content) - 3000, len(content) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=6)):
        content[place] = value
    cut = data.draw(st.none() | places)
    damaged = signed.path.with_name("damaged.wacz")
    damaged.write_bytes(content[:cut])
    judgement = judge(damaged, Looking(known, with_records=True))
    kept = {name: name_state for name, name_state in states(judgement).items() if name.startswith("archive/")}
    if judgement.state is State.INTACT:  # then what changed is nothing that the package's own checksums are about
        assert judgement.manifest_sha256 == signed.manifest_sha256
        assert judgement.warcs == signed.warcs
        assert len(kept) == 15


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tail=st.binary(max_size=200), start=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06"]))
def test_any_bytes_are_judged_without_a_crash(tmp_path, start, tail):
    path = tmp_path / "any.wacz"
    path.write_bytes(start + tail)
    assert judge(path, ALL).state is State.UNKNOWN


@given(line=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_line_of_a_page_list_is_read_or_left_out(line):
    page_of_line(line)
    object_of(line)


def test_a_page_needs_an_address_and_a_time():
    assert page_of_line(b'{"url": "http://a.localhost/", "ts": "2031-05-04T12:30:15Z", "title": 5}') is not None
    assert page_of_line(b'{"url": "http://a.localhost/", "ts": "2031-05-04"}') is None
    assert page_of_line(b'{"url": 5, "ts": "2031-05-04T12:30:15Z"}') is None
    assert object_of(b"[" * 100_000) is None
    assert object_of(b'{"a": ' * 90 + b"1" + b"}" * 90) is not None
