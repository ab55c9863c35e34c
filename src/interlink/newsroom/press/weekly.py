"""What a week brought beside its posts, what its digest leaves out, and which weeks went by without one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from interlink.newsroom.evidence.models import CaptureState
from interlink.newsroom.press import digests, register, rhythm
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.press.rules import Week
from interlink.newsroom.stories.models import Standing, Story

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Review:
    """What readers are told of a week beside its posts.

    Attributes:
        posts: How many posts the digest holds.
        outlets: How many outlets they cite.
        removed: What the register says of pages that were removed or changed in the week.
        corrected: The corrections and replies of the week.
    """

    posts: int
    outlets: int
    removed: list[register.Entry]
    corrected: list[corrections.Entry]


def review(digest: DigestPage, posts: Collection[PostPage]) -> Review:
    """Return what readers are told of a digest's week, in the language that is switched on."""
    first, after = rhythm.current().bounds(Week(digest.starts_on, digest.ends_on))
    news = register.shown().filter(not_after__gte=first, not_after__lt=after)[:MOST_SHOWN]
    return Review(
        posts=len(posts),
        outlets=len({post.outlet.casefold() for post in posts if post.outlet}),
        removed=register.entries(news, digest.locale.language_code),
        corrected=corrections.of_days(digest.locale, digest.starts_on, digest.ends_on, MOST_SHOWN),
    )


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a digest leaves out, so that the editor who signs knows.

    Attributes:
        unposted: Watched stories of the week that nobody posted.
        drafts: Posts in this language that are not published.
        untranslated: The week's posts of other languages that are not in this one, not even as a draft.
        uncaptured: Posts of the digest whose cited page has no whole copy.
    """

    unposted: list[Story]
    drafts: list[PostPage]
    untranslated: list[PostPage]
    uncaptured: list[PostPage]

    @property
    def any(self) -> bool:
        """Whether anything is missing."""
        return bool(self.unposted or self.drafts or self.untranslated or self.uncaptured)


def gaps(front: FrontPage, week: Week, posts: Collection[PostPage]) -> Gaps:
    """Return what is missing in a week's digest that holds these posts; at most fifty of each."""
    first, after = rhythm.current().bounds(week)
    unposted = Story.objects.filter(watched=True, standing=Standing.OPEN, last_at__gte=first, first_at__lt=after)
    drafts = PostPage.objects.child_of(front).filter(live=False, latest_revision_created_at__gte=first)
    here = PostPage.objects.filter(locale=front.locale)
    # What came out after the last digest was signed off, though in its week, was no gap of it.
    last = digests.signed_before(front, week)
    since = min(first, last.signed_off_at) if last and last.signed_off_at else first
    elsewhere = (
        PostPage.objects.live()
        .filter(first_published_at__gte=since, first_published_at__lt=after)
        .exclude(locale=front.locale)
        .exclude(translation_key__in=here.values("translation_key"))
        .select_related("locale")
        .order_by("first_published_at", "pk")
    )
    # A post that is there in two other languages is one gap; the first that came out stands for it.
    untranslated = {post.translation_key: post for post in reversed(elsewhere)}
    return Gaps(
        unposted=list(unposted[:MOST_SHOWN]),
        drafts=list(drafts[:MOST_SHOWN]),
        untranslated=list(reversed(untranslated.values()))[:MOST_SHOWN],
        uncaptured=[post for post in posts if post.cited_address and not _has_copy(post)],
    )


def _has_copy(post: PostPage) -> bool:
    return post.capture is not None and post.capture.state == CaptureState.WHOLE


def missed(front: FrontPage, now: datetime) -> Week | None:
    """Return the week before this one when it had posts of this language and nobody signed a digest for it."""
    this = digests.week_at(now)
    last = rhythm.current().week_of(this.starts_on - timedelta(days=1))
    ours = DigestPage.objects.child_of(front).filter(signed_off_at__isnull=False)
    if ours.filter(ends_on=last.ends_on).exists():
        return None
    first, after = rhythm.current().bounds(last)
    posts = PostPage.objects.child_of(front).live()
    return last if posts.filter(first_published_at__gte=first, first_published_at__lt=after).exists() else None
