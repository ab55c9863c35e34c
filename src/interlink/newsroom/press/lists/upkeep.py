"""Keeping the lists in step with what readers can see."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Page

from interlink.lib.reading import cleaning
from interlink.newsroom.press.lists.rules import ALL, Kind, Listing
from interlink.newsroom.press.models import Listed, PostPage, PostTag, SearchEntry

_CHUNK = 200
_LONGEST_KEY = 80
_SUBJECT = re.compile(r"subject(\d+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is listed."""

    post: int
    listing: str
    language: str
    day: date
    at: datetime


def follow(page: Page) -> set[Place]:
    """Bring the lists in step with a page and all below it, after the search; return the places that came or went.

    To be called in the transaction of the change. What counts is what is stored and public.
    """
    return _bring_in_step(Q(path__startswith=page.path))


def rebuild(progress: Callable[[int, int], None] | None = None) -> int:
    """Look through all lists, after the search was rebuilt, and mend what is wrong; return how many places that were.

    Stopped in the middle it has done a part, and may be run again.
    """
    numbers = list(PostPage.objects.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for start in range(0, len(numbers), _CHUNK):
        some = numbers[start : start + _CHUNK]
        with transaction.atomic():
            changed += len(_bring_in_step(Q(pk__in=some)))
        if progress is not None:
            progress(min(start + _CHUNK, len(numbers)), len(numbers))
    return changed


def outlet_key(name: str) -> str:
    """Return an outlet's name as it stands in an address; empty where no letter of it can."""
    return slugify(cleaning.plain(name), allow_unicode=True)[:_LONGEST_KEY].strip("-")


def places_of(post: PostPage) -> set[Place]:
    """Return where a post is listed now; where it would be, as far as we know, if readers cannot see it."""
    return {_place(row) for row in post.listed.all()} or set(_places([post]))


def _bring_in_step(which: Q) -> set[Place]:
    posts = PostPage.objects.filter(which)
    stored = {(row.post_id, row.list): row for row in Listed.objects.filter(post__in=posts)}
    there = {_place(row) for row in stored.values()}
    wanted = set(_places(list(PostPage.objects.live().public().filter(which).select_related("locale"))))
    gone, come = there - wanted, wanted - there
    if gone:
        Listed.objects.filter(pk__in=[stored[place.post, place.listing].pk for place in gone]).delete()
    Listed.objects.bulk_create(
        (
            Listed(post_id=place.post, list=place.listing, language=place.language, day=place.day, at=place.at)
            for place in come
        ),
        batch_size=_CHUNK,
    )
    return gone | come


def _places(posts: Collection[PostPage]) -> Iterator[Place]:
    numbers = [post.pk for post in posts]
    subjects = _subjects(numbers)
    tags = _tags(numbers)
    for post in posts:
        if post.first_published_at is None:
            continue
        outlet = outlet_key(post.shown("outlet") or "")
        listings = [
            ALL,
            *([Listing(Kind.OUTLET, outlet)] if outlet else []),
            *(Listing(Kind.TAG, tag) for tag in tags[post.pk]),
            *(Listing(Kind.SUBJECT, subject) for subject in subjects[post.pk]),
        ]
        for listing in listings:
            yield Place(post.pk, listing.code, post.locale.language_code, post.dated, post.first_published_at)


def _subjects(numbers: Collection[int]) -> dict[int, list[str]]:
    """Return the subjects that each post names, which the search has found in it."""
    found: dict[int, list[str]] = defaultdict(list)
    for number, marks in SearchEntry.objects.filter(pk__in=numbers).values_list("pk", "marks"):
        found[number] = _SUBJECT.findall(marks)
    return found


def _tags(numbers: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    slugs = dict(Tag.objects.filter(press_posttag_items__content_object__in=numbers).values_list("pk", "slug"))
    for number, tag in PostTag.objects.filter(content_object__in=numbers).values_list("content_object", "tag"):
        found[number].append(slugs[tag])
    return found


def _place(row: Listed) -> Place:
    return Place(row.post_id, row.list, row.language, row.day, row.at)
