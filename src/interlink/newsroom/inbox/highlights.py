"""A story as the inbox shows it: its reports, with the watched names marked and explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from interlink.newsroom.inbox import sameness
from interlink.newsroom.inbox.explaining import sentence
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.stories import wording
from interlink.newsroom.stories.models import Membership, Story
from interlink.newsroom.stories.queries import FIRST_REPORTS, Facets
from interlink.newsroom.stories.reasons import FIRST_REPORT
from interlink.newsroom.watch.models import Item, Mention

AROUND = 90
NAMES_SHOWN = 12
TITLE_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `reason` is empty outside a watched name."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A watched name in a report, to be looked at and put right.

    Attributes:
        mention: where it is.
        why: why it counts.
        words: the words around it.
        again: how often the same words were taken for the same subject in this report.
    """

    mention: Mention
    why: str
    words: list[Piece]
    again: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of a story."""

    item: Item
    title: list[Piece]
    passage: list[Piece]
    reason: str
    role: str = ""
    added: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    twins: tuple[sameness.Twin, ...] = ()
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One story in the list.

    Attributes:
        story: the story.
        headline: its headline, cut at the watched names.
        reports: the first of its reports.
        facets: what it has in all of its reports.
        post: the post that was drafted from it, if there is one.
    """

    story: Story
    headline: list[Piece]
    reports: list[ReportLine]
    facets: Facets
    post: PostPage | None = None

    @property
    def unseen(self) -> int:
        """How many of its reports are not shown here."""
        return self.facets.reports - len(self.reports)


def pieces(text: str, mentions: Iterable[Mention], first: int = 0, last: int | None = None) -> list[Piece]:
    """Cut text[first:last] at the watched names in it."""
    last = len(text) if last is None else last
    found: list[Piece] = []
    at = first
    for mention in sorted(mentions, key=lambda mention: mention.start):
        if mention.start < at or mention.end > last:
            continue
        if mention.start > at:
            found.append(Piece(text[at : mention.start]))
        found.append(Piece(text[mention.start : mention.end], f"{mention.subject.name}: {_why(mention)}"))
        at = mention.end
    if at < last:
        found.append(Piece(text[at:last]))
    return found


def title_pieces(text: str, mentions: Iterable[Mention]) -> list[Piece]:
    """Cut a title at the watched names in it; one without end is shown as far as a title goes."""
    if len(text) <= TITLE_SHOWN:
        return pieces(text, mentions)
    return [*pieces(text, mentions, 0, TITLE_SHOWN), Piece(" …")]


def passage(item: Item, mentions: list[Mention]) -> list[Piece]:
    """Return the words around the first watched name in an item's text, or else its opening."""
    text = item.text or item.summary
    if not mentions:
        return [Piece(_short(text, 0, 2 * AROUND))]
    first = max(0, mentions[0].start - AROUND)
    first = text.find(" ", first, mentions[0].start) + 1 if first else 0
    last = min(len(text), mentions[0].end + AROUND)
    last = last if last == len(text) else max(text.rfind(" ", mentions[0].end, last), mentions[0].end)
    cut = pieces(text, mentions, first, last)
    return [*([Piece("… ")] if first else []), *cut, *([Piece(" …")] if last < len(text) else [])]


def words_around(item: Item, mention: Mention) -> list[Piece]:
    """Return the words around a watched name, with it marked."""
    return title_pieces(item.title, [mention]) if mention.field == "title" else passage(item, [mention])


def names(item: Item, mentions: Iterable[Mention]) -> tuple[Name, ...]:
    """Return the first watched names in an item, one for all the same words of a subject in one field."""
    mentions = list(mentions)
    counts = Counter((mention.subject_id, mention.found) for mention in mentions)
    first = {(mention.subject_id, mention.found, mention.field): mention for mention in reversed(mentions)}
    shown = sorted(first.values(), key=lambda mention: (mention.field != "title", mention.start))[:NAMES_SHOWN]
    return tuple(
        Name(mention, _why(mention), words_around(item, mention), counts[mention.subject_id, mention.found])
        for mention in shown
    )


def _why(mention: Mention) -> str:
    """Say why a name counts; worked out once for a mention, which is shown in several places of a page."""
    known: dict[str, str] = mention.__dict__
    if "said" not in known:
        known["said"] = sentence(mention)
    return known["said"]


def _short(text: str, first: int, last: int) -> str:
    if len(text) <= last:
        return text[first:]
    return text[first : text.rfind(" ", first, last) if " " in text[first:last] else last] + " …"


def card(story: Story, facets: Facets, post: PostPage | None = None) -> Card:
    """Return what the inbox shows of a story; expects its first reports and their mentions to be fetched already."""
    reports = []
    headline = title_pieces(story.headline, ())
    shown: list[Membership] = getattr(story, FIRST_REPORTS)
    for membership in shown:
        item = membership.item
        in_title = [mention for mention in item.mentions.all() if mention.field == "title"]
        in_text = [mention for mention in item.mentions.all() if mention.field == "text"]
        title = title_pieces(item.title, in_title)
        if item.title == story.headline:
            headline = title
        # That a story began with a report is no reason once an earlier one has joined it, and is its role until then.
        why = "" if membership.reason == FIRST_REPORT else wording.why(membership.reason)
        found = names(item, [*in_title, *in_text])
        reports.append(
            ReportLine(
                item, title, passage(item, in_text), why, membership.get_role_display(), tuple(membership.added),
                found, twins=tuple(sameness.twins(item)), changed=len(item.versions.all()),
            )
        )  # fmt: skip
    return Card(story, headline, reports, facets, post)
