"""An OpenTimestamps calendar on loopback: it promises at once, and delivers when a block is made.

Its answers are made by the library of the OpenTimestamps client, and its blocks by nobody: a Merkle root is what a
test compares with, as it would with a node's.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpPrepend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import Timestamp


def packed(stamp: Timestamp) -> bytes:
    out = BytesSerializationContext()
    stamp.serialize(out)
    return bytes(out.getbytes())


@dataclass
class Calendar:
    """What it has promised, and the blocks that it went into; `instead` answers any request while it is set."""

    port: int = 0
    promised: dict[str, bytes] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    instead: tuple[int, bytes] | None = None
    names_itself: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def promise(self, digest: bytes) -> bytes:
        stamp = Timestamp(digest)
        commitment = stamp.ops.add(OpAppend(os.urandom(16))).ops.add(OpSHA256())
        commitment = commitment.ops.add(OpPrepend(int(time.time()).to_bytes(4, "big"))).ops.add(OpAppend(os.urandom(8)))
        commitment.attestations.add(PendingAttestation(self.names_itself or self.address))
        self.promised[commitment.msg.hex()] = b""
        return packed(stamp)

    def make_block(self, height: int) -> None:
        """Put all that was promised into a block; here each commitment is alone in a block of its own height."""
        for number, commitment in enumerate(one for one, answer in self.promised.items() if not answer):
            stamp = Timestamp(bytes.fromhex(commitment))
            root = stamp.ops.add(OpSHA256()).ops.add(OpSHA256())
            root.attestations.add(BitcoinBlockHeaderAttestation(height + number))
            self.blocks[height + number] = root.msg[::-1].hex()
            self.promised[commitment] = packed(stamp)

    def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        self.asked.append(path)
        if self.instead is not None:
            return self.instead
        if path == "/digest":
            return (200, self.promise(body)) if len(body) <= 64 else (400, b"digest too long")
        found = self.promised.get(path.removeprefix("/timestamp/"))
        if found is None:
            return 404, b"Not found"
        return (200, found) if found else (404, b"Pending confirmation in Bitcoin blockchain")


@contextmanager
def promising() -> Iterator[Calendar]:
    calendar = Calendar()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(b"")

        def do_POST(self) -> None:
            self.reply(self.rfile.read(int(self.headers["Content-Length"])))

        def reply(self, sent: bytes) -> None:
            status, body = calendar.answer(self.path, sent)
            self.send_response(status)
            self.send_header("Content-Type", "application/vnd.opentimestamps.v1")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    calendar.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield calendar
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
