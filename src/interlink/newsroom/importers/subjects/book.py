"""An alias book outside of the desk: subjects with their names, and the lines that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from interlink.lib.names.aliases import Alias, AliasKind
from interlink.lib.names.errors import UnusableAlias
from interlink.lib.names.normalise import fold
from interlink.newsroom.importers.subjects.told import Says, Told

SUBJECT_KINDS = ("person", "organisation", "place", "event", "work")
NAME_KINDS = tuple(kind.value for kind in AliasKind)
ORIGINS = ("typed", "suggested", "imported")
MAX_NAME = 200
MAX_FOUND = 300
_WIKIDATA = re.compile(r"Q[1-9][0-9]{0,14}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True, slots=True)
class Name:
    """One written form of a subject's name."""

    text: str
    kind: str = AliasKind.ALIAS.value
    language: str = ""
    note: str = ""
    supports: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class NotThis:
    """Words that an editor said are not the subject, with those around them."""

    found: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject.

    Attributes:
        name: the name that the desk uses.
        line: where it begins in the file, from 1; 0 for one that is from no file.
        kind: one of `SUBJECT_KINDS`, or empty where the file does not say.
        private_person: whether it is one; None where the file does not say.
        exact_only: whether only exact matches count; None where the file does not say.
        wikidata: its number there, or empty.
        note: what is noted of it.
        names: all its names, the main one among them.
        not_this: what was rejected.
        refused: spellings that are not to be offered.
    """

    name: str
    line: int = 0
    kind: str = ""
    private_person: bool | None = None
    exact_only: bool | None = None
    wikidata: str = ""
    note: str = ""
    names: tuple[Name, ...] = ()
    not_this: tuple[NotThis, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was not taken, or a part of one.

    Attributes:
        line: its number in the file, from 1.
        why: what is wrong with it.
        text: what it says.
    """

    line: int
    why: Told
    text: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """What a file holds."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()


class Unfit(ValueError):
    """A value in a line makes no sense. It never leaves this package.

    Attributes:
        told: why.
    """

    def __init__(self, says: Says, **values: str) -> None:
        super().__init__(says.value)
        self.told = Told(says, values)


def one_line(text: str) -> str:
    """Return a text with single spaces and no line breaks."""
    return " ".join(text.split())


def fit_name(text: str, longest: int = MAX_NAME) -> str:
    """Return a name as it is kept.

    Raises:
        Unfit: it cannot be looked for.
    """
    text = one_line(text)
    if len(text) > longest:
        raise Unfit(Says.TOO_LONG, longest=str(longest))
    try:
        Alias(subject=0, text=text)
    except UnusableAlias as error:
        raise Unfit(Says.NO_LETTER, text=text) from error
    return text


def fit_one_of(value: str, allowed: Iterable[str], otherwise: Says) -> str:
    """Return a word that is one of those allowed, in their letters; empty stays empty.

    Raises:
        Unfit: it is none of them.
    """
    word = one_line(value).casefold()
    if word and word not in allowed:
        raise Unfit(otherwise, text=value, allowed=", ".join(allowed))
    return word


def fit_wikidata(value: str) -> str:
    """Return a Wikidata number; empty stays empty.

    Raises:
        Unfit: it is none.
    """
    number = value.strip().rpartition("/")[2].upper()
    if number and not _WIKIDATA.fullmatch(number):
        raise Unfit(Says.NO_WIKIDATA, text=value)
    return number


def fit_language(value: str) -> str:
    """Return a language code; empty stays empty.

    Raises:
        Unfit: it is none.
    """
    code = value.strip()
    if code and (len(code) > 12 or not _LANGUAGE.fullmatch(code)):  # noqa: PLR2004 - as long as a code is kept
        raise Unfit(Says.NO_LANGUAGE, text=value)
    return code


def merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Make one of all entries of one subject, told by its Wikidata number or name; the first says what it is."""
    found: list[Entry] = []
    places: dict[str, int] = {}
    for entry in entries:
        keys = [key for key in (entry.wikidata, f"{fold(entry.name)} ") if key.strip()]
        at = next((places[key] for key in keys if key in places), None)
        if at is not None and found[at].wikidata and entry.wikidata and found[at].wikidata != entry.wikidata:
            at = None  # two subjects of one name
        if at is None:
            at = len(found)
            found.append(entry)
        else:
            found[at] = _joined(found[at], entry)
        for key in keys:
            places.setdefault(key, at)
    return tuple(found)


def _joined(one: Entry, other: Entry) -> Entry:
    names = {name.text: name for name in (*other.names, *one.names)}
    order = dict.fromkeys(name.text for name in (*one.names, *other.names))
    return replace(
        one,
        kind=one.kind or other.kind,
        private_person=_either(one.private_person, other.private_person),
        exact_only=_either(one.exact_only, other.exact_only),
        wikidata=one.wikidata or other.wikidata,
        note=one.note if other.note in one.note else "\n".join(filter(None, (one.note, other.note))),
        names=tuple(names[text] for text in order),
        not_this=tuple(dict.fromkeys((*one.not_this, *other.not_this))),
        refused=tuple(dict.fromkeys((*one.refused, *other.refused))),
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one or bool(other)
