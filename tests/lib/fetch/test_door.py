import asyncio
import gzip
import pickle
import zlib
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from aiohttp import web

from interlink.lib.fetch import (
    FEED,
    AddressRefused,
    Door,
    DoorRules,
    FetchError,
    RobotsRefused,
    TooLarge,
    Unreachable,
    Validators,
)

TEXT = "Die Woche in Kürze. ".encode() * 100


async def test_an_answer_holds_what_went_over_the_wire(serve, http):
    async def reply(request, writer):
        writer.write(
            b"HTTP/1.1 203 Quite Right\r\nX-B: 1\r\nx-a: caf\xc3\xa9\r\nX-B: 2\r\n"
            b"Content-Type: text/plain; charset=utf-8\r\nContent-Length: 5\r\n\r\nhello"
        )

    async with serve(reply) as site, site.door() as door:
        before = datetime.now(UTC)
        got = await door.get(site.at("/a b?q=ü#part"))
    assert got.asked == site.at("/a b?q=ü#part")
    assert got.address == site.at("/a%20b?q=%C3%BC")
    assert (got.status, got.reason, got.http_version) == (203, "Quite Right", "HTTP/1.1")
    assert got.headers == (
        ("X-B", "1"),
        ("x-a", "cafÃ©"),
        ("X-B", "2"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", "5"),
    )
    assert got.wire_body == got.body == b"hello"
    assert (got.media_type, got.charset) == ("text/plain", "utf-8")
    assert before <= got.fetched_at <= before + timedelta(seconds=5)
    assert 0 < got.seconds < 5
    assert site.targets == ["/a%20b?q=%C3%BC"]


async def test_request_headers_are_told_as_they_were_sent(serve, http):
    async with serve(http(b"x")) as site, site.door() as door:
        got = await door.get(site.at(), validators=Validators('"v1"', None))
    assert dict(got.request_headers) == site.requests[0].headers
    assert [name for name, _ in got.request_headers] == list(site.requests[0].headers)
    assert site.requests[0].headers["Accept-Encoding"] == "gzip, deflate"
    assert site.requests[0].headers["Host"] == f"site.localhost:{site.port}"


@pytest.mark.parametrize("status", ["200 OK", "204 No Content", "404 Not Found", "410 Gone", "429 Slow", "500 Oh"])
async def test_every_status_is_an_answer(serve, http, status):
    async with serve(http(b"" if status.startswith("204") else b"said", status)) as site, site.door() as door:
        assert (await door.get(site.at())).status == int(status[:3])


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
async def test_packed_bodies_are_unpacked_and_the_packed_bytes_kept(serve, http, encoding, pack):
    packed = pack(TEXT)
    async with serve(http(packed, Content_Encoding=encoding)) as site, site.door() as door:
        got = await door.get(site.at())
    assert got.body == TEXT
    assert got.wire_body == packed


async def test_chunking_is_taken_off(serve):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    reply = head + b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n"
    async with serve(reply) as site, site.door() as door:
        got = await door.get(site.at())
    assert got.wire_body == b"abcde"
    assert got.header("transfer-encoding") == "chunked"


async def test_a_body_without_a_length_ends_with_the_connection(serve):
    async def reply(request, writer):
        writer.write(b"HTTP/1.0 200 OK\r\n\r\nold but fine")
        writer.close()

    async with serve(reply) as site, site.door() as door:
        got = await door.get(site.at())
    assert (got.body, got.http_version) == (b"old but fine", "HTTP/1.0")


async def test_a_conditional_request_may_be_answered_unchanged(serve, http):
    async def reply(request, writer):
        same = request.headers.get("If-None-Match") == '"v1"'
        writer.write(http(b"", "304 Not Modified", ETag='"v1"') if same else http(b"news", ETag='"v1"'))

    async with serve(reply) as site, site.door() as door:
        first = await door.get(site.at(), limits=FEED)
        second = await door.get(site.at(), limits=FEED, validators=first.validators)
    assert (first.unchanged, first.body) == (False, b"news")
    assert (second.unchanged, second.body) == (True, b"")


async def test_redirects_are_followed_and_told(serve, http):
    async def reply(request, writer):
        ways = {
            "/old": http(b"gone there", "301 Moved", Location="/new?a=b#c"),
            "/new?a=b": http(b"", "302 Found", Location=f"http://other.localhost:{site.port}/näher"),
        }
        writer.write(ways.get(request.target, http(b"here")))

    async with serve(reply) as site, site.door() as door:
        got = await door.get(site.at("/old"), validators=Validators('"v"'))
    end = f"http://other.localhost:{site.port}/n%C3%A4her"
    assert got.address == end
    assert got.body == b"here"
    assert [(hop.address, hop.status, hop.location) for hop in got.hops] == [
        (site.at("/old"), 301, site.at("/new?a=b")),
        (site.at("/new?a=b"), 302, end),
    ]
    assert got.hops[0].headers[0] == ("Location", "/new?a=b#c")
    assert got.permanent_address == site.at("/new?a=b")
    assert site.requests[-1].headers["If-None-Match"] == '"v"'


async def test_a_redirect_that_says_not_where_is_an_answer(serve, http):
    async with serve(http(b"hm", "302 Found")) as site, site.door() as door:
        assert (await door.get(site.at())).status == 302


async def test_connections_are_used_again(serve, http):
    async with serve(http(b"x")) as site, site.door() as door:
        for number in range(5):
            await door.get(site.at(f"/{number}"))
        assert site.connections == 1


async def test_many_hosts_do_not_leave_many_connections_open(serve, http):
    async with serve(http(b"x")) as site, site.door(streams=50) as door:
        await asyncio.gather(*(door.get(site.at(host=f"h{number}.localhost")) for number in range(150)))
        kept = [request for request in site.requests if request.headers.get("Connection") != "close"]
    assert len(site.requests) == 150
    assert len(kept) == 100


async def test_robots_and_page_share_one_connection_however_many_hosts_there_are(serve, http):
    async def reply(request, writer):
        writer.write(http(b""))
        if request.headers.get("Connection") == "close":
            writer.close()

    async with serve(reply) as site, site.door(obey_robots=True, streams=50) as door:
        await asyncio.gather(*(door.get(site.at(host=f"h{number}.localhost")) for number in range(150)))
    assert len(site.requests) == 300
    assert site.connections == 150


async def test_no_cookie_comes_back(serve, http):
    async with serve(http(b"x", Set_Cookie="id=1; Path=/")) as site, site.door() as door:
        await door.get(site.at())
        await door.get(site.at())
    assert all("Cookie" not in request.headers for request in site.requests)


async def test_the_environment_names_no_proxy(serve, http, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    async with serve(http(b"direct")) as site, site.door() as door:
        assert (await door.get(site.at())).body == b"direct"


async def test_a_real_web_server_is_understood():
    async def page(request):
        answer = web.Response(text="Guten Tag", content_type="text/html")
        answer.enable_compression()
        return answer

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    port = listener._server.sockets[0].getsockname()[1]
    try:
        async with Door(DoorRules(frozenset({f"*.localhost:{port}"}))) as door:
            got = await door.get(f"http://herald.localhost:{port}/")
    finally:
        await runner.cleanup()
    assert got.body == b"Guten Tag"
    assert got.header("content-encoding") in {"gzip", "deflate"}


async def test_one_host_is_asked_one_thing_at_a_time_and_two_hosts_at_once(serve, http):
    inside, most = {"a": 0, "b": 0}, {"a": 0, "b": 0}
    both = 0

    async def reply(request, writer):
        nonlocal both
        host = request.headers["Host"][0]
        inside[host] += 1
        most[host] = max(most[host], inside[host])
        both = max(both, inside["a"] + inside["b"])
        await asyncio.sleep(0.01)
        inside[host] -= 1
        writer.write(http(b"x"))

    async with serve(reply) as site, site.door() as door:
        hosts = ["a.localhost", "b.localhost"] * 5
        await asyncio.gather(*(door.get(site.at(host=host)) for host in hosts))
    assert most == {"a": 1, "b": 1}
    assert both == 2


async def test_hosts_that_redirect_to_each_other_do_not_lock_up(serve, http):
    async def reply(request, writer):
        other = "b" if request.headers["Host"].startswith("a") else "a"
        await asyncio.sleep(0.01)
        end = request.target == "/end"
        writer.write(
            http(b"x") if end else http(b"", "302 Found", Location=f"http://{other}.localhost:{site.port}/end")
        )

    async with serve(reply) as site, site.door() as door:
        visits = [door.get(site.at(host=f"{host}.localhost")) for host in "abab"]
        got = await asyncio.wait_for(asyncio.gather(*visits), 5)
    assert [answer.body for answer in got] == [b"x"] * 4


async def test_a_pause_is_left_between_visits_but_not_at_our_own_loopback_press(serve, http):
    async with (
        serve(http(b"x")) as site,
        site.door(gap_seconds=0.1, hosts={"press.example": ("10.0.0.1",)}) as door,
    ):
        begun = monotonic()
        for _ in range(3):
            await door.get(site.at())
        assert monotonic() - begun < 0.1
        # A name that is not our own: it is refused, yet its turn is kept like anybody else's.
        begun = monotonic()
        for _ in range(3):
            with pytest.raises(AddressRefused):
                await door.get("http://press.example/")
        assert monotonic() - begun >= 0.2


ROBOTS = b"User-agent: *\nDisallow: /private\nCrawl-delay: 0.1\n"


async def test_robots_are_asked_once_and_obeyed(serve, http):
    async with serve(http(b"x"), robots=http(ROBOTS)) as site, site.door(obey_robots=True) as door:
        assert (await door.get(site.at("/public"))).body == b"x"
        with pytest.raises(RobotsRefused, match=r"robots\.txt") as caught:
            await door.get(site.at("/private/1"))
        assert caught.value.again is False
        assert caught.value.address == site.at("/private/1")
        assert (await door.get(site.at("/private/1"), obey_robots=False)).body == b"x"
    assert site.targets == ["/robots.txt", "/public", "/private/1"]


async def test_many_at_once_ask_for_robots_once(serve, http):
    async with (
        serve(http(b"x"), robots=http(b"User-agent: *\nDisallow:\n")) as site,
        site.door(obey_robots=True, per_host_streams=10) as door,
    ):
        await asyncio.gather(*(door.get(site.at(f"/{number}")) for number in range(10)))
    assert site.targets.count("/robots.txt") == 1


async def test_robots_are_obeyed_where_a_redirect_leads(serve, http):
    async def reply(request, writer):
        writer.write(http(b"", "302 Found", Location=f"http://other.localhost:{site.port}/private"))

    async with serve(reply, robots=http(b"User-agent: *\nDisallow: /private\n")) as site:
        async with site.door(obey_robots=True) as door:
            with pytest.raises(RobotsRefused):
                await door.get(site.at("/public"))
        assert "/private" not in site.targets


async def test_the_crawl_delay_is_kept_but_not_without_bound(serve, http):
    async with serve(http(b"x"), robots=http(ROBOTS)) as site:
        async with site.door(obey_robots=True) as door:
            await door.get(site.at("/1"))
            begun = monotonic()
            await door.get(site.at("/2"))
            assert monotonic() - begun >= 0.09
        async with site.door(obey_robots=True, max_crawl_delay=0.01) as door:
            await door.get(site.at("/1"))
            begun = monotonic()
            await door.get(site.at("/2"))
            assert monotonic() - begun < 0.09


@pytest.mark.parametrize(
    ("robots", "open_to_us"),
    [
        ((b"", "404 Not Found"), True),
        ((b"", "403 Forbidden"), True),
        ((b"", "500 Oh"), False),
        ((b"User-agent: *\nDisallow: /\n", "200 OK"), False),
        ((b"User-agent: *\nDisallow: /\n#" + b"x" * 2_000_000, "200 OK"), False),
    ],
)
async def test_robots_that_are_missing_failing_or_huge(serve, http, robots, open_to_us):
    async with serve(http(b"x"), robots=http(*robots)) as site, site.door(obey_robots=True) as door:
        if open_to_us:
            assert (await door.get(site.at())).body == b"x"
        else:
            with pytest.raises(RobotsRefused) as caught:
                await door.get(site.at())
            assert caught.value.again is robots[1].startswith("5")


async def test_robots_behind_a_redirect_into_a_private_network_make_no_rules(serve, http):
    robots = http(b"", "302 Found", Location="http://10.0.0.1/robots.txt")
    async with serve(http(b"x"), robots=robots) as site, site.door(obey_robots=True) as door:
        assert (await door.get(site.at())).body == b"x"


async def test_a_dead_host_is_told_with_the_address_that_was_asked(serve, http):
    async with serve(http(b"x")) as site:
        pass
    async with site.door(obey_robots=True) as door:
        with pytest.raises(Unreachable) as caught:
            await door.get(site.at("/page"))
    assert caught.value.address == site.at("/page")
    assert caught.value.again


async def test_too_many_requests_is_told_and_the_next_one_waits(serve, http):
    async def reply(request, writer):
        writer.write(http(b"", "429 Too Many Requests", Retry_After="120") if len(site.requests) == 1 else http())

    async with serve(reply) as site, site.door(max_crawl_delay=0.1) as door:
        got = await door.get(site.at())
        begun = monotonic()
        await door.get(site.at())
        assert monotonic() - begun >= 0.09
    assert (got.status, got.retry_after) == (429, 120.0)


async def test_being_called_off_frees_the_turn(serve, http):
    async def reply(request, writer):
        if request.target == "/slow":
            await asyncio.sleep(5)
        writer.write(http(b"x"))

    async with serve(reply) as site, site.door() as door:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(door.get(site.at("/slow")), 0.05)
        assert (await asyncio.wait_for(door.get(site.at("/fast")), 1)).body == b"x"


async def test_a_site_that_speaks_ipv6_only_is_reached(http):
    async def reply(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(http(b"six", Connection="close"))
        writer.close()

    server = await asyncio.start_server(reply, "::1", 0)
    port = server.sockets[0].getsockname()[1]
    rules = DoorRules(
        frozenset({f"[::1]:{port}", f"six.example:{port}"}),
        obey_robots=False,
        hosts={"six.example": ("::1",)},
    )
    async with server, Door(rules) as door:
        assert (await door.get(f"http://[::1]:{port}/")).body == b"six"
        assert (await door.get(f"http://[0:0::1]:{port}/")).body == b"six"
        assert (await door.get(f"http://six.example:{port}/")).body == b"six"


@pytest.mark.parametrize("agent", ["", "  ", "A\r\nX: 1", "Zeitungsleser/ü"])
def test_a_user_agent_that_cannot_be_sent_is_a_mistake(agent):
    with pytest.raises(ValueError, match="user agent"):
        Door(user_agent=agent)


async def test_a_closed_door_says_so():
    with pytest.raises(RuntimeError, match="async with"):
        await Door().get("http://example.org/", obey_robots=False)


@pytest.mark.parametrize("kind", [AddressRefused, TooLarge, Unreachable])
def test_errors_survive_the_way_to_another_process(kind):
    error = kind("http://example.org/", "It did not work.", again=not kind.again)
    back = pickle.loads(pickle.dumps(error))
    assert isinstance(back, FetchError)
    assert (back.address, str(back), back.again) == (error.address, "It did not work.", error.again)
