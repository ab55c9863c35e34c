"""The host trouble.localhost: every way in which a server can misbehave, for the tests of those who fetch.

Times and sizes are taken from the query, so that a test need not wait: `?seconds=`, `?mb=`, `?status=`,
`?to=`.
"""

import asyncio
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable

from aiohttp import web

BLOCK = b"<p>Nothing here ends.</p>\n" * 2048
MEGABYTE = 1024 * 1024
MOST_SECONDS, MOST_MEGABYTES = 3600.0, 1024
LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE rss [
 <!ENTITY a0 "ha">
{entities}
 <!ENTITY secret SYSTEM "file:///etc/hostname">
]>
<rss version="2.0"><channel><title>Laughs</title><link>http://trouble.localhost/</link>
<item><title>&a9;</title><link>http://trouble.localhost/one</link><description>&secret;</description></item>
</channel></rss>
"""


async def answer(request: web.Request) -> web.StreamResponse:
    """Misbehave in the way that the path names."""
    way = WAYS.get(request.path)
    if way is None:
        if request.path == "/":
            return web.Response(text="".join(f"{path}\n" for path in WAYS))
        return web.Response(status=404, text="No such trouble.\n")
    return await way(request)


def _number(request: web.Request, name: str, fallback: float, most: float) -> float:
    try:
        return min(max(float(request.query.get(name, fallback)), 0.0), most)
    except ValueError as error:
        raise web.HTTPBadRequest(text=f"{name} must be a number.\n") from error


async def _stream(request: web.Request, **headers: str) -> web.StreamResponse:
    response = web.StreamResponse(headers={name.replace("_", "-"): value for name, value in headers.items()})
    await response.prepare(request)
    return response


async def _endless(request: web.Request) -> web.StreamResponse:
    response = await _stream(request, Content_Type="text/html; charset=utf-8")
    while True:
        await response.write(BLOCK)
        # A full buffer makes write() wait; an empty one would not let anybody else have a turn.
        await asyncio.sleep(0)


async def _huge(request: web.Request) -> web.StreamResponse:
    megabytes = int(_number(request, "mb", 50, MOST_MEGABYTES))
    length = str(megabytes * MEGABYTE)
    response = await _stream(request, Content_Type="text/html; charset=utf-8", Content_Length=length)
    for _ in range(megabytes):
        await response.write(b"x" * MEGABYTE)
    return response


async def _slow_headers(request: web.Request) -> web.StreamResponse:
    """Send one header after another and never get to the body, for `seconds`."""
    transport = request.transport
    if transport is None:
        return web.Response(status=500)
    turns = int(_number(request, "seconds", 60, MOST_SECONDS) * 10)
    transport.write(b"HTTP/1.1 200 OK\r\n")
    for turn in range(turns):
        if transport.is_closing():
            break
        transport.write(b"X-Wait: %d\r\n" % turn)
        await asyncio.sleep(0.1)
    return _hang_up(request)


async def _slow_body(request: web.Request) -> web.StreamResponse:
    """Send the body a few bytes at a time, for `seconds`."""
    drops = int(_number(request, "seconds", 60, MOST_SECONDS) * 10)
    response = await _stream(request, Content_Type="text/html; charset=utf-8")
    for _ in range(drops):
        await response.write(b"<p>.\n")
        await asyncio.sleep(0.1)
    return response


async def _loop(request: web.Request) -> web.StreamResponse:
    other = "/loop" if request.path == "/loop-back" else "/loop-back"
    return web.Response(status=302, headers={"Location": other})


async def _not_a_feed(_request: web.Request) -> web.StreamResponse:
    page = "<!doctype html><title>Bakery</title><h1>Bread of the day</h1><p>Rye, with caraway.</p>"
    return web.Response(text=page, content_type="text/html")


async def _gzip_bomb(request: web.Request) -> web.StreamResponse:
    """Send `mb` megabytes (200) that take a thousandth of that on the wire."""
    megabytes = int(_number(request, "mb", 200, MOST_MEGABYTES))
    response = await _stream(request, Content_Type="text/html; charset=utf-8", Content_Encoding="gzip")
    packer = zlib.compressobj(9, wbits=31)
    for _ in range(megabytes):
        await response.write(packer.compress(b"0" * MEGABYTE))
        await asyncio.sleep(0)
    await response.write(packer.flush())
    return response


async def _reset(request: web.Request) -> web.StreamResponse:
    """Drop the connection with a TCP reset, before a byte is sent."""
    if request.transport is not None:
        line: socket.socket | None = request.transport.get_extra_info("socket")
        if line is not None:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return _hang_up(request)


def _hang_up(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _error(_request: web.Request) -> web.StreamResponse:
    return web.Response(status=500, text="Internal error. The night editor has been told.\n")


async def _retry_after(request: web.Request) -> web.StreamResponse:
    status = 503 if request.query.get("status") == "503" else 429
    seconds = str(int(_number(request, "seconds", 120, MOST_SECONDS)))
    return web.Response(status=status, headers={"Retry-After": seconds}, text="Please come back later.\n")


async def _entities(_request: web.Request) -> web.StreamResponse:
    """A billion laughs, and an external entity."""
    lines = (f' <!ENTITY a{step} "{f"&a{step - 1};" * 10}">' for step in range(1, 10))
    body = LAUGHS.format(entities="\n".join(lines))
    return web.Response(text=body, content_type="application/rss+xml", charset="utf-8")


async def _redirect_private(request: web.Request) -> web.StreamResponse:
    return web.Response(status=302, headers={"Location": request.query.get("to", "http://10.0.0.1/")})


WAYS: dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]] = {
    "/endless": _endless,
    "/huge": _huge,
    "/slow-headers": _slow_headers,
    "/slow-body": _slow_body,
    "/loop": _loop,
    "/loop-back": _loop,
    "/notafeed": _not_a_feed,
    "/gzip-bomb": _gzip_bomb,
    "/reset": _reset,
    "/error500": _error,
    "/retry-after": _retry_after,
    "/entities.xml": _entities,
    "/redirect-private": _redirect_private,
}
