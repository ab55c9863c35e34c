"""What servers may do to us, done to the real door by real servers."""

import asyncio
import gzip
import socket
import struct
import tracemalloc
import zlib
from dataclasses import dataclass, replace
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.fetch import (
    PAGE,
    AddressRefused,
    Answer,
    BadAnswer,
    Door,
    DoorRules,
    FetchError,
    HostUnknown,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
    Validators,
)

SMALL = replace(PAGE, max_bytes=200_000, max_wire_bytes=100_000, total_seconds=3.0)
HASTY = replace(SMALL, total_seconds=0.2)


async def failing(site, limits=SMALL, path="/", **rules):
    """Fetch, expecting failure; return the error after checking that it reads as a sentence."""
    begun = monotonic()
    async with site.door(**rules) as door:
        with pytest.raises(FetchError) as caught:
            await door.get(site.at(path), limits=limits)
    error = caught.value
    assert str(error)[0].isupper()
    assert str(error).endswith(".")
    assert error.address
    assert monotonic() - begun < limits.total_seconds + 1
    return error


def gzip_bomb(size):
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()


BOMB = gzip_bomb(30_000_000)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", BOMB),
        ("deflate", zlib.compress(bytes(30_000_000), 9)),
        ("gzip, gzip", gzip.compress(gzip_bomb(50_000_000))),
        ("deflate, gzip", gzip.compress(zlib.compress(bytes(30_000_000)))),
    ],
)
async def test_decompression_bombs(serve, http, encoding, body):
    assert len(body) < SMALL.max_wire_bytes
    async with serve(http(body, Content_Encoding=encoding)) as site:
        tracemalloc.start()
        try:
            assert isinstance(await failing(site), TooLarge)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 3_000_000


async def test_packed_a_hundred_times_over(serve, http):
    encodings = ", ".join(["gzip"] * 100)
    async with serve(http(b"x", Content_Encoding=encodings)) as site:
        assert isinstance(await failing(site), BadAnswer)


@pytest.mark.parametrize("chunked", [True, False])
async def test_endless_bodies(serve, chunked):
    async def reply(request, writer):
        head = b"Transfer-Encoding: chunked\r\n" if chunked else b"Connection: close\r\n"
        writer.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n")
        while not writer.is_closing():
            writer.write(b"1000\r\n" + bytes(0x1000) + b"\r\n")
            await writer.drain()

    async with serve(reply) as site:
        assert isinstance(await failing(site), TooLarge)


async def test_a_body_that_says_it_is_huge_is_not_even_begun(serve):
    async with serve(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n") as site:
        error = await failing(site)
    assert isinstance(error, TooLarge)
    assert error.again is False


async def drip(writer, data, pause=0.05):
    for byte in data:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(pause)


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /slow\r\n",
    ],
    ids=["status", "header", "body", "chunk", "open end", "redirect"],
)
async def test_a_slow_drip_ends_when_the_time_is_up(serve, start):
    async def reply(request, writer):
        writer.write(start)
        await drip(writer, b"HTTP/1.1 200 OK" if not start else b"x" * 1000)

    async with serve(reply) as site:
        error = await failing(site, HASTY)
    assert isinstance(error, TooSlow)
    assert error.again
    assert "0.2 seconds" in str(error)


async def test_the_time_counts_over_all_redirects_together(serve, http):
    async def reply(request, writer):
        await asyncio.sleep(0.08)
        writer.write(http(b"", "302 Found", Location=f"/{len(site.requests)}"))

    async with serve(reply) as site:
        assert isinstance(await failing(site, HASTY), TooSlow)
        assert len(site.requests) <= 3


async def test_endless_early_hints_end_when_the_time_is_up(serve):
    async def reply(request, writer):
        while not writer.is_closing():
            writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" * 10)
            await writer.drain()
            await asyncio.sleep(0.001)

    async with serve(reply) as site:
        assert isinstance(await failing(site, HASTY), TooSlow)


@pytest.mark.parametrize(
    "headers",
    [
        b"X-Big: " + b"a" * 200_000 + b"\r\n",
        b"X" * 200_000 + b": 1\r\n",
        b"".join(b"X-%d: 1\r\n" % number for number in range(5_000)),
        b"".join(b"X-%d: %s\r\n" % (number, b"a" * 1_000) for number in range(150)),
    ],
    ids=["long value", "long name", "many", "much"],
)
async def test_huge_headers(serve, headers):
    async with serve(b"HTTP/1.1 200 OK\r\n" + headers + b"Content-Length: 0\r\n\r\n") as site:
        assert isinstance(await failing(site), TooLarge)


async def test_a_huge_status_line(serve):
    async with serve(b"HTTP/1.1 200 " + b"a" * 200_000 + b"\r\n\r\n") as site:
        assert isinstance(await failing(site), TooLarge)


async def test_endless_headers(serve):
    async def reply(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not writer.is_closing():
            writer.write(b"a" * 10_000)
            await writer.drain()

    async with serve(reply) as site:
        assert isinstance(await failing(site), TooLarge)


async def test_redirects_in_a_circle_are_noticed_at_once(serve, http):
    async def reply(request, writer):
        writer.write(http(b"", "302 Found", Location="/b" if request.target == "/a" else "/a#again"))

    async with serve(reply) as site:
        assert isinstance(await failing(site, path="/a"), TooManyRedirects)
        assert site.targets == ["/a", "/b"]


async def test_redirects_without_end_are_given_up(serve, http):
    async def reply(request, writer):
        writer.write(http(b"", "307 Temporary", Location=f"/{len(site.requests)}"))

    async with serve(reply) as site:
        error = await failing(site)
        assert isinstance(error, TooManyRedirects)
        assert len(site.requests) == SMALL.max_redirects + 1
    assert error.again is False


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://017700000001/",
        "http://0177.0.0.01/",
        "http://0/",
        "http://127.0.0.1./",
        "http://localhost/",
        "http://LOCALHOST./",
        "http://a.b.localhost/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1%25eth0]/",
        "http://[fec0::1]/",
        "http://[fd00:ec2::254]/",
        "http://１２７。０。０。１/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127%2e0.0.1/",
        "http://10.0.0.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0xa9fea9fe/",
        "http://172.16.0.1/",
        "http://192.168.1.1:8080/",
        "http://192.0.0.8/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "//10.0.0.1/",
        "http://user@10.0.0.1/",
        "http://user:password@site.localhost/",
        "http://good.example\\@10.0.0.1/",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://10.0.0.1/",
        "gopher://10.0.0.1:70/_x",
        "data:text/html,hello",
        "javascript:alert(1)",
        "http://site.example:22/",
        "http://site.example:6667/",
    ],
)
async def test_redirects_to_where_we_do_not_go(serve, http, location):
    async def reply(request, writer):
        writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location.encode() + b"\r\n\r\n")

    async with serve(reply) as site:
        error = await failing(site)
        assert isinstance(error, AddressRefused)
        assert error.again is False
        assert len(site.requests) == 1


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fd00::1", "64:ff9b::a00:1"],
)
async def test_names_that_lead_to_special_addresses(serve, http, number):
    async with serve(http(b"secret")) as site:
        names = {"rebound.example": (number,), "both.example": (number, "10.0.0.1")}
        async with site.door(hosts=names) as door:
            for name in names:
                with pytest.raises(AddressRefused, match="not the public internet"):
                    await door.get(site.at(host=name))
        assert not site.requests


async def test_a_name_with_one_good_address_is_reached_only_there(serve, http):
    async with serve(http(b"hello")) as site:
        rules = {
            "hosts": {"press.example": ("10.0.0.1", "127.0.0.1", "fe80::1%1")},
            "allowed_loopback": frozenset({f"press.example:{site.port}"}),
        }
        async with site.door(**rules) as door:
            assert (await door.get(site.at(host="press.example"))).body == b"hello"


class ChangingNames(dict):
    """A name service that gives one address first and another ever after."""

    def __init__(self, *turns):
        super().__init__()
        self.turns = list(turns)
        self.asked = 0

    def get(self, host, default=None):
        self.asked += 1
        return (self.turns[min(self.asked, len(self.turns)) - 1],)


async def test_a_name_that_changes_its_mind_is_looked_up_once_for_each_connection(serve, http):
    names = ChangingNames("127.0.0.1", "169.254.169.254")
    async with serve(http(b"hello", Connection="close")) as site:
        rules = {"hosts": names, "allowed_loopback": frozenset({f"press.example:{site.port}"})}
        async with site.door(**rules) as door:
            # What was judged is what was dialled: the second answer had no chance to slip in between.
            assert (await door.get(site.at(host="press.example"))).body == b"hello"
            assert names.asked == 1
        async with site.door(**rules) as door:
            with pytest.raises(AddressRefused):
                await door.get(site.at(host="press.example"))


async def test_the_pattern_for_one_site_lets_no_other_name_in(serve, http):
    async with serve(http(b"secret")) as site:
        async with site.door(hosts={"evil.example": ("127.0.0.1",)}) as door:
            assert (await door.get(site.at())).status == 200  # a connection to 127.0.0.1 stays open
            for host in ("evil.example", "127.0.0.1", "[::1]", "localhost"):
                with pytest.raises(AddressRefused):
                    await door.get(site.at(host=host))
        assert len(site.requests) == 1


async def test_a_name_that_does_not_exist(serve, http):
    async with serve(http(b"")) as site, site.door() as door:
        with pytest.raises(HostUnknown, match=r"nowhere\.invalid") as caught:
            await door.get("http://nowhere.invalid/", limits=replace(SMALL, total_seconds=20))
    assert caught.value.address == "http://nowhere.invalid/"


def reset(writer):
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()


@pytest.mark.parametrize(
    ("start", "ending", "kind"),
    [
        (b"", "close", Unreachable),
        (b"", "reset", Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "close", FetchError),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "reset", FetchError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", "close", BadAnswer),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", "reset", BadAnswer),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "close", BadAnswer),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "reset", BadAnswer),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello", "close", BadAnswer),
    ],
)
async def test_answers_that_break_off(serve, start, ending, kind):
    async def reply(request, writer):
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(0.02)
        reset(writer) if ending == "reset" else writer.close()

    async with serve(reply) as site:
        error = await failing(site)
    assert isinstance(error, kind)
    assert not isinstance(error, TooSlow)
    assert error.again


@pytest.mark.parametrize("after", ["open", "close"])
@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nBad Header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\x00b\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"<html>no headers at all</html>\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ],
)
async def test_what_is_not_proper_http_is_told_soon(serve, reply, after):
    async def say(request, writer):
        writer.write(reply)
        await writer.drain()
        if after == "close":
            writer.close()
        else:
            await asyncio.sleep(5)

    async with serve(say) as site:
        begun = monotonic()
        error = await failing(site)
        assert isinstance(error, BadAnswer)
        assert monotonic() - begun < 1


async def test_more_body_than_the_length_says_does_not_spill_into_the_next_answer(serve):
    async with serve(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nX: smuggled\r\n\r\n") as site:
        async with site.door() as door:
            for _ in range(3):
                got = await door.get(site.at(), limits=SMALL)
                assert (got.body, got.header("x")) == (b"ok", None)
        assert site.connections == 3


async def test_validators_cannot_carry_headers(serve, http):
    async with serve(http(b"x")) as site, site.door() as door:
        await door.get(site.at(), validators=Validators('"a"\r\nX-Evil: 1', "now\nX-Evil: 2"))
    assert "X-Evil" not in site.requests[0].headers


async def test_a_certificate_that_nobody_vouches_for(certificate):
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0, ssl=certificate)
    site = Secure(server.sockets[0].getsockname()[1])
    async with server, site.door() as door:
        with pytest.raises(Unreachable, match="certificate"):
            await door.get(site.at(), limits=SMALL)


@dataclass
class Secure:
    port: int

    def at(self):
        return f"https://site.localhost:{self.port}/"

    def door(self):
        return Door(DoorRules(frozenset({f"*.localhost:{self.port}"}), obey_robots=False))


async def test_a_server_that_never_finishes_the_handshake():
    async def stall(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(stall, "127.0.0.1", 0)
    site = Secure(server.sockets[0].getsockname()[1])
    async with server, site.door() as door:
        with pytest.raises(TooSlow, match="took no connection"):
            await door.get(site.at(), limits=replace(SMALL, connect_seconds=0.2))


async def test_a_plain_server_behind_a_secure_address(http):
    async def reply(reader, writer):
        await reader.read(1)
        writer.write(http(b"x", "400 Bad Request"))
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    site = Secure(server.sockets[0].getsockname()[1])
    async with server, site.door() as door:
        with pytest.raises(Unreachable, match="secure"):
            await door.get(site.at(), limits=SMALL)


async def test_a_body_in_crumbs_is_put_together(serve):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with serve(head + b"1\r\nx\r\n" * 50_000 + b"0\r\n\r\n") as site, site.door() as door:
        assert (await door.get(site.at(), limits=SMALL)).body == b"x" * 50_000


async def test_endless_trailers(serve):
    async def reply(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n")
        while not writer.is_closing():
            writer.write(b"X-Trailer: 1\r\n" * 100)
            await writer.drain()

    async with serve(reply) as site:
        assert isinstance(await failing(site), BadAnswer | TooLarge)


async def test_the_door_lives_on_after_all_this(serve, http):
    async def reply(request, writer):
        writer.write(http(b"fine") if request.target == "/fine" else b"rubbish\r\n\r\n")

    async with serve(reply) as site, site.door() as door:
        for _ in range(20):
            with pytest.raises(BadAnswer):
                await door.get(site.at("/bad"), limits=SMALL)
        assert (await door.get(site.at("/fine"))).body == b"fine"


PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"Content-Length: 5\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Location: /\r\n",
        b"HTTP/1.1 302 Found\r\n",
        b"\r\n",
        b"5\r\nhello\r\n",
        b"0\r\n\r\n",
        b"hello",
        b"\n",
        b"\0",
        b": ",
        gzip.compress(b"hello"),
        b"HTTP/1.1 103 Early Hints\r\n\r\n",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=12))
def test_any_bytes_make_an_answer_or_a_fetch_error(serve, pieces):
    async def say(request, writer):
        writer.write(b"".join(pieces))
        await writer.drain()
        writer.close()

    async def visit():
        async with serve(say) as site, site.door() as door:
            try:
                return await door.get(site.at(), limits=SMALL)
            except FetchError as error:
                return error

    result = asyncio.run(visit())
    assert isinstance(result, Answer) or not isinstance(result, TooSlow)
