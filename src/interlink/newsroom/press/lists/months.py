"""The latest months as the front page shows them, put into words once and kept while nothing changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import ngettext

from interlink.newsroom.press import languages
from interlink.newsroom.press.lists import queries
from interlink.newsroom.press.unchanged import while_unchanged


@dataclass(frozen=True, slots=True)
class WrittenMonth:
    """A month for readers: where it is, what it is called, and how many posts it has, in words."""

    address: str
    name: str
    posts: str


@while_unchanged
def latest(language: str) -> list[WrittenMonth]:
    """Return the months of the year up to the newest post that have posts, the newest first."""
    with translation.override(language):
        return [
            WrittenMonth(
                f"/{language}/{month.first_day:%Y/%m}/",
                languages.written_month(month.first_day, language),
                ngettext("%(shown)s post", "%(shown)s posts", month.posts)
                % {"shown": languages.written_number(month.posts, language)},
            )
            for month in queries.latest_months(language)
        ]
