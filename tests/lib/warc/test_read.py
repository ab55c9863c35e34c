import contextlib
import gzip
import io
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from interlink.lib.warc.errors import BrokenFile, NoPage, NotReadable, NotThere, ReadFailed, TooLarge
from interlink.lib.warc.read import Bounds, page_of, read_records, response_of
from interlink.lib.warc.write import write_capture

ADDRESS = "http://courier.localhost/"


@pytest.fixture
def others(tmp_path):
    """A file as others write it: WARC 1.0, SHA-1, not compressed unless told."""

    def make(body, headers=(), *, packed=False, kind="response"):
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=packed)
        head = StatusAndHeaders("200 OK", list(headers), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(ADDRESS, kind, payload=io.BytesIO(body), http_headers=head))
        path = tmp_path / "others.warc"
        path.write_bytes(out.getvalue())
        return path

    return make


def raw(tmp_path, content):
    path = tmp_path / "raw.warc.gz"
    path.write_bytes(content)
    return path


def test_the_page_comes_back_decoded_with_its_headers(make_exchange, page, tmp_path):
    path = write_capture(make_exchange(), tmp_path / "a.warc.gz").path
    body, headers = page_of(path)
    assert body == page
    assert ("X-Town", "Orléans") in headers
    assert response_of(path).status == 200


def test_one_of_several_answers_is_found_by_its_address(make_exchange, tmp_path):
    path = write_capture(make_exchange(), tmp_path / "a.warc.gz").path
    assert response_of(path, "http://courier.localhost/old").status == 301
    with pytest.raises(NoPage):
        response_of(path, "http://courier.localhost/never")


@pytest.mark.parametrize("packed", [False, True])
def test_files_of_others_are_read(others, packed):
    assert page_of(others(b"<p>x</p>", [("Content-Type", "text/html")], packed=packed))[0] == b"<p>x</p>"


def test_chunks_that_others_left_in_are_taken_out(others):
    assert page_of(others(b"4\r\nwxyz\r\n0\r\n\r\n", [("Transfer-Encoding", "chunked")]))[0] == b"wxyz"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"page", mtime=0)),
        ("x-gzip", gzip.compress(b"pa", mtime=0) + gzip.compress(b"ge", mtime=0)),
        ("deflate", zlib.compress(b"page")),
        ("deflate", zlib.compress(b"page")[2:-4]),
        ("gzip, deflate", zlib.compress(gzip.compress(b"page", mtime=0))),
        ("identity", b"page"),
        ("", b"page"),
    ],
)
def test_content_encodings_are_undone(others, encoding, packed):
    assert page_of(others(packed, [("Content-Encoding", encoding)]))[0] == b"page"


@pytest.mark.parametrize(("encoding", "body"), [("zstd", b"x"), ("gzip", b"not gzip"), ("deflate", b"\xff\xff")])
def test_a_page_that_cannot_be_decoded_is_a_plain_error(others, encoding, body):
    with pytest.raises(NoPage, match=encoding):
        page_of(others(body, [("Content-Encoding", encoding)]))


def test_a_file_without_an_answer_has_no_page(others):
    with pytest.raises(NoPage):
        page_of(others(b"x", kind="resource"))


def test_a_page_that_unpacks_to_too_much_is_refused(others):
    bomb = gzip.compress(bytes(5_000_000))
    with pytest.raises(TooLarge):
        page_of(others(bomb, [("Content-Encoding", "gzip")]), bounds=Bounds(page=1_000_000))


def test_a_file_that_unpacks_to_too_much_is_refused_early(tmp_path):
    head = b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 99999999\r\n\r\n"
    with pytest.raises(TooLarge):
        list(read_records(raw(tmp_path, gzip.compress(head + bytes(1000)))))
    endless_line = gzip.compress(b"WARC/1.1\r\nX: " + b"x" * 50_000_000)
    with pytest.raises(TooLarge):
        list(read_records(raw(tmp_path, endless_line)))


def test_too_many_records_are_refused(make_exchange, tmp_path):
    path = write_capture(make_exchange(), tmp_path / "a.warc.gz").path
    with pytest.raises(TooLarge):
        list(read_records(path, bounds=Bounds(records=4)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<!doctype html>", "begin"),
        (b"\x1f\x8bnonsense that is no gzip", "add up"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\n", "how long"),
        (b"WARC/1.1\r\nContent-Length: -5\r\n\r\n", "how long"),
        (b"WARC/1.1\r\nContent-Length: 5\r\n\r\nabc", "shorter"),
        (b"WARC/1.1\r\nContent-Length: 2\r\n\r\nabcdefg", "end where"),
        (b"\r\n\r\n\r\n", "how long"),
    ],
)
def test_what_is_wrong_with_a_broken_file_is_said_in_plain_words(tmp_path, content, words):
    with pytest.raises(BrokenFile, match=words) as caught:
        list(read_records(raw(tmp_path, content)))
    assert not caught.value.again


def test_what_comes_before_the_damage_is_read(make_exchange, tmp_path):
    path = write_capture(make_exchange(), tmp_path / "a.warc.gz").path
    path.write_bytes(path.read_bytes()[:-20])
    records = read_records(path)
    assert [next(records).kind for _ in range(4)] == ["warcinfo", "request", "response", "request"]
    with pytest.raises(BrokenFile, match="middle"):
        next(records)


def test_a_missing_file_and_a_folder_are_plain_errors(tmp_path):
    with pytest.raises(NotThere):
        list(read_records(tmp_path / "none.warc.gz"))
    with pytest.raises(NotReadable):
        list(read_records(tmp_path))


HTTP_START = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
HTTP_START += b"Content-Length: 40\r\n\r\nHTTP/1.1 "


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.binary().map(HTTP_START.__add__), st.binary().map(gzip.compress)))
def test_no_content_makes_the_reader_crash(tmp_path, content):
    path = raw(tmp_path, content)
    with contextlib.suppress(ReadFailed):
        page_of(path)
