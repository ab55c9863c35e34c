import http.client
import socket
import time
import zlib

import pytest

MEGABYTE = 1024 * 1024


@pytest.fixture
def line(reader):
    """A bare connection to the host of troubles."""
    with socket.create_connection(("127.0.0.1", reader.running.port), timeout=5) as line:
        yield line


def ask(line: socket.socket, path: str) -> None:
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: trouble.localhost\r\n\r\n".encode())


def read(line: socket.socket, least: int) -> bytes:
    found = bytearray()
    while len(found) < least and (more := line.recv(65536)):
        found += more
    return bytes(found)


def test_an_endless_page_goes_on(line):
    ask(line, "/endless")
    assert len(read(line, 4 * MEGABYTE)) >= 4 * MEGABYTE


def test_a_huge_page_has_fifty_megabytes(reader):
    assert len(reader.get("trouble", "/huge").body) == 50 * MEGABYTE
    assert len(reader.get("trouble", "/huge?mb=1").body) == MEGABYTE


def test_slow_headers_come_one_by_one_and_never_end(line):
    ask(line, "/slow-headers?seconds=0.5")
    began = time.monotonic()
    try:
        found = read(line, MEGABYTE)
    except ConnectionResetError:
        found = b""
    assert time.monotonic() - began >= 0.4
    assert b"\r\n\r\n" not in found


def test_a_slow_body_comes_in_drops(reader):
    began = time.monotonic()
    answer = reader.get("trouble", "/slow-body?seconds=0.5")
    assert time.monotonic() - began >= 0.4
    assert answer.body.count(b"<p>") == 5


def test_redirects_go_round(reader):
    path = "/loop"
    for _ in range(4):
        answer = reader.get("trouble", path)
        assert answer.status == 302
        path = answer.headers["Location"]
    assert path == "/loop"


def test_a_redirect_leads_where_it_is_told(reader):
    assert reader.get("trouble", "/redirect-private").headers["Location"] == "http://10.0.0.1/"
    answer = reader.get("trouble", "/redirect-private?to=http://169.254.169.254/latest")
    assert answer.headers["Location"] == "http://169.254.169.254/latest"


def test_a_page_that_is_no_feed(reader):
    answer = reader.get("trouble", "/notafeed")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_a_gzip_bomb_is_small_on_the_wire(reader):
    answer = reader.get("trouble", "/gzip-bomb?mb=10")
    assert len(answer.body) < MEGABYTE / 10
    assert len(zlib.decompress(answer.body, wbits=31)) == 10 * MEGABYTE


def test_a_connection_is_dropped(reader):
    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        reader.get("trouble", "/reset")


def test_errors_and_requests_to_wait(reader):
    assert reader.get("trouble", "/error500").status == 500
    answer = reader.get("trouble", "/retry-after")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "120")
    answer = reader.get("trouble", "/retry-after?status=503&seconds=7")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "7")


def test_a_billion_laughs(reader):
    answer = reader.get("trouble", "/entities.xml")
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    text = answer.text()
    assert text.count("<!ENTITY a") == 10
    assert '<!ENTITY a9 "&a8;&a8;' in text
    assert "file:///" in text


def test_what_is_unknown_or_wrong_is_told(reader):
    assert reader.get("trouble", "/nothing").status == 404
    assert reader.get("trouble", "/slow-body?seconds=soon").status == 400
    assert "/gzip-bomb" in reader.get("trouble", "/").text()
