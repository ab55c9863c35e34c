"""What we decide about an alias book that is to come in; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from interlink.lib.names.normalise import fold
from interlink.newsroom.importers.subjects.book import Book, Entry, LeftOut, Name
from interlink.newsroom.importers.subjects.told import Says, Told


class Verdict(Enum):
    """What an entry is to us."""

    NEW = "new"
    GAINS = "gains"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Held:
    """A subject in the desk's book.

    Attributes:
        key: its number.
        entry: what is known of it.
    """

    key: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, judged.

    Attributes:
        entry: as the file has it.
        verdict: what it is to us.
        held: the desk's own, unless it is new.
        names: the names that it brings.
        remarks: what the file says that is not taken, since the desk says otherwise.
    """

    entry: Entry
    verdict: Verdict
    held: Held | None = None
    names: tuple[Name, ...] = ()
    remarks: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A book, judged."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()

    def of(self, verdict: Verdict) -> list[Line]:
        """Return the lines of one verdict."""
        return [line for line in self.lines if line.verdict is verdict]

    @property
    def new(self) -> list[Line]:
        """Subjects that would be added."""
        return self.of(Verdict.NEW)

    @property
    def gains(self) -> list[Line]:
        """Known subjects that would gain something."""
        return self.of(Verdict.GAINS)

    @property
    def known(self) -> list[Line]:
        """Known subjects of which the file says nothing new."""
        return self.of(Verdict.KNOWN)

    @property
    def remarked(self) -> list[Line]:
        """Lines with something that is not taken."""
        return [line for line in self.lines if line.remarks]


def judge(wanted: Book, held: Iterable[Held]) -> Plan:
    """Decide about each entry of a book: a subject is known by its Wikidata number, or else by its name."""
    held = list(held)
    by_number = {one.entry.wikidata: one for one in held if one.entry.wikidata}
    by_name = {fold(one.entry.name): one for one in held} | {one.entry.name: one for one in held}
    lines: list[Line] = []
    left_out = list(wanted.left_out)
    taken: set[int] = set()
    for entry in wanted.entries:
        known = by_number.get(entry.wikidata) or by_name.get(entry.name) or by_name.get(fold(entry.name))
        why = _conflict(entry, known, taken)
        if why:
            left_out.append(LeftOut(entry.line, why, entry.name))
            continue
        if known is None:
            lines.append(Line(entry, Verdict.NEW, names=entry.names))
        else:
            taken.add(known.key)
            lines.append(_beside(entry, known))
    return Plan(tuple(lines), tuple(sorted(left_out, key=lambda one: one.line)))


def _conflict(entry: Entry, known: Held | None, taken: set[int]) -> Told | None:
    if known is None:
        return None
    theirs = known.entry.wikidata
    if entry.wikidata and theirs and entry.wikidata != theirs:
        return Told(Says.OTHER_NUMBER, {"number": theirs})
    if known.key in taken:
        return Told(Says.TWICE, {"name": known.entry.name})
    return None


def _beside(entry: Entry, known: Held) -> Line:
    there = {name.text for name in known.entry.names}
    names = tuple(name for name in entry.names if name.text not in there)
    gains = bool(
        names
        or set(entry.not_this) - set(known.entry.not_this)
        or set(entry.refused) - set(known.entry.refused) - there
        or any(fills(entry, known.entry))
        or any(fills_name(name, _named(known.entry, name.text)) for name in entry.names if name.text in there)
    )
    return Line(entry, Verdict.GAINS if gains else Verdict.KNOWN, known, names, tuple(_remarks(entry, known.entry)))


def _named(entry: Entry, text: str) -> Name:
    return next(name for name in entry.names if name.text == text)


def fills(entry: Entry, known: Entry) -> tuple[bool, bool, bool]:
    """Say whether the Wikidata number, the note, and the mark of a private person would be filled in."""
    return (
        bool(entry.wikidata and not known.wikidata),
        bool(entry.note and not known.note),
        bool(entry.private_person and not known.private_person),
    )


def fills_name(name: Name, known: Name) -> bool:
    """Say whether a name that is there would gain a language, a note or supporting words."""
    return any(
        theirs and not ours
        for theirs, ours in (
            (name.language, known.language),
            (name.note, known.note),
            (name.supports, known.supports),
        )
    )


def _remarks(entry: Entry, known: Entry) -> Iterable[Told]:
    """What the desk knows stays, and the other word is told; but a private person stays one if either says so."""
    if entry.kind and entry.kind != known.kind:
        yield Told(Says.KIND_STAYS, {"theirs": entry.kind, "ours": known.kind})
    if entry.note and known.note and entry.note != known.note:
        yield Told(Says.NOTE_STAYS, {"theirs": entry.note})
    if entry.exact_only is not None and entry.exact_only != known.exact_only:
        yield Told(Says.EXACT_STAYS)
    if entry.private_person is False and known.private_person:
        yield Told(Says.PRIVATE_STAYS)
    ours = {name.text: name for name in known.names}
    for name in entry.names:
        if name.text in ours:
            yield from _remarks_on_name(name, ours[name.text])


def _remarks_on_name(name: Name, there: Name) -> Iterable[Told]:
    rows = (
        (Says.NAME_KIND_STAYS, name.kind, there.kind),
        (Says.NAME_LANGUAGE_STAYS, name.language, there.language),
        (Says.NAME_NOTE_STAYS, name.note, there.note),
        (Says.NAME_SUPPORTS_STAY, ", ".join(name.supports), ", ".join(there.supports)),
    )
    for says, theirs, kept in rows:
        if theirs and kept and theirs != kept:
            yield Told(says, {"name": name.text, "theirs": theirs, "ours": kept})
