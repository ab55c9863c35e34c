"""Posts as lists show them: the columns that are shown and no others, by one question and without Wagtail's pages.

To make a page object of each row, and to have Django write the question, takes longer than all else that a list needs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from interlink.newsroom.evidence.models import CaptureState
from interlink.newsroom.press.models.wording import PostWords
from interlink.newsroom.press.public import closed_paths

_QUESTION = """
SELECT page.id, page.path, page.title, page.url_path, page.first_published_at, post.dated, post.kind, post.byline,
    post.outlet, post.place, post.reported_on, post.first_published, post.excerpt, post.excerpt_language, post.body,
    post.comment, post.cited_address, locale.language_code, capture.state, capture.mark, capture.mark_since
FROM press_postpage post
    JOIN wagtailcore_page page ON page.id = post.page_ptr_id
    JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    LEFT JOIN evidence_capture capture ON capture.id = post.capture_id
WHERE page.live AND page.id IN
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """What lists say of the copy of a cited page."""

    state: str
    mark: str
    mark_since: datetime | None

    @property
    def is_whole(self) -> bool:
        """Whether there is a copy to show."""
        return self.state == CaptureState.WHOLE


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of a post, where a page has its locale."""

    language_code: str


@dataclass(frozen=True)
class ShownPost(PostWords):
    """A post with what lists show of it, under the same names as on its page."""

    pk: int
    title: str
    url_path: str
    first_published_at: datetime | None
    dated: date
    kind: str
    byline: str
    outlet: str
    place: str
    reported_on: date | None
    first_published: date | None
    excerpt: str
    excerpt_language: str
    body: str
    comment: str
    cited_address: str
    locale: Tongue
    capture: Copy | None


def of_numbers(numbers: Collection[int]) -> list[ShownPost]:
    """Return posts in the order of their numbers given; those that readers cannot see are left out."""
    if not numbers:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{_QUESTION} ({', '.join(['%s'] * len(numbers))})", list(numbers))
        found = {row[0]: row for row in cursor.fetchall()}
    closed = closed_paths()
    return [_post(found[number]) for number in numbers if number in found and not found[number][1].startswith(closed)]


def _post(row: tuple[Any, ...]) -> ShownPost:
    pk, _path, title, url_path, published, dated, kind, byline, outlet, place, reported, first, *texts = row
    excerpt, tongue, body, comment, cited, language, state, mark, since = texts
    return ShownPost(
        pk=pk,
        title=title,
        url_path=url_path,
        first_published_at=_moment(published),
        dated=_day(dated),
        kind=kind,
        byline=byline,
        outlet=outlet,
        place=place,
        reported_on=_day(reported) if reported else None,
        first_published=_day(first) if first else None,
        excerpt=excerpt,
        excerpt_language=tongue,
        body=body,
        comment=comment,
        cited_address=cited,
        locale=Tongue(language),
        capture=None if state is None else Copy(state, mark, _moment(since)),
    )


# SQLite has no days and moments: how they come depends on how the column was declared, and they are in UTC.
def _day(stored: date | str) -> date:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _moment(stored: datetime | str | None) -> datetime | None:
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
