"""Heads of the log as they were published: given one by one, or found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

import click

from interlink.lib.warc.log import Head

SHORTEST = 8
"""So many digits of a checksum are the least that says something."""
_GIVEN = re.compile(rf"(?P<number>\d{{1,12}}):(?P<sha256>[0-9a-f]{{{SHORTEST},64}})", re.ASCII | re.IGNORECASE)
_IN_A_LINE = re.compile(
    rf"(?:^|[^\d-])(?P<number>\d{{1,12}})(?::|\s+)(?P<sha256>[0-9a-f]{{{SHORTEST},64}})\b", re.ASCII | re.IGNORECASE
)


def heads_in(given: Iterable[str], listed: TextIO | None) -> list[Head]:
    """Read published heads.

    Args:
        given: Each as "NUMBER:CHECKSUM", the checksum whole or as it begins.
        listed: A text with one in a line, as `/evidence/log.txt` has them; lines with `#` are left out.

    Raises:
        UsageError: One of them is no head, or the text has none.
    """
    found: list[Head] = []
    for text in given:
        head = _GIVEN.fullmatch(text.strip())
        if head is None:
            raise click.UsageError(
                f"'{text}' is no head of a log: write its line's number, a colon, and at least {SHORTEST} digits of "
                "its checksum."
            )
        found.append(Head(int(head["number"]), head["sha256"].lower()))
    if listed is not None:
        lines = (line for line in listed.read().splitlines() if not line.startswith("#"))
        in_lines = [head for head in map(_IN_A_LINE.search, lines) if head]
        if not in_lines:
            raise click.UsageError("There is no head of a log in that text.")
        found += [Head(int(head["number"]), head["sha256"].lower()) for head in in_lines]
    return found
