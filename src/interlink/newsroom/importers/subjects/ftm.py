"""The alias book as FollowTheMoney, one entity on a line (followthemoney.tech, the tools of OCCRP and OpenSanctions).

Names go into the properties that those tools know: `name`, `alias`, `weakAlias`, `previousName`, `abbreviation`. What
has no property there (languages, supporting words, hostile names, rejections) stands beside them under `interlink`,
which other tools pass over, so that a book goes out and comes back whole.

The followthemoney package itself is not used: it brings a database toolkit, PyICU and thirteen others, for a mapping
that is this file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from interlink.lib.names.aliases import AliasKind
from interlink.newsroom.importers.subjects import book
from interlink.newsroom.importers.subjects.book import Book, Entry, LeftOut, Name, NotThis, Unfit
from interlink.newsroom.importers.subjects.told import Says, Told

_WRITTEN = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Address",
    "event": "Event",
    "work": "Document",
}
_READ = {
    "Person": "person", "Organization": "organisation", "Company": "organisation", "PublicBody": "organisation",
    "LegalEntity": "organisation", "Asset": "organisation", "Address": "place", "RealEstate": "place",
    "Event": "event", "Trip": "event", "CourtCase": "event", "Document": "work", "Article": "work", "Pages": "work",
    "HyperText": "work", "PlainText": "work", "Video": "work", "Audio": "work", "Image": "work", "Email": "work",
}  # fmt: skip
_PROPERTIES = {
    AliasKind.MAIN.value: "name",
    AliasKind.ALIAS.value: "alias",
    AliasKind.FORMER.value: "previousName",
    AliasKind.ACRONYM.value: "abbreviation",
    AliasKind.NICKNAME.value: "weakAlias",
    AliasKind.HOSTILE.value: "weakAlias",
}
_KINDS = {
    "name": AliasKind.ALIAS.value,
    "alias": AliasKind.ALIAS.value,
    "previousName": AliasKind.FORMER.value,
    "abbreviation": AliasKind.ACRONYM.value,
    "weakAlias": AliasKind.NICKNAME.value,
}
_OURS = "interlink"
_SHOWN = 200


def read(text: str) -> Book:
    """Read entities. What is wrong with a line is told, and the others are read."""
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            entry, beside = _entry(json.loads(line), number)
            entries.append(entry)
            left_out += [LeftOut(number, why, line[:_SHOWN]) for why in beside]
        except (json.JSONDecodeError, RecursionError):
            left_out.append(LeftOut(number, Told(Says.NOT_JSON), line[:_SHOWN]))
        except Unfit as error:
            left_out.append(LeftOut(number, error.told, line[:_SHOWN]))
    return Book(book.merged(entries), tuple(left_out))


def _entry(said: Any, line: int) -> tuple[Entry, list[Told]]:
    if not isinstance(said, dict) or not isinstance(said.get("properties"), dict):
        raise Unfit(Says.NO_ENTITY)
    kind = _READ.get(str(said.get("schema")))
    if kind is None:
        raise Unfit(Says.OTHER_SCHEMA, schema=str(said.get("schema")))
    properties = {key: _texts(values) for key, values in said["properties"].items()}
    beside_it = said.get(_OURS)
    ours: dict[str, Any] = beside_it if isinstance(beside_it, dict) else {}
    main = next(iter(properties.get("name") or properties.get("full") or properties.get("title") or ()), "")
    if not main.strip():
        raise Unfit(Says.NAMELESS)
    beside: list[Told] = []
    main = book.fit_name(main)
    names = {main: _told(main, AliasKind.MAIN.value, ours)}
    for key, name_kind in _KINDS.items():
        for text in properties.get(key, ()):
            try:
                fit = book.fit_name(text)
                names.setdefault(fit, _told(fit, name_kind, ours))
            except Unfit as error:
                beside.append(error.told)
    entry = Entry(
        name=main,
        line=line,
        kind=kind,
        private_person=_flag(ours.get("private_person")),
        exact_only=_flag(ours.get("exact_only")),
        wikidata=_wikidata(properties, said.get("id"), beside),
        note="\n".join(properties.get("notes", ())).strip(),
        names=tuple(names.values()),
        not_this=tuple(_not_this(ours)),
        refused=tuple(text for text in map(book.one_line, _texts(ours.get("refused"))) if _is_fit(text)),
    )
    return entry, beside


def _texts(values: Any) -> list[str]:
    values = values if isinstance(values, list) else [values]
    return [value for value in values if isinstance(value, str) and value.strip()]


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _is_fit(text: str) -> bool:
    try:
        book.fit_name(text)
    except Unfit:
        return False
    return True


def _wikidata(properties: Mapping[str, list[str]], key: Any, beside: list[Told]) -> str:
    """Take the number from its property, or from the key, which OpenSanctions makes of it."""
    for value in properties.get("wikidataId", ()):
        try:
            return book.fit_wikidata(value)
        except Unfit as error:
            beside.append(error.told)
    try:
        return book.fit_wikidata(key) if isinstance(key, str) and "/" not in key else ""
    except Unfit:
        return ""


def _told(text: str, kind: str, ours: Mapping[str, Any]) -> Name:
    """Return a name with what our own part says of it, as far as that makes sense."""
    told = ours.get("names")
    said = told.get(text) if isinstance(told, dict) else None
    if not isinstance(said, dict):
        return Name(text, kind)
    words = {key: value for key, value in said.items() if isinstance(value, str)}
    try:
        return Name(
            text=text,
            kind=book.fit_one_of(words.get("kind", ""), book.NAME_KINDS, Says.NO_KIND_OF_NAME) or kind,
            language=book.fit_language(words.get("language", "")),
            note=words.get("note", "").strip(),
            supports=tuple(book.one_line(word) for word in _texts(said.get("supports"))),
            origin=book.fit_one_of(words.get("origin", ""), book.ORIGINS, Says.NO_ORIGIN),
        )
    except Unfit:
        return Name(text, kind)


def _not_this(ours: Mapping[str, Any]) -> Iterable[NotThis]:
    rows = ours.get("not_this")
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("found"), str) and 0 < len(row["found"]) <= book.MAX_FOUND:
            yield NotThis(row["found"], tuple(_texts(row.get("before"))), tuple(_texts(row.get("after"))))


def write(entries: Iterable[Entry]) -> str:
    """Write entries, one on a line; `read` makes the same entries of it."""
    return "".join(f"{json.dumps(_entity(entry), ensure_ascii=False)}\n" for entry in entries)


def _entity(entry: Entry) -> dict[str, Any]:
    properties: dict[str, list[str]] = {"name": [entry.name]}
    for name in entry.names:
        if name.text != entry.name:
            properties.setdefault(_PROPERTIES[name.kind], []).append(name.text)
    if entry.wikidata:
        properties["wikidataId"] = [entry.wikidata]
    if entry.note:
        properties["notes"] = [entry.note]
    return {
        "id": f"interlink-{hashlib.sha256(entry.name.encode()).hexdigest()[:24]}",
        "schema": _WRITTEN[entry.kind or "organisation"],
        "properties": properties,
        _OURS: _ours(entry),
    }


def _ours(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {
        "names": {name.text: _said(name) for name in entry.names},
        "private_person": entry.private_person,
        "exact_only": entry.exact_only,
        "not_this": [
            {"found": row.found, "before": list(row.before), "after": list(row.after)} for row in entry.not_this
        ],
        "refused": list(entry.refused),
    }
    return {key: value for key, value in told.items() if value not in (None, [])}


def _said(name: Name) -> dict[str, Any]:
    told = {
        "kind": name.kind, "language": name.language, "note": name.note, "supports": list(name.supports),
        "origin": name.origin,
    }  # fmt: skip
    return {key: value for key, value in told.items() if value}
