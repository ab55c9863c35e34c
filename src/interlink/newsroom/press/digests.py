"""What happens with digests: compiled from the week's posts, signed off by a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import cast

from babel.dates import format_date
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.lib.reading.written_dates import write_day
from interlink.newsroom.press import rhythm, titles
from interlink.newsroom.press.errors import AlreadySigned
from interlink.newsroom.press.look.current import site_name
from interlink.newsroom.press.models import DigestEntry, DigestPage, FrontPage, PostPage
from interlink.newsroom.press.rules import Week, is_compile_time

SIGN = "press.sign_digest"


def week_at(now: datetime) -> Week:
    """Return the digest week of a moment, by the group's rhythm."""
    return rhythm.current().week_at(now)


def open_week(front: FrontPage, now: datetime) -> Week:
    """Return the week whose digest can still be worked on: this one, or the next once this one is signed off."""
    week = week_at(now)
    signed = DigestPage.objects.child_of(front).filter(signed_off_at__isnull=False, ends_on__gte=week.ends_on)
    latest = signed.order_by("-ends_on").first()
    return week if latest is None else rhythm.current().week_of(latest.ends_on + timedelta(days=1))


def posts_of(front: FrontPage, week: Week) -> list[PostPage]:
    """Return the posts of one language for a week's digest, oldest first.

    A post that came out after the last digest was signed off, though in its week, is in the next one,
    however many weeks later that is: nothing falls between two issues.
    """
    ours = rhythm.current()
    first, after = ours.bounds(week)
    since = first - timedelta(days=7)
    last = signed_before(front, week)
    if last is not None:
        since = min(since, ours.bounds(Week(last.starts_on, last.ends_on))[0])
    in_signed = DigestEntry.objects.filter(digest__signed_off_at__isnull=False).values("post")
    posts = (
        PostPage.objects.child_of(front)
        .live()
        .filter(first_published_at__gte=since, first_published_at__lt=after)
        .exclude(pk__in=in_signed)
    )
    return list(posts.order_by("first_published_at", "pk"))


def signed_before(front: FrontPage, week: Week) -> DigestPage | None:
    """Return the last digest of one language that was signed off for an earlier week."""
    earlier = DigestPage.objects.child_of(front).filter(signed_off_at__isnull=False, ends_on__lt=week.ends_on)
    return earlier.order_by("-ends_on").first()


@transaction.atomic
def compile_week(front: FrontPage, week: Week, by: User | None) -> DigestPage:
    """Make or refresh the draft of one week's digest in one language.

    Posts that are missing are added at the end; what an editor has ordered or written stays.

    Raises:
        AlreadySigned: this week's digest was signed off.
    """
    posts = posts_of(front, week)
    digest = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).first()
    if digest is None:
        digest = DigestPage(
            title=title_of(front, week.ends_on, posts),
            slug=f"digest-{week.ends_on:%Y-%m-%d}",
            starts_on=week.starts_on,
            ends_on=week.ends_on,
            owner=by,
            live=False,
        )
        digest.entries = [DigestEntry(post=post, sort_order=place) for place, post in enumerate(posts)]
        front.add_child(instance=digest)
        digest.save_revision(user=by)
        return digest
    if digest.signed_off_at is not None:
        raise AlreadySigned(_("This week's digest was signed off already."))
    latest = cast("DigestPage", digest.get_latest_revision_as_object())
    entries = list(latest.entries.all())
    listed = {entry.post_id for entry in entries}
    missing = [post for post in posts if post.pk not in listed]
    if missing:
        latest.entries = [
            *entries,
            *(DigestEntry(post=post, sort_order=len(entries) + place) for place, post in enumerate(missing)),
        ]
        latest.save_revision(user=by)
    return latest


def compile_due(now: datetime) -> list[DigestPage]:
    """Make the draft of the week that ends today in each language that has posts for it, once its hour has come.

    A week that has a draft already is left to its editors: what they took out must not come back by itself.
    """
    made = []
    ours = rhythm.current()
    for front in FrontPage.objects.live().select_related("locale"):
        week = open_week(front, now)
        if not is_compile_time(now.astimezone(ours.zone), week, ours.hour):
            continue
        compiled = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).exists()
        if not compiled and posts_of(front, week):
            made.append(compile_week(front, week, None))
    return made


def title_of(front: FrontPage, last_day: date, posts: Sequence[PostPage]) -> str:
    """Return a digest's title in the group's own form, its lead being the first of the posts."""
    language = front.locale.language_code
    # Persian readers get the day of their own calendar.
    own = language.partition("-")[0] == "fa"
    day = write_day(last_day, "fa") if own else format_date(last_day, "medium", locale=language.replace("-", "_"))
    parts = {"lead": posts[0].title if posts else "", "group": site_name(), "date": day}
    return titles.fill(rhythm.title_form(language), parts)


@transaction.atomic
def sign_off(digest: DigestPage, by: User, now: datetime, at: datetime | None = None) -> DigestPage:
    """Publish a digest in a person's name, now or at a time; only a signed digest is mailed.

    Signing twice changes nothing.

    Raises:
        PermissionDenied: this person may not sign digests, or not publish in that language.
    """
    if not (by.has_perm(SIGN) and digest.permissions_for_user(by).can_publish()):
        raise PermissionDenied
    stored = DigestPage.objects.select_for_update().get(pk=digest.pk)
    if stored.signed_off_at is not None:
        return stored
    latest = cast("DigestPage", stored.get_latest_revision_as_object())
    latest.signed_off_by, latest.signed_off_at = by, now
    later = at is not None and at > now
    latest.go_live_at = at if later else None
    if later:
        # Readers do not see it yet, but its week is closed and its posts are in no other digest.
        latest.save()
    latest.save_revision(user=by).publish(user=by)
    stored.refresh_from_db()
    return stored


@transaction.atomic
def take_back(digest: DigestPage) -> bool:
    """Take back the signature under a digest that was to go out later; False where readers have it already."""
    stored = DigestPage.objects.select_for_update().get(pk=digest.pk)
    if stored.live:
        return False
    stored.revisions.update(approved_go_live_at=None)
    latest = cast("DigestPage", stored.get_latest_revision_as_object())
    latest.signed_off_by = latest.signed_off_at = latest.go_live_at = None
    latest.save()
    latest.save_revision()
    return True
