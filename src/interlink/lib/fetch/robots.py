"""What a site's robots.txt asks of programs like ours, remembered for a day."""

import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from protego import Protego

DAY: Final = 86_400.0
# A site whose robots.txt answers with a server error is left alone, but asked again soon (RFC 9309, 2.3.1.4).
SOON: Final = 600.0

_WEIGHT_OF_ENTRY: Final = 400
_MAX_WEIGHT: Final = 8_000_000
_NOT_FOUND: Final = 400
_SERVER_ERROR: Final = 500

# A parsed file takes up to thirty times its size. So files are remembered packed, and only the last few
# of ordinary size stay parsed, for runs of visits to one site.
_PARSED_KEPT: Final = 64
_ORDINARY_SIZE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Manners:
    """The rules of one site.

    Attributes:
        packed: The file, packed with zlib; empty when there are no rules.
        ordinary: Whether the file has an ordinary size.
        readable: False when the server failed to give the file; then the whole site is left alone for now.
        crawl_delay: Seconds between requests that the site asks of us, or None.
    """

    packed: bytes = b""
    ordinary: bool = True
    readable: bool = True
    crawl_delay: float | None = None

    def allow(self, address: str, agent: str) -> bool:
        """Whether a program of this name may fetch the address."""
        if not self.readable:
            return False
        if not self.packed:
            return True
        rules = _parsed(self.packed) if self.ordinary else _parse(self.packed)
        return rules.can_fetch(address, agent)


FREE: Final = Manners()
CLOSED: Final = Manners(readable=False)


def _parse(packed: bytes) -> Protego:
    return Protego.parse(zlib.decompress(packed).decode("utf-8-sig", "replace"))


_parsed = lru_cache(_PARSED_KEPT)(_parse)


def read_robots(status: int, body: bytes, agent: str) -> Manners:
    """Read an answer to a request for robots.txt as RFC 9309 has it.

    Args:
        status: The HTTP status of the final answer.
        body: The start of the file, at least 500 KiB of it if it is that long.
        agent: The name that rules for us would use.
    """
    if status >= _SERVER_ERROR:
        return CLOSED
    if status >= _NOT_FOUND or not body.strip():
        return FREE
    packed = zlib.compress(body, 1)
    ordinary = len(body) <= _ORDINARY_SIZE
    delay = (_parsed if ordinary else _parse)(packed).crawl_delay(agent)
    return Manners(packed, ordinary=ordinary, crawl_delay=delay if delay is not None and delay > 0 else None)


class MannersKept:
    """The manners of sites visited lately, bounded by their size; the longest unused go first.

    Several doors may share one, also in several threads.
    """

    def __init__(self, max_weight: int = _MAX_WEIGHT) -> None:
        self._max_weight = max_weight
        self._weight = 0
        self._kept: OrderedDict[str, tuple[Manners, float, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, origin: str, now: float) -> Manners | None:
        """The manners of a site, when known and not too old."""
        with self._lock:
            entry = self._kept.get(origin)
            if entry is None:
                return None
            if entry[1] < now:
                self._drop(origin)
                return None
            self._kept.move_to_end(origin)
            return entry[0]

    def keep(self, origin: str, manners: Manners, now: float) -> None:
        """Remember the manners of a site.

        Args:
            origin: Scheme, host and port.
            manners: What was read.
            now: The clock that ``find`` is asked with, seconds.
        """
        weight = _WEIGHT_OF_ENTRY + len(manners.packed)
        with self._lock:
            if origin in self._kept:
                self._drop(origin)
            self._kept[origin] = (manners, now + (DAY if manners.readable else SOON), weight)
            self._weight += weight
            while self._weight > self._max_weight and len(self._kept) > 1:
                self._drop(next(iter(self._kept)))

    def _drop(self, origin: str) -> None:
        self._weight -= self._kept.pop(origin)[2]
