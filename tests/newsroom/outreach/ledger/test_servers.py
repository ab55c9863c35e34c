"""Mail servers that are slow, stall, or fail after they said yes; several lines at once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from interlink.newsroom.outreach.ledger.rules import Result
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.smtp import SmtpLine

LETTER = Letter("digest@watch.example", "anna@reading.example", False, b"Subject: One\r\n\r\n.dot\r\nEnd\r\n")
Script = Callable[[Any, Callable[[str], None]], None]


@contextmanager
def scripted(settings: Any, *lines: Script) -> Iterator[None]:
    """A server that speaks as scripted: one script for each line that is opened, the last one for all that follow."""
    listener = socket.create_server(("127.0.0.1", 0))
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    # Long enough for a busy machine wherever an answer comes, short where none does.
    settings.EMAIL_TIMEOUT = 1.5 if STALLING & set(lines) else 20
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
                    if script in STALLING:
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


STALLING = {greets_never, stalls_at_data, stalls_after_data}


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
