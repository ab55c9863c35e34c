"""Captures of pages with parts against their fetches alone, and what ten captures of an unchanged page take to keep.

All that is kept counts: every file in the folder of evidence, with the packages' wrappings, the log and, of two
authorities, a timestamp for each capture, as if each were taken on a day of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from django.utils import timezone

from bench.parts.evidence_clocks import Clocks
from bench.parts.evidence_site import PARTS
from bench.process import given, tell, timed
from interlink.lib.fetch import DOCUMENT, PART
from interlink.lib.fetch.parallel import Wanted
from interlink.lib.reading.page_parts import GUESSED_ICON
from interlink.lib.warc.check import How
from interlink.newsroom.evidence import capturing, exporting, parting, sealing, trusting, verifying
from interlink.newsroom.evidence.models import Capture
from interlink.project.garbage import collect_seldom

TIME = parting.BOUNDS.seconds


def main() -> None:
    asked = given()
    parts = asked.get("parts", PARTS)

    def site(number: int) -> str:
        return f"http://paper-{number}.localhost:{asked['port']}"

    def received(number: int) -> Capture:
        row = Capture.objects.create(address=f"{site(number)}/story/{number}", asked_at=timezone.now())
        capturing.receive(row)
        return row

    def sealed(row: Capture) -> Capture:
        assert sealing.seal(row), row.sealing_problem
        assert row.parts.filter(state__in=("kept", "revisit")).count() == parts
        return row

    def capture(number: int) -> Capture:
        return sealed(received(number))

    def fetch(number: int, named: list[str]) -> None:
        """The same requests in the same order over the same connections, with the same courtesy, and nothing else."""
        story = f"{site(number)}/story/{number}"
        with parting.visiting(obey_robots=False) as visit:
            visit.add(Wanted(story, story, limits=DOCUMENT, obey_robots=False))
            assert len(list(visit.answers(TIME))) == 1
            for address in named:
                visit.add(Wanted(address, address, limits=PART, obey_robots=False), 0)
            assert len(list(visit.answers(TIME))) == len(named)

    def asked_for(row: Capture) -> list[str]:
        """What the capture asked for after its page; an icon that is not where browsers look leaves no row."""
        icon = urljoin(row.address, GUESSED_ICON)
        return [*row.parts.exclude(address=icon).order_by("pk").values_list("address", flat=True), icon]

    collect_seldom()  # as in the worker, for both sides
    fetch(0, asked_for(capture(0)))  # what is loaded once is loaded
    taken, closed, fetched = [], [], []
    for number in range(1, asked["pages"] + 1):
        rows: list[Capture] = []
        taken.append(timed(lambda: rows.append(received(number))))  # noqa: B023 - called at once
        closed.append(timed(lambda: sealed(rows[0])))  # noqa: B023
        named = asked_for(rows[0])
        fetched.append(timed(lambda: fetch(number, named)))  # noqa: B023
    sides = {"capture": taken, "sealing": closed, "fetches": fetched}
    figures = {name: min(one.wall for one in times) for name, times in sides.items()}
    if asked.get("kept"):
        figures |= _kept(lambda: capture(asked["pages"] + 1))
    tell(figures)


def _kept(capture: Callable[[], Capture]) -> dict[str, float]:
    folder, clocks = trusting.evidence_folder(), Clocks()
    sizes = [_size(folder)]
    rows = []
    for _ in range(10):
        rows.append(capture())
        clocks.stamp()
        sizes.append(_size(folder))
    reports = list(verifying.verify([row.pk for row in rows], How()).reports)
    assert all(report.passed for report in reports), reports
    made = exporting.export([row.pk for row in rows], folder.parent / "exported")
    return {
        "ten_to_one": (sizes[-1] - sizes[0]) / (sizes[1] - sizes[0]),
        "first_kb": (sizes[1] - sizes[0]) / 1000,
        "later_kb": (sizes[-1] - sizes[1]) / 9 / 1000,
        "exported_to_one": sum(_length(path) for path in made.folder.rglob("*")) / (sizes[1] - sizes[0]),
    }


def _size(folder: Path) -> int:
    return sum(_length(path) for path in folder.rglob("*"))


def _length(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


if __name__ == "__main__":
    main()
