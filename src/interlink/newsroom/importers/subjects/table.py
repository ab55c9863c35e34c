"""The alias book as a table: one row for each name, with what is said of the subject on each of its rows.

The columns are documented in docs/alias-book.md. Only `subject` must be there. Tables of spreadsheet programs are read
with commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.scripts import script_of
from interlink.newsroom.importers.subjects import book, wording
from interlink.newsroom.importers.subjects.book import Book, Entry, LeftOut, Name, NotThis, Unfit
from interlink.newsroom.importers.subjects.errors import NotABook
from interlink.newsroom.importers.subjects.told import Says, Told

COLUMNS = (
    "subject", "subject_kind", "private_person", "exact_only", "wikidata", "subject_note",
    "name", "kind", "language", "script", "supporting_words", "note", "from", "before", "after",
)  # fmt: skip
NOT_THIS, REFUSED = "not this", "refused"
BETWEEN = " | "
_KINDS = (*book.NAME_KINDS, NOT_THIS, REFUSED)
_SAID = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
_DELIMITERS = ",;\t"
# A spreadsheet takes a cell that begins so for a formula, and runs it; a sign before it makes it a text.
_FORMULA = tuple("=+-@\t\r")
_SIGN = "'"


def read(text: str, *, name: str = "") -> Book:
    """Read a table. What is wrong with a row is told, and the others are read.

    Raises:
        NotABook: it has no column `subject`, or its quotes are broken.
    """
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [book.one_line(column).casefold() for column in next(rows, [])]
        if "subject" not in columns:
            raise NotABook(name, wording.no_columns())
        return _read(rows, columns)
    except csv.Error as error:
        raise NotABook(name, wording.broken(rows.line_num)) from error


def _read(rows: Iterator[list[str]], columns: list[str]) -> Book:
    left_out = [
        LeftOut(1, Told(Says.UNKNOWN_COLUMN, {"column": column}), column)
        for column in columns
        if column and column not in COLUMNS
    ]
    entries: list[Entry] = []
    line = 2
    for row in rows:
        said = {column: _plain(cell) for column, cell in zip(columns, row, strict=False)}
        if any(cell.strip() for cell in row):
            try:
                entries.append(_entry(said, line, whole=len(row) <= len(columns)))
            except Unfit as error:
                left_out.append(LeftOut(line, error.told, BETWEEN.join(cell for cell in row if cell.strip())))
        line = _line(rows) + 1
    return Book(book.merged(entries), tuple(left_out))


def _line(rows: Iterator[list[str]]) -> int:
    return int(getattr(rows, "line_num", 0))


def _entry(said: Mapping[str, str], line: int, *, whole: bool) -> Entry:
    """Read one row as a subject with one name."""
    if not whole:
        raise Unfit(Says.TOO_MANY_CELLS)
    if not said.get("subject", "").strip():
        raise Unfit(Says.NO_SUBJECT)
    subject = book.fit_name(said.get("subject", ""))
    kind = book.fit_one_of(said.get("kind", ""), _KINDS, Says.NO_KIND_OF_NAME)
    text = said.get("name", "")
    names = [Name(subject, AliasKind.MAIN.value)]
    not_this: list[NotThis] = []
    refused: list[str] = []
    if kind == NOT_THIS:
        words = tuple(said.get("before", "").split()), tuple(said.get("after", "").split())
        not_this.append(NotThis(book.fit_name(text, book.MAX_FOUND), *words))
    elif kind == REFUSED:
        refused.append(book.fit_name(text))
    elif text.strip():
        names = _names(subject, _name(said, book.fit_name(text), kind))
    return Entry(
        name=subject,
        line=line,
        kind=book.fit_one_of(said.get("subject_kind", ""), book.SUBJECT_KINDS, Says.NO_KIND_OF_SUBJECT),
        private_person=_yes_or_no(said.get("private_person", ""), "private_person"),
        exact_only=_yes_or_no(said.get("exact_only", ""), "exact_only"),
        wikidata=book.fit_wikidata(said.get("wikidata", "")),
        note=said.get("subject_note", "").strip(),
        names=tuple(names),
        not_this=tuple(not_this),
        refused=tuple(refused),
    )


def _names(subject: str, name: Name) -> list[Name]:
    return [name] if name.text == subject else [Name(subject, AliasKind.MAIN.value), name]


def _name(said: Mapping[str, str], text: str, kind: str) -> Name:
    is_main = text == book.one_line(said.get("subject", ""))
    words = (book.one_line(word) for word in said.get("supporting_words", "").split(BETWEEN.strip()))
    return Name(
        text=text,
        kind=AliasKind.MAIN.value if is_main else kind or AliasKind.ALIAS.value,
        language=book.fit_language(said.get("language", "")),
        note=said.get("note", "").strip(),
        supports=tuple(dict.fromkeys(word for word in words if word)),
        origin=book.fit_one_of(said.get("from", ""), book.ORIGINS, Says.NO_ORIGIN),
    )


def _yes_or_no(value: str, column: str) -> bool | None:
    word = value.strip().casefold()
    if word and word not in _SAID:
        raise Unfit(Says.NOT_YES_OR_NO, text=value, column=column)
    return _SAID.get(word)


def write(entries: Iterable[Entry]) -> str:
    """Write entries as a table that spreadsheet programs open too; `read` makes the same entries of it."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for entry in entries:
        of_subject = (
            entry.name, entry.kind, _word(entry.private_person), _word(entry.exact_only), entry.wikidata, entry.note,
        )  # fmt: skip
        for cells in _rows(entry):
            table.writerow(map(_safe, (*of_subject, *cells)))
    return out.getvalue()


def _rows(entry: Entry) -> Iterator[tuple[str, ...]]:
    for name in entry.names:
        script = script_of(name.text).value
        yield (name.text, name.kind, name.language, script, BETWEEN.join(name.supports), name.note, name.origin, "", "")
    for row in entry.not_this:
        yield (row.found, NOT_THIS, "", "", "", "", "", " ".join(row.before), " ".join(row.after))
    for text in entry.refused:
        yield (text, REFUSED, "", script_of(text).value, "", "", "", "", "")


def _word(said: bool | None) -> str:
    return "" if said is None else "yes" if said else "no"


def _safe(cell: str) -> str:
    return _SIGN + cell if cell.lstrip(_SIGN).startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(_SIGN) and cell.lstrip(_SIGN).startswith(_FORMULA) else cell
