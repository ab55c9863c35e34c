"""Fill a desk with subscribers: most get mails, some have left, a few in a language that is last in the order."""

from __future__ import annotations

from itertools import islice

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.process import given, tell  # noqa: E402
from interlink.accounts.models import User  # noqa: E402
from interlink.newsroom.outreach.models import Consent, Subscriber, Subscription  # noqa: E402

AT_ONCE = 5_000
DOMAINS = 997
LEFT, RARE = 20, 1_000


def main() -> None:
    call_command("migrate", verbosity=0)
    User.objects.create_superuser("editor", "", "a long password of a bench")
    rows = (_one(number) for number in range(given()["subscribers"]))
    while some := list(islice(rows, AT_ONCE)):
        Subscriber.objects.bulk_create(some)
    tell({"subscribers": Subscriber.objects.count()})


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
