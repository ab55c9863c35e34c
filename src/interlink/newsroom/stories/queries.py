"""What is asked about stories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from interlink.newsroom.stories import traits
from interlink.newsroom.stories.models import Change, Choice, Membership, Standing, Story, Trait, Verdict
from interlink.newsroom.stories.rules import Placed, Tally
from interlink.newsroom.watch.models import Copy, Item, Reading, Subject, Version

AROUND = timedelta(days=4)
MOST_OTHERS = 40
MOST_REPORTS = 4
FIRST_REPORTS = "first_reports"


@dataclass(slots=True)
class Facets:
    """What a story has in all of its reports, however few of them are shown.

    Attributes:
        reports: how many there are.
        outlets: who reports it, the first one first.
        languages: in which languages.
        subjects: the names of the watched subjects in it.
    """

    reports: int = 0
    outlets: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)


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
    """Return these stories in this order, each with its first reports, as `FIRST_REPORTS`, and the names in them.

    Of what lies beside a report only what a list shows is read: whole texts of twins and of earlier versions would cost
    more than all the rest of the page.
    """
    reports = (
        Membership.objects.select_related("item__source")
        .defer("item__fingerprint", "item__source__memory")
        .prefetch_related("item__mentions__subject", *_beside())
    )
    first = reports.order_by("item__published", "pk")[:MOST_REPORTS]
    found = Story.objects.prefetch_related(Prefetch("memberships", first, to_attr=FIRST_REPORTS)).in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def with_copies(reports: list[Membership]) -> list[Membership]:
    """Return reports with what lies beside each: the items that have the same text, and its earlier versions."""
    prefetch_related_objects(reports, *_beside())
    return reports


def _beside() -> list[Prefetch[str, Any, Any]]:
    copies, shown = Copy.objects.only("likeness", "item_id", "of_id"), ("outlet", "address", "title", "source__name")
    return [
        Prefetch("item__versions", Version.objects.only("item_id", "until")),
        Prefetch("item__copies", copies.select_related("of__source").only(*_through("of", shown))),
        Prefetch("item__copied_as", copies.select_related("item__source").only(*_through("item", shown))),
    ]


def _through(name: str, fields: Iterable[str]) -> list[str]:
    return ["likeness", "item_id", "of_id", *(f"{name}__{field}" for field in fields)]


def facets(keys: Collection[int]) -> dict[int, Facets]:
    """Return what each of some stories has in all its reports."""
    found = {key: Facets() for key in keys}
    rows = Membership.objects.filter(story__in=keys).order_by("item__published", "pk")
    for key, outlet, source, language in rows.values_list(
        "story_id", "item__outlet", "item__source__name", "item__language"
    ):
        facet = found[key]
        facet.reports += 1
        facet.outlets.append(outlet or source)
        facet.languages += [language] if language else []
    named = Trait.objects.filter(story__in=keys, word__startswith=f"{traits.SUBJECT} ").values_list("story_id", "word")
    numbers = [(key, int(word.rpartition(" ")[2])) for key, word in named]
    names = subject_names({number for _key, number in numbers})
    for key, number in numbers:
        found[key].subjects += [names[number]] if number in names else []
    for facet in found.values():
        facet.outlets, facet.languages = list(dict.fromkeys(facet.outlets)), list(dict.fromkeys(facet.languages))
        facet.subjects.sort()
    return found


def reports_of(story: Story) -> list[Membership]:
    """Return a story's reports, the first one first."""
    rows = story.memberships.select_related("item__source")
    return sorted(rows, key=lambda one: (one.item.when, one.pk))


def others_around(story: Story) -> list[Story]:
    """Return the stories that a report of this one may belong to: those of the same days, by relevance."""
    others = Story.objects.exclude(pk=story.pk).exclude(standing=Standing.MERGED)
    around = others.filter(last_at__gte=story.first_at - AROUND, first_at__lte=story.last_at + AROUND)
    return list(around.order_by("-watched", "-last_at")[:MOST_OTHERS])


def changes_of(story: Story) -> list[Change]:
    """Return what editors did to a story, the latest first."""
    return list(Change.objects.filter(Q(left=story) | Q(joined=story)).select_related("left", "joined", "by")[:20])
