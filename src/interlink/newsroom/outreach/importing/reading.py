"""Reading a list of subscribers line by line, however long it is."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from interlink.newsroom.outreach.errors import NoList
from interlink.newsroom.outreach.importing import rules

MARK = b"\xef\xbb\xbf"
DELIMITERS = ",;\t"
LONGEST_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number, how many bytes of the file are read with it, and what its columns say."""

    number: int
    done: int
    cells: dict[str, str]


class _Lines:
    """The lines of a file as text, and how much of it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.done = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(LONGEST_LINE)
        if not raw:
            raise StopIteration
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            raise csv.Error("the line is too long")
        line = raw.removeprefix(MARK) if not self.done else raw
        self.done += len(raw)
        try:
            return line.decode().replace("\x00", "")
        except UnicodeDecodeError:
            raise NoList(_("The file is not in UTF-8. Save it once more as “CSV UTF-8”.")) from None


def rows(file: BinaryIO, after: int = 0) -> Iterator[Row]:
    """Yield the lines of a list after so many, the one with the names of the columns not counted.

    Raises:
        NoList: it is no list of subscribers.
    """
    lines = _Lines(file)
    head = next(lines, "")
    delimiter = max(DELIMITERS, key=head.count)
    columns = rules.columns(next(csv.reader([head], delimiter=delimiter), []))
    if "email" not in columns:
        raise NoList(_("No column is called “email” in the first line of the file."))
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    try:
        for cells in reader:
            if not any(cells):
                continue
            number += 1
            if number > after:
                found = {
                    field: rules.from_a_cell(cells[place]) for field, place in columns.items() if place < len(cells)
                }
                yield Row(number, lines.done, found)
    except csv.Error:
        raise NoList(_("Line %(number)d cannot be read.") % {"number": number + 2}) from None
