"""What happens with a source's hub: its links are noted, it confirms, it refuses, it lets a source rest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from interlink.lib.reading.feeds import Feed
from interlink.lib.reading.link_headers import read_links
from interlink.lib.sentences import Sentence
from interlink.newsroom.watch.models import Source
from interlink.newsroom.watch.polling.actions import spread
from interlink.newsroom.watch.websub import asking, callbacks, rules
from interlink.newsroom.watch.websub.models import Asking
from interlink.newsroom.watch.websub.tasks import leave_hub


def note_links(source: Source, feed: Feed, answer_headers: Iterable[tuple[str, str]]) -> None:
    """Remember which hub tells of a source's news; call it whenever its feed was read.

    Costs nothing while nothing changes. A new hub is asked in the background, the old one is told to stop.

    Args:
        source: the source; its hub fields are stored here.
        feed: what was read.
        answer_headers: of the answer that the feed came in.
    """
    links = rules.choose(
        feed.hubs, feed.own_address, read_links(answer_headers, address=source.address), source.address
    )
    hub, topic = (links.hub, links.topic) if links is not None else ("", "")
    if (hub, topic) == (source.hub, source.hub_topic):
        return
    with transaction.atomic():
        if source.hub_until is not None and callbacks.enabled():
            leave_hub.enqueue(hub=source.hub, form=asking.ending(source))
        source.hub, source.hub_topic, source.hub_secret, source.hub_until = hub, topic, "", None
        source.save(update_fields=["hub", "hub_topic", "hub_secret", "hub_until"])
        if not hub:
            Asking.objects.filter(source=source).delete()
            return
        known, _ = Asking.objects.get_or_create(source=source)
        known.next_ask = known.asked + rules.REST_BETWEEN_CHANGES if known.asked is not None else None
        known.told, known.failures = None, 0
        known.save(update_fields=["next_ask", "told", "failures"])


def confirm(source: Source, topic: str, lease_seconds: str, now: datetime) -> bool:
    """Store that a hub has subscribed us, if it is what we asked for; returns whether it is."""
    granted = rules.lease(lease_seconds, now, spread=spread(source))
    if topic != source.hub_topic or granted is None or not callbacks.enabled():
        return False
    with transaction.atomic():
        Source.objects.filter(pk=source.pk, hub_secret=source.hub_secret).update(hub_until=granted.until)
        Asking.objects.filter(source=source).update(next_ask=granted.renew, failures=0, problem="")
    return True


def deny(source: Source, topic: str, reason: str, now: datetime) -> None:
    """Store that a hub does not, or no longer, tell us of a topic; it is asked again in a week."""
    if topic != source.hub_topic:
        return
    with transaction.atomic():
        Source.objects.filter(pk=source.pk, hub_secret=source.hub_secret).update(hub_until=None)
        problem = Sentence("The hub does not tell us of this feed.")
        if reason:
            problem = Sentence("The hub does not tell us of this feed: %(reason)s", reason=reason)
        Asking.objects.filter(source=source).update(next_ask=now + rules.LONGEST_RETRY, problem=problem)


def rest(source: Source, now: datetime, times: Iterable[datetime] = ()) -> timedelta:
    """Return how long a source may rest at least because its hub tells us of news; zero without such a hub.

    Args:
        source: the source.
        now: the time of the answer.
        times: when the items in the answer appeared.
    """
    if source.hub_until is None or source.hub_until <= now or not callbacks.enabled():
        return timedelta()
    told = Asking.objects.filter(source=source).values_list("told", flat=True).first()
    newest = max([*times, *([source.last_item] if source.last_item else [])], default=None)
    return rules.rest(source.hub_until, told, newest, now)
