"""An hour of polling, in minutes that do not wait: which sources are due, what they say, what is stored."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from bench.parts.feed_addresses import feed_address, publish
from bench.parts.feed_server import START
from bench.process import given, tell, timed
from interlink.cli import boot

MINUTES = 60
SHORTEST_GAP, LONGEST_GAP = 0.5, 24 * 14  # hours between two items of a source
SEED = 20_261_124


class Clock:
    """The simulated time."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def main() -> None:
    boot()
    from interlink.newsroom.watch import queries, rounds  # noqa: PLC0415 - Django is set up first
    from interlink.newsroom.watch.models import Item, Source  # noqa: PLC0415
    from interlink.newsroom.watch.polling.rules import rest  # noqa: PLC0415
    from interlink.newsroom.watch.tasks import MOST_SOURCES  # noqa: PLC0415

    asked = given()
    sources, port = asked["sources"], asked["port"]
    chance, clock = random.Random(SEED), Clock(START + timedelta(hours=2))
    Source.objects.bulk_create(
        Source(name=f"Paper {number}", address=feed_address(number, port)) for number in range(sources)
    )
    for checked in rounds.check_sources(Source.objects.order_by("pk"), clock):
        assert not checked.problem, checked.problem
    before = Item.objects.count()
    gaps = {}
    for number, source in enumerate(Source.objects.order_by("pk")):
        gaps[number] = source.hours_between_items = SHORTEST_GAP * (LONGEST_GAP / SHORTEST_GAP) ** chance.random()
        source.next_check = clock.now + rest(source.hours_between_items, timedelta(minutes=30)) * chance.random()
        source.save()

    checks = published = late = 0

    def minute() -> None:
        nonlocal checks, late
        due = list(queries.due_sources(clock.now)[:MOST_SOURCES])
        for checked in rounds.check_sources(due, clock):
            assert not checked.problem, checked.problem
            checks += 1
        late = queries.due_sources(clock.now).count()

    wall = cpu = 0.0
    for _ in range(MINUTES):
        clock.now += timedelta(minutes=1)
        news = [number for number, gap in gaps.items() if chance.random() < 1 / (gap * 60)]
        publish(port, news, clock.now)
        published += len(news)
        time = timed(minute)
        wall, cpu = wall + time.wall, cpu + time.cpu
    assert not late, f"{late} sources were due and not asked"
    tell({"wall": wall, "cpu": cpu, "checks": checks, "published": published, "taken": Item.objects.count() - before})


if __name__ == "__main__":
    main()
