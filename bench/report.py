"""What a bench found, as a table for people and one line of JSON, and whether it keeps its floors."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

FLOORS = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True, slots=True)
class Report:
    """What a bench found.

    Attributes:
        bench: Its name.
        title: What was measured and on what, in one line.
        figures: Ours, by name.
        peer: The peer's, by the same names as ours where both were measured.
        ratios: Ours against the peer's, or two of ours against each other.
        peer_name: Whom we are compared with.
        words: What a figure or ratio is, for the table, by its name.
        notes: Anything a reader of the table should know.
        ratios_only: Whether floors are checked on ratios only: the size was small, or the samples somebody's own.
    """

    bench: str
    title: str
    figures: Mapping[str, float]
    peer: Mapping[str, float] = field(default_factory=dict)
    ratios: Mapping[str, float] = field(default_factory=dict)
    peer_name: str = "peer"
    words: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    ratios_only: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A floor (`least`) or a ceiling (`most`) of one figure or ratio, and what was measured."""

    name: str
    measured: float
    least: float | None
    most: float | None

    @property
    def met(self) -> bool:
        """Whether what was measured is within it."""
        if self.least is not None and self.measured < self.least:
            return False
        return self.most is None or self.measured <= self.most

    @property
    def words(self) -> str:
        """The bound as a person reads it."""
        parts = []
        if self.least is not None:
            parts.append(f"at least {self.least:g}")
        if self.most is not None:
            parts.append(f"at most {self.most:g}")
        return ", ".join(parts)


def bounds_of(report: Report) -> tuple[Bound, ...]:
    """Return the bounds in floors.toml that this report can be held to.

    A run of `ratios_only` is held to those of them that it measured.

    Raises:
        KeyError: A full run did not measure what a floor is set on; a floor nobody checks is none.
    """
    floors: dict[str, Any] = tomllib.loads(FLOORS.read_text("utf-8")).get(report.bench, {})
    measured = dict(report.ratios) if report.ratios_only else {**report.figures, **report.ratios}
    found = []
    for name, bound in floors.items():
        if name not in measured:
            if report.ratios_only:
                continue
            raise KeyError(f"floors.toml sets a bound on {report.bench}.{name}, which was not measured")
        found.append(Bound(name, measured[name], bound.get("least"), bound.get("most")))
    return tuple(found)


def show(report: Report, console: Console) -> bool:
    """Print the table, then the JSON object as the last line; return whether all bounds are kept."""
    bounds = bounds_of(report)
    by_name = {bound.name: bound for bound in bounds}
    table = Table(title=report.title, title_justify="left", title_style="bold")
    for heading, justify in (("", "left"), ("Interlink", "right"), (report.peer_name, "right"), ("bound", "left")):
        table.add_column(heading, justify="right" if justify == "right" else "left")
    for section in (report.figures, report.ratios):
        for name, value in section.items():
            peer = report.peer.get(name)
            table.add_row(
                report.words.get(name, name.replace("_", " ")),
                _number(value),
                "" if peer is None or section is report.ratios else _number(peer),
                _verdict(by_name.get(name)),
            )
        table.add_section()
    console.print(table)
    for note in report.notes:
        console.print(f"  {note}", highlight=False)
    kept = all(bound.met for bound in bounds)
    line = {
        "bench": report.bench,
        "ratios_only": report.ratios_only,
        "figures": _rounded(report.figures),
        "peer": {"name": report.peer_name, **_rounded(report.peer)},
        "ratios": _rounded(report.ratios),
        "floors": {
            bound.name: {
                key: value
                for key, value in (("least", bound.least), ("most", bound.most), ("met", bound.met))
                if value is not None
            }
            for bound in bounds
        },
        "met": kept,
    }
    # Straight to the stream: the console would wrap it.
    console.file.write(json.dumps(line) + "\n")
    console.file.flush()
    return kept


def _verdict(bound: Bound | None) -> str:
    if bound is None:
        return ""
    return f"[green]{bound.words}[/]" if bound.met else f"[bold red]{bound.words}: missed[/]"


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in values.items()}


def _number(value: float) -> str:
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"
