"""Mail servers that are slow, stall, or fail after they said yes; several lines at once."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.utils import timezone

from interlink.newsroom.outreach import queries
from interlink.newsroom.outreach.actions import order_mailing, resume
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger import sending, words
from interlink.newsroom.outreach.ledger.brakes import Brakes
from interlink.newsroom.outreach.ledger.rules import Outcome, Result
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.smtp import SmtpLine
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Course, Handover, Mailing, Subscriber
from interlink.newsroom.press.models import DigestPage

LETTER = Letter("digest@watch.example", "anna@reading.example", False, b"Subject: One\r\n\r\n.dot\r\nEnd\r\n")
Script = Callable[[Any, Callable[[str], None]], None]


@contextmanager
def scripted(settings: Any, *lines: Script) -> Iterator[None]:
    """A server that speaks as scripted: one script for each line that is opened, the last one for all that follow."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    # Long enough for a busy machine wherever an answer comes, short where none does.
    settings.EMAIL_TIMEOUT = 0.7 if any(map(stalls, lines)) else 20
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.INTERLINK_MAIL_CONNECTIONS = 1  # so that the order is known
    over = threading.Event()

    def serve() -> None:
        number = 0
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            script = lines[min(number, len(lines) - 1)]
            number += 1
            with peer, peer.makefile("rb") as heard:
                try:
                    script(heard, lambda said, peer=peer: peer.sendall(said.encode() + b"\r\n"))
                    if stalls(script):
                        over.wait(5)
                except OSError:
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def until_data(heard: Any, say: Callable[[str], None]) -> None:
    say("220 ready")
    for answer in ("250 hello", "250 sender", "250 reader"):
        heard.readline()
        say(answer)
    heard.readline()


def take(heard: Any, say: Callable[[str], None]) -> list[bytes]:
    say("354 go on")
    got = []
    while (line := heard.readline()) not in {b".\r\n", b""}:
        got.append(line)
    return got


def greets_never(heard: Any, say: Callable[[str], None]) -> None:
    pass


def stalls_at_data(heard: Any, say: Callable[[str], None]) -> None:
    until_data(heard, say)


def stalls_after_data(heard: Any, say: Callable[[str], None]) -> None:
    until_data(heard, say)
    take(heard, say)


def takes_one_and_hangs_up(heard: Any, say: Callable[[str], None]) -> None:
    until_data(heard, say)
    take(heard, say)
    say("250 taken")


def hangs_up_in_data(heard: Any, say: Callable[[str], None]) -> None:
    until_data(heard, say)
    take(heard, say)


def stalls(script: Script) -> bool:
    """Whether the line is to stay open after a script."""
    return script in {greets_never, stalls_at_data, stalls_after_data}


@pytest.mark.parametrize("script", [greets_never, stalls_at_data])
def test_a_server_that_stalls_before_it_has_the_mail_has_not_got_it(script: Script, settings: Any) -> None:
    with scripted(settings, script):
        outcome = SmtpLine().hand_over(LETTER)
    assert outcome.result is Result.WAITING
    assert outcome.stop


@pytest.mark.parametrize("script", [stalls_after_data, hangs_up_in_data])
def test_a_server_that_has_the_whole_mail_and_says_nothing_leaves_it_unsure(script: Script, settings: Any) -> None:
    with scripted(settings, script):
        assert SmtpLine().hand_over(LETTER).result is Result.UNSURE


def test_a_server_that_takes_a_mail_and_then_hangs_up_is_called_again(settings: Any) -> None:
    with scripted(settings, takes_one_and_hangs_up):
        line = SmtpLine()
        assert [line.hand_over(LETTER).result for _ in range(3)] == [Result.SENT] * 3
        line.close()


def test_a_line_that_begins_with_a_dot_arrives_as_it_was(settings: Any) -> None:
    got: list[bytes] = []

    def keep(heard: Any, say: Callable[[str], None]) -> None:
        until_data(heard, say)
        got.extend(take(heard, say))
        say("250 taken")

    with scripted(settings, keep):
        SmtpLine().hand_over(LETTER)
    assert got == [b"Subject: One\r\n", b"\r\n", b"..dot\r\n", b"End\r\n"]


def test_a_reader_with_letters_beyond_ascii_needs_a_server_that_knows_them(settings: Any) -> None:
    with scripted(settings, takes_one_and_hangs_up):
        line = SmtpLine()
        outcome = line.hand_over(Letter("digest@watch.example", "آنا@reading.example", True, b"\r\n"))
        line.close()
    assert outcome.result is Result.REFUSED
    assert "beyond ASCII" in outcome.words


# The same servers as a whole mailing and its editor meet them.


def until_reader(heard: Any, say: Callable[[str], None]) -> str:
    """Greet, take the sender, and return the reader's address."""
    say("220 ready")
    for answer in ("250 hello", "250 sender"):
        heard.readline()
        say(answer)
    return str(heard.readline().decode().partition("<")[2].partition(">")[0])


class Post:
    """Takes one mail on each line and notes for whom; does something else on chosen lines."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.seen: list[str] = []

    def takes(self, heard: Any, say: Callable[[str], None]) -> None:
        self._has_it(heard, say)
        say("250 taken")

    def greets_late(self, heard: Any, say: Callable[[str], None]) -> None:
        time.sleep(0.3)
        self.takes(heard, say)

    def takes_and_hangs_up(self, heard: Any, say: Callable[[str], None]) -> None:
        self._has_it(heard, say)

    def has_no_room(self, heard: Any, say: Callable[[str], None]) -> None:
        self.seen.append(until_reader(heard, say))
        say("250 reader")
        heard.readline()
        take(heard, say)
        say("452 4.3.1 The queue's disk is full")

    def _has_it(self, heard: Any, say: Callable[[str], None]) -> None:
        self.seen.append(until_reader(heard, say))
        say("250 reader")
        heard.readline()
        take(heard, say)
        self.taken.append(self.seen[-1])


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def big_mailing(new_digest: Callable[..., DigestPage], new_readers: Callable[..., list[Subscriber]]) -> Mailing:
    """A digest that was ordered for fourteen readers."""
    new_readers(*"abcdefghijklmn")
    return order_mailing(new_digest(), timezone.now())


def run(mailing: Mailing) -> str:
    """Hand over what can be, and return what its page then says in plain words."""
    with suppress(HandoverStopped):
        list(sending.send(mailing, writer_of(mailing)))
    mailing.refresh_from_db()
    return words.plain(mailing.problem)


def states(mailing: Mailing) -> dict[str, int]:
    return {state: number for state, number in queries.counts(mailing).items() if number}


@pytest.mark.django_db
def test_a_server_that_greets_late_gets_every_mail_once(post: Post, mailing: Mailing, settings: Any) -> None:
    with scripted(settings, post.greets_late, post.takes):
        assert run(mailing) == ""
    assert len(post.taken) == len(set(post.taken)) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("script", [greets_never, stalls_at_data])
def test_a_server_that_stalls_loses_nobody_and_the_editor_is_told(
    script: Script, post: Post, mailing: Mailing, settings: Any
) -> None:
    with scripted(settings, script):
        assert "does not answer" in run(mailing)
    assert states(mailing) == {Handover.WAITING: 3}
    with scripted(settings, post.takes):
        assert run(mailing) == ""
    assert len(post.taken) == len(set(post.taken)) == 3


@pytest.mark.django_db
def test_a_server_that_takes_mails_and_says_nothing_has_the_mailing_paused_before_many_are_lost(
    post: Post, big_mailing: Mailing, settings: Any
) -> None:
    with scripted(settings, post.takes, post.takes_and_hangs_up):
        assert "the mailing was paused" in run(big_mailing)
        assert big_mailing.course == Course.PAUSED
        assert states(big_mailing) == {Handover.SENT: 1, Handover.UNSURE: 3, Handover.WAITING: 10}
        assert run(big_mailing) != ""  # nothing goes on by itself
    assert len(post.seen) == 4
    resume(big_mailing)
    with scripted(settings, post.takes):
        assert run(big_mailing) == ""
    assert states(big_mailing) == {Handover.SENT: 11, Handover.UNSURE: 3}
    assert len(post.taken) == len(set(post.taken)) == 14


@pytest.mark.django_db
def test_a_server_whose_queue_is_full_is_left_alone_and_loses_nobody(
    post: Post, big_mailing: Mailing, settings: Any
) -> None:
    with scripted(settings, post.has_no_room):
        assert "its queue may be full" in run(big_mailing)
    assert states(big_mailing) == {Handover.LATER: 11, Handover.WAITING: 3}
    big_mailing.deliveries.filter(state=Handover.LATER).update(due_at=timezone.now())
    with scripted(settings, post.takes):
        assert run(big_mailing) == ""
    assert len(post.taken) == len(set(post.taken)) == 14


def test_brakes_count_only_what_follows_one_another() -> None:
    brakes = Brakes(lines=1)
    for result in [Result.UNSURE, Result.UNSURE, Result.SENT] * 3 + [Result.LATER, Result.REFUSED] * 10:
        brakes.count(Outcome(result))
        assert not brakes.pauses
        assert brakes.put_off < 11
    assert not brakes.stops
    brakes.count(Outcome(Result.LATER))
    assert brakes.stops
