"""Telling of each part of a page what has become of it, while a capture runs, without a write for each."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from django.db import transaction

from interlink.lib.fetch import Answer, FetchError
from interlink.lib.reading.page_parts import GUESSED_ICON, PagePart
from interlink.lib.sentences import Sentence
from interlink.newsroom.evidence.earlier import Earlier
from interlink.newsroom.evidence.models import Capture, Part, PartKind, PartState

MOST_ROWS = 500
"""Parts that have a row of their own; the others are only counted."""
SECONDS_BETWEEN_WRITES = 0.7
_TOLD = ("state", "http_status", "media_type", "size", "problem")
_ERROR = 400
_NOT_THERE = (404, 410)
_NOT_WHOLE = (206, 304)
"""Answers to questions that we did not ask: a piece of a part, or that it has not changed."""


class Ledger:
    """Keeps the rows of a capture's parts up to date; leaving it as a context manager stores the rest.

    Nothing is stored for the first moment: most pages are there by then, and their parts are stored once.

    Args:
        capture: Whose parts; what an earlier try has noted is forgotten.
        known: What earlier captures hold.
    """

    def __init__(self, capture: Capture, known: Earlier) -> None:
        self._capture = capture
        self._known = known
        self._found = 0
        self._rows: dict[str, Part] = {}
        self._untold: dict[str, Part] = {}
        self._told_at = math.inf

    def begin(self) -> None:
        """Forget what an earlier try has noted; from a moment later on, what is new is stored now and then."""
        self._told_at = time.monotonic()
        if self._capture.parts_found:
            self._capture.parts.all().delete()
            self._capture.parts_found = 0

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.tell()

    def found(self, parts: Iterable[PagePart]) -> None:
        """Note parts that are to be fetched."""
        parts = list(parts)
        self._found += len(parts)
        for part in parts[: max(0, MOST_ROWS - len(self._rows))]:
            row = Part(capture=self._capture, address=part.address, kind=PartKind(part.kind))
            self._rows[part.address] = self._untold[part.address] = row
        self.tell_in_time()

    def came(self, address: str, result: Answer | FetchError) -> None:
        """Note what came of a part."""
        row = self._rows.get(address)
        if row is None:
            return
        if _is_a_vain_guess(row, result):
            self._forget(row)
            return
        if isinstance(result, FetchError):
            row.state, row.problem = PartState.FAILED, result.message
        else:
            row.http_status, row.size = result.status, len(result.wire_body)
            row.media_type = (result.media_type or "")[:100]
            if result.status >= _ERROR or result.status in _NOT_WHOLE:
                row.state, row.problem = PartState.FAILED, the_site_answered(result)
            else:
                row.state = PartState.REVISIT if self._known.has(result.wire_body) else PartState.KEPT
        self._untold[address] = row
        self.tell_in_time()

    def leave_these_out(self, addresses: Iterable[str], why: str) -> None:
        """Note parts that are not asked for."""
        for address in addresses:
            row = self._rows.get(address)
            if row is not None:
                row.state, row.problem = PartState.LEFT_OUT, why
                self._untold[address] = row

    def leave_out(self, why: str) -> None:
        """Note that nothing more is fetched."""
        self.leave_these_out([row.address for row in self._rows.values() if row.state == PartState.WAITING], why)

    def tell_in_time(self) -> None:
        """Store what is new, unless that was done a moment ago."""
        if time.monotonic() - self._told_at >= SECONDS_BETWEEN_WRITES:
            self.tell()

    def tell(self) -> None:
        """Store what is new."""
        self._told_at = time.monotonic()
        if not self._untold and self._capture.parts_found == self._found:
            return
        fresh = [row for row in self._untold.values() if not row.pk]
        known = [row for row in self._untold.values() if row.pk]
        with transaction.atomic():  # how many there are says to the next try that there are rows
            Part.objects.bulk_create(fresh)
            # One statement that names each row's columns once; `bulk_update` would name every row in every column.
            Part.objects.bulk_create(known, update_conflicts=True, unique_fields=["id"], update_fields=_TOLD)
            if self._capture.parts_found != self._found:
                Capture.objects.filter(pk=self._capture.pk).update(parts_found=self._found)
                self._capture.parts_found = self._found
        self._untold = {}

    def _forget(self, row: Part) -> None:
        del self._rows[row.address]
        self._untold.pop(row.address, None)
        self._found -= 1
        if row.pk:
            row.delete()


def the_site_answered(answer: Answer) -> Sentence:
    """Say with what a site refused something, in its own words."""
    return Sentence("The site answered %(answer)s.", answer=f"{answer.status} {answer.reason}".strip())


def _is_a_vain_guess(row: Part, result: Answer | FetchError) -> bool:
    """Whether a site has no icon where browsers look for one by themselves: nothing is missing then."""
    is_guess = row.kind == PartKind.ICON and urlsplit(row.address).path == GUESSED_ICON
    return is_guess and isinstance(result, Answer) and result.status in _NOT_THERE
