"""What happens with channels: posts announced, followed, taken back; channels tested, paused, removed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from interlink.accounts.models import User
from interlink.newsroom.outreach.channels import composing, keys, queries
from interlink.newsroom.outreach.channels.asking import ask
from interlink.newsroom.outreach.channels.errors import ChannelError
from interlink.newsroom.outreach.channels.models import Announcement, Channel
from interlink.newsroom.outreach.channels.registry import SERVICES
from interlink.newsroom.outreach.channels.rules import Standing, State, Wanted, goes_out_at
from interlink.newsroom.outreach.channels.tasks import tell_soon

LONGEST_TITLE = 300
OVER = (State.TAKEN_BACK, State.CALLED_OFF, State.FAILED)


@transaction.atomic
def announce(page: Page, channel: Channel, by: User | None, now: datetime, due: datetime | None = None) -> Announcement:
    """Have a page told of on a channel. Asked twice, it is told once.

    What was taken back, called off or refused is told anew.
    """
    fields = {"title": page.title[:LONGEST_TITLE], "by": by, "ordered_at": now, "changed_at": now, "due_at": due or now}
    row, made = Announcement.objects.get_or_create(channel=channel, page_id=page.pk, defaults=fields)
    if not made and row.state in OVER:
        row.messages.filter(standing__in=(Standing.REFUSED, Standing.GONE)).delete()
        _order(row, Wanted.TOLD, now, **fields)
    tell_soon([row])
    return row


@transaction.atomic
def take_back(row: Announcement, now: datetime) -> None:
    """Have what was told of a page deleted at the service; what is not sent yet is called off."""
    if row.messages.exists():
        _order(row, Wanted.GONE, now)
        tell_soon([row])
    elif row.state in {State.WAITING, State.FAILED}:
        Announcement.objects.filter(pk=row.pk).update(state=State.CALLED_OFF, changed_at=now, due_at=None)


@transaction.atomic
def send_anew(row: Announcement, now: datetime) -> None:
    """Have what was told of a page deleted, and told as it is now: where a service cannot change what is there."""
    _order(row, Wanted.GONE, now, anew=True)
    tell_soon([row])


@transaction.atomic
def settle(row: Announcement, now: datetime, *, is_there: bool) -> None:
    """Note what an editor saw at the service, where no answer had told it."""
    unsure = row.messages.filter(standing=Standing.UNSURE)
    if is_there:
        unsure.update(standing=Standing.SENT, noted_at=now)
    else:
        unsure.delete()
    _order(row, Wanted(row.wanted), now)
    tell_soon([row])


@transaction.atomic
def published(page: Page, now: datetime) -> None:
    """Bring channels in step with a page that was just published: for the first time, or changed."""
    if composing.public_page(page.pk) is None:
        return
    language, kind = page.locale.language_code, composing.kind_of(page)
    known = {row.channel_id: row for row in Announcement.objects.filter(page=page.pk)}
    for channel in Channel.objects.all():
        row = known.get(channel.pk)
        if row is None:
            at = goes_out_at(queries.taste_of(channel), language, kind, page.first_published_at, channel.added_at, now)
            if at is not None:
                announce(page, channel, None, now, due=at)
        elif row.state == State.WAITING:
            Announcement.objects.filter(pk=row.pk).update(changed_at=now)  # whoever works on it looks once more
        elif row.state in {State.TOLD, State.BEHIND} and row.wanted == Wanted.TOLD:
            _order(row, Wanted.TOLD, now)
            tell_soon([row])


@transaction.atomic
def withdrawn(pages: list[int], now: datetime) -> None:
    """Take back what was told of pages that readers see no longer."""
    for row in Announcement.objects.filter(page__in=pages).exclude(state__in=(State.TAKEN_BACK, State.CALLED_OFF)):
        take_back(row, now)


def _order(row: Announcement, wanted: Wanted, now: datetime, **more: object) -> None:
    fields: dict[str, object] = {
        "wanted": wanted, "state": State.WAITING, "due_at": now, "changed_at": now, "tries": 0, "anew": False,
        "problem": "", "problem_words": "",
    }  # fmt: skip
    Announcement.objects.filter(pk=row.pk).update(**(fields | more))
    row.refresh_from_db()


def test(channel: Channel, now: datetime) -> bool:
    """Ask the service whose account it is, and note it; say whether it is the account of the last test.

    Raises:
        ChannelError: it did not say.
    """
    kind = SERVICES[channel.service]
    try:
        who = ask(channel, kind.who)
    except ChannelError as error:
        Channel.objects.filter(pk=channel.pk).update(problem=error.problem, problem_words=error.words)
        raise
    same = channel.account_key in {"", who.key}
    channel.account, channel.account_key, channel.facts = who.account[:300], who.key[:300], dict(who.facts)
    channel.tested_at, channel.problem, channel.problem_words = now, "", ""
    channel.save(update_fields=["account", "account_key", "facts", "tested_at", "problem", "problem_words"])
    return same


def pause(channel: Channel) -> None:
    """Send nothing on a channel until it is resumed; what is ordered waits."""
    Channel.objects.filter(pk=channel.pk).update(paused=True)


@transaction.atomic
def resume(channel: Channel) -> None:
    """Go on with a channel."""
    Channel.objects.filter(pk=channel.pk).update(paused=False, problem="", problem_words="", rests_until=None)
    tell_soon(channel.announcements.filter(state=State.WAITING))


def remove(channel: Channel) -> None:
    """Forget a channel, its keys and what was told on it. What is there at the service stays there."""
    key = channel.pk
    channel.delete()
    keys.forget(key)
