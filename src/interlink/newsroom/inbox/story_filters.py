"""The filters of the inbox as they stand in its address, so that each view of it can be kept as a bookmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.models import CaptureMark, CaptureState
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.stories import traits
from interlink.newsroom.stories.browsing import LARGEST_KEY, Choice
from interlink.newsroom.stories.models import Standing
from interlink.newsroom.watch.search import questions

SHOWN: dict[str, tuple[Any, Standing | None, bool]] = {
    "open": (_("To decide"), Standing.OPEN, True),
    "clipped": (_("Clipped"), Standing.CLIPPED, False),
    "ignored": (_("Ignored"), Standing.IGNORED, False),
    "all": (_("Everything seen"), None, False),
}
AGES = {
    "day": (_("the last 24 hours"), timedelta(days=1)),
    "week": (_("the last week"), timedelta(weeks=1)),
    "month": (_("the last 30 days"), timedelta(days=30)),
}
MARKS = {"captured": _("captured"), "edited": _("edited"), "removed": _("removed")}
_LONGEST_CODE = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What an address asks for."""

    show: str = "open"
    words: str = ""
    subject: int | None = None
    outlet: int | None = None
    language: str = ""
    age: str = ""
    mark: str = ""
    by_relevance: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything but the standing is chosen."""
        return bool(self.words) or self.narrowed_besides

    @property
    def narrowed_besides(self) -> bool:
        """Whether anything but the standing and the words is chosen."""
        return any((self.subject, self.outlet, self.language, self.age, self.mark))


def read(query: Mapping[str, str]) -> Filters:
    """Return what an address asks for; what makes no sense is left out."""
    show, age, mark = (query.get(name, "") for name in ("show", "age", "mark"))
    language = query.get("language", "")
    return Filters(
        show=show if show in SHOWN else "open",
        words=" ".join(query.get("q", "").replace("\x00", "").split())[: questions.LONGEST],
        subject=_key(query.get("subject", "")),
        outlet=_key(query.get("outlet", "")),
        language=language if language.replace("-", "").isalnum() and len(language) <= _LONGEST_CODE else "",
        age=age if age in AGES else "",
        mark=mark if mark in MARKS else "",
        by_relevance=query.get("order") == "relevance",
    )


def _key(text: str) -> int | None:
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST_KEY)):
        return None
    return min(int(text), LARGEST_KEY) or None


def write(filters: Filters, **changed: Any) -> str:
    """Return filters as the part of an address after the question mark, with something changed."""
    now = replace(filters, **changed)
    asked = {
        "show": now.show,
        "q": now.words,
        "subject": now.subject,
        "outlet": now.outlet,
        "language": now.language,
        "age": now.age,
        "mark": now.mark,
        "order": "relevance" if now.by_relevance else "",
    }
    return urlencode({name: value for name, value in asked.items() if value})


def choice(filters: Filters, now: datetime) -> Choice:
    """Return which stories these filters stand for."""
    _label, standing, watched = SHOWN[filters.show]
    asked = questions.ask(filters.words) if filters.words else None
    words = (
        *([traits.of_subject(filters.subject)] if filters.subject else []),
        *([traits.of_source(filters.outlet)] if filters.outlet else []),
        *([traits.of_language(filters.language)] if filters.language else []),
    )
    return Choice(
        standing=standing,
        watched=watched,
        words=words,
        since=now - AGES[filters.age][1] if filters.age else None,
        by_relevance=filters.by_relevance,
        among=_marked(filters.mark) if filters.mark else None,
        question=asked.expression if asked else "",
    )


def _marked(mark: str) -> Any:
    posts = PostPage.objects.exclude(story=None)
    if mark == "captured":
        return posts.filter(capture__state=CaptureState.WHOLE).values("story_id")
    return posts.filter(capture__mark=CaptureMark(mark)).values("story_id")
