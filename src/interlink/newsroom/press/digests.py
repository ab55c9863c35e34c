"""What happens with digests: compiled from the week's posts, signed off by a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from babel.dates import format_date
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.lib.reading.written_dates import write_day
from interlink.newsroom.press.errors import AlreadySigned
from interlink.newsroom.press.models import DigestEntry, DigestPage, FrontPage, PostPage
from interlink.newsroom.press.rules import Week, is_compile_time, week_of

SIGN = "press.sign_digest"


def week_at(now: datetime) -> Week:
    """Return the digest week of a moment, in the desk's time zone."""
    return week_of(timezone.localdate(now), settings.INTERLINK_DIGEST_WEEKDAY)


def open_week(front: FrontPage, now: datetime) -> Week:
    """Return the week whose digest can still be worked on: this one, or the next once this one is signed off."""
    week = week_at(now)
    signed = DigestPage.objects.child_of(front).filter(signed_off_at__isnull=False, ends_on__gte=week.ends_on)
    latest = signed.order_by("-ends_on").first()
    return week if latest is None else week_of(latest.ends_on + timedelta(days=1), settings.INTERLINK_DIGEST_WEEKDAY)


def posts_of(front: FrontPage, week: Week) -> list[PostPage]:
    """Return the posts of one language for a week's digest, oldest first.

    A post that came out after the last digest was signed off, though in its week, is in the next one,
    however many weeks later that is: nothing falls between two issues.
    """
    zone = timezone.get_default_timezone()
    first, after = week.bounds(zone)
    since = first - timedelta(days=7)
    earlier = DigestPage.objects.child_of(front).filter(signed_off_at__isnull=False, ends_on__lt=week.ends_on)
    last = earlier.order_by("-ends_on").first()
    if last is not None:
        since = min(since, Week(last.starts_on, last.ends_on).bounds(zone)[0])
    in_signed = DigestEntry.objects.filter(digest__signed_off_at__isnull=False).values("post")
    posts = (
        PostPage.objects.child_of(front)
        .live()
        .filter(first_published_at__gte=since, first_published_at__lt=after)
        .exclude(pk__in=in_signed)
    )
    return list(posts.order_by("first_published_at", "pk"))


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
            title=_title(front, week, posts),
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
    for front in FrontPage.objects.live().select_related("locale"):
        week = open_week(front, now)
        if not is_compile_time(timezone.localtime(now), week, settings.INTERLINK_DIGEST_HOUR):
            continue
        compiled = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).exists()
        if not compiled and posts_of(front, week):
            made.append(compile_week(front, week, None))
    return made


def _title(front: FrontPage, week: Week, posts: list[PostPage]) -> str:
    language = front.locale.language_code
    # Persian readers get the day of their own calendar.
    own = language.partition("-")[0] == "fa"
    day = (
        write_day(week.ends_on, "fa") if own else format_date(week.ends_on, "medium", locale=language.replace("-", "_"))
    )
    with translation.override(language):
        name = _("%(group)s Weekly Digest – %(day)s") % {"group": settings.INTERLINK_GROUP_NAME, "day": day}
    return f"{posts[0].title} – {name}"[:255] if posts else name


@transaction.atomic
def sign_off(digest: DigestPage, by: User, now: datetime) -> DigestPage:
    """Publish a digest in a person's name; only a signed digest is mailed. Signing twice changes nothing.

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
    latest.save_revision(user=by).publish(user=by)
    stored.refresh_from_db()
    return stored
