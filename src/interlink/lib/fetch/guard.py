"""Which machines we may speak to: pure rules over addresses and ports.

The rules decide on the numeric address that a socket is about to connect to, so neither a name that
resolves to a private network nor one that changes its mind between two look-ups gets around them.
"""

import ipaddress
from collections.abc import Iterable
from typing import Final

from interlink.lib.sentences import Sentence

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

# ipaddress.is_global depends on the Python version and misses some of these on 3.11 (64:ff9b::/96, 2002::/16,
# fec0::/10, 192.0.0.8), so the list is our own, and is_global only comes on top of it.
# Source: the IANA special-purpose address registries (RFC 6890), plus what is noted.
SPECIAL_NETWORKS: Final[tuple[tuple[str, str], ...]] = (
    ("0.0.0.0/8", Sentence("this network")),
    ("10.0.0.0/8", Sentence("a private network")),
    ("100.64.0.0/10", Sentence("a provider’s inner network")),
    ("127.0.0.0/8", Sentence("this machine")),
    ("169.254.0.0/16", Sentence("the local link")),
    ("172.16.0.0/12", Sentence("a private network")),
    ("192.0.0.0/24", Sentence("protocol assignments")),
    ("192.0.2.0/24", Sentence("documentation")),
    ("192.88.99.0/24", Sentence("a relay for 6to4")),
    ("192.168.0.0/16", Sentence("a private network")),
    ("198.18.0.0/15", Sentence("benchmarks")),
    ("198.51.100.0/24", Sentence("documentation")),
    ("203.0.113.0/24", Sentence("documentation")),
    ("224.0.0.0/4", Sentence("multicast")),
    ("240.0.0.0/4", Sentence("a reserved network")),
    ("168.63.129.16/32", Sentence("a cloud provider’s inner service")),  # a public number, yet never on the internet
    ("::/96", Sentence("this machine, or an IPv4 address in disguise")),
    ("::ffff:0:0:0/96", Sentence("an IPv4 address in disguise")),
    ("64:ff9b::/96", Sentence("an IPv4 address in disguise")),
    ("64:ff9b:1::/48", Sentence("an IPv4 address in disguise")),
    ("100::/64", Sentence("discarded packets")),
    ("100:0:0:1::/64", Sentence("discarded packets")),
    ("2001::/23", Sentence("protocol assignments and Teredo")),
    ("2001:db8::/32", Sentence("documentation")),
    ("2002::/16", Sentence("an IPv4 address in disguise")),
    ("3fff::/20", Sentence("documentation")),
    ("5f00::/16", Sentence("segment routing")),
    ("fc00::/7", Sentence("a private network")),
    ("fe80::/10", Sentence("the local link")),
    ("fec0::/10", Sentence("a private network")),
    ("ff00::/8", Sentence("multicast")),
)

# The ports that browsers refuse, since something other than the web listens there (the Fetch standard).
REFUSED_PORTS: Final[frozenset[int]] = frozenset(
    {
        *(0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95),
        *(101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179),
        *(389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587),
        *(601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061),
        *(6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
    }
)


def _masks(version: int) -> tuple[tuple[int, int, str], ...]:
    networks = ((ipaddress.ip_network(text), what) for text, what in SPECIAL_NETWORKS)
    return tuple(
        (int(network.netmask), int(network.network_address), what)
        for network, what in networks
        if network.version == version
    )


_SPECIAL_4: Final = _masks(4)
_SPECIAL_6: Final = _masks(6)
_GLOBAL_UNICAST_6: Final = 1  # 2000::/3, the only part of IPv6 that is handed out: its first three bits are 001


def special(ip: IP) -> str | None:
    """What the address is set aside for, in plain words, or None when it is an ordinary public one."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return special(ip.ipv4_mapped)
        if ip.scope_id is not None:
            return Sentence("the local link")
        number, masks = int(ip), _SPECIAL_6
    else:
        number, masks = int(ip), _SPECIAL_4
    for mask, network, what in masks:
        if number & mask == network:
            return what
    if ip.version == 6 and number >> 125 != _GLOBAL_UNICAST_6:  # noqa: PLR2004 (the version is its own name)
        return Sentence("a reserved network")
    return None if ip.is_global else Sentence("a reserved network")


def is_loopback(ip: IP) -> bool:
    """Whether the address is this machine itself."""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return ip.ipv4_mapped.is_loopback
    return ip.is_loopback


class Guard:
    """Decides whether a connection may be made.

    Args:
        allowed_loopback: Patterns ``host:port`` or ``*.localhost:port``. Only a host and port that match one
            may lead to this machine (127.0.0.0/8 and ::1); no pattern opens any other special network.

    Raises:
        ValueError: When a pattern has not this form.
    """

    def __init__(self, allowed_loopback: Iterable[str] = ()) -> None:
        exact: set[tuple[str, int]] = set()
        suffixes: set[tuple[str, int]] = set()
        for pattern in allowed_loopback:
            host, colon, port = pattern.rpartition(":")
            host = host.strip("[]").lower()
            if not colon or not port.isdecimal() or not host or "*" in host.removeprefix("*."):
                raise ValueError(f"Not of the form host:port or *.name:port: {pattern!r}")
            if host.startswith("*."):
                suffixes.add((host[1:], int(port)))
            else:
                exact.add((host, int(port)))
        self._exact = frozenset(exact)
        self._suffixes = tuple(suffixes)

    def allows_loopback(self, host: str, port: int) -> bool:
        """Whether this host and port may lead to this machine."""
        if (host, port) in self._exact:
            return True
        return any(port == allowed and host.endswith(suffix) for suffix, allowed in self._suffixes)

    @staticmethod
    def refusal(ip: IP, *, loopback_allowed: bool) -> str | None:
        """Why we do not connect to this address, in plain words, or None when we may."""
        if loopback_allowed and is_loopback(ip):
            return None
        return special(ip)
