"""Our side of the articles bench: fetch, extract, spot and store every waiting item of one desk."""

from __future__ import annotations

import random

from django.utils import timezone

from bench.parts.article_pages import page
from bench.process import given, tell, timed
from interlink.cli import boot

PAGES_A_HOST = 20
SYLLABLES = ("ka", "mo", "ri", "ten", "sol", "va", "del", "bru", "ni", "ost", "pel", "zar")


def _names(count: int) -> list[str]:
    """Make up names of two words, beside those that the demo press' articles do mention."""
    chance = random.Random(1)
    names = ["Meridian Fellowship", "Gemeinschaft Meridian", "Fraternité Méridienne", "Kodravel"]
    while len(names) < count:
        words = ("".join(chance.choices(SYLLABLES, k=3)).title() for _ in range(2))
        names = list(dict.fromkeys([*names, " ".join(words)]))
    return names


def main() -> None:
    boot()
    from interlink.newsroom.watch import queries, rounds  # noqa: PLC0415 - Django is set up first
    from interlink.newsroom.watch.models import Item, Source, SubjectKind  # noqa: PLC0415
    from interlink.newsroom.watch.subjects import add_subject  # noqa: PLC0415

    asked = given()
    pages, port = asked["pages"], asked["port"]
    names = _names(asked["aliases"])
    for place in range(0, len(names), 4):
        add_subject(names[place], kind=SubjectKind.ORGANISATION, aliases=names[place + 1 : place + 4])
    source = Source.objects.create(name="Paper", address=f"http://paper.localhost:{port}/feed")
    Item.objects.bulk_create(
        Item(
            source=source,
            guid=str(number),
            address=f"http://paper-{number // PAGES_A_HOST}.localhost:{port}/page/{number}",
            title=page(number).title,
            checksum="0" * 64,
            seen_at=timezone.now(),
        )
        for number in range(pages)
    )

    def read_all() -> None:
        for read in rounds.read_items(queries.items_to_read(timezone.now()), timezone.now):
            assert not read.problem, read.problem

    # The first page loads what the libraries load once; the peer's side warms up in the same way.
    for _ in rounds.read_items(queries.items_to_read(timezone.now())[:6], timezone.now):
        pass
    left = queries.items_to_read(timezone.now()).count()
    time = timed(read_all)
    stored = Item.objects.exclude(text="")
    assert stored.count() == pages
    mentioned = Item.objects.filter(mentions__isnull=False).distinct().count()
    assert mentioned > 0
    tell({"pages": left, "wall": time.wall, "cpu": time.cpu, "mentioned": mentioned})


if __name__ == "__main__":
    main()
