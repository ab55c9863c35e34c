"""How many subscribers there are, kept by the database with each change: a million rows are not counted for a page.

The triggers are put up after migrations, since a migration that rebuilds the table of subscribers drops them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connections, transaction
from django.db.models import Count, Q, Sum

from interlink.newsroom.outreach.models import Subscriber, Subscription, Tally

CHOICES = ("weekly", "daily", "every_post", "removals")
_COLUMNS = ("total", *CHOICES)
_SUMS = {"total": Count("pk"), **{name: Count("pk", filter=Q(**{name: True})) for name in CHOICES}}


def _change(row: str, sign: str) -> str:
    steps = [f"total = total {sign} 1", *(f"{name} = {name} {sign} {row}.{name}" for name in CHOICES)]
    place = f"language = {row}.language AND standing = {row}.standing"
    return f"UPDATE outreach_tally SET {', '.join(steps)} WHERE {place};"  # noqa: S608 - of our own names alone


# Nothing is inserted with OR REPLACE, which would carry over into the triggers.
_NEW = (
    f"INSERT OR IGNORE INTO outreach_tally (language, standing, {', '.join(_COLUMNS)}) "  # noqa: S608 - the same
    f"VALUES (NEW.language, NEW.standing, {', '.join('0' for _ in _COLUMNS)}); {_change('NEW', '+')}"
)
_OLD = _change("OLD", "-")
TRIGGERS = {
    "outreach_tally_added": f"AFTER INSERT ON outreach_subscriber BEGIN {_NEW} END",
    "outreach_tally_gone": f"AFTER DELETE ON outreach_subscriber BEGIN {_OLD} END",
    "outreach_tally_changed": (
        f"AFTER UPDATE OF language, standing, {', '.join(CHOICES)} ON outreach_subscriber BEGIN {_OLD} {_NEW} END"
    ),
}


def install(using: str = "default", **kwargs: Any) -> None:
    """Put the triggers up where they are missing, and count anew then. Called after migrations."""
    del kwargs
    connection = connections[using]
    if connection.vendor != "sqlite" or "outreach_tally" not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if set(TRIGGERS) <= {name for (name,) in cursor.fetchall()}:
            return
        for name, body in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {body}")
        Tally.objects.using(using).all().delete()
        counted = Subscriber.objects.using(using).order_by().values("language", "standing").annotate(**_SUMS)
        Tally.objects.using(using).bulk_create(Tally(**row) for row in counted)


def total(standings: Iterable[Subscription] = (), language: str = "", choice: str = "total") -> int:
    """Return how many subscribers there are.

    Args:
        standings: only these; all where none is given.
        language: only this one.
        choice: only those who chose this, one of CHOICES.
    """
    rows = Tally.objects.all()
    if standings:
        rows = rows.filter(standing__in=list(standings))
    if language:
        rows = rows.filter(language=language)
    found: int | None = rows.aggregate(sum=Sum(choice))["sum"]
    return found or 0


def by_standing(language: str = "") -> dict[str, int]:
    """Return how many subscribers there are of each standing, in one language or in all."""
    rows = Tally.objects.filter(language=language) if language else Tally.objects.all()
    return dict(rows.values_list("standing").annotate(sum=Sum("total")))
