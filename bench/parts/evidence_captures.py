"""Captures of pages with parts against their fetches alone, and what ten captures of an unchanged page take to keep.

All that is kept counts: every file in the folder of evidence, with the packages' wrappings, the log and, of two
authorities, a timestamp for each capture, as if each were taken on a day of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import django
from django.utils import timezone

from bench.parts.evidence_site import PARTS
from bench.process import given, tell, timed


def main() -> None:
    django.setup()
    from interlink.lib.fetch import DOCUMENT, PART  # noqa: PLC0415 - Django is set up first
    from interlink.lib.fetch.gathering import Gathering  # noqa: PLC0415
    from interlink.lib.fetch.parallel import Wanted, fetch_each  # noqa: PLC0415
    from interlink.newsroom.evidence import capturing, parting, sealing  # noqa: PLC0415
    from interlink.newsroom.evidence.models import Capture  # noqa: PLC0415
    from interlink.newsroom.network import door_rules, user_agent  # noqa: PLC0415

    asked = given()
    bounds = parting.BOUNDS

    def site(number: int) -> str:
        return f"http://paper-{number}.localhost:{asked['port']}"

    def received(number: int) -> Capture:
        row = Capture.objects.create(address=f"{site(number)}/story/{number}", asked_at=timezone.now())
        capturing.receive(row)
        return row

    def sealed(row: Capture) -> Capture:
        assert sealing.seal(row), row.sealing_problem
        assert row.parts.filter(state__in=("kept", "revisit")).count() == PARTS
        return row

    def capture(number: int) -> Capture:
        return sealed(received(number))

    def fetch(number: int) -> None:
        """The same requests with the same courtesy to the host, and nothing else."""
        wanted = [Wanted(0, f"{site(number)}/story/{number}", limits=DOCUMENT, obey_robots=False)]
        list(fetch_each(wanted, door_rules(), user_agent=user_agent()))
        rules = replace(
            door_rules(), per_host_streams=bounds.streams, gap_seconds=bounds.gap_seconds, obey_robots=False
        )
        with Gathering[str](rules, user_agent=user_agent(), seconds=bounds.seconds) as gathering:
            for place in (*(f"part/{part}.png" for part in range(PARTS)), "favicon.ico"):
                address = f"{site(number)}/{place}"
                gathering.add(Wanted(address, address, limits=PART, obey_robots=False), 0)
            assert sum(1 for _ in gathering.answers()) == PARTS + 1

    capture(0)
    fetch(0)  # what is loaded once is loaded
    taken, closed, fetched = [], [], []
    for number in range(1, asked["pages"] + 1):
        rows: list[Capture] = []
        taken.append(timed(lambda: rows.append(received(number))))  # noqa: B023 - called at once
        closed.append(timed(lambda: sealed(rows[0])))  # noqa: B023
        fetched.append(timed(lambda: fetch(number)))  # noqa: B023
    named = {"capture": taken, "sealing": closed, "fetches": fetched}
    figures = {name: min(one.wall for one in times) for name, times in named.items()}
    if asked.get("kept"):
        figures |= _kept(lambda: capture(asked["pages"] + 1))
    tell(figures)


def _kept(capture: Callable[[], Any]) -> dict[str, float]:
    from django.conf import settings  # noqa: PLC0415

    from demo_press.timestamps import authority_in  # noqa: PLC0415
    from interlink.lib.warc.check import How  # noqa: PLC0415
    from interlink.lib.warc.log import head_of  # noqa: PLC0415
    from interlink.lib.warc.log_stamps import keep_stamp  # noqa: PLC0415
    from interlink.lib.warc.timestamps import query_for  # noqa: PLC0415
    from interlink.newsroom.evidence import exporting, trusting, verifying  # noqa: PLC0415

    folder, log = trusting.evidence_folder(), trusting.log_path()
    clocks = {name: authority_in(folder.parent / name) for name in ("tarn-clock", "harbour-clock")}
    settings.INTERLINK_AUTHORITIES = tuple((name, "", clock.roots) for name, clock in clocks.items())
    sizes = [_size(folder)]
    rows = []
    for _ in range(10):
        rows.append(capture())
        head = head_of(log)
        for authority in trusting.authorities():
            answer = clocks[authority.name].reply(query_for(head.sha256).content)
            keep_stamp(answer, log, head.number, authority)
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
