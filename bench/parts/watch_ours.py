"""Our side of the watch bench: one desk, four rounds over all its sources."""

from __future__ import annotations

from django.db.models import Sum
from django.db.models.functions import Length
from django.utils import timezone

from bench.parts.feed_addresses import feed_address, make_new
from bench.process import given, tell, timed
from interlink.cli import boot


def main() -> None:
    boot()
    from interlink.newsroom.watch import rounds  # noqa: PLC0415 - Django is set up first
    from interlink.newsroom.watch.models import Item, Source  # noqa: PLC0415

    asked = given()
    feeds, items, port = asked["feeds"], asked["items"], asked["port"]
    Source.objects.bulk_create(
        Source(name=f"Paper {number}", address=feed_address(number, port)) for number in range(feeds)
    )
    taken = {"new": 0, "changed": 0, "known": 0}

    def check_all() -> None:
        for name in taken:
            taken[name] = 0
        for checked in rounds.check_sources(Source.objects.order_by("pk"), timezone.now):
            assert not checked.problem, checked.problem
            for name in taken:
                taken[name] += getattr(checked.taken, name)

    figures = {}
    for phase, expected in (
        ("new", {"new": feeds * items, "changed": 0, "known": 0}),
        ("not_modified", {"new": 0, "changed": 0, "known": 0}),
        ("unchanged", {"new": 0, "changed": 0, "known": 0}),
        ("restamped", {"new": 0, "changed": 0, "known": feeds * items}),
    ):
        make_new(port, phase)
        time = timed(check_all)
        assert taken == expected, (phase, taken, expected)
        figures[phase] = {"wall": time.wall, "cpu": time.cpu}
    assert Item.objects.count() == feeds * items
    assert Item.objects.aggregate(all=Sum(Length("summary")))["all"] > feeds * items * 100
    tell(figures)


if __name__ == "__main__":
    main()
