"""The one door to the network.

Everything that asks another machine for something over HTTP goes through `Door.get` and `Door.post`, which
guard where they go, bound what they take in, and take their turn at each host. `parallel.fetch_each` fetches
many pages for callers that are not asynchronous. `mailboxes.read_mailbox` reads mail over IMAP under the same guard.
"""

from interlink.lib.fetch.answers import Answer, Headers, Hop, Validators
from interlink.lib.fetch.conduct import STRICT, DoorRules
from interlink.lib.fetch.door import USER_AGENT, Door
from interlink.lib.fetch.errors import (
    AddressRefused,
    BadAnswer,
    FetchError,
    HostUnknown,
    LoginRefused,
    NoSuchFolder,
    RobotsRefused,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    Unreachable,
)
from interlink.lib.fetch.limits import ASSET, CALL, DOCUMENT, FEED, PAGE, PART, Limits
from interlink.lib.fetch.questions import Document, File, form_with_files

__all__ = [
    "ASSET",
    "CALL",
    "DOCUMENT",
    "FEED",
    "PAGE",
    "PART",
    "STRICT",
    "USER_AGENT",
    "AddressRefused",
    "Answer",
    "BadAnswer",
    "Document",
    "Door",
    "DoorRules",
    "FetchError",
    "File",
    "Headers",
    "Hop",
    "HostUnknown",
    "Limits",
    "LoginRefused",
    "NoSuchFolder",
    "RobotsRefused",
    "TooLarge",
    "TooManyRedirects",
    "TooSlow",
    "Unreachable",
    "Validators",
    "form_with_files",
]
