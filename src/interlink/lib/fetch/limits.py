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


@dataclass(frozen=True, slots=True)
class MailLimits:
    """Bounds for one reading of a mailbox.

    Attributes:
        max_message_bytes: Larger messages are skipped, and said to be.
        max_total_bytes: All messages of one reading; what is over waits for the next.
        max_messages: Messages of one reading.
        total_seconds: Encryption, login and reading together.
        connect_seconds: Finding the host and connecting; and again at most so much for the encryption.
    """

    max_message_bytes: int = 5_000_000
    max_total_bytes: int = 25_000_000
    max_messages: int = 100
    total_seconds: float = 60.0
    connect_seconds: float = 10.0


FEED = Limits(max_bytes=10_000_000, max_wire_bytes=10_000_000, total_seconds=30.0)
PAGE = Limits(max_bytes=10_000_000, max_wire_bytes=10_000_000, total_seconds=30.0)
ASSET = Limits(max_bytes=25_000_000, max_wire_bytes=25_000_000, total_seconds=60.0)
PART = Limits(max_bytes=10_000_000, max_wire_bytes=10_000_000, total_seconds=20.0, max_redirects=5)
DOCUMENT = Limits(max_bytes=50_000_000, max_wire_bytes=50_000_000, total_seconds=120.0)
CALL = Limits(max_bytes=1_000_000, max_wire_bytes=1_000_000, total_seconds=30.0, max_redirects=3)
ROBOTS = Limits(max_bytes=512_000, max_wire_bytes=512_000, total_seconds=15.0, max_redirects=5)
MAIL = MailLimits()
