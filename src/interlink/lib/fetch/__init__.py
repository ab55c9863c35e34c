"""The one door to the network.

Everything that asks another machine for something over HTTP goes through `Door.get`, which guards where
it goes, bounds what it takes in, and takes its turn at each host.
"""

from interlink.lib.fetch.answers import Answer, Headers, Hop, Validators
from interlink.lib.fetch.door import STRICT, USER_AGENT, Door, DoorRules
from interlink.lib.fetch.errors import (
    AddressRefused,
    BadAnswer,
    FetchError,
    HostUnknown,
    RobotsRefused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from interlink.lib.fetch.limits import ASSET, FEED, PAGE, Limits

__all__ = [
    "ASSET",
    "FEED",
    "PAGE",
    "STRICT",
    "USER_AGENT",
    "AddressRefused",
    "Answer",
    "BadAnswer",
    "Door",
    "DoorRules",
    "FetchError",
    "Headers",
    "Hop",
    "HostUnknown",
    "Limits",
    "RobotsRefused",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "Validators",
]
