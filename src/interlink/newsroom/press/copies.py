"""Copies that editors have published in the public interest: deciding it, and having the pages written that show it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from interlink.accounts.models import User
from interlink.newsroom.evidence import copies
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.press.bake.addresses import copy_addresses
from interlink.newsroom.press.bake.jobs import bake_soon


def publish(capture: Capture, by: User, reason: str, now: datetime) -> None:
    """Show readers the copy of a page.

    Raises:
        CopyRefused: no reason was given, there is no copy, or readers see it already.
    """
    with transaction.atomic():
        copies.publish_copy(capture, by, reason, now)
        bake_soon(copy_addresses(capture))


def withdraw(capture: Capture, by: User, reason: str, now: datetime) -> None:
    """Take the copy of a page away from readers.

    Raises:
        CopyRefused: no reason was given, or readers do not see it.
    """
    with transaction.atomic():
        copies.withdraw_copy(capture, by, reason, now)
        bake_soon(copy_addresses(capture))
