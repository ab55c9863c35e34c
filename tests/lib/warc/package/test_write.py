import dataclasses
import gzip
import io
import json
import os
import re
import zipfile
import zlib
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.cli import main as warcio

from interlink.lib.warc.errors import AlreadyThere, BrokenFile, NotThere, OriginalMissing, WriteFailed
from interlink.lib.warc.package.facts import About, Extra
from interlink.lib.warc.package.index import key_of, places_in
from interlink.lib.warc.package.read import opened
from interlink.lib.warc.placing import leftovers
from interlink.lib.warc.read import read_records, record_in, records_in
from interlink.lib.warc.signing import key_in
from interlink.lib.warc.write import originals_in, write_capture


def contents(packaged):
    with zipfile.ZipFile(packaged.path) as package:
        return {info.filename: (package.read(info), info.compress_type) for info in package.infolist()}


def test_web_archive_files_go_in_as_they_are_and_are_not_compressed_again(make_package, warcs):
    packaged = make_package()
    parts = contents(packaged)
    for warc in warcs:
        assert parts[f"archive/{warc.name}"] == (warc.read_bytes(), zipfile.ZIP_STORED)
        assert packaged.warcs[warc.name] == sha256(warc.read_bytes()).hexdigest()
    assert packaged.sha256 == sha256(packaged.path.read_bytes()).hexdigest()
    assert packaged.size == packaged.path.stat().st_size
    assert packaged.manifest_sha256 == sha256(parts["datapackage.json"][0]).hexdigest()


def test_the_manifest_lists_every_part_with_checksum_and_length(make_package):
    parts = contents(make_package())
    manifest = json.loads(parts["datapackage.json"][0])
    listed = {entry["path"]: (entry["hash"], entry["bytes"]) for entry in manifest["resources"]}
    assert listed == {
        name: (f"sha256:{sha256(content).hexdigest()}", len(content))
        for name, (content, _) in parts.items()
        if not name.startswith("datapackage")
    }
    assert (manifest["profile"], manifest["wacz_version"]) == ("data-package", "1.1.1")
    assert manifest["mainPageUrl"] == "http://courier.localhost/new?page=2"


def test_the_index_leads_to_each_answer_by_offset_and_length(make_package):
    parts = contents(make_package())
    lines = parts["indexes/index.cdxj"][0].decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 6
    for line in lines:
        key, moment, facts = line.split(" ", 2)
        facts = json.loads(facts)
        warc = parts[f"archive/{facts['filename']}"][0]
        packed = warc[int(facts["offset"]) :][: int(facts["length"])]
        record = zlib.decompress(packed, 31)
        assert f"WARC-Target-URI: {facts['url']}\r\n".encode() in record
        assert facts["recordDigest"] == f"sha256:{sha256(packed).hexdigest()}"
        assert key == key_of(facts["url"])
        assert re.fullmatch(r"2031050[45]123015", moment)
    assert sum('"warc/revisit"' in line for line in lines) == 1  # the page itself is too short to be worth one


def test_the_page_list_has_the_text(make_package):
    head, page = map(json.loads, contents(make_package())["pages/pages.jsonl"][0].splitlines())
    assert head["format"] == "json-pages-1.0"
    assert (page["url"], page["ts"]) == ("http://courier.localhost/new?page=2", "2031-05-04T12:30:15Z")
    assert page["text"] == "The Fellowship opened a school."


def test_parts_begin_where_replayweb_page_reckons(make_package):
    packaged = make_package()
    content = packaged.path.read_bytes()
    with zipfile.ZipFile(packaged.path) as package:
        for info in package.infolist():
            # It takes a part without an extra field in the list for one without an extra field in front of it.
            assert info.extra == b""
            assert content[info.header_offset + 28 :][:2] == b"\0\0", info.filename


def test_the_same_things_give_the_same_bytes(make_package):
    assert make_package().sha256 == make_package().sha256


def test_a_payload_that_did_not_change_is_kept_once(make_exchange, tmp_path):
    body = os.urandom(60_000)
    first = write_capture(make_exchange(wire_body=body, hops=()), tmp_path / "1.warc.gz")
    known = originals_in(first.path)
    sizes = [first.size]
    for day in range(1, 10):
        at = make_exchange().fetched_at + timedelta(days=day)
        path = tmp_path / f"{day + 1}.warc.gz"
        again = write_capture(make_exchange(wire_body=body, hops=(), fetched_at=at), path, originals=known)
        assert len(again.pointed_to) == 1
        assert again.payload_sha256 == first.payload_sha256
        sizes.append(again.size)
    assert max(sizes[1:]) < first.size / 30
    revisit = list(read_records(path))[-1]
    original = list(read_records(first.path))[-1]
    assert revisit.header("WARC-Refers-To") == original.record_id
    assert revisit.header("WARC-Refers-To-Date") == original.header("WARC-Date")
    assert revisit.http_headers == original.http_headers
    assert revisit.payload == b""


def test_another_request_for_the_same_payload_is_kept(make_exchange, tmp_path):
    body = os.urandom(1000)
    first = write_capture(make_exchange(wire_body=body), tmp_path / "1.warc.gz")
    other = make_exchange(wire_body=body, request_headers=(("Host", "courier.localhost"), ("User-Agent", "Other")))
    known = originals_in(first.path)
    again = write_capture(other, tmp_path / "2.warc.gz", originals=known)
    assert [record.kind for record in read_records(again.path)] == [
        "warcinfo",
        "request",
        "response",
        "request",
        "revisit",
    ]


def test_a_package_without_the_original_is_not_made(make_package, warcs):
    with pytest.raises(OriginalMissing, match="00000002"):
        make_package(warcs=warcs[1:])


def test_a_package_is_never_half_there(make_package, warcs, tmp_path):
    warcs[1].write_bytes(warcs[1].read_bytes()[:-5])
    with pytest.raises(BrokenFile):
        make_package()
    with pytest.raises(NotThere):
        make_package(warcs=[tmp_path / "none.warc.gz"])
    assert not (tmp_path / "a.wacz").exists()
    assert leftovers(tmp_path) == ()


def test_a_signer_that_fails_leaves_nothing(make_package, tmp_path):
    class Broken:
        def signed(self, checksum, *, created, software):
            raise WriteFailed(Path("key"), "no key")

    with pytest.raises(WriteFailed):
        make_package(signer=Broken())
    assert not (tmp_path / "a.wacz").exists()
    assert leftovers(tmp_path) == ()


def test_a_package_is_not_overwritten_unasked(make_package):
    make_package()
    with pytest.raises(AlreadyThere):
        make_package(replace=False)


@pytest.mark.parametrize("path", ["archive/x", "../x", "/x", "datapackage.json", "", "a//b", "..\\x", "pages/x.jsonl"])
def test_a_further_file_cannot_stand_in_for_another(make_package, path):
    with pytest.raises(ValueError, match="a place and a name of its own"):
        make_package(extras=[Extra(path, b"x")])


def test_names_and_times_have_to_be_plain(make_package, warcs):
    with pytest.raises(ValueError, match="under a name of its own"):
        make_package(warcs=[warcs[0], warcs[0]])
    with pytest.raises(ValueError, match="time zone"):
        make_package(about=About("A school", datetime(2031, 5, 4)))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://www.Courier.localhost/News", "localhost,courier)/news"),
        ("https://courier.localhost:443", "localhost,courier)/"),
        ("http://courier.localhost:8801/a?b=2&a=1", "localhost,courier:8801)/a?a=1&b=2"),
        ("urn:pageinfo:x y", "urn:pageinfo:x%20y"),
        ("http://[bad/", "http://[bad/"),
    ],
)
def test_addresses_are_sorted_by_their_host(address, key):
    assert key_of(address) == key


def test_others_tools_take_ours_for_valid(make_package, warcs, tmp_path, capsys):
    from wacz.main import main as wacz  # a second to load, which only this test should pay

    packaged = make_package(signer=key_in(tmp_path / "keys"))
    with pytest.raises(SystemExit) as checked:
        warcio(["check", *map(str, warcs)])
    assert checked.value.code == 0
    assert capsys.readouterr().out == ""
    assert wacz(["validate", "-f", str(packaged.path)]) == 0
    assert "Validation succeeded" in capsys.readouterr().out


def test_what_is_read_back_is_what_was_written(make_package):
    packaged = make_package()
    with opened(packaged.path) as package:
        assert package.oddities == {}
        assert [page.title for page in package.pages()] == ["A school"]
        assert package.manifest()["title"] == "A school in Tarn Valley"
        assert package.manifest_digest()["hash"] == f"sha256:{packaged.manifest_sha256}"


HEAD = b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.localhost/\r\nContent-Length: 4\r\n"


@pytest.mark.parametrize(
    ("plain", "is_usual"),
    [
        (HEAD + b"\r\nabcd\r\n\r\n", True),
        (HEAD + b"X-More:  spaces around \r\n\r\nabcd\r\n\r\n", False),
        (HEAD + b"X-More: a space after \r\n\r\nabcd\r\n\r\n", True),
        (HEAD + b"X-More: it goes on\r\n here\r\n\r\nabcd\r\n\r\n", False),
        (HEAD + "X-More: caf\u00e9\r\n\r\nabcd\r\n\r\n".encode(), False),
        (HEAD + b"X-More:\r\n\r\nabcd\r\n\r\n", False),
        (HEAD + b"content-length: 3\r\n\r\nabcd\r\n\r\n", True),
        (HEAD.replace(b"http://a.localhost/", b"<http://a.localhost/>") + b"\r\nabcd\r\n\r\n", False),
        (HEAD.replace(b"\r\n", b"\n") + b"\nabcd\r\n\r\n", False),
    ],
)
def test_the_quick_reader_of_the_usual_form_says_what_the_thorough_one_says(plain, is_usual, tmp_path):
    read = record_in(plain)
    assert (read is not None) == is_usual
    assert read in (None, *records_in(io.BytesIO(plain), tmp_path))


@pytest.mark.parametrize(
    "plain",
    [b"", HEAD, HEAD + b"\r\nabc\r\n\r\n", HEAD + b"\r\nabcde\r\n\r\n", 2 * (HEAD + b"\r\nabcd\r\n\r\n"), HEAD[:-3]],
)
def test_the_quick_reader_says_nothing_of_what_is_not_one_whole_record(plain):
    assert record_in(plain) is None


def test_the_quick_reader_reads_all_that_we_write(make_exchange, tmp_path):
    written = write_capture(make_exchange(), tmp_path / "a.warc.gz")
    with written.path.open("rb") as source:
        places = list(places_in(source, written.path))
    packed = written.path.read_bytes()
    for place, record in zip(places, read_records(written.path), strict=True):
        plain = gzip.decompress(packed[place.offset : place.offset + place.length])
        assert record_in(plain) == place.record == dataclasses.replace(record, number=1)
