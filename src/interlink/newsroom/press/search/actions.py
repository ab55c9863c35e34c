"""Keeping the index in step with what readers can see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from interlink.lib.names.indexed import searchable
from interlink.lib.reading import cleaning
from interlink.newsroom.press.filing import queries as filing
from interlink.newsroom.press.models import PostPage, SearchEntry
from interlink.newsroom.press.search import words
from interlink.newsroom.watch.search import names

_CHUNK = 200
_FIELDS = ("dated", "language", "outlet", "marks", "title", "body")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What looking through the whole index changed, in posts."""

    written: int
    removed: int
    total: int


def follow(page: Page) -> None:
    """Bring the index in step with a page and all below it. To be called in the transaction of the change.

    What counts is what is stored and public, not what an editor has in hand.
    """
    book = names.current()
    there = set()
    for post in _public().filter(path__startswith=page.path).iterator(chunk_size=_CHUNK):
        _put(post, book)
        there.add(post.pk)
    SearchEntry.objects.filter(post__path__startswith=page.path).exclude(pk__in=there).delete()


def rebuild(progress: Callable[[int, int], None] | None = None) -> Rebuilt:
    """Put every public post in and take all else out; what is right already is not written again.

    Stopped in the middle it has done a part, and may be run again. Names that were added to the alias book since a post
    was published are found in it afterwards.
    """
    book = names.current(at_once=True)
    numbers = list(_public().order_by("pk").values_list("pk", flat=True))
    written = 0
    for start in range(0, len(numbers), _CHUNK):
        some = numbers[start : start + _CHUNK]
        # One chunk a transaction: editors who publish meanwhile wait for a moment only.
        with transaction.atomic():
            known = SearchEntry.objects.in_bulk(some)
            for post in _public().filter(pk__in=some):
                written += _put(post, book, known.get(post.pk))
        if progress is not None:
            progress(min(start + _CHUNK, len(numbers)), len(numbers))
    removed = _remove_others()
    return Rebuilt(written, removed, len(numbers))


def _remove_others() -> int:
    wrong = SearchEntry.objects.exclude(pk__in=_public().values("pk"))
    with transaction.atomic():
        removed = wrong.count()
        wrong.delete()
    return removed


def _public() -> QuerySet[PostPage]:
    found: QuerySet[PostPage] = PostPage.objects.live().public().select_related("locale")
    return found.prefetch_related("filings")


def _put(post: PostPage, book: names.Names, known: SearchEntry | None = None) -> bool:
    """Store a post's entry, and say whether that changed anything."""
    values = _values(post, book)
    if known is not None and all(getattr(known, name) == values[name] for name in _FIELDS):
        return False
    SearchEntry.objects.update_or_create(pk=post.pk, defaults=values)
    return True


def _values(post: PostPage, book: names.Names) -> dict[str, Any]:
    said = filing.said_in(post)
    code = post.locale.language_code
    outlet = " ".join(cleaning.plain(post.shown("outlet") or "").split())
    marks = [words.language_mark(code), *([words.outlet_mark(outlet)] if outlet else [])]
    marks += [words.subject_mark(number) for number in sorted(filing.subjects_of(post, said, book))]
    return {
        "dated": post.dated,
        "language": code,
        "outlet": outlet,
        "marks": " ".join(marks),
        "title": searchable(said.title),
        "body": searchable(f"{said.text}\n\n{said.dateline}"),
    }
