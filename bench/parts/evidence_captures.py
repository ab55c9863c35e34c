"""Captures of pages with parts against their fetches alone, and what ten captures of an unchanged page take to keep."""

from __future__ import annotations

from dataclasses import replace

import django
from django.utils import timezone

from bench.parts.evidence_site import PARTS
from bench.process import given, tell, timed


def main() -> None:
    django.setup()
    from interlink.lib.fetch import DOCUMENT, PART  # noqa: PLC0415 - Django is set up first
    from interlink.lib.fetch.gathering import Gathering  # noqa: PLC0415
    from interlink.lib.fetch.parallel import Wanted, fetch_each  # noqa: PLC0415
    from interlink.newsroom.evidence import capturing, parting  # noqa: PLC0415
    from interlink.newsroom.evidence.models import Capture  # noqa: PLC0415
    from interlink.newsroom.network import door_rules, user_agent  # noqa: PLC0415

    asked = given()
    bounds = parting.BOUNDS

    def site(number: int) -> str:
        return f"http://paper-{number}.localhost:{asked['port']}"

    def capture(number: int) -> Capture:
        row = Capture.objects.create(address=f"{site(number)}/story/{number}", asked_at=timezone.now())
        capturing.take(row)
        assert row.is_whole, row.problem
        assert row.parts.filter(state__in=("kept", "revisit")).count() == PARTS
        return row

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
    taken, fetched = [], []
    for number in range(1, asked["pages"] + 1):
        taken.append(timed(lambda: capture(number)))  # noqa: B023 - called at once
        fetched.append(timed(lambda: fetch(number)))  # noqa: B023
    ten = [capture(asked["pages"] + 1).warc_path.stat().st_size for _ in range(10)]
    tell(
        {
            "capture": min(one.wall for one in taken),
            "fetches": min(one.wall for one in fetched),
            "ten_to_one": sum(ten) / ten[0],
        }
    )


if __name__ == "__main__":
    main()
