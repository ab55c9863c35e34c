"""What is asked about stories."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Coalesce

from interlink.newsroom.stories import rules
from interlink.newsroom.stories.models import Membership, Standing, Story
from interlink.newsroom.watch.models import Item, Reading


def items_without_story() -> QuerySet[Item]:
    """Return the items that were tried at least once and are in no story yet."""
    tried = Item.objects.exclude(reading=Reading.WAITING, reading_failures=0)
    return tried.filter(membership=None).select_related("membership").prefetch_related("mentions")


def report(item: Item) -> rules.Report:
    """Return what of an item counts for grouping."""
    text = item.text or item.summary
    membership = getattr(item, "membership", None)
    return rules.Report(
        key=item.pk,
        story=membership.story_id if membership else None,
        when=item.when,
        language=item.language,
        words=rules.words(item.title, text),
        numbers=rules.numbers(f"{item.title} {text}"),
        names=frozenset(mention.subject_id for mention in item.mentions.all()),
    )


def reports_since(since: datetime) -> list[rules.Report]:
    """Return the grouped items that appeared since a time; their number grows with the window, not the archive."""
    items = (
        Item.objects.filter(membership__isnull=False)
        .annotate(appeared=Coalesce(F("published"), F("seen_at")))
        .filter(appeared__gte=since)
        .select_related("membership")
        .prefetch_related("mentions")
    )
    return [report(item) for item in items]


def inbox(standing: Standing | None = Standing.OPEN, *, watched_only: bool = True) -> QuerySet[Story]:
    """Return stories for the desk, the latest first, with their reports and the names in them."""
    stories = Story.objects.order_by("-last_at", "-pk")
    if standing is not None:
        stories = stories.filter(standing=standing)
    if watched_only:
        stories = stories.filter(watched=True)
    reports = Membership.objects.select_related("item__source").prefetch_related("item__mentions__subject")
    return stories.prefetch_related(Prefetch("memberships", reports.order_by("item__published", "pk")), "posts")
