"""How this desk goes out to the network: what its settings allow, and how it names itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.conf import settings

from interlink.lib.fetch import DoorRules
from interlink.lib.fetch.imap import Account
from interlink.lib.fetch.robots import MannersKept

MANNERS: Final = MannersKept()
"""What sites allow: asked once a day by each process, not once a round."""


def door_rules() -> DoorRules:
    """Return what the desk's settings allow the door to the network."""
    return DoorRules(allowed_loopback=settings.INTERLINK_ALLOWED_LOOPBACK, manners=MANNERS)


def mailboxes() -> Mapping[str, Account]:
    """Return the mailboxes that the desk's settings name, in lower case."""
    found: Mapping[str, Account] = settings.INTERLINK_MAILBOXES
    return found


def user_agent() -> str:
    """Return how we name ourselves to the sites that we visit."""
    contact = settings.INTERLINK_CONTACT or settings.INTERLINK_SITE_ADDRESS
    return f"Interlink/0.1 (+{contact})"
