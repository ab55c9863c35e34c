"""Versions of pages with the truth about them, from a folder; and what the verdicts make of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from bench.registry import NoSamples
from interlink.lib.verdicts.findings import Finding
from interlink.lib.verdicts.judging import judge, wants_again, wants_around
from interlink.lib.verdicts.received import Captured, NoAnswer, Page, Received
from interlink.lib.verdicts.signs import NOTHING_AROUND, Around

VERSIONS_FILE = "versions.jsonl"
A_MOMENT = timedelta(minutes=10)
_NAMED = re.compile(r"^(?P<time>.+?)[._](?P<status>\d{3})$")
_HTML = (("Content-Type", "text/html"),)


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One version of a page.

    Attributes:
        page: Which page.
        time: When it was received; versions are judged in this order.
        came: The answer.
        expected: The verdict that is true, or None where nobody says.
        again: The same page fetched once more a moment later, if it was.
        around: What else the site answered.
    """

    page: str
    time: datetime
    came: Received | NoAnswer
    expected: str | None = None
    again: Received | None = None
    around: Around = NOTHING_AROUND


@dataclass(frozen=True, slots=True)
class Judged:
    """A version and what we make of it."""

    version: PageVersion
    finding: Finding


def versions_in(folder: Path) -> list[PageVersion]:
    """Read a folder of page versions; see bench/README.md for the two layouts.

    Raises:
        NoSamples: It is laid out in neither way.
    """
    listed = folder / VERSIONS_FILE
    if listed.is_file():
        lines = [json.loads(line) for line in listed.read_text("utf-8").splitlines() if line.strip()]
        return [_listed(folder, line) for line in lines]
    found = [_named(path) for path in sorted(folder.glob("*/*")) if path.suffix in {".html", ".htm", ".txt"}]
    if not found:
        raise NoSamples(folder, f"it has no {VERSIONS_FILE}, and no folders with files such as TIME_200.html.")
    return found


def judge_all(versions: Iterable[PageVersion]) -> Iterator[Judged]:
    """Judge the versions of each page against its first one, as a desk would that captured that."""
    ordered = sorted(versions, key=lambda one: (one.page, one.time))
    for _, of_page in groupby(ordered, key=lambda one: one.page):
        first, *others = of_page
        assert isinstance(first.came, Received), f"the first version of {first.page} is no answer"
        yield from _judge_page(first.came, others)


def _judge_page(first: Received, others: list[PageVersion]) -> Iterator[Judged]:
    quick, full = captured_of(first)
    for place, version in enumerate(others):
        finding = judge(quick, version.came)
        if wants_around(finding) and version.around != NOTHING_AROUND:
            finding = judge(full, version.came, version.around)
        elif wants_again(finding):
            finding = judge(full, version.came, again=version.again or _next(version, others[place + 1 :]))
        yield Judged(version, finding)


def _next(version: PageVersion, later: list[PageVersion]) -> Received | None:
    """The version a moment later, which stands in for a second fetch."""
    one = later[0] if later else None
    is_near = one is not None and one.time - version.time <= A_MOMENT
    return one.came if one is not None and is_near and isinstance(one.came, Received) else None


def captured_of(first: Received) -> tuple[Captured, Captured]:
    """What a capture's row knows, and what its web archive file adds."""
    page = Page(first)
    title, paragraphs, paywalled = page.article
    text = "\n\n".join(paragraphs)
    row = Captured(first.address, title, text, page.checksum if first.body else "", page.core, paywalled=paywalled)
    return row, replace(row, shown=page.shown, furniture=page.furniture)


def _listed(folder: Path, line: dict[str, Any]) -> PageVersion:
    address = line.get("address") or f"https://site.example/{line['page']}"
    again = _answer(folder, {**line, **line["again"]}, address) if line.get("again") else None
    around = {name: _answer(folder, line[name], "") for name in ("impossible", "front") if line.get(name)}
    came = NoAnswer(str(line["error"])) if line.get("error") else _answer(folder, line, address)
    return PageVersion(line["page"], _time(line["time"]), came, line.get("expected"), again, Around(**around))


def _answer(folder: Path, line: dict[str, Any], address: str) -> Received:
    final = line.get("final_address") or line.get("address") or address
    body = (folder / line["file"]).read_bytes() if line.get("file") else (line.get("html") or "").encode()
    return Received(
        asked=address or final,
        address=final,
        status=int(line.get("status") or 200),
        headers=tuple({"Content-Type": "text/html", **(line.get("headers") or {})}.items()),
        body=body if line.get("text") is None else b"",
        moved_to=final if line.get("moved") else None,
        text=line.get("text"),
        title=line.get("title") or "",
    )


def _named(path: Path) -> PageVersion:
    found = _NAMED.match(path.stem)
    status = int(found["status"]) if found else 200
    address = f"https://site.example/{path.parent.name}"
    is_text = path.suffix == ".txt"
    came = Received(
        address, address, status, _HTML,
        b"" if is_text else path.read_bytes(),
        text=path.read_text("utf-8", errors="replace") if is_text else None,
    )  # fmt: skip
    return PageVersion(path.parent.name, _time(found["time"] if found else path.stem), came)


def _time(written: str) -> datetime:
    try:
        at = datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        digits = re.sub(r"\D", "", written)
        # Any order will do where the name is no time: 1, 2, 3.
        at = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(days=int(digits[:6] or 0))
        if len(digits) >= 8:
            at = datetime.strptime(digits.ljust(14, "0")[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
