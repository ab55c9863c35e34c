"""What has become of a cited page, in words for readers."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.models import Capture, CaptureMark
from interlink.newsroom.press.alerts.rules import Kind
from interlink.newsroom.press.languages import written_date, written_moment

GONE = frozenset({CaptureMark.REMOVED.value, CaptureMark.WITHHELD.value})
"""Marks of pages that readers no longer find; a citation then leads to what we received."""

_WORDS = {
    CaptureMark.LIVE.value: _("still there"),
    CaptureMark.EDITED.value: _("edited"),
    CaptureMark.MOVED.value: _("moved"),
    CaptureMark.REMOVED.value: _("removed"),
    CaptureMark.PAYWALLED.value: _("behind a paywall"),
    CaptureMark.BLOCKED.value: _("closed to us"),
    CaptureMark.WITHHELD.value: _("withheld"),
    CaptureMark.UNREACHABLE.value: _("not answering"),
    CaptureMark.UNKNOWN.value: _("fate unknown"),
}
_SENTENCES = {
    CaptureMark.LIVE.value: _("Since %(day)s, whenever we could see the page, it was as we received it."),
    CaptureMark.EDITED.value: _("The page was edited after we received it. We saw this on %(day)s."),
    CaptureMark.MOVED.value: _("The report stands at another address now. We saw this on %(day)s."),
    CaptureMark.REMOVED.value: _("The page was removed from its site. We were sure of this on %(day)s."),
    CaptureMark.PAYWALLED.value: _("Only the opening of the page can be read without paying. We saw this on %(day)s."),
    CaptureMark.BLOCKED.value: _("Since %(day)s the site has not let us see the page. Others may still see it."),
    CaptureMark.WITHHELD.value: _("The site withholds the page and gives legal reasons. We saw this on %(day)s."),
    CaptureMark.UNREACHABLE.value: _("Since %(day)s the site has not answered us."),
    CaptureMark.UNKNOWN.value: _("Since %(day)s we cannot say what has become of the page."),
}
_REMOVED = _("The page was there on %(before)s, and removed by %(after)s.")
_TOLD = {
    Kind.REMOVED: _REMOVED,
    Kind.REMOVED_SOFTLY: _REMOVED,
    Kind.WITHHELD: _("The page was there on %(before)s. By %(after)s its site withheld it and gave legal reasons."),
    Kind.EDITED: _("The page was edited between %(before)s and %(after)s."),
    Kind.MOVED: _("The page moved to another address between %(before)s and %(after)s."),
    Kind.PAYWALLED: _("The page was closed to those who do not pay between %(before)s and %(after)s."),
    Kind.BLOCKED: _("The site does not let us see the page; we last saw it on %(before)s. Others may still see it."),
    Kind.BACK: _("On %(after)s the page was there again as we had received it."),
}


def told(kind: Kind, before: datetime | None, after: datetime, language: str, *, to_the_moment: bool = False) -> str:
    """Say what happened to a page, and between which two days, in the language that is switched on.

    Where both are the same day, or when it is asked for, the two moments are told.
    """
    words = str(_TOLD[kind])
    days = {"after": written_date(after, language)}
    days["before"] = written_date(before, language) if before else days["after"]
    is_span = before is not None and "(before)" in words and "(after)" in words
    if before is not None and is_span and (to_the_moment or days["before"] == days["after"]):
        days = {name: written_moment(at, language) for name, at in (("before", before), ("after", after))}
    return words % days


def word_for(mark: str) -> str:
    """Return one or two words for a mark; nothing while a page was not looked at again."""
    return str(_WORDS.get(mark, ""))


def word(capture: Capture) -> str:
    """Return one or two words for a citation; nothing while the page was not looked at again."""
    return word_for(capture.mark)


def sentence(capture: Capture, language: str) -> str:
    """Return a sentence with the day since which we say so; nothing while the page was not looked at again."""
    found = _SENTENCES.get(capture.mark)
    since: datetime | None = capture.mark_since
    return str(found) % {"day": written_date(since, language)} if found and since else ""


def is_gone(capture: Capture) -> bool:
    """Say whether readers no longer find the page."""
    return capture.mark in GONE
