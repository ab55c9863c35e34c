"""What a story says of itself: headline, span, the order of its reports and what each added, its relevance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from interlink.lib.grouping.telling import Added, Told, added, role
from interlink.newsroom.stories import queries, rules, traits
from interlink.newsroom.stories.models import Membership, ReportRole, Story
from interlink.newsroom.watch.models import Item, Mention

# The order of a longer story is not told anew for each report that joins it.
MOST_RETOLD = 12
_MOST_ADDED = 4
_LONGEST_ADDED = 240


def tell(story: Story, newest: Membership | None = None) -> None:
    """Set a story's headline, span and order of reports from the reports that it has now.

    Args:
        story: With at least one report.
        newest: The one that joined, if that is all that happened; then the others keep what was said of them, unless
            it came before them.
    """
    reports = queries.reports_of(story)
    first = reports[0].item
    story.headline, story.language, story.first_at = first.title, first.language, first.when
    story.last_at = reports[-1].item.when
    story.watched = Mention.objects.filter(item__membership__story=story).exists()
    story.save(update_fields=["headline", "language", "first_at", "last_at", "watched"])
    alone = newest is not None and reports[0].pk != newest.pk and len(reports) > MOST_RETOLD
    for at, membership in enumerate(reports):
        if not alone or (newest is not None and membership.pk == newest.pk):
            _place_in_order(membership, [one.item for one in reports[max(0, at - MOST_RETOLD) : at]], first)
    weigh_relevance(story)


def _place_in_order(membership: Membership, earlier: Sequence[Item], first: Item) -> None:
    before = (membership.role, membership.added)
    if not earlier:
        membership.role, membership.added = ReportRole.FIRST, []
    else:
        what = added(_told(membership.item), [_told(item) for item in earlier])
        membership.role = ReportRole(role(_since(first, membership.item), what).value)
        membership.added = _in_words(what)
    if before != (membership.role, membership.added):
        membership.save(update_fields=["role", "added"])


def _since(first: Item, item: Item) -> timedelta:
    return item.when - first.when


def _told(item: Item) -> Told:
    return Told(item.title, item.text or item.summary, item.language)


def _in_words(what: Added) -> list[str]:
    sentences = [
        sentence if len(sentence) <= _LONGEST_ADDED else f"{sentence[:_LONGEST_ADDED]} …"
        for sentence in what.sentences[:_MOST_ADDED]
    ]
    said = " ".join(sentences)
    numbers = [number for number in what.numbers if "-" not in number and number not in said.replace(",", "")]
    return [*sentences, *([", ".join(numbers[:_MOST_ADDED])] if numbers else [])]


def weigh_relevance(story: Story) -> None:
    """Store how relevant a story is and why, as of its latest report, and what it is found by."""
    rows = Membership.objects.filter(story=story).values_list("item__source_id", "item__source__name", "item__outlet")
    sources = {f"source {key}": name for key, name, _outlet in rows}
    outlets = {outlet or name for _key, name, outlet in rows}
    mentions = Mention.objects.filter(item__membership__story=story).values_list("subject_id", "subject__name", "field")
    subjects: dict[str, str] = {}
    in_titles: dict[str, None] = {}
    for key, name, field in mentions.distinct():
        subjects[f"subject {key}"] = name
        if field == "title":
            in_titles[name] = None
    tallies = queries.tallies([*sources, *subjects])
    found = rules.relevance(
        rules.Facets(
            in_titles=tuple(sorted(in_titles)),
            in_texts=tuple(sorted(name for name in set(subjects.values()) if name not in in_titles)),
            outlets=len(outlets),
            first_at=story.first_at,
            sources={name: tallies[key] for key, name in sources.items() if key in tallies},
            subjects={name: tallies[key] for key, name in subjects.items() if key in tallies},
        ),
        story.last_at,
    )
    story.relevance, story.relevance_reasons = found.score, [list(reason) for reason in found.reasons]
    story.save(update_fields=["relevance", "relevance_reasons"])
    traits.follow(story)
