"""A small HTTP/1.1 server for loopback, quick enough to stay out of what is measured."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass

Headers = dict[bytes, bytes]

NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """A GET, as it came: the path as sent, header names in lower case."""

    path: bytes
    headers: Headers


def answer(media_type: str, body: bytes, more: bytes = b"") -> bytes:
    """Write a whole answer; `more` are further header lines, each with its line end."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n".encode()
    return b"".join((head, more, b"\r\n", body))


class _Connection(asyncio.Protocol):
    def __init__(self, respond: Callable[[Request], bytes], delay: float) -> None:
        self._respond = respond
        self._delay = delay
        self._waiting = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            first, *lines = head.split(b"\r\n")
            fields = (line.partition(b":") for line in lines)
            headers = {name.strip().lower(): value.strip() for name, _, value in fields}
            body = self._respond(Request(first.split(b" ")[1], headers))
            done = headers.get(b"connection", b"").lower() == b"close"
            if self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._send, body, done)
            else:
                self._send(body, done)

    def _send(self, body: bytes, done: bool) -> None:
        assert self._transport is not None
        self._transport.write(body)
        if done:
            self._transport.close()


def serve(respond: Callable[[Request], bytes], *, delay: float = 0.0) -> None:
    """Serve on a free port of 127.0.0.1, print it, and leave when standard input closes.

    Args:
        respond: Makes the whole answer to a request.
        delay: Seconds until an answer leaves, as it takes to come from afar.
    """

    async def run() -> None:
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(lambda: _Connection(respond, delay), "127.0.0.1", 0, backlog=2_000)
        print(listening.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(run())
