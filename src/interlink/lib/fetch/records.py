"""What the DNS says in words: the text records of a name."""

from __future__ import annotations

import dns.exception
import dns.resolver

SECONDS = 4.0
DNS_PORT = 53


class RecordsUnknown(Exception):
    """Nobody answered, so nothing is known; that is another thing than a name without records."""


def texts(name: str, server: str = "", seconds: float = SECONDS) -> list[str]:
    """Return the text records of a name, each in one piece; none where the name is not there or has none.

    Args:
        name: the name, without the last dot.
        server: the address of the server to ask, with its port if it is another; empty for the machine's own choice.
        seconds: how long to wait in all.

    Raises:
        RecordsUnknown: no server gave an answer.
    """
    try:
        resolver = dns.resolver.Resolver(configure=not server)
        if server:
            host, _, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "")
            resolver.nameservers, resolver.port = [host or server], int(port or DNS_PORT)
        found = resolver.resolve(f"{name}.", "TXT", lifetime=seconds)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise RecordsUnknown(str(error) or type(error).__name__) from error
    return [b"".join(record.strings).decode("utf-8", "replace") for record in found]
