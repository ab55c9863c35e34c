"""One exchange with a server of the demo press, redirect included, and a timestamp authority."""

import asyncio
import gzip
import subprocess
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest

from interlink.lib.warc.exchange import Exchange, Hop
from interlink.lib.warc.timestamps import Authority, Post

PAGE = "<p>The Fellowship opened a school in Tarn Valley. سازمان‌ها</p>".encode()
AUTHORITY = """
[req]
distinguished_name = name
prompt = no
[name]
CN = Tarn Valley Test Clock
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[clock]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = tsa_clock
[tsa_clock]
serial = serial
signer_cert = c.pem
signer_key = clock.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""
AUTHORITY_COMMANDS = """
openssl ecparam -name prime256v1 -genkey -noout -out r.key
openssl ecparam -name prime256v1 -genkey -noout -out clock.key
openssl req -x509 -key r.key -out r.pem -days 3650 -subj /CN=Root -config openssl.cnf -extensions root
openssl req -new -key clock.key -out clock.csr -subj /CN=Clock -config openssl.cnf
openssl x509 -req -in clock.csr -CA r.pem -CAkey r.key -set_serial 2 -extfile openssl.cnf -extensions clock -out c.pem
"""


@pytest.fixture
def make_exchange() -> Callable[..., Exchange]:
    plain = Exchange(
        asked="http://courier.localhost/old",
        address="http://courier.localhost/new?page=2",
        status=200,
        reason="OK",
        http_version="HTTP/1.1",
        request_headers=(("Host", "courier.localhost"), ("User-Agent", "Interlink")),
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("X-Town", "Orléans"),
        ),
        wire_body=gzip.compress(PAGE, mtime=0),
        hops=(
            Hop(
                address="http://courier.localhost/old",
                status=301,
                reason="Moved Permanently",
                headers=(("Location", "/new?page=2"),),
                request_headers=(("Host", "courier.localhost"),),
            ),
        ),
        fetched_at=datetime(2031, 5, 4, 12, 30, 15, 250_000, tzinfo=UTC),
        ip_address="127.0.0.1",
    )

    def make(**changes: Any) -> Exchange:
        return replace(plain, **changes)

    return make


@pytest.fixture
def page() -> bytes:
    return PAGE


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> Iterator[Authority]:
    """A real timestamp authority on loopback: what answers is `openssl ts`."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "openssl.cnf").write_text(AUTHORITY)
    for line in AUTHORITY_COMMANDS.strip().splitlines():
        subprocess.run(line.split(), cwd=folder, check=True, capture_output=True)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query, reply = folder / f"{uuid4()}.tsq", folder / f"{uuid4()}.tsr"
            query.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            command = ["openssl", "ts", "-reply", "-config", "openssl.cnf", "-queryfile", query, "-out", reply]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply.read_bytes())

        def log_message(self, *arguments: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/"
    yield Authority("tarn-clock", address, (folder / "r.pem").read_bytes())
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def post() -> Post:
    async def send(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        request = urllib.request.Request(address, body, dict(headers))
        answer = await asyncio.to_thread(urllib.request.urlopen, request, timeout=20)
        with answer:
            return answer.read()

    return send
