"""Texts made comparable: what only looks different becomes the same, and what is no part of an article is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from interlink.lib.names.normalise import fold
from interlink.lib.verdicts import phrases

MAX_PARAGRAPHS = 2_000
MAX_WORDS = 60_000

_FORM = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...", "\u0640": "",
        **dict.fromkeys("\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_BEFORE_SIGNS = re.compile(r"\s+(?=[,.;:!?،؛؟)\]])")
_WORD = re.compile(r"[^\W_]+(?:['\u200c\u200d-][^\W_]+)*")
_DIGITS = re.compile(r"\d+(?:[.,:٫٬]\d+)*")
_SENTENCE_END = re.compile(r"[.!?…؟。！？।։][\"'»”’)\]\s]*$")
_SHINGLE = 4
_LONGEST_REMEMBERED = 2_000
_SHORT_WORDS = 14
_LONGEST_NAME = 4
_CHANGES_BY_ITSELF = re.compile(r"\d[:.]\d{2}(?!\d)|\d\s*°")
_TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d{2}(?!\d)|\d\s?h\s?\d{2}")
_LONGEST_LINK = 30
_MARK_AFTER = re.compile(r"\s*(?::|-\s|[|>»«←→])")
_BARE = re.compile(r"^[\W\d_]*$")


def normal(text: str) -> str:
    """A text in one form: kinds of quotes, dashes and spaces make no difference; letters, case and digits do."""
    return _normal(text) if len(text) <= _LONGEST_REMEMBERED else _normal.__wrapped__(text)


@lru_cache(maxsize=8_192)
def _normal(paragraph: str) -> str:
    text = unicodedata.normalize("NFKC", paragraph.translate(_FORM)).translate(_FORM)
    return _BEFORE_SIGNS.sub("", _SPACE.sub(" ", text)).strip()


def joined(paragraphs: Iterable[str]) -> str:
    """The whole text in one form, so that paragraphs broken otherwise make no difference."""
    return normal(" ".join(paragraphs))


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(normal(text).lower())[:MAX_WORDS]


def shingles(text: str) -> set[tuple[str, ...]]:
    """The runs of four words of a text; a shorter text is one run."""
    words = words_of(text)
    if len(words) <= _SHINGLE:
        return {tuple(words)} if words else set()
    return set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def share_kept(captured: str, shown: str) -> float:
    """What share of the captured text's runs of words is still among those shown; 0 where nothing was captured."""
    runs = shingles(captured)
    return len(runs & shingles(shown)) / len(runs) if runs else 0.0


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the share of their words that they have in common."""
    mine, theirs = set(words_of(one)), set(words_of(other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def masked(paragraph: str) -> str:
    """The paragraph with each number made one sign."""
    return _DIGITS.sub("#", normal(paragraph))


def differ_in_numbers(one: str, other: str) -> bool:
    """Whether two lines are the same but for their numbers, and none is a time of day or a temperature."""
    return masked(one) == masked(other) and not any(map(_CHANGES_BY_ITSELF.search, (one, other)))


def is_sentence(paragraph: str) -> bool:
    """Whether a paragraph ends as a sentence does."""
    return bool(_SENTENCE_END.search(paragraph))


def is_short(paragraph: str) -> bool:
    """Whether it is short enough for a headline, a counter or a caption."""
    return len(paragraph.split()) <= _SHORT_WORDS


@lru_cache(maxsize=16_384)
def is_noise(paragraph: str) -> bool:
    """Whether a paragraph is what stands around articles: a counter, a time, a link to others, an advertisement."""
    if len(paragraph.split()) > _LONGEST_LINK:
        return False
    folded = fold(paragraph)
    opening = phrases.FURNITURE_OPENINGS.search(folded)
    if not is_short(paragraph):
        return bool(opening and _MARK_AFTER.match(folded, opening.end()))
    if not folded or _BARE.match(folded) or (opening and _MARK_AFTER.match(folded, opening.end())):
        return True
    if opening:
        return not is_sentence(paragraph) or len(folded.split()) <= 3  # noqa: PLR2004 - "Share this."
    has_digit = any(map(str.isdigit, folded))
    if is_sentence(paragraph):  # "Now 43 are dead." is text, "Updated 5 minutes ago." is not
        return has_digit and (_is_a_time(folded) or bool(phrases.LIVE_COUNTS.search(folded)))
    return has_digit and (_is_a_time(folded) or _is_a_count(folded))


def _is_a_count(folded: str) -> bool:
    """Whether a line counts readers or the like, and has no more words than that needs."""
    return bool(phrases.COUNTER.search(folded)) and len(_WORD.findall(folded)) <= 9  # noqa: PLR2004 - "Readers of this page today: 214" and a little more


def _is_a_time(folded: str) -> bool:
    """Whether a line says when, and beside it at most somebody's name: "vor" and "now" stand in the news as well."""
    if not phrases.CLOCK.search(folded):
        return False
    rest = _WORD.findall(phrases.TIME_WORDS.sub(" ", phrases.CLOCK.sub(" ", folded)))
    said = [word for word in rest if not any(map(str.isdigit, word))]
    return not said or (bool(_TIME_OF_DAY.search(folded)) and len(said) <= _LONGEST_NAME)


def article_only(paragraphs: Sequence[str], furniture: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The paragraphs without noise.

    Args:
        paragraphs: The text as it was read.
        furniture: In normal form, what the page's markup says is no part of the article.
    """
    kept: list[str] = []
    for paragraph in paragraphs[:MAX_PARAGRAPHS]:
        if phrases.COMMENTS_HEADING.match(fold(paragraph)) and is_short(paragraph) and kept:
            break
        if normal(paragraph) not in furniture and not is_noise(paragraph):
            kept.append(paragraph)
    return _without_tail(kept)


def _without_tail(paragraphs: list[str]) -> tuple[str, ...]:
    """Leave out what looks like headlines after the last sentence: links to other articles."""
    end = len(paragraphs)
    while end > 0 and is_short(paragraphs[end - 1]) and not is_sentence(paragraphs[end - 1]):
        end -= 1
    # A page of nothing but such lines is a list or a poem, and all of it is its text.
    return tuple(paragraphs[:end] if end else paragraphs)
