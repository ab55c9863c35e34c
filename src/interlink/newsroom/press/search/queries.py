"""What a search finds, and what may help where it finds nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from interlink.lib.names.indexed import words_of
from interlink.newsroom.press.entries import Entry, entry
from interlink.newsroom.press.filing.queries import text_of
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.lists.shown import ShownPost, of_numbers
from interlink.newsroom.press.models import SearchEntry
from interlink.newsroom.press.search import marking, statements
from interlink.newsroom.press.search.rules import EVERY_LANGUAGE, MOST_PAGES, PER_PAGE, Asked
from interlink.newsroom.watch.search import names
from interlink.newsroom.watch.search.names import Named, Wanted

MOST_OUTLETS = 60
MOST_SUBJECTS = 100
MOST_SHOWN_SPELLINGS = 6
SECONDS_FACETS_ARE_KEPT = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found, with the words marked in its title and in a piece of its text."""

    post: ShownPost
    entry: Entry
    title: SafeString
    piece: SafeString


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: One page of posts.
        total: How many there are in all, counted up to `statements.MOST_COUNTED`.
        widened: Whether words that only begin so were taken too, since there was nothing else.
        also: Other spellings that were looked for, as readers may see them.
        elsewhere: How many posts fit in the other languages, by code.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    widened: bool = False
    also: tuple[str, ...] = ()
    elsewhere: dict[str, int] = field(default_factory=dict)

    @property
    def is_counted(self) -> bool:
        """Whether the total is exact; else there are more."""
        return self.total <= statements.MOST_COUNTED

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return min(-(-self.total // PER_PAGE), MOST_PAGES)


@dataclass(frozen=True, slots=True)
class Facets:
    """What the posts can be narrowed down by."""

    outlets: tuple[str, ...]
    subjects: tuple[Named, ...]


def search(asked: Asked, languages: tuple[str, ...]) -> Found:
    """Look for posts that readers can see.

    Raises:
        TookTooLong: it was given up after its time.
    """
    book = names.current()
    if asked.subject and asked.subject not in book.subjects:
        return Found()  # somebody private, who may have been public when the posts were indexed
    wanted = book.wanted(asked.wanted)
    question = statements.expression(asked, wanted)
    total = statements.count(question, asked)
    widened = False
    if not total and asked.wanted:
        wider = asked.widened()
        wider_question = statements.expression(wider, book.wanted(wider.wanted))
        total = statements.count(wider_question, wider)
        if total:
            asked, wanted, question, widened = wider, book.wanted(wider.wanted), wider_question, True
    first = (asked.page - 1) * PER_PAGE
    found = statements.numbers(question, asked, total, first=first, most=PER_PAGE) if total > first else []
    return Found(_hits(found, wanted), total, widened, _also(wanted), _elsewhere(asked, wanted, languages))


def facets(language: str) -> Facets:
    """Return what the posts of a language can be narrowed down by, at most a minute old."""
    now = time.monotonic()
    kept = _facets.get(language)
    if kept is None or now - kept[0] >= SECONDS_FACETS_ARE_KEPT:
        kept = _facets[language] = (now, _read_facets(language))
    return kept[1]


_facets: dict[str, tuple[float, Facets]] = {}


def _read_facets(language: str) -> Facets:
    entries = SearchEntry.objects.exclude(outlet="")
    if language != EVERY_LANGUAGE:
        entries = entries.filter(language=language)
    rows = entries.values("outlet").annotate(posts=Count("pk")).order_by("-posts", "outlet")[:MOST_OUTLETS]
    book = names.current()
    by_name = sorted(book.subjects.values(), key=lambda subject: subject.name)[: 2 * MOST_SUBJECTS]
    there = statements.named_in_posts(subject.number for subject in by_name)
    subjects = tuple(subject for subject in by_name if subject.number in there)[:MOST_SUBJECTS]
    return Facets(tuple(sorted(row["outlet"] for row in rows)), subjects)


def _elsewhere(asked: Asked, wanted: Sequence[Wanted], languages: tuple[str, ...]) -> dict[str, int]:
    if asked.language == EVERY_LANGUAGE:
        return {}
    counts = {
        code: statements.count(statements.expression(asked, wanted, language=code), asked)
        for code in languages
        if code != asked.language
    }
    return {code: number for code, number in counts.items() if number}


def _also(wanted: Sequence[Wanted]) -> tuple[str, ...]:
    typed = {tuple(word for phrase in part.phrases for word in phrase.words) for part in wanted}
    shown = dict.fromkeys(text for part in wanted for subject in part.named for text in subject.shown)
    return tuple([text for text in shown if words_of(text) not in typed][:MOST_SHOWN_SPELLINGS])


def _hits(numbers: list[int], wanted: Sequence[Wanted]) -> tuple[Hit, ...]:
    # It is asked once more whether each is public: an index may be wrong, and a private post must not show.
    sought = _pattern(wanted)
    return tuple(_hit(post, sought) for post in of_numbers(numbers))


def _pattern(wanted: Sequence[Wanted]) -> re.Pattern[str] | None:
    phrases = [(phrase.words, phrase.beginning) for part in wanted for phrase in part.phrases]
    phrases += [(words, False) for part in wanted for subject in part.named for words in subject.spellings]
    return marking.pattern(phrases)


def _hit(post: ShownPost, wanted: re.Pattern[str] | None) -> Hit:
    title = line(post.title)
    return Hit(
        post,
        entry(post, get_language() or ""),
        marking.marked(title, marking.spans(title, wanted)),
        marking.piece(text_of(post), wanted),
    )
