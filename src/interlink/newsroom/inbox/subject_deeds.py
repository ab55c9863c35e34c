"""What editors did to subjects goes into the log of activity, which nothing is ever taken out of."""

from __future__ import annotations

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.newsroom.watch.models import Subject


def note(by: User, subject: Subject, code: str, *names: str) -> None:
    """Note what somebody did to a subject or its names; a private person is known there by number alone."""
    about = subject.name if not names else f"{subject.name}: {', '.join(names)}"
    record(by, Deed.LIST, f"#{subject.pk}" if subject.private_person else about, code)
