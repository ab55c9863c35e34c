"""A readable difference between two versions of a text: paragraphs aligned, then words inserted and deleted.

Cuts fall between words only, so that letters which join (Arabic, Persian) are never torn apart, and each run carries
its own direction.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from interlink.lib.verdicts.texts import likeness, normal

MAX_TOKENS = 4_000
_TOKEN = re.compile(r"\s+|\w+(?:['’\u200c\u200d-]\w+)*|[^\w\s]")
_ALIKE = 0.25
_MAX_PAIRS = 900
_FIRST_STRONG, _POP = "\u2068", "\u2069"


class Kind(enum.StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words within a paragraph, with its spaces."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of either version, or of both where they belong together.

    Attributes:
        pieces: Its runs, in reading order; a deleted run stands before what was inserted in its place.
        before: Its number in the earlier version, from 0; None where it was added.
        after: Its number in the later version; None where it was taken out.
    """

    pieces: tuple[Piece, ...]
    before: int | None
    after: int | None

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return any(piece.kind is not Kind.KEPT for piece in self.pieces)

    def side(self, without: Kind) -> str:
        """Its text in one version: without what was inserted, or without what was deleted."""
        return "".join(piece.text for piece in self.pieces if piece.kind is not without)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two versions of a text, side by side in one."""

    paragraphs: tuple[Paragraph, ...]

    def __bool__(self) -> bool:
        return any(paragraph.changed for paragraph in self.paragraphs)

    @property
    def changed(self) -> tuple[Paragraph, ...]:
        """Only the paragraphs in which something differs."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.changed)

    @property
    def words_deleted(self) -> int:
        """How many words are no longer there."""
        return _count(self.paragraphs, Kind.DELETED)

    @property
    def words_inserted(self) -> int:
        """How many words are new."""
        return _count(self.paragraphs, Kind.INSERTED)


def differ(before: Sequence[str], after: Sequence[str]) -> Difference:
    """Compare two versions, given as paragraphs.

    What differs only in form (kinds of quotes, dashes and spaces) counts as kept, in its later form.
    """
    old, new = [normal(one) for one in before], [normal(one) for one in after]
    found: list[Paragraph] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Paragraph((Piece(Kind.KEPT, after[c + step]),), a + step, c + step) for step in range(b - a)]
        else:
            found += _changed(before, after, range(a, b), range(c, d))
    return Difference(tuple(found))


def write_html(difference: Difference, *, whole: bool = True) -> str:
    """Write it as HTML: a `<p dir="auto">` for each paragraph, `<del>` and `<ins>` for what changed, all escaped.

    Args:
        difference: The difference.
        whole: Whether paragraphs without a change are written as well.
    """
    shown = difference.paragraphs if whole else difference.changed
    return "\n".join(f'<p dir="auto">{"".join(map(_html, paragraph.pieces))}</p>' for paragraph in shown)


def write_text(difference: Difference) -> str:
    """Write what changed for a terminal: [-deleted-] and {+inserted+}, each with its own direction."""
    return "\n\n".join("".join(map(_plain, paragraph.pieces)) for paragraph in difference.changed)


def _html(piece: Piece) -> str:
    tag = {Kind.DELETED: "del", Kind.INSERTED: "ins"}.get(piece.kind)
    text = escape(piece.text)
    return f'<{tag} dir="auto">{text}</{tag}>' if tag else text


def _plain(piece: Piece) -> str:
    if piece.kind is Kind.KEPT:
        return piece.text
    left, right = ("[-", "-]") if piece.kind is Kind.DELETED else ("{+", "+}")
    return f"{left}{_FIRST_STRONG}{piece.text}{_POP}{right}"


def _changed(before: Sequence[str], after: Sequence[str], gone: range, come: range) -> Iterator[Paragraph]:
    """Pair the paragraphs of a changed place that are alike, in order, and yield all of them."""
    at = come.start
    pairs = dict(_pairs(before, after, gone, come))
    for number in gone:
        partner = pairs.get(number)
        if partner is None:
            yield Paragraph((Piece(Kind.DELETED, before[number]),), number, None)
            continue
        yield from (Paragraph((Piece(Kind.INSERTED, after[one]),), None, one) for one in range(at, partner))
        yield Paragraph(_words(before[number], after[partner]), number, partner)
        at = partner + 1
    yield from (Paragraph((Piece(Kind.INSERTED, after[one]),), None, one) for one in range(at, come.stop))


def _pairs(before: Sequence[str], after: Sequence[str], gone: range, come: range) -> list[tuple[int, int]]:
    """The best pairs of alike paragraphs that do not cross: the longest chain by likeness."""
    if len(gone) * len(come) > _MAX_PAIRS:
        return list(zip(gone, come, strict=False))
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}

    def chain(row: int, column: int) -> tuple[float, list[tuple[int, int]]]:
        return best.get((row, column), (0.0, []))

    for row in reversed(gone):
        for column in reversed(come):
            found = max(chain(row + 1, column), chain(row, column + 1), key=lambda one: one[0])
            alike = likeness(before[row], after[column])
            score, pairs = chain(row + 1, column + 1)
            if alike >= _ALIKE and score + alike > found[0]:
                found = (score + alike, [(row, column), *pairs])
            best[row, column] = found
    return chain(gone.start, come.start)[1]


def _words(before: str, after: str) -> tuple[Piece, ...]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) > MAX_TOKENS or len(new) > MAX_TOKENS:
        return (Piece(Kind.DELETED, before), Piece(Kind.INSERTED, after))
    matcher = SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], autojunk=False)
    runs: list[tuple[str, str, str]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        runs.append((kind, "".join(old[a:b]), "".join(new[c:d])))
    return _as_pieces(_joined(runs))


def _key(token: str) -> str:
    return " " if token.isspace() else normal(token)


def _joined(runs: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Make one change of two with nothing but a space or a sign between them, which reads better."""
    waiting: tuple[str, str, str] | None = None
    for place, (kind, old, new) in enumerate(runs):
        between = waiting is not None and place + 1 < len(runs) and not any(map(str.isalnum, new))
        if kind != "equal" or between:
            waiting = ("replace", (waiting[1] if waiting else "") + old, (waiting[2] if waiting else "") + new)
        else:
            if waiting:
                yield waiting
                waiting = None
            yield kind, old, new
    if waiting:
        yield waiting


def _as_pieces(runs: Iterable[tuple[str, str, str]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for kind, old, new in runs:
        if kind == "equal" or normal(old) == normal(new):
            pieces.append(Piece(Kind.KEPT, new))
            continue
        pieces += [Piece(Kind.DELETED, old)] * bool(old) + [Piece(Kind.INSERTED, new)] * bool(new)
    return tuple(pieces)


def _count(paragraphs: Iterable[Paragraph], kind: Kind) -> int:
    runs = (piece.text for paragraph in paragraphs for piece in paragraph.pieces if piece.kind is kind)
    return sum(len([token for token in _TOKEN.findall(run) if any(map(str.isalnum, token))]) for run in runs)
