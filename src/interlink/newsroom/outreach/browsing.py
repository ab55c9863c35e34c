"""Going through subscribers page by page: each page begins where the last one ended, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from interlink.newsroom.outreach import addresses
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.models import Subscriber, Subscription

SIZE = 50
SHOWN = ("email", "key", "language", "standing", "confirmed_at", "consent_from", "how")


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the list is shown.

    Attributes:
        words: a whole address, or a domain.
        language: only this one.
        standing: only those who stand so.
        after: the key that the page begins after.
        before: the key that it ends before.
    """

    words: str = ""
    language: str = ""
    standing: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], languages: Collection[str]) -> Choice:
        """Read a choice from an address; what makes no sense is passed over."""
        language, standing = given.get("language", ""), given.get("standing", "")
        return cls(
            given.get("q", "").strip()[:300],
            language if language in languages else "",
            standing if standing in Subscription.values else "",
            given.get("after", "")[:300],
            given.get("before", "")[:300],
        )

    def without_standing(self) -> Choice:
        """Return the same for all standings, from the beginning."""
        return replace(self, standing="", after="", before="")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of subscribers, with the keys that lead to its neighbours; empty where there is none."""

    rows: list[Subscriber]
    before: str
    after: str


def chosen(choice: Choice) -> QuerySet[Subscriber]:
    """Return those who fit a choice, in no order."""
    rows = Subscriber.objects.order_by()
    if choice.words:
        rows = rows.filter(**_sought(choice.words))
    if choice.language:
        rows = rows.filter(language=choice.language)
    return rows.filter(standing=choice.standing) if choice.standing else rows


def page(choice: Choice) -> Page:
    """Return a page of those who fit a choice, in the order of their keys."""
    rows = chosen(choice).only(*SHOWN)
    if choice.before:
        found = list(rows.filter(key__lt=choice.before).order_by("-key")[: SIZE + 1])
        shown = found[:SIZE][::-1]
        return Page(shown, shown[0].key if len(found) > SIZE else "", shown[-1].key if shown else "")
    found = list((rows.filter(key__gt=choice.after) if choice.after else rows).order_by("key")[: SIZE + 1])
    shown = found[:SIZE]
    return Page(shown, shown[0].key if shown and choice.after else "", shown[-1].key if len(found) > SIZE else "")


def _sought(words: str) -> dict[str, str]:
    """Return what to look for: an address in any of its spellings, or a domain."""
    try:
        return {"key": addresses.read(words).key}
    except BadAddress:
        domain = words.rpartition("@")[2]
    try:
        return {"domain": addresses.read(f"nobody@{domain}").domain}
    except BadAddress:
        return {"domain": domain.lower()}
