"""What has become of a cited page, in words for readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.models import Capture, CaptureMark, Check, CheckVerdict
from interlink.newsroom.press.languages import written_date

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


_MARKS_OF_LOOKS = {
    CheckVerdict.SAME.value: CaptureMark.LIVE.value,
    CheckVerdict.REMOVED_SOFTLY.value: CaptureMark.REMOVED.value,
}


@dataclass(frozen=True, slots=True)
class Run:
    """Looks at a page that told the same, one after the other."""

    first: datetime
    last: datetime
    word: str

    @property
    def is_long(self) -> bool:
        """Whether it goes on for more than a day."""
        return self.last.date() != self.first.date()


def runs(checks: Iterable[Check]) -> list[Run]:
    """Return what the looks at a page told, in their order, alike ones as one, in words without the page's own text."""
    found: list[Run] = []
    for check in checks:
        told = str(_WORDS[_MARKS_OF_LOOKS.get(check.verdict, check.verdict)])
        if found and found[-1].word == told:
            found[-1] = replace(found[-1], last=check.at)
        else:
            found.append(Run(check.at, check.at, told))
    return found


def word(capture: Capture) -> str:
    """Return one or two words for a citation; nothing while the page was not looked at again."""
    found = _WORDS.get(capture.mark)
    return str(found) if found else ""


def sentence(capture: Capture, language: str) -> str:
    """Return a sentence with the day since which we say so; nothing while the page was not looked at again."""
    found = _SENTENCES.get(capture.mark)
    since: datetime | None = capture.mark_since
    return str(found) % {"day": written_date(since, language)} if found and since else ""


def is_gone(capture: Capture) -> bool:
    """Say whether readers no longer find the page."""
    return capture.mark in GONE
