"""The books of what is told elsewhere: what is written before a service is asked, and after it has answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from interlink.newsroom.outreach.channels import rules
from interlink.newsroom.outreach.channels.errors import ChannelError, NotTaken, NotThere
from interlink.newsroom.outreach.channels.models import Announcement, Channel, Message
from interlink.newsroom.outreach.channels.protocol import Content, Part, Sent
from interlink.newsroom.outreach.channels.rules import Held, Standing, State, Wanted


def as_held(message: Message) -> Held:
    """Return a row as the rules see it."""
    return Held(message.position, Standing(message.standing), message.checksum, message.asked_at)


def as_sent(message: Message) -> Sent:
    """Return a row as the services see it."""
    return Sent(message.remote, message.address, message.facts)


def sent_before(messages: Iterable[Message], position: int) -> tuple[Sent, ...]:
    """Return the messages of a thread that come before one."""
    return tuple(as_sent(one) for one in messages if one.position < position and one.standing == Standing.SENT)


def as_told(message: Message, part: Part | None, row: Announcement) -> Part:
    """Return what was asked of the service when no answer came, whatever the page says by now."""
    content = part.content if part else Content(row.title, "", "")
    return replace(part or Part("", content), text=message.text)


@transaction.atomic
def begin(row: Announcement, position: int, part: Part, key: str, now: datetime) -> Message | None:
    """Note that the service is about to be asked to post a message; None where that was called off meanwhile."""
    still = Announcement.objects.select_for_update().filter(pk=row.pk, state=State.WAITING, wanted=Wanted.TOLD)
    if not still.exists():
        return None
    told = {"key": key, "standing": Standing.ASKED, "checksum": part.checksum, "text": part.text, "asked_at": now}
    message, _made = Message.objects.update_or_create(announcement=row, position=position, defaults=told)
    return message


@transaction.atomic
def note_sent(message: Message, sent: Sent, part: Part, now: datetime) -> None:
    """Note that a message is there, and what it says."""
    message.checksum, message.text = part.checksum, part.text
    note_found(message, sent, now)


@transaction.atomic
def note_found(message: Message, sent: Sent, now: datetime) -> None:
    """Note that a message is there that no answer told of."""
    message.standing, message.noted_at = Standing.SENT, now
    message.remote, message.address, message.facts = sent.remote, sent.address[:1000], dict(sent.facts)
    message.save()


@transaction.atomic
def note_gone(message: Message, now: datetime) -> None:
    """Note that a message is not there any more."""
    Message.objects.filter(pk=message.pk).update(standing=Standing.GONE, noted_at=now)


@transaction.atomic
def note_refused(message: Message, error: ChannelError, now: datetime) -> None:
    """Note that a message was surely not posted: for good, or so that it is as if nobody had asked."""
    if isinstance(error, NotTaken | NotThere):
        Message.objects.filter(pk=message.pk).update(standing=Standing.REFUSED, noted_at=now)
    else:
        message.delete()


@transaction.atomic
def note_unsure(messages: Iterable[Message], now: datetime) -> None:
    """Note that nobody can say whether messages are there."""
    keys = [message.pk for message in messages]
    Message.objects.filter(pk__in=keys, standing=Standing.ASKED).update(standing=Standing.UNSURE, noted_at=now)


@transaction.atomic
def begin_anew(row: Announcement, now: datetime) -> None:
    """Have told again what was taken back for that."""
    row.messages.all().delete()
    _set(row, anew=False, wanted=Wanted.TOLD, changed_at=now)


def rest(row: Announcement, state: State, now: datetime, error: ChannelError | None = None) -> bool:
    """Note how an announcement stands when nothing more is to be done about it by itself.

    False, and nothing is noted, where something else was ordered since it was read: `changed_at` says so.
    """
    problem, words = (error.problem, error.words) if error else _kept(row, state)
    told = {"state": state, "due_at": None, "tries": 0, "changed_at": now, "problem": problem, "problem_words": words}
    return Announcement.objects.filter(pk=row.pk, changed_at=row.changed_at).update(**told) == 1


def _kept(row: Announcement, state: State) -> tuple[str, str]:
    keeps = state in {State.FAILED, State.UNSURE}
    return (row.problem, row.problem_words) if keeps else ("", "")


def put_off(row: Announcement, until: datetime | None, error: ChannelError | None = None) -> None:
    """Leave an announcement until a time."""
    told = {"problem": error.problem, "problem_words": error.words} if error else {}
    _set(row, due_at=until, **told)


def try_again(row: Announcement, error: ChannelError, now: datetime, *, given_up: State) -> bool:
    """Try an announcement again later; False where it was tried often enough."""
    at = rules.again_at(row.tries + 1, now)
    if at is None:
        rest(row, given_up, now, error)
        return False
    _set(row, due_at=at, tries=row.tries + 1, problem=error.problem, problem_words=error.words)
    return True


def went_well(row: Announcement) -> None:
    """Count tries anew after something has worked."""
    if row.tries or row.problem:
        _set(row, tries=0, problem="", problem_words="")


@transaction.atomic
def rest_channel(row: Announcement, error: ChannelError, now: datetime) -> None:
    """Leave a service in peace that asks for it: all that waits for the channel waits so long."""
    until = rules.rest_until(error.wait, now)
    Channel.objects.filter(pk=row.channel_id).update(rests_until=until)
    put_off(row, until, error)


@transaction.atomic
def stop_channel(row: Announcement, error: ChannelError) -> None:
    """Pause a channel whose service does not let us in, until somebody has looked; what waits for it waits."""
    told = {"problem": error.problem, "problem_words": error.words}
    Channel.objects.filter(pk=row.channel_id).update(paused=True, **told)
    put_off(row, None, error)


def _set(row: Announcement, **fields: object) -> None:
    Announcement.objects.filter(pk=row.pk).update(**fields)
    for name, value in fields.items():
        setattr(row, name, value)
