"""A small real DNS server on loopback that knows text records."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


def answer(wire: bytes, records: Mapping[str, Sequence[str]]) -> bytes:
    query = dns.message.from_wire(wire)
    name = query.question[0].name
    reply = dns.message.make_response(query)
    reply.flags |= dns.flags.RA
    found = records.get(name.to_text(omit_final_dot=True).lower())
    if found is None:
        reply.set_rcode(dns.rcode.NXDOMAIN)
    elif found:
        # Long ones in pieces, as real servers have them.
        pieces = [" ".join(f'"{text[at : at + 250]}"' for at in range(0, len(text), 250)) for text in found]
        reply.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *pieces))
    return reply.to_wire()


@contextmanager
def serving(records: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Answer while a block lasts; gives the server's address with its port."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.bind(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            wire, peer = listener.recvfrom(4096)
            if not wire:
                return
            listener.sendto(answer(wire, records), peer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    host, port = listener.getsockname()
    try:
        yield f"{host}:{port}"
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", (host, port))
        thread.join(5)
        listener.close()
