"""Between what the door to the network gives and what goes into a web archive file."""

from __future__ import annotations

from interlink.lib import fetch
from interlink.lib.fetch import Answer
from interlink.lib.warc.exchange import Exchange, Hop


def exchange_of(answer: Answer) -> Exchange:
    """Return an answer as a web archive file keeps it."""
    return Exchange(
        asked=answer.asked,
        address=answer.address,
        status=answer.status,
        reason=answer.reason,
        http_version=answer.http_version.removeprefix("HTTP/"),
        request_headers=answer.request_headers,
        headers=answer.headers,
        wire_body=answer.wire_body,
        hops=tuple(map(_hop, answer.hops)),
        fetched_at=answer.fetched_at,
    )


def _hop(hop: fetch.Hop) -> Hop:
    return Hop(
        address=hop.address,
        status=hop.status,
        reason=hop.reason,
        http_version=hop.http_version.removeprefix("HTTP/"),
        request_headers=hop.request_headers,
        headers=hop.headers,
    )
