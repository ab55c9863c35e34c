"""Where the words that were looked for stand in a text: marked there, and a piece cut out around the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from interlink.lib.names.indexed import stands_alone
from interlink.lib.names.normalise import fold_mapped

LONGEST_PIECE = 320
_BEFORE = 90
_MOST_READ = 20_000
_MOST_MARKS = 40
_MOST_SPELLINGS = 200

Spans = list[tuple[int, int]]


def pattern(phrases: Iterable[tuple[tuple[str, ...], bool]]) -> re.Pattern[str] | None:
    """Return what finds these phrases in folded text.

    Args:
        phrases: The words of each, and whether its last word may go on.
    """
    ways = [_way(words, beginning=beginning) for words, beginning in list(dict.fromkeys(phrases))[:_MOST_SPELLINGS]]
    return re.compile("|".join(sorted(ways, key=len, reverse=True))) if ways else None


def _way(words: tuple[str, ...], *, beginning: bool) -> str:
    # In scripts without spaces a phrase is a row of letters, found wherever it stands.
    alone = all(map(stands_alone, words))
    joined = (r"\W*" if alone else r"[\W_]+").join(re.escape(word) for word in words)
    if alone:
        return joined
    return rf"(?<![^\W_]){joined}" + (r"\w*" if beginning else r"(?![^\W_])")


def spans(text: str, wanted: re.Pattern[str] | None) -> Spans:
    """Return where in a text the phrases stand, as (start, end) in its characters, in order and apart."""
    if wanted is None:
        return []
    folded = fold_mapped(text[:_MOST_READ])
    found: Spans = []
    for match in wanted.finditer(folded.text):
        if match.start() == match.end():
            continue
        start, end = folded.span(*match.span())
        if not found or start >= found[-1][1]:
            found.append((start, end))
        if len(found) >= _MOST_MARKS:
            break
    return found


def marked(text: str, places: Spans) -> SafeString:
    """Return a text as HTML with these places marked; all else in it is made harmless."""
    parts, reached = [], 0
    for start, end in places:
        parts += [escape(text[reached:start]), "<mark>", escape(text[start:end]), "</mark>"]
        reached = end
    parts.append(escape(text[reached:]))
    return mark_safe("".join(parts))  # noqa: S308 - every piece of the text is escaped


def piece(text: str, wanted: re.Pattern[str] | None) -> SafeString:
    """Return the piece of a text around the first of the phrases, or else its beginning, as HTML with marks."""
    text = " ".join(text[:_MOST_READ].split())
    places = spans(text, wanted)
    first = places[0][0] if places else 0
    start = 0 if first <= _BEFORE else _word_start(text, first - _BEFORE)
    end = min(start + LONGEST_PIECE, len(text))
    if end < len(text) and " " in text[start + LONGEST_PIECE // 2 : end]:
        end = text.rindex(" ", start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    shift = len(before) - start
    within = [(begins + shift, ends + shift) for begins, ends in places if start <= begins and ends <= end]
    return marked(f"{before}{text[start:end]}{after}", within)


def _word_start(text: str, near: int) -> int:
    space = text.find(" ", near, near + _BEFORE // 2)
    return space + 1 if space >= 0 else near
