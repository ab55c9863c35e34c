"""What is asked about the fediverse."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from wagtail.models import Page

from interlink.newsroom.outreach.fediverse import addresses, rules
from interlink.newsroom.outreach.fediverse.models import Actor, Delivery, Inbox, Note, Server
from interlink.newsroom.outreach.fediverse.rules import OPEN, Standing
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.press.queries import live_digests, live_posts
from interlink.newsroom.press.unchanged import while_unchanged


def on() -> QuerySet[Actor]:
    """Return the actors that can be followed."""
    return Actor.objects.filter(is_on=True)


@while_unchanged
def actor_of(language: str) -> Actor | None:
    """Return the actor of a language, if it can be followed."""
    return on().filter(language=language).first()


def actor_at(address: str) -> Actor | None:
    """Return the actor of an address, if it can be followed."""
    return next((one for one in on() if addresses.of_actor(one) == address), None)


def actor_named(name: str) -> Actor | None:
    """Return the actor with a name, in whatever case, if it can be followed."""
    return on().filter(name=name.lower()).first()


def note_of(page: Page) -> Note | None:
    """Return what was told of a page, if it can be found in the fediverse."""
    return Note.objects.filter(page=page.pk, gone_at=None, actor__is_on=True).select_related("actor").first()


def notes_of(actor: Actor) -> QuerySet[Note]:
    """Return the notes of an actor that are there, the newest first."""
    return actor.notes.filter(gone_at=None)


def newest_before(actor: Actor, now: datetime) -> list[PostPage | DigestPage]:
    """Return the newest posts and digests of an actor's language that readers see and nobody was told of, oldest first.

    As many as a page of the outbox has, of the last weeks.
    """
    front = FrontPage.objects.filter(locale__language_code=actor.language).first()
    if front is None:
        return []
    told = Note.objects.filter(actor=actor, gone_at=None).values("page")
    found: list[PostPage | DigestPage] = []
    for pages in (live_posts(front), live_digests(front)):
        new = pages.filter(first_published_at__gte=now - rules.FOUND_FOR).exclude(pk__in=told)
        found += new.order_by("-first_published_at", "-pk")[: rules.A_PAGE]
    return sorted(found, key=lambda page: (page.first_published_at, page.pk))[-rules.A_PAGE :]


def waiting() -> tuple[int, int]:
    """Return how many deliveries wait, and how many of these are for servers with which something is wrong."""
    rows = Delivery.objects.filter(standing__in=OPEN, inbox__server__is_blocked=False)
    return rows.count(), rows.exclude(inbox__server__problem="").count()


def is_blocked(server: str) -> bool:
    """Tell whether a server, or a domain above it, is blocked."""
    blocked = Server.objects.filter(is_blocked=True).values_list("host", flat=True)
    return any(rules.covers(one, server) for one in blocked)


def followed_inboxes(actor: Actor) -> QuerySet[Inbox]:
    """Return where an actor's followers take what it tells, each place once."""
    return actor.inboxes.filter(followers__isnull=False, server__is_blocked=False).distinct()


def told_inboxes(actor: Actor) -> QuerySet[Inbox]:
    """Return the same with the places that were told of something before, which have to hear of its changes."""
    return actor.inboxes.filter(Q(followers__isnull=False) | Q(told=True), server__is_blocked=False).distinct()


def due(now: datetime) -> QuerySet[Delivery]:
    """Return the deliveries whose time has come, of servers that are not left in peace."""
    rows = Delivery.objects.filter(standing__in=OPEN, due_at__lte=now, inbox__server__is_blocked=False)
    return rows.filter(Q(inbox__server__rests_until=None) | Q(inbox__server__rests_until__lte=now))


def servers_due(now: datetime) -> QuerySet[Server]:
    """Return the servers that are to be told something, who waits longest first."""
    waiting = due(now).values("inbox__server").annotate(first=Min("pk")).order_by("first")
    keys = [row["inbox__server"] for row in waiting[:200]]
    found = Server.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]  # type: ignore[return-value]


def first_due(server: Server, now: datetime) -> Delivery | None:
    """Return what a server is to be told next: in the order in which it was said."""
    rows = due(now).filter(inbox__server=server).select_related("activity__actor", "activity__note", "inbox__server")
    return rows.order_by("pk").first()


def newest(front: FrontPage) -> PostPage | None:
    """Return the newest post of a language, by which editors see how posts look to followers."""
    found: PostPage | None = live_posts(front).first()
    return found


def actors() -> QuerySet[Actor]:
    """Return all actors with how many follow each, and how its deliveries stand."""
    return Actor.objects.annotate(
        following=Count("followers", distinct=True),
        places=Count("inboxes__server", Q(inboxes__followers__isnull=False), distinct=True),
    )


def deliveries_of(actor: Actor) -> dict[str, int]:
    """Return how many deliveries of an actor stand in which way."""
    rows = Delivery.objects.filter(activity__actor=actor).values_list("standing").annotate(number=Count("pk"))
    counts = {str(standing): number for standing, number in rows}
    return {
        "waiting": counts.get(Standing.WAITING, 0) + counts.get(Standing.ASKED, 0),
        "done": counts.get(Standing.DONE, 0),
        "refused": counts.get(Standing.REFUSED, 0),
    }


def troubled() -> QuerySet[Server]:
    """Return the servers with which something is wrong, or that were let go lately, the longest first."""
    wrong = ~Q(problem="") | Q(let_go_at__isnull=False)
    return Server.objects.filter(wrong, is_blocked=False).order_by("failing_since", "host")


def blocked() -> QuerySet[Server]:
    """Return the domains that are blocked."""
    return Server.objects.filter(is_blocked=True)
