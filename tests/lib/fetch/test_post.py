"""Handing something over through the door: what goes out, and where redirects may take it."""

import asyncio
import json
from dataclasses import replace
from email import message_from_bytes, policy
from time import monotonic

import pytest

from interlink.lib.fetch import (
    CALL,
    AddressRefused,
    Door,
    FetchError,
    File,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    form_with_files,
)
from interlink.lib.fetch.addresses import read_address
from interlink.lib.fetch.questions import Document, post_question
from interlink.lib.fetch.redirects import carried_on

FORM = {"hub.mode": "subscribe", "hub.topic": "http://herald.example/feed?a=b&c=ü"}
SENT = b"hub.mode=subscribe&hub.topic=http%3A%2F%2Fherald.example%2Ffeed%3Fa%3Db%26c%3D%C3%BC"


async def test_a_form_is_sent_as_a_web_form(serve, http):
    async with serve(http(b"", "202 Accepted")) as site, site.door() as door:
        got = await door.post(site.at("/hub"), form=FORM)
    (asked,) = site.requests
    assert (asked.method, asked.target, asked.body) == ("POST", "/hub", SENT)
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked.headers["User-Agent"].startswith("Interlink/")
    assert (got.status, dict(got.request_headers)) == (202, asked.headers)


async def test_a_document_is_sent_as_json_and_the_callers_headers_with_it(serve, http):
    headers = {"Authorization": "Bearer 0123", "Accept": "application/json"}
    async with serve(http(b'{"id": 7}')) as site, site.door() as door:
        got = await door.post(site.at(), json={"status": "Grüße", "tags": [1, None]}, headers=headers)
    (asked,) = site.requests
    assert json.loads(asked.body) == {"status": "Grüße", "tags": [1, None]}
    assert asked.headers["Content-Type"] == "application/json"
    assert asked.headers.items() >= headers.items()
    assert got.body == b'{"id": 7}'


async def test_a_document_of_another_kind_is_sent_as_it_is(serve, http):
    async with serve(http(b"")) as site, site.door() as door:
        await door.post(site.at(), document=Document(b"\x00\xff", "application/timestamp-query"))
        with pytest.raises(ValueError, match="media type"):
            await door.post(site.at(), document=Document(b"", "text/plain\r\nX: 1"))
    (asked,) = site.requests
    assert (asked.body, asked.headers["Content-Type"]) == (b"\x00\xff", "application/timestamp-query")


async def test_nothing_can_be_handed_over_as_well(serve, http):
    async with serve(http(b"")) as site, site.door() as door:
        await door.post(site.at())
    assert (site.requests[0].method, site.requests[0].headers["Content-Length"]) == ("POST", "0")


async def test_no_robots_are_asked_for_a_call(serve, http):
    robots = http(b"User-agent: *\nDisallow: /\n")
    async with serve(http(b""), robots=robots) as site, site.door(obey_robots=True) as door:
        await door.post(site.at("/hub"), form=FORM)
    assert site.targets == ["/hub"]


@pytest.mark.parametrize("status", ["307 Temporary", "308 Permanent"])
async def test_redirects_that_keep_the_method_carry_the_body_on_but_keys_only_at_home(serve, http, status):
    async def reply(request, writer):
        ways = {"/hub": "/here", "/here": f"http://other.localhost:{site.port}/there"}
        way = ways.get(request.target)
        writer.write(http(b"done") if way is None else http(b"", status, Location=way))

    async with serve(reply) as site, site.door() as door:
        headers = {"Authorization": "Bearer 0123", "Accept": "*/*"}
        got = await door.post(site.at("/hub"), form=FORM, headers=headers)
    assert [(asked.method, asked.target, asked.body) for asked in site.requests] == [
        ("POST", "/hub", SENT),
        ("POST", "/here", SENT),
        ("POST", "/there", SENT),
    ]
    assert ["Authorization" in asked.headers for asked in site.requests] == [True, True, False]
    assert all(asked.headers["Accept"] == "*/*" for asked in site.requests)
    assert (got.body, [hop.status for hop in got.hops]) == (b"done", [int(status[:3])] * 2)


async def test_see_other_is_followed_by_fetching_without_body_or_keys(serve, http):
    async def reply(request, writer):
        ways = {("POST", "/hub"): ("303 See Other", "/hub"), ("GET", "/hub"): ("302 Found", "/end")}
        way = ways.get((request.method, request.target))
        writer.write(http(b"end") if way is None else http(b"", way[0], Location=way[1]))

    async with serve(reply) as site, site.door() as door:
        got = await door.post(site.at("/hub"), form=FORM, headers={"Authorization": "Bearer 0123"})
    assert [(asked.method, asked.target) for asked in site.requests] == [
        ("POST", "/hub"),
        ("GET", "/hub"),
        ("GET", "/end"),
    ]
    for asked in site.requests[1:]:
        assert not asked.body
        assert not {"Authorization", "Content-Type", "Content-Length"} & set(asked.headers)
    assert got.body == b"end"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found"])
async def test_redirects_that_leave_the_method_open_are_the_answer(serve, http, status):
    async with serve(http(b"moved", status, Location="/elsewhere")) as site, site.door() as door:
        got = await door.post(site.at(), form=FORM)
    assert (got.status, got.header("location"), got.body, got.hops) == (int(status[:3]), "/elsewhere", b"moved", ())
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    "location", ["http://10.0.0.1/", "http://127.0.0.1/", "file:///etc/passwd", "http://a.example:25/"]
)
async def test_the_guard_stands_at_every_redirect(serve, http, location):
    async with serve(http(b"", "307 Temporary", Location=location)) as site, site.door() as door:
        with pytest.raises(AddressRefused):
            await door.post(site.at(), form=FORM)


async def test_redirects_in_a_circle_and_without_end_are_given_up(serve, http):
    async def reply(request, writer):
        where = "/" if request.target == "/" else f"/{len(site.requests)}"
        writer.write(http(b"", "307 Temporary", Location=where))

    async with serve(reply) as site, site.door() as door:
        for path in ("/", "/on"):
            with pytest.raises(TooManyRedirects):
                await door.post(site.at(path), form=FORM)
    assert len(site.requests) == 1 + CALL.max_redirects + 1


async def test_what_went_encrypted_does_not_go_on_in_clear_text():
    question = post_question(FORM, None, None, {"Authorization": "Bearer 0123"})
    secure, clear, other = map(read_address, ("https://a.example/", "http://a.example/", "https://b.example/"))
    with pytest.raises(AddressRefused, match="without encryption"):
        carried_on(question, secure, clear)
    assert carried_on(question, clear, secure).body == SENT
    assert carried_on(question, secure, other).headers == (("Content-Type", "application/x-www-form-urlencoded"),)


async def test_size_and_time_are_bounded_as_for_a_page(serve, http):
    async def drip(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serve(drip) as site, site.door() as door:
        begun = monotonic()
        with pytest.raises(TooSlow):
            await door.post(site.at(), form=FORM, limits=replace(CALL, total_seconds=0.1))
        assert monotonic() - begun < 1
    async with serve(http(b"x" * 2_000)) as site, site.door() as door:
        with pytest.raises(TooLarge):
            await door.post(site.at(), form=FORM, limits=replace(CALL, max_wire_bytes=1_000))


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"content-length": "0"},
        {"Transfer-Encoding": "chunked"},
        {"Cookie": "a=b"},
        {"Proxy-Authorization": "x"},
        {"X-A\r\nX-B": "1"},
        {"X A": "1"},
        {"": "1"},
        {"X-A": "1\r\nX-B: 2"},
        {"X-A": "ü"},
        {"X-A": "a" * 5_000},
        {f"X-{number}": "1" for number in range(30)},
    ],
)
async def test_headers_that_are_not_the_callers_to_send_are_a_mistake(headers):
    async with Door() as door:
        with pytest.raises(ValueError, match=r"header"):
            await door.post("http://hub.example/", headers=headers)


async def test_a_form_and_a_document_at_once_are_a_mistake():
    async with Door() as door:
        with pytest.raises(ValueError, match="not several"):
            await door.post("http://hub.example/", form={}, json={})
        with pytest.raises(ValueError, match="JSON"):
            await door.post("http://hub.example/", json=[float("nan")])


async def test_a_special_address_is_refused_before_anything_is_sent(serve, http):
    async with serve(http(b"")) as site, site.door(allowed_loopback=frozenset()) as door:
        with pytest.raises(FetchError) as caught:
            await door.post(site.at(), form=FORM)
    assert isinstance(caught.value, AddressRefused)
    assert site.connections == 0


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
async def test_what_was_handed_over_can_be_changed_and_taken_away(serve, http, method):
    async def reply(request, writer):
        writer.write(http(b"", "307 Temporary", Location="/there") if request.target == "/here" else http(b"done"))

    async with serve(reply) as site, site.door() as door:
        got = await door.post(site.at("/here"), json={"a": 1}, method=method)
    assert [(asked.method, asked.body) for asked in site.requests] == [(method, b'{"a":1}')] * 2
    assert got.body == b"done"


async def test_a_form_with_files_is_read_by_others_as_it_was_meant(serve, http):
    given = form_with_files(
        {"description": "Grüße\r\n--"}, {"file": File("picture.jpg", b"\xff\r\n\x00", "image/jpeg")}
    )
    async with serve(http(b"")) as site, site.door() as door:
        await door.post(site.at(), document=given)
    (asked,) = site.requests
    head = f"Content-Type: {asked.headers['Content-Type']}\r\n\r\n".encode()
    words, file = message_from_bytes(head + asked.body, policy=policy.HTTP).iter_parts()
    assert words.get_param("name", header="content-disposition") == "description"
    assert words.get_payload(decode=True) == "Grüße\r\n--".encode()
    assert (file.get_filename(), file.get_content_type()) == ("picture.jpg", "image/jpeg")
    assert file.get_payload(decode=True) == b"\xff\r\n\x00"
    with pytest.raises(ValueError, match="part of a form"):
        form_with_files({'a"b': ""}, {})


async def test_an_error_says_whether_the_question_may_have_arrived(serve, http):
    async def breaks_off(request, writer):
        writer.close()

    async with serve(breaks_off) as site, site.door() as door:
        with pytest.raises(FetchError) as broken:
            await door.post(site.at())
        port = site.port
    async with site.door(allowed_loopback=frozenset({f"*.localhost:{port}"})) as door:
        with pytest.raises(FetchError) as nobody:
            await door.post(site.at())
        with pytest.raises(AddressRefused) as refused:
            await door.post("http://127.0.0.1:9/")
    assert (broken.value.asked, nobody.value.asked, refused.value.asked) == (True, False, False)
