"""A desk with a signing key, a week of posts and as many subscribers as are wanted."""

from __future__ import annotations

from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.press_texts import vocabulary  # noqa: E402
from bench.process import given, tell  # noqa: E402
from interlink.accounts.actions import add_user  # noqa: E402
from interlink.accounts.roles import Role  # noqa: E402
from interlink.newsroom.outreach.mail import dkim  # noqa: E402
from interlink.newsroom.outreach.models import Subscriber, Subscription  # noqa: E402
from interlink.newsroom.press import digests  # noqa: E402
from interlink.newsroom.press.models import FrontPage, PostPage  # noqa: E402

WORDS, BATCH, OUTLETS, DOMAINS = 90, 5000, 14, 40


def posts(number: int) -> None:
    """Add posts of this week, with as long an excerpt as may be quoted."""
    front = FrontPage.objects.get(locale__language_code="en")
    words = vocabulary()
    week = digests.open_week(front, timezone.now())
    first = digests.rhythm.current().bounds(week)[0]
    for at in range(number):
        excerpt = " ".join(words[(at * 7 + place * 13) % len(words)] for place in range(WORDS))
        post = PostPage(
            title=f"{words[at % len(words)]} {words[(at * 3) % len(words)]} in the harbour, part {at}",
            slug=f"post-{at}",
            outlet=f"Gazette {at % OUTLETS}",
            excerpt=excerpt,
            excerpt_language="en",
            cited_address=f"https://gazette-{at % OUTLETS}.example/{at}",
            live=True,
            first_published_at=first + timedelta(minutes=at),
        )
        front.add_child(instance=post)


def subscribers(number: int) -> None:
    """Add subscribers of the digest."""
    now = timezone.now()
    for start in range(0, number, BATCH):
        names = ((f"reader{at}", f"box{at % DOMAINS}.example") for at in range(start, min(start + BATCH, number)))
        Subscriber.objects.bulk_create(
            Subscriber(
                email=f"{name}@{domain}",
                key=f"{name}@{domain}",
                domain=domain,
                language="en",
                standing=Subscription.ACTIVE,
                confirmed_at=now,
            )
            for name, domain in names
        )


def main() -> None:
    """Fill the desk."""
    wanted = given()
    add_user("ida", "a long password of hers", display_name="Ida", role=Role.PUBLISHER)
    dkim.make_key(settings.INTERLINK_DKIM_KEY)
    posts(wanted["posts"])
    subscribers(wanted["subscribers"])
    tell({"subscribers": Subscriber.objects.count()})


if __name__ == "__main__":
    main()
