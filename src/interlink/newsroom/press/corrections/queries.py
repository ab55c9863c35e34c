"""What is asked about corrections and replies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from heapq import merge
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from wagtail.models import Locale

from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.models import Correction, PostPage, Reply
from interlink.newsroom.press.public import public
from interlink.newsroom.press.rules import ReplyState

NEWEST = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction, or a reply that somebody was asked for; one of the two is there.

    Attributes:
        day: When it was corrected, or asked.
        post: The post that it is in.
        about: The post that it is about; another one than `post` where a whole post is a correction.
        correction: The correction.
        reply: The reply.
    """

    day: date
    post: PostPage
    about: PostPage
    correction: Correction | None = None
    reply: Reply | None = None

    @property
    def uid(self) -> UUID:
        """The lasting number of the part."""
        part = self.correction or self.reply
        assert part is not None
        return part.uid

    @property
    def state(self) -> ReplyState | None:
        """How far the reply is today."""
        return self.reply.state if self.reply else None


def of_post(post: PostPage) -> list[Entry]:
    """Return the corrections of a post, the latest first: its own, and those in live posts that correct it."""
    entries = [_of_correction(one, post) for one in post.corrections.all()]
    read: list[Correction] | None = getattr(post, "corrected_elsewhere", None)
    if read is None:
        read = list(_elsewhere([post])) if post.pk is not None else []
    entries += [Entry(one.on, one.post, post, correction=one) for one in read]
    return sorted(entries, key=lambda entry: entry.day, reverse=True)


def read_ahead(posts: Collection[PostPage]) -> None:
    """Read the corrections and replies of many posts at once, for what is asked of each afterwards."""
    parts: dict[str, dict[int, list[Any]]] = {"corrections": defaultdict(list), "replies": defaultdict(list)}
    for one in Correction.objects.filter(post__in=posts).order_by("sort_order", "pk"):
        parts["corrections"][one.post_id].append(one)
    for reply in Reply.objects.filter(post__in=posts).select_related("answer_file").order_by("sort_order", "pk"):
        parts["replies"][reply.post_id].append(reply)
    elsewhere: dict[int | None, list[Correction]] = defaultdict(list)
    for one in _elsewhere(posts):
        elsewhere[one.post.corrects_id].append(one)
    for post in posts:
        _hand_over(post, {name: found[post.pk] for name, found in parts.items()}, elsewhere[post.pk])


def noting_parts(posts: QuerySet[PostPage]) -> QuerySet[PostPage]:
    """Have each post know whether there is any correction or reply of it, for `settle`."""
    elsewhere = PostPage.objects.filter(kind=Kind.CORRECTION, corrects=OuterRef("pk")).order_by()
    parts = [model.objects.filter(post=OuterRef("pk")).order_by() for model in (Correction, Reply)]
    return posts.annotate(has_parts=reduce(or_, map(Exists, [*parts, elsewhere])))


def settle(post: PostPage) -> None:
    """Where a post is known to have no corrections and replies, as most have none, ask no more for them."""
    if not post.has_parts:
        _hand_over(post, {"corrections": [], "replies": []}, [])


def _hand_over(post: PostPage, parts: dict[str, list[Any]], elsewhere: list[Correction]) -> None:
    # Where modelcluster keeps the parts of a page once it has read them.
    post._cluster_related_objects = parts  # noqa: SLF001
    post.corrected_elsewhere = elsewhere


def _elsewhere(posts: Collection[PostPage]) -> QuerySet[Correction]:
    found = Correction.objects.filter(post__in=_live().filter(kind=Kind.CORRECTION, corrects__in=posts))
    return found.select_related("post__locale").order_by("pk")


def replies_of(post: PostPage) -> list[Entry]:
    """Return whom a post's authors asked for a reply, in the order of asking."""
    return sorted((_of_reply(one, post) for one in post.replies.all()), key=lambda entry: entry.day)


def latest(locale: Locale, most: int = NEWEST) -> list[Entry]:
    """Return the latest corrections and replies of one language that readers can see."""
    return _merged(_corrections(locale)[:most], _replies(locale)[:most])[:most]


def of_year(locale: Locale, year: int) -> list[Entry]:
    """Return the corrections and replies of one year."""
    return _merged(_corrections(locale).filter(on__year=year), _replies(locale).filter(asked_on__year=year))


def of_days(locale: Locale, first: date, last: date, most: int) -> list[Entry]:
    """Return the corrections and replies from one day to another, both included."""
    corrected = _corrections(locale).filter(on__range=(first, last))
    asked = _replies(locale).filter(asked_on__range=(first, last))
    return _merged(corrected[:most], asked[:most])[:most]


def years(locale: Locale) -> list[int]:
    """Return the years that have corrections or replies, the latest first."""
    corrected = _corrections(locale).order_by().annotate(year=ExtractYear("on")).values_list("year", flat=True)
    asked = _replies(locale).order_by().annotate(year=ExtractYear("asked_on")).values_list("year", flat=True)
    return sorted({*corrected.distinct(), *asked.distinct()}, reverse=True)


def overdue(today: date) -> QuerySet[Reply]:
    """Return the replies whose last day is over and that did not come, the longest overdue first."""
    unanswered = Reply.objects.filter(answered_on=None, answer="", answer_file=None, settled=False)
    return unanswered.filter(deadline__lt=today).select_related("post__locale").order_by("deadline", "pk")


def fallen_silent(since: date, today: date) -> QuerySet[Reply]:
    """Return the unanswered replies of public posts whose last day is over since a day: readers are told otherwise."""
    unanswered = Reply.objects.filter(post__in=_live(), answered_on=None, answer="", answer_file=None)
    return unanswered.filter(deadline__gte=since, deadline__lt=today).select_related("post").order_by("pk")


def _live() -> QuerySet[PostPage]:
    found: QuerySet[PostPage] = public(PostPage.objects.all())
    return found


def _corrections(locale: Locale) -> QuerySet[Correction]:
    found = Correction.objects.filter(post__in=_live(), post__locale=locale)
    return found.select_related("post__locale", "post__corrects").order_by("-on", "-pk")


def _replies(locale: Locale) -> QuerySet[Reply]:
    found = Reply.objects.filter(post__in=_live(), post__locale=locale)
    return found.select_related("post__locale", "answer_file").order_by("-asked_on", "-pk")


def _merged(corrections: Iterable[Correction], replies: Iterable[Reply]) -> list[Entry]:
    corrected = (_of_correction(one, one.post) for one in corrections)
    asked = (_of_reply(one, one.post) for one in replies)
    return list(merge(corrected, asked, key=lambda entry: entry.day, reverse=True))


def _of_correction(correction: Correction, post: PostPage) -> Entry:
    corrected = post.corrects if post.kind == Kind.CORRECTION and post.corrects_id else None
    about = corrected if corrected is not None and corrected.live else post
    return Entry(correction.on, post, about, correction=correction)


def _of_reply(reply: Reply, post: PostPage) -> Entry:
    return Entry(reply.asked_on, post, post, reply=reply)
