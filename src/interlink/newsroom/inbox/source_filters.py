"""The filters of the sources page as they stand in its address, so that each view of it can be kept as a bookmark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from interlink.newsroom.watch.conditions import PAUSED
from interlink.newsroom.watch.models import Kind, State
from interlink.newsroom.watch.reports import LONG, ORDERS, SEVERITY, STANDINGS, TROUBLE, Choice, Counts

NONE = "-"  # stands for the sources without a folder, or without a language
LABELS = {
    "": _("all"),
    TROUBLE: _("in trouble"),
    LONG: _("in trouble for over a week"),
    **{state.value: state.label for state in SEVERITY},
    PAUSED: _("paused"),
}
COLUMNS = (
    ("name", _("Name")),
    ("state", _("State")),
    ("success", _("Last success")),
    ("", _("Items a week")),
    ("folder", _("Folder")),
    ("kind", _("Kind")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """A link to the sources in one state."""

    label: Any
    number: int
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, with a link that sorts by it; `sorted` is how it is sorted now, as ARIA says it."""

    label: Any
    query: str
    sorted: str


def read(query: Mapping[str, str]) -> Choice:
    """Return what an address asks for; what makes no sense is left out."""
    standing, kind, order = (query.get(name, "") for name in ("state", "kind", "order"))
    return Choice(
        standing=standing if standing in STANDINGS else "",
        kind=kind if kind in Kind.values else "",
        folder=_read_or_none(query.get("folder", "")),
        language=_read_or_none(query.get("language", "")),
        words=query.get("q", "").replace("\x00", "").strip()[:200],
        order=order if order.removeprefix("-") in ORDERS else "name",
    )


def _read_or_none(text: str) -> str | None:
    text = text.replace("\x00", "")
    return "" if text == NONE else text or None


def write(choice: Choice) -> str:
    """Return a choice as the part of an address after the question mark."""
    asked = {
        "state": choice.standing,
        "kind": choice.kind,
        "folder": NONE if choice.folder == "" else choice.folder,
        "language": NONE if choice.language == "" else choice.language,
        "q": choice.words,
        "order": "" if choice.order == "name" else choice.order,
    }
    return urlencode({name: value for name, value in asked.items() if value})


def tabs(choice: Choice, counts: Counts) -> list[Tab]:
    """Return a link for each state that some source is in, and for the one that is chosen."""
    return [
        Tab(label, counts.of(standing), write(replace(choice, standing=standing)), choice.standing == standing)
        for standing, label in LABELS.items()
        if standing in {"", choice.standing} or counts.of(standing)
    ]


def columns(choice: Choice) -> list[Column]:
    """Return the heads of the table; a second click on one sorts the other way round."""
    heads = []
    for name, label in COLUMNS:
        down = choice.order == name
        to = f"-{name}" if down else name
        now = "ascending" if down else "descending" if choice.order == f"-{name}" else ""
        heads.append(Column(label, write(replace(choice, order=to)) or "order=name" if name else "", now))
    return heads


def is_filtered(choice: Choice) -> bool:
    """Say whether a choice leaves any source out."""
    return replace(choice, order="name") != Choice()


STATE_ICONS = {
    State.NEW.value: "time",
    State.FINE.value: "success",
    State.QUIET.value: "no-view",
    State.FAILING.value: "warning",
    State.BLOCKED.value: "lock",
    State.MOVED.value: "redirect",
    State.GONE.value: "circle-xmark",
    PAUSED: "minus",
}
