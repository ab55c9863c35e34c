"""How many subscribers there are is kept with each change of one."""

from __future__ import annotations

import pytest
from django.db import connection

from interlink.newsroom.outreach import tallies
from interlink.newsroom.outreach.models import Subscriber, Subscription, Tally

pytestmark = pytest.mark.django_db
ACTIVE, LEFT = Subscription.ACTIVE, Subscription.LEFT


def people(*languages: str) -> list[Subscriber]:
    return Subscriber.objects.bulk_create(
        Subscriber(email=f"{place}@a.example", key=f"{place}@a.example", language=language, standing=ACTIVE)
        for place, language in enumerate(languages)
    )


def counted() -> dict[tuple[str, str], tuple[int, int]]:
    return {(row.language, row.standing): (row.total, row.daily) for row in Tally.objects.filter(total__gt=0)}


def test_each_way_of_changing_a_subscriber_is_counted() -> None:
    anna, bela, _cara = people("en", "en", "fr")
    assert counted() == {("en", "active"): (2, 0), ("fr", "active"): (1, 0)}
    Subscriber.objects.filter(language="en").update(daily=True)
    anna.standing = LEFT
    anna.daily = True
    anna.save()
    assert counted() == {("en", "active"): (1, 1), ("en", "left"): (1, 1), ("fr", "active"): (1, 0)}
    assert (tallies.total(), tallies.total([ACTIVE]), tallies.total(language="en", choice="daily")) == (3, 2, 2)
    bela.delete()
    Subscriber.objects.bulk_create(
        [Subscriber(email="2@a.example", key="2@a.example", language="en")], ignore_conflicts=True
    )
    assert counted() == {("en", "left"): (1, 1), ("fr", "active"): (1, 0)}


def test_a_table_that_was_rebuilt_is_counted_anew() -> None:
    with connection.cursor() as cursor:
        for name in tallies.TRIGGERS:
            cursor.execute(f"DROP TRIGGER {name}")
    people("en", "fr")
    assert tallies.total() == 0
    tallies.install()
    assert tallies.total() == 2
    Subscriber.objects.all().delete()
    assert tallies.total() == 0
