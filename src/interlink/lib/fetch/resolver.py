"""From names to numbers, and from numbers to sockets, with the guard standing at both."""

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from typing import Any, Final

from aiohttp.abc import AbstractResolver, ResolveResult

from interlink.lib.fetch.guard import Guard

# aiohttp tells the socket factory the numeric address only. Whether the name behind it may lead to this
# machine travels with the task that asks; whoever forgets to set it gets no loopback.
loopback_allowed: Final[ContextVar[bool]] = ContextVar("loopback_allowed", default=False)

_LOOKUP_THREADS: Final = 32
_NUMERIC: Final = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class SpecialAddressError(OSError):
    """A name led only to addresses that the guard refuses, or a socket was about to.

    It is an OSError so that the HTTP client carries it to the door without trying anything else.
    """

    def __init__(self, what: str) -> None:
        super().__init__(None, what)
        self.what = what


class GuardedResolver(AbstractResolver):
    """Looks names up and drops every address that the guard refuses.

    Args:
        guard: The rules.
        hosts: Fixed addresses for names, asked before the name service, like a hosts file. They pass the
            guard as any other.
    """

    def __init__(self, guard: Guard, hosts: Mapping[str, tuple[str, ...]]) -> None:
        self._guard = guard
        self._hosts = hosts
        # A pool of its own: names of dead sites take long to fail, and must not hold up other threads' work.
        self._threads = ThreadPoolExecutor(_LOOKUP_THREADS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the allowed addresses of a name.

        Raises:
            SpecialAddressError: The name has addresses, and all of them are refused.
            OSError: The name has none.
        """
        found = await self._look_up(host, port, family)
        allowed = self._guard.allows_loopback(host, port)
        kept: list[ResolveResult] = []
        refusal = None
        for number in found:
            ip = ipaddress.ip_address(number)
            why = self._guard.refusal(ip, loopback_allowed=allowed)
            if why is not None:
                refusal = why
                continue
            kind = socket.AF_INET if ip.version == 4 else socket.AF_INET6  # noqa: PLR2004
            kept.append(ResolveResult(hostname=host, host=number, port=port, family=kind, proto=0, flags=_NUMERIC))
        if not kept:
            raise OSError(None, "no address") if refusal is None else SpecialAddressError(refusal)
        return kept

    async def _look_up(self, host: str, port: int, family: int) -> tuple[str, ...]:
        fixed = self._hosts.get(host)
        if fixed is not None:
            return fixed
        if host == "localhost" or host.endswith(".localhost"):
            return ("127.0.0.1",)  # RFC 6761: never asked of the name service
        loop = asyncio.get_running_loop()
        infos = await loop.run_in_executor(self._threads, _getaddrinfo, host.encode(), port, family)
        # A scope ("%eth0") only comes with link-local addresses, which the guard refuses; it stays.
        return tuple(dict.fromkeys(str(info[4][0]) for info in infos))

    async def close(self) -> None:
        """Let go of the threads without waiting for names that take long."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _getaddrinfo(host: bytes, port: int, family: int) -> list[tuple[Any, ...]]:
    return list(socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG))


def guarded_socket(info: tuple[Any, ...]) -> socket.socket:
    """Make the socket for one numeric address, the last point at which to say no.

    Args:
        info: As from getaddrinfo: family, kind, protocol, canonical name, (address, port, ...).

    Raises:
        SpecialAddressError: The guard refuses the address.
    """
    family, kind, protocol, _, where = info
    if family not in {socket.AF_INET, socket.AF_INET6}:
        raise SpecialAddressError("not an internet address")
    why = Guard.refusal(ipaddress.ip_address(where[0]), loopback_allowed=loopback_allowed.get())
    if why is not None:
        raise SpecialAddressError(why)
    return socket.socket(family, kind, protocol)
