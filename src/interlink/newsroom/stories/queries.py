"""What is asked about stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from interlink.newsroom.stories.models import Change, Choice, Membership, Standing, Story, Verdict
from interlink.newsroom.stories.rules import Placed, Tally
from interlink.newsroom.watch.models import Item, Reading, Subject

AROUND = timedelta(days=4)
MOST_OTHERS = 40
MOST_REPORTS = 6


def items_without_story() -> QuerySet[Item]:
    """Return the items that were tried at least once and are in no story yet."""
    tried = Item.objects.exclude(reading=Reading.WAITING, reading_failures=0)
    return tried.filter(membership=None).select_related("membership").prefetch_related("mentions")


def placed_beside(items: Collection[int]) -> list[Placed]:
    """Return all reports of the stories that some items are in, in the order they came."""
    if not items:
        return []
    stories = Membership.objects.filter(item_id__in=items).values("story_id")
    rows = Membership.objects.filter(story_id__in=stories).order_by("pk")
    return [Placed(*row) for row in rows.values_list("item_id", "story_id", "strand")]


def kept_apart(items: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs with one of these items in them that an editor said do not belong together."""
    standing = Verdict.objects.filter(together=False, change__undone_at=None)
    return list(standing.filter(Q(one_id__in=items) | Q(other_id__in=items)).values_list("one_id", "other_id"))


def subject_names(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of subjects."""
    return dict(Subject.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}


def tallies(about: Iterable[str]) -> Mapping[str, Tally]:
    """Return what editors did so far with stories that have these sources and subjects in them."""
    rows = Choice.objects.filter(about__in=list(about))
    return {row.about: Tally(row.clipped, row.ignored) for row in rows}


def inbox(standing: Standing | None = Standing.OPEN, *, watched_only: bool = True) -> QuerySet[Story]:
    """Return all stories of a standing, the latest first; for jobs. The desk turns pages with `browsing`."""
    stories = Story.objects.order_by("-last_at", "-pk").prefetch_related("memberships__item__mentions__subject")
    stories = stories.exclude(standing=Standing.MERGED) if standing is None else stories.filter(standing=standing)
    return stories.filter(watched=True) if watched_only else stories


def with_reports(keys: Sequence[int]) -> list[Story]:
    """Return these stories in this order, each with its first reports, as `first_reports`, and the names in them."""
    reports = Membership.objects.select_related("item__source").prefetch_related(
        "item__mentions__subject", "item__versions", "item__copies__of__source", "item__copied_as__item__source"
    )
    first = reports.order_by("item__published", "pk")[:MOST_REPORTS]
    found = Story.objects.prefetch_related(
        Prefetch("memberships", first, to_attr="first_reports"), "posts__capture"
    ).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def count_reports(keys: Collection[int]) -> dict[int, int]:
    """Return how many reports each of some stories has."""
    rows = Membership.objects.filter(story__in=keys).order_by().values_list("story_id")
    return dict(rows.annotate(number=Count("pk")))


def reports_of(story: Story) -> list[Membership]:
    """Return a story's reports, the first one first."""
    rows = story.memberships.select_related("item__source")
    return sorted(rows, key=lambda one: (one.item.when, one.pk))


def others_for(story: Story, words: str = "") -> list[Story]:
    """Return the stories that a report of this one may belong to: of the same days, or with words in the headline."""
    others = Story.objects.exclude(pk=story.pk).exclude(standing=Standing.MERGED)
    if words:
        return list(others.filter(headline__icontains=words)[:MOST_OTHERS])
    around = others.filter(last_at__gte=story.first_at - AROUND, first_at__lte=story.last_at + AROUND)
    return list(around.order_by("-watched", "-last_at")[:MOST_OTHERS])


def changes_of(story: Story) -> list[Change]:
    """Return what editors did to a story, the latest first."""
    return list(Change.objects.filter(Q(left=story) | Q(joined=story)).select_related("left", "joined", "by")[:20])
