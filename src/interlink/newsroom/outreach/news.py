"""Mails that need no editor: each post by itself, the posts of a day, alerts of removals.

What they bring was shown to readers by somebody already. Each is ordered once, by a key that says what it brings, and
goes through the same ledger as a digest.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from interlink.newsroom.outreach import actions
from interlink.newsroom.outreach.mail.kinds import alerts_of_span, posts_of_span
from interlink.newsroom.outreach.models import Kind, Mailing, Subscriber
from interlink.newsroom.outreach.queries import readers, readers_of
from interlink.newsroom.outreach.rules import SETTLING, day_due, removals_span
from interlink.newsroom.press import rhythm
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.site import live_fronts

LOOKED_BACK = timedelta(days=1)


def order_due(now: datetime) -> list[Mailing]:
    """Order the mails whose time has come, in each language that has readers for them."""
    ordered: list[Mailing] = []
    for front in live_fronts():
        language = front.locale.language_code
        if readers(language, Kind.POST):
            ordered += _posts(language, now)
        if readers(language, Kind.DAY):
            ordered += _day(language, now)
        if readers(language, Kind.REMOVALS):
            ordered += _removals(language, now)
    return ordered


def _posts(language: str, now: datetime) -> list[Mailing]:
    """Order a mail for each post that has been out for a while; a slip that was withdrawn at once reaches nobody."""
    span = Mailing(kind=Kind.POST, language=language, since=now - LOOKED_BACK, until=now - SETTLING)
    found = []
    for post in posts_of_span(span):
        if Mailing.objects.filter(key=f"{Kind.POST}/{post.pk}").exists():
            continue
        # Whoever came after it was there has found it on the site.
        told = _before(readers_of(language, Kind.POST), post.first_published_at)
        if told.exists():
            title = line(post.title)
            found.append(actions.order(Kind.POST, str(post.pk), told, now, language=language, title=title, post=post))
    return found


def _day(language: str, now: datetime) -> list[Mailing]:
    last = Mailing.objects.filter(kind=Kind.DAY, language=language).order_by("-until").first()
    due = day_due(now, rhythm.current(), last.until if last else None)
    if due is None:
        return []
    return _span(Kind.DAY, language, *due, key=f"{language}/{due[1]:%Y-%m-%d}", now=now)


def _removals(language: str, now: datetime) -> list[Mailing]:
    last = Mailing.objects.filter(kind=Kind.REMOVALS, language=language).order_by("-until").first()
    due = removals_span(now, last.until if last else None)
    if due is None:
        return []
    # By its beginning, which two workers know alike.
    return _span(Kind.REMOVALS, language, *due, key=f"{language}/{due[0]:%Y-%m-%dT%H:%M:%S.%f}", now=now)


@transaction.atomic
def _span(kind: Kind, language: str, since: datetime, until: datetime, *, key: str, now: datetime) -> list[Mailing]:
    span = Mailing(kind=kind, language=language, since=since, until=until)
    found = posts_of_span(span).exists() if kind is Kind.DAY else alerts_of_span(span).exists()
    if not found:
        return []
    title = f"{span.get_kind_display()} – {until:%Y-%m-%d}"
    told = _before(readers_of(language, kind), until)
    return [actions.order(kind, key, told, now, language=language, title=title, since=since, until=until)]


def _before(subscribers: QuerySet[Subscriber], moment: datetime | None) -> QuerySet[Subscriber]:
    return subscribers.filter(confirmed_at__lt=moment) if moment else subscribers
