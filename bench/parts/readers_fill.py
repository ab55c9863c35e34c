"""Fill a desk with subscribers: most get mails, some have left, a few in another language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.process import given, tell  # noqa: E402
from interlink.accounts.models import User  # noqa: E402
from interlink.newsroom.outreach.models import Consent, Subscriber, Subscription  # noqa: E402

AT_ONCE = 5_000
DOMAINS = 97
CACHE_KB = 200_000
LEFT, RARE = 20, 60  # so that a page of the rare ones is full in a tenth of the quick desk too


def main() -> None:
    call_command("migrate", verbosity=0)
    User.objects.create_superuser("editor", "", "a long password of a bench")
    rows = (_one(number) for number in range(given()["subscribers"]))
    with _indexed_afterwards(Subscriber._meta.db_table):
        while some := list(islice(rows, AT_ONCE)):
            Subscriber.objects.bulk_create(some)
    tell({"subscribers": Subscriber.objects.count()})


@contextmanager
def _indexed_afterwards(table: str) -> Iterator[None]:
    """Fill a table first and sort its indexes once: a million keys in no order, one by one, take too long."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA cache_size={-CACHE_KB}")
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql > ''", [table]
        )
        indexes = cursor.fetchall()
        for name, _sql in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, sql in indexes:
            cursor.execute(sql)


def _one(number: int) -> Subscriber:
    # Spread over the alphabet, as addresses are.
    name, domain = f"{number * 2_654_435_761 % 2**32:08x}", f"d{number % DOMAINS}.example"
    return Subscriber(
        email=f"{name}@{domain}",
        key=f"{name}@{domain}",
        domain=domain,
        language="fa" if number % RARE == 0 else "en",
        standing=Subscription.LEFT if number % LEFT == 0 else Subscription.ACTIVE,
        how=Consent.FORM,
        confirmed_at=timezone.now(),
    )


if __name__ == "__main__":
    main()
