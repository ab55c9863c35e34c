"""Bringing an announcement to what it should be: one step after the other, each noted before and after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from interlink.lib.fetch import CALL, Limits
from interlink.newsroom.outreach.channels import books, composing, holding
from interlink.newsroom.outreach.channels.asking import ask
from interlink.newsroom.outreach.channels.errors import (
    ChannelError,
    NotKnown,
    NotNow,
    NotOurs,
    NotReached,
    NotTaken,
    NotThere,
    Problem,
)
from interlink.newsroom.outreach.channels.models import Announcement, Extent, Message
from interlink.newsroom.outreach.channels.protocol import Line, Part, Sent
from interlink.newsroom.outreach.channels.registry import SERVICES
from interlink.newsroom.outreach.channels.rules import Deed, State, Step, Wanted, next_step
from interlink.newsroom.outreach.durable import stored_for_good

MOST_STEPS = 60
# Somebody has to look at the account; until then the message stays as it is.
LOOKED_AT_BY_PEOPLE = frozenset({Problem.KEYS, Problem.NO_KEYS, Problem.ADDRESS})


def carry_out(announcement: int, now: Callable[[], datetime] = timezone.now, limits: Limits = CALL) -> None:
    """Do what is to be done about an announcement, as far as it can be done now.

    Run again, it goes on where it stopped. Of two processes, one does it.
    """
    with holding.held(announcement, now()) as is_ours, stored_for_good():
        if not is_ours:
            return
        for _ in range(MOST_STEPS):
            row = Announcement.objects.select_related("channel").get(pk=announcement)
            if not (holding.renew(row.pk, now()) and _is_due(row, now()) and _Work(row, now, limits).step()):
                return


def _is_due(row: Announcement, now: datetime) -> bool:
    channel = row.channel
    if channel.paused or row.state != State.WAITING:
        return False
    if channel.rests_until and channel.rests_until > now:
        books.put_off(row, channel.rests_until)
        return False
    return row.due_at is None or row.due_at <= now


def plan_for(row: Announcement) -> tuple[Part, ...] | None:
    """Return the messages that an announcement would have now; None where readers do not see its page."""
    page = composing.public_page(row.page_id)
    if page is None:
        return None
    channel = row.channel
    content = composing.content_of(page)
    return SERVICES[channel.service].plan(content, whole=channel.extent == Extent.WHOLE, facts=channel.facts)


@dataclass(slots=True)
class _Work:
    row: Announcement
    now: Callable[[], datetime]
    limits: Limits
    posting: Message | None = None
    """The message that the service was asked to post, whose row says so."""

    def step(self) -> bool:
        """Do one thing; say whether there may be another to do at once."""
        wanted, parts = Wanted(self.row.wanted), None
        if wanted is Wanted.TOLD:
            parts = plan_for(self.row)
            wanted = Wanted.TOLD if parts is not None else Wanted.GONE
        messages = list(self.row.messages.all())
        kind = SERVICES[self.row.channel.service]
        held = [books.as_held(one) for one in messages]
        step = next_step(wanted, [part.checksum for part in parts or ()], held, kind.can, self.now())
        try:
            return self._do(step, parts or (), messages)
        except ChannelError as error:
            return self._after(error, step)

    def _do(self, step: Step, parts: Sequence[Part], messages: list[Message]) -> bool:
        message = next((one for one in messages if one.position == step.position), None)
        match step.deed:
            case Deed.REST:
                return self._rest(step, messages)
            case Deed.WAIT:
                books.put_off(self.row, step.at)
                return False
            case Deed.DELETE if message:
                self._delete(message)
            case Deed.EDIT if message:
                self._edit(message, parts[step.position])
            case Deed.FIND if message:
                self._find(message, parts, messages)
            case _:
                self._post(step.position, parts, message, messages)
        books.went_well(self.row)
        return True

    def _rest(self, step: Step, messages: list[Message]) -> bool:
        if step.state is State.TAKEN_BACK and self.row.anew:
            books.begin_anew(self.row, self.now())
            return True
        if step.state is State.UNSURE:
            books.note_unsure(messages, self.now())
        # What was ordered meanwhile is another round.
        return not books.rest(self.row, step.state, self.now())

    def _post(self, position: int, parts: Sequence[Part], known: Message | None, messages: list[Message]) -> None:
        part = parts[position]
        kind = SERVICES[self.row.channel.service]
        key = known.key if known else kind.new_key(self.now())
        message = self.posting = books.begin(self.row, position, part, key, self.now())
        if message is None:  # called off at the last moment
            return
        before = books.sent_before(messages, position)
        sent = ask(self.row.channel, lambda line: kind.post(line, part, key, before), self.limits)
        books.note_sent(message, sent, part, self.now())

    def _find(self, message: Message, parts: Sequence[Part], messages: list[Message]) -> None:
        """Look whether the service has a message; if not, and it is still wanted, post it under the same key."""
        kind = SERVICES[self.row.channel.service]
        part = books.as_told(message, parts[message.position] if message.position < len(parts) else None, self.row)
        before = books.sent_before(messages, message.position)

        async def question(line: Line) -> Sent | None:
            return await kind.find(line, part, message.key, message.asked_at, before)

        try:
            found = ask(self.row.channel, question, self.limits)
        except (NotOurs, NotTaken, NotThere) as error:
            if error.problem in LOOKED_AT_BY_PEOPLE:
                raise
            books.note_unsure([message], self.now())  # it does not tell us
            return
        if found is not None:
            books.note_found(message, found, self.now())
        elif message.position < len(parts) and self.row.wanted == Wanted.TOLD:
            self._post(message.position, parts, message, messages)
        else:
            message.delete()

    def _edit(self, message: Message, part: Part) -> None:
        kind, sent = SERVICES[self.row.channel.service], books.as_sent(message)
        if not sent.remote:
            raise NotTaken(Problem.CANNOT_EDIT)
        changed = ask(self.row.channel, lambda line: kind.edit(line, part, sent), self.limits)
        books.note_sent(message, changed, part, self.now())

    def _delete(self, message: Message) -> None:
        kind, sent = SERVICES[self.row.channel.service], books.as_sent(message)
        if not sent.remote:
            raise NotTaken(Problem.CANNOT_DELETE)
        ask(self.row.channel, lambda line: kind.delete(line, sent), self.limits)
        if self.row.wanted == Wanted.TOLD and composing.public_page(self.row.page_id) is not None:
            message.delete()  # the thread has become shorter; its end may grow again
        else:
            books.note_gone(message, self.now())

    def _after(self, error: ChannelError, step: Step) -> bool:
        """Note what went wrong; say whether there is something else to do at once."""
        row, now, posting = self.row, self.now(), self.posting
        if posting is not None:
            if isinstance(error, NotKnown):
                return self._after_no_answer(error, step)
            books.note_refused(posting, error, now)
        match error:
            case NotOurs():
                books.stop_channel(row, error)
            case NotNow():
                books.rest_channel(row, error, now)
            case NotKnown() | NotReached():
                looking = step.deed is Deed.FIND and posting is None
                given_up = State.UNSURE if looking else State.FAILED if posting else State.BEHIND
                if not books.try_again(row, error, now, given_up=given_up) and looking:
                    books.note_unsure(row.messages.all(), now)
            case NotThere() if posting is None and step.deed is Deed.EDIT:
                books.note_gone(row.messages.get(position=step.position), now)
                books.rest(row, State.FAILED, now, error)
            case _:
                books.rest(row, State.FAILED if posting else State.BEHIND, now, error)
        return False

    def _after_no_answer(self, error: NotKnown, step: Step) -> bool:
        """Leave a message as being sent: it is looked for once the service has settled, or told again later."""
        can = SERVICES[self.row.channel.service].can
        books.put_off(self.row, self.now(), error)
        if can.finds or not can.repeats:
            return step.deed is Deed.POST
        if not books.try_again(self.row, error, self.now(), given_up=State.UNSURE):
            books.note_unsure(self.row.messages.all(), self.now())
        return False
