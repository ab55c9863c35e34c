"""Real servers on loopback for the door to knock at, well-bred and hostile ones."""

import asyncio
import inspect
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from mail_server import Listening

from interlink.lib.fetch import Door, DoorRules

Reply = bytes | Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run async tests in a loop of their own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True


@dataclass(frozen=True)
class Request:
    target: str
    headers: dict[str, str]
    method: str = "GET"
    body: bytes = b""


@dataclass
class Site:
    """A server that speaks raw bytes."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    def at(self, path: str = "/", host: str = "site.localhost") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.requests]

    def door(self, **rules) -> Door:
        """A door that may come here, at any name under localhost, and does not wait or ask for manners."""
        rules = {"obey_robots": False, "allowed_loopback": frozenset({f"*.localhost:{self.port}"}), **rules}
        return Door(DoorRules(**rules))


@asynccontextmanager
async def serve(reply: Reply, robots: bytes | None = None) -> AsyncIterator[Site]:
    """Answer every request with the same bytes, or with what a coroutine writes; then wait for the next."""
    site = Site()
    busy: set[asyncio.Task] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        busy.add(asyncio.current_task())
        site.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                first, *lines = head.rstrip("\r\n").split("\r\n")
                headers = dict(line.split(": ", 1) for line in lines)
                body = await reader.readexactly(int(headers.get("Content-Length", 0)))
                request = Request(first.split(" ")[1], headers, first.split(" ")[0], body)
                site.requests.append(request)
                what = robots if robots is not None and request.target == "/robots.txt" else reply
                if isinstance(what, bytes):
                    writer.write(what)
                else:
                    await what(request, writer)
                await writer.drain()
                if writer.is_closing():
                    return
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)


@pytest.fixture(name="serve")
def serve_fixture():
    return serve


def http(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body


@pytest.fixture(name="http")
def http_fixture():
    """Write a proper answer: ``http(b"body", "404 Not Found", Content_Type="text/plain")``."""
    return http


@pytest.fixture
def listening():
    server = Listening()
    yield server
    server.close()


@pytest.fixture(scope="session")
def key_and_certificate(tmp_path_factory):
    """A key, and a certificate for site.localhost and mail.localhost that nobody but itself vouches for."""
    folder = tmp_path_factory.mktemp("certificate")
    key, public = folder / "key.pem", folder / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    command += f" -addext subjectAltName=DNS:site.localhost,DNS:mail.localhost -keyout {key} -out {public}"
    subprocess.run(command.split(), check=True, capture_output=True)
    return key, public


@pytest.fixture(scope="session")
def certificate(key_and_certificate):
    """The server's side of it."""
    key, public = key_and_certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, key)
    return context
