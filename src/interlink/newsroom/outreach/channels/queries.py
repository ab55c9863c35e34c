"""What is asked about channels."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from interlink.newsroom.outreach.channels import composing
from interlink.newsroom.outreach.channels.models import Announcement, Channel, Extent, Message, Sends
from interlink.newsroom.outreach.channels.protocol import Part
from interlink.newsroom.outreach.channels.registry import SERVICES
from interlink.newsroom.outreach.channels.rules import State, Taste

TROUBLED = (State.FAILED, State.UNSURE, State.BEHIND)


def taste_of(channel: Channel) -> Taste:
    """Return what goes out on a channel, as the rules see it."""
    return Taste(
        languages=frozenset(channel.languages),
        kinds=frozenset(channel.kinds),
        by_itself=channel.sends == Sends.ITSELF,
        wait=timedelta(minutes=channel.wait_minutes),
    )


def channels() -> QuerySet[Channel]:
    """Return the channels with how much was sent on each, what waits, and what went wrong."""
    return Channel.objects.annotate(
        told=Count("announcements", Q(announcements__state=State.TOLD)),
        waiting=Count("announcements", Q(announcements__state=State.WAITING)),
        failed=Count("announcements", Q(announcements__state=State.FAILED)),
        behind=Count("announcements", Q(announcements__state=State.BEHIND)),
        unsure=Count("announcements", Q(announcements__state=State.UNSURE)),
    )


def due(now: datetime) -> QuerySet[Announcement]:
    """Return the announcements about which something is to be done now."""
    rows = Announcement.objects.filter(state=State.WAITING, channel__paused=False)
    rows = rows.filter(Q(channel__rests_until=None) | Q(channel__rests_until__lte=now))
    return rows.filter(Q(due_at=None) | Q(due_at__lte=now)).order_by("ordered_at", "pk")


def troubles() -> QuerySet[Announcement]:
    """Return what an editor has to look at, the latest first."""
    return Announcement.objects.filter(state__in=TROUBLED).select_related("channel")


@dataclass(frozen=True, slots=True)
class OnChannel:
    """A page and a channel: how it stands there, and how it would look.

    Attributes:
        channel: The channel.
        fits: Whether pages of this language and kind belong on it.
        row: What was ordered; None for nothing yet.
        messages: Those at the service.
        parts: How it would be told now; empty where readers do not see the page.
    """

    channel: Channel
    fits: bool
    row: Announcement | None
    messages: list[Message]
    parts: tuple[Part, ...]


def on_channels(page: Page, shown: Page | None = None) -> list[OnChannel]:
    """Return how a page stands on each channel, and how it would be told.

    Args:
        page: the page.
        shown: the version to show; by default as readers see it.
    """
    told = page if shown is None else shown
    content = composing.content_of(told)
    rows = {
        row.channel_id: row
        for row in Announcement.objects.filter(page=page.pk).select_related("channel").prefetch_related("messages")
    }
    found = []
    for channel in Channel.objects.all():
        row = rows.get(channel.pk)
        parts = SERVICES[channel.service].plan(content, whole=channel.extent == Extent.WHOLE, facts=channel.facts)
        fits = taste_of(channel).fits(content.language, content.kind)
        found.append(OnChannel(channel, fits, row, list(row.messages.all()) if row else [], parts))
    return found


def states_of(pages: Collection[int]) -> dict[int, list[Announcement]]:
    """Return how each of some pages stands on the channels."""
    found: dict[int, list[Announcement]] = {key: [] for key in pages}
    for row in Announcement.objects.filter(page__in=pages).select_related("channel").order_by("channel__name"):
        found[row.page_id or 0].append(row)
    return found
