"""How much we take in from a stranger, and how long we wait for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one fetch, redirects included.

    Attributes:
        max_bytes: The body after unpacking.
        max_wire_bytes: The body as it comes over the wire, still packed.
        total_seconds: Names, connections, headers and bodies of all hops together. Waiting for our own turn
            at a host (politeness) does not count, for it is not the server's doing; nor does robots.txt,
            which has limits of its own.
        connect_seconds: One connection, its encryption included.
        max_redirects: Redirects followed before giving up.
        max_header_bytes: All headers of one answer; no single header may take more than half of it.
    """

    max_bytes: int
    max_wire_bytes: int
    total_seconds: float
    connect_seconds: float = 10.0
    max_redirects: int = 8
    max_header_bytes: int = 65_536


FEED = Limits(max_bytes=10_000_000, max_wire_bytes=10_000_000, total_seconds=30.0)
PAGE = Limits(max_bytes=10_000_000, max_wire_bytes=10_000_000, total_seconds=30.0)
ASSET = Limits(max_bytes=25_000_000, max_wire_bytes=25_000_000, total_seconds=60.0)
ROBOTS = Limits(max_bytes=512_000, max_wire_bytes=512_000, total_seconds=15.0, max_redirects=5)
