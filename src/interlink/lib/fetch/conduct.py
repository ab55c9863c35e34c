"""How the door behaves, towards this machine and towards other people's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from interlink.lib.fetch.robots import MannersKept


@dataclass(frozen=True)
class DoorRules:
    """How the door behaves.

    Attributes:
        allowed_loopback: ``host:port`` or ``*.localhost:port`` patterns that may lead to this machine.
        obey_robots: Whether robots.txt is asked for and obeyed.
        per_host_streams: Requests to one host at the same time.
        streams: Requests at the same time, all hosts together.
        gap_seconds: Pause between two requests to one host; none at the allowed loopback hosts.
        max_crawl_delay: The longest pause, in seconds, that a site's Crawl-delay or Retry-After can impose
            within one door.
        hosts: Fixed numeric addresses for names, like a hosts file; they pass the guard as any other.
        manners: What sites allow, to be remembered beyond one door; None forgets it with the door.
    """

    allowed_loopback: frozenset[str] = frozenset()
    obey_robots: bool = True
    per_host_streams: int = 1
    streams: int = 200
    gap_seconds: float = 0.5
    max_crawl_delay: float = 30.0
    hosts: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    manners: MannersKept | None = field(default=None, hash=False, compare=False, repr=False)


STRICT: Final = DoorRules()
