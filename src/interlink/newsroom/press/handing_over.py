"""What somebody who leaves has in hand, and how it comes to somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from interlink.accounts.models import User
from interlink.newsroom.press.models import WantedLook


@dataclass(frozen=True, slots=True)
class Held:
    """How much somebody has in hand."""

    drafts: int
    locks: int


def drafts_of(user: User) -> QuerySet[Page]:
    """Return the pages that somebody began and nobody has published."""
    return Page.objects.filter(owner=user, live=False, first_published_at=None)


def locks_of(user: User) -> QuerySet[Page]:
    """Return the pages that somebody keeps others from editing."""
    return Page.objects.filter(locked=True, locked_by=user)


def held_by(user: User) -> Held:
    """Count what somebody has in hand."""
    return Held(drafts_of(user).count(), locks_of(user).count())


@transaction.atomic
def hand_over(user: User, to: User) -> Held:
    """Give somebody's drafts to another person, and open what they locked. What is published stays in their name.

    So does what they wrote; but what came back from a second pair of eyes, or was approved and is not out yet, would
    be on nobody's list any more, and is now on the other person's.
    """
    held = held_by(user)
    looks = WantedLook.objects.filter(Q(asked_by=user) | Q(writer=user, asked_by=None))
    looks.update(asked_by=to)
    drafts_of(user).update(owner=to)
    locks_of(user).update(locked=False, locked_by=None, locked_at=None)
    return held
