"""What mail servers may do to us, and the odd but lawful ways in which they may answer."""

import asyncio
import contextlib
import re
import traceback
import tracemalloc
from dataclasses import dataclass, field, replace
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interlink.lib.fetch import (
    BadAnswer,
    DoorRules,
    FetchError,
    LoginRefused,
    NoSuchFolder,
    TooLarge,
    TooSlow,
    Unreachable,
)
from interlink.lib.fetch.limits import MailLimits
from interlink.lib.fetch.mailboxes import Account, Mailbox, Message, Security, Skipped, read_mailbox

SMALL = MailLimits(max_message_bytes=10_000, max_total_bytes=50_000, total_seconds=5.0)
HASTY = replace(SMALL, total_seconds=0.1)
PASSWORD = "the very secret word"
LETTER = b"Subject: Issue 1\r\n\r\nHello.\r\n"


@dataclass
class Script:
    """An IMAP server with one message that answers as told; ``{tag}`` stands for the command's tag.

    An answer is bytes, or a coroutine function that writes them.
    """

    answers: dict[str, object] = field(default_factory=dict)
    commands: list[str] = field(default_factory=list)
    port: int = 0

    PROPER = {
        "GREETING": b"* OK ready\r\n",
        "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n",
        "STARTTLS": b"{tag} OK go on\r\n",
        "AUTHENTICATE": b"+ \r\n",
        "LOGIN": b"{tag} OK done\r\n",
        "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 6] ok\r\n{tag} OK [READ-ONLY]\r\n",
        "SEARCH": b"* SEARCH 5\r\n{tag} OK done\r\n",
        "SIZE": b"* 1 FETCH (UID 5 RFC822.SIZE 28)\r\n{tag} OK done\r\n",
        "BODY": b"* 1 FETCH (UID 5 BODY[]<0> {%d}\r\n%b)\r\n{tag} OK done\r\n" % (len(LETTER), LETTER),
        "LOGOUT": b"* BYE\r\n{tag} OK done\r\n",
    }

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.say(writer, "GREETING", b"")
        while line := await reader.readline():
            self.commands.append(line.decode(errors="replace").rstrip("\r\n"))
            tag, _, rest = line.partition(b" ")
            words = rest.decode(errors="replace").upper()
            kind = next((kind for kind in ("SEARCH", "SIZE", "BODY") if kind in words), words.split(" ")[0].strip())
            await self.say(writer, kind, tag)
            if kind == "AUTHENTICATE":
                self.commands.append((await reader.readline()).decode().rstrip("\r\n"))
                await self.say(writer, "PLAIN", tag)

    async def say(self, writer, kind, tag):
        answer = self.answers.get(kind, self.PROPER.get(kind, b"{tag} OK done\r\n"))
        if isinstance(answer, bytes):
            writer.write(answer.replace(b"{tag}", tag))
        else:
            await answer(writer, tag)
        await writer.drain()


@pytest.fixture
def scripted(listening):
    def make(**answers):
        script = Script(answers)
        script.port = listening.listen(script.talk)
        return script

    return make


def read(script, *, limits=SMALL, security=Security.NONE, user="editor", password=PASSWORD, **more):
    account = Account("mail.localhost", script.port, user, password, security)
    rules = DoorRules(frozenset({f"*.localhost:{script.port}"}))
    return read_mailbox(account, limits=limits, rules=rules, **more)


def failing(script, **more):
    """Read, expecting failure; return the error after checking that it reads as a sentence and keeps the secret."""
    begun = monotonic()
    with pytest.raises(FetchError) as caught:
        read(script, **more)
    error = caught.value
    assert monotonic() - begun < more.get("limits", SMALL).total_seconds + 2.5
    assert str(error)[0].isupper()
    assert str(error).endswith(".")
    assert PASSWORD not in "".join(traceback.format_exception(error))
    return error


def test_the_script_is_a_proper_server(scripted):
    script = scripted()
    assert read(script) == Mailbox(7, (Message(5, LETTER),), (), 5, more=False, anew=False)
    said = [re.sub(r"^\w+ ", "", command) for command in script.commands]
    assert said == [
        "CAPABILITY",
        f'LOGIN "editor" "{PASSWORD}"',
        'EXAMINE "INBOX"',
        "UID SEARCH UID 1:*",
        "UID FETCH 5 (UID RFC822.SIZE)",
        "UID FETCH 5 (UID BODY.PEEK[]<0.10001>)",
        "LOGOUT",
    ]


def test_when_nothing_is_new_nothing_is_searched(scripted):
    script = scripted()
    assert read(script, after_uid=5).read_to == 5
    assert not any("SEARCH" in command for command in script.commands)


def test_names_and_passwords_are_quoted(scripted):
    script = scripted()
    read(script, user='a "b" \\c', password='\\"')
    assert script.commands[1].endswith(r'LOGIN "a \"b\" \\c" "\\\""')


@pytest.mark.parametrize("secret", ["größer", "گذرواژه"])
def test_other_letters_in_a_password_need_a_server_that_takes_them(scripted, secret):
    assert isinstance(failing(scripted(), password=secret), LoginRefused)
    script = scripted(CAPABILITY=b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done\r\n", PLAIN=b"{tag} OK done\r\n")
    assert read(script, password=secret).messages


@pytest.mark.parametrize(
    "body",
    [
        b"* 1 FETCH (BODY[]<0> {28}\r\n%b UID 5)\r\n{tag} OK done\r\n" % LETTER,
        b"* 1 FETCH (FLAGS () UID 5 BODY[] {28}\r\n%b FLAGS (x))\r\n{tag} OK done\r\n" % LETTER,
        b"* 9 FETCH (UID 9 BODY[] {3}\r\nno!)\r\n* 1 FETCH (UID 5 BODY[]<0> {28}\r\n%b)\r\n{tag} OK done\r\n" % LETTER,
        b"* 3 FETCH (FLAGS (\\Seen))\r\n* 2 EXISTS\r\n* 1 FETCH (UID 5 BODY[] {28}\r\n%b)\r\n{tag} OK done\r\n"
        % LETTER,
    ],
    ids=["number last", "flags", "another's first", "chatter"],
)
def test_lawful_ways_to_send_a_message(scripted, body):
    assert read(scripted(BODY=body)).messages == (Message(5, LETTER),)


def test_a_short_message_may_come_quoted_and_an_empty_one_too(scripted):
    assert read(scripted(BODY=b'* 1 FETCH (UID 5 BODY[] "a\\"b")\r\n{tag} OK done\r\n')).messages == (
        Message(5, b'a"b'),
    )
    assert read(scripted(BODY=b'* 1 FETCH (UID 5 BODY[] "")\r\n{tag} OK done\r\n')).messages == (Message(5, b""),)


@pytest.mark.parametrize(
    "answers",
    [
        {"SIZE": b"{tag} OK done\r\n"},
        {"BODY": b"{tag} OK done\r\n"},
        {"BODY": b"* 1 FETCH (UID 5 BODY[] NIL)\r\n{tag} OK done\r\n"},
        {"SEARCH": b"* SEARCH\r\n{tag} OK done\r\n"},
        {"SEARCH": b"{tag} OK done\r\n"},
    ],
)
def test_messages_that_are_gone_before_they_are_read_are_passed_over(scripted, answers):
    assert read(scripted(**answers)).messages == ()


def test_a_message_that_the_server_will_not_hand_over_does_not_hold_up_the_others(scripted):
    got = read(scripted(BODY=b"{tag} NO message is damaged\r\n"))
    assert (got.skipped, got.read_to) == ((Skipped(5, 28, too_large=False),), 5)
    assert failing(scripted(BODY=b"{tag} NO [UNAVAILABLE] disk\r\n")).again


def test_a_server_that_makes_a_message_smaller_than_it_is(scripted):
    body = b"* 1 FETCH (UID 5 BODY[]<0> {10001}\r\n" + b"x" * 10_001 + b")\r\n{tag} OK done\r\n"
    assert read(scripted(BODY=body)).skipped == (Skipped(5, 10_001),)


@pytest.mark.parametrize("kind", ["LOGIN", "SEARCH", "BODY"])
@pytest.mark.parametrize(
    "bomb",
    [
        b"{10002}\r\n",
        b"{99999999999}\r\n",
        b"{" + b"9" * 5_000 + b"}\r\n",
        b"x" * 8_000_000,
        b"* 1 EXISTS\r\n" * 100_000,
    ],
    ids=["large", "huge", "endless number", "line", "lines"],
)
def test_more_than_was_asked_for_is_not_taken_in(scripted, kind, bomb):
    script = scripted(**{kind: b"* 1 FETCH (UID 5 BODY[] " + bomb})
    tracemalloc.start()
    try:
        error = failing(script)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(error, TooLarge | BadAnswer)
    assert peak < 40_000_000  # the server's own answer of 8 MB is part of it


def test_a_hundred_thousand_messages_are_no_trouble(scripted):
    numbers = b" ".join(b"%d" % number for number in range(1, 100_001))
    sizes = b"".join(b"* %d FETCH (UID %d RFC822.SIZE 28)\r\n" % (number, number) for number in range(1, 11))
    script = scripted(
        EXAMINE=b"* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 100001]\r\n{tag} OK done\r\n",
        SEARCH=b"* SEARCH " + numbers + b"\r\n{tag} OK done\r\n",
        SIZE=sizes + b"{tag} OK done\r\n",
    )
    begun = monotonic()
    got = read(script, limits=replace(SMALL, max_messages=10))
    assert (got.read_to, got.more) == (10, True)
    assert monotonic() - begun < 2


def test_the_last_message_is_not_read_again_because_the_star_means_it(scripted):
    script = scripted(EXAMINE=b"* OK [UIDVALIDITY 7]\r\n{tag} OK done\r\n")
    assert read(script, after_uid=5).messages == ()


STAGES = ["GREETING", "CAPABILITY", "LOGIN", "EXAMINE", "SEARCH", "SIZE", "BODY"]


@pytest.mark.parametrize("kind", STAGES)
def test_silence_ends_when_the_time_is_up(scripted, kind):
    error = failing(scripted(**{kind: b""}), limits=HASTY)
    assert isinstance(error, TooSlow)
    assert error.again


@pytest.mark.parametrize("kind", ["GREETING", "SEARCH", "BODY"])
def test_a_slow_drip_ends_when_the_time_is_up(scripted, kind):
    async def drip(writer, tag):
        writer.write(b"* 1 FETCH (UID 5 BODY[] {9000}\r\n" if kind == "BODY" else b"* OK ")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    assert isinstance(failing(scripted(**{kind: drip}), limits=HASTY), TooSlow)


@pytest.mark.parametrize("kind", STAGES)
@pytest.mark.parametrize("ending", ["close", "bye", "half"])
def test_a_connection_that_ends_is_worth_another_try(scripted, kind, ending):
    async def end(writer, tag):
        writer.write({"close": b"", "bye": b"* BYE maintenance\r\n", "half": b"* OK hal"}[ending])
        await writer.drain()
        writer.close()
        await asyncio.sleep(1)

    error = failing(scripted(**{kind: end}))
    assert isinstance(error, Unreachable)
    assert error.again


def test_what_was_read_before_the_time_was_up_is_not_lost(scripted):
    async def body(writer, tag):
        number = int(script.commands[-1].split()[3])
        if number == 6:
            await asyncio.sleep(9)
        writer.write(b"* 1 FETCH (UID %d BODY[] {28}\r\n%b)\r\n%b OK done\r\n" % (number, LETTER, tag))

    script = scripted(
        EXAMINE=b"* OK [UIDVALIDITY 7]\r\n{tag} OK done\r\n",
        SEARCH=b"* SEARCH 6 5\r\n{tag} OK done\r\n",
        SIZE=b"* 1 FETCH (UID 5 RFC822.SIZE 28)\r\n* 2 FETCH (UID 6 RFC822.SIZE 28)\r\n{tag} OK done\r\n",
        BODY=body,
    )
    got = read(script, limits=replace(SMALL, total_seconds=0.5))
    assert (got.messages, got.read_to, got.more) == ((Message(5, LETTER),), 5, True)


def test_a_server_that_does_not_let_us_go_delays_nothing_much(scripted, monkeypatch):
    monkeypatch.setattr("interlink.lib.fetch.imap._GOODBYE_SECONDS", 0.1)
    begun = monotonic()
    assert read(scripted(LOGOUT=b"")).messages
    assert monotonic() - begun < 1


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (b"{tag} NO [AUTHENTICATIONFAILED] no\r\n", False),
        (b"{tag} NO no\r\n", False),
        (b"{tag} NO [UNAVAILABLE] later\r\n", True),
        (b"{tag} NO [LIMIT] too many\r\n", True),
        (b"{tag} BAD LOGIN editor " + PASSWORD.encode() + b"\r\n", False),
    ],
)
def test_a_login_that_fails(scripted, answer, again):
    error = failing(scripted(LOGIN=answer))
    assert isinstance(error, LoginRefused)
    assert error.again is again
    capable = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done\r\n"
    error = failing(scripted(CAPABILITY=capable, PLAIN=answer))
    assert isinstance(error, LoginRefused)
    assert error.again is again


def test_a_server_that_asks_for_the_password_without_end(scripted):
    async def ask(writer, tag):
        while True:
            writer.write(b"+ \r\n" * 100)
            await writer.drain()

    capable = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done\r\n"
    assert isinstance(failing(scripted(CAPABILITY=capable, AUTHENTICATE=ask)), TooLarge | TooSlow)


def test_a_folder_for_others_and_one_that_is_busy(scripted):
    assert failing(scripted(EXAMINE=b"{tag} NO not yours\r\n")).again is False
    error = failing(scripted(EXAMINE=b"{tag} NO [INUSE] busy\r\n"))
    assert isinstance(error, NoSuchFolder)
    assert error.again


def test_messages_without_lasting_numbers_cannot_be_followed(scripted):
    error = failing(scripted(EXAMINE=b"* 1 EXISTS\r\n{tag} OK done\r\n"))
    assert isinstance(error, BadAnswer)
    assert error.again is False


@pytest.mark.parametrize(
    "greeting", [b"* PREAUTH in already\r\n", b"220 smtp ESMTP\r\n", b"+OK POP3\r\n", b"\r\n", b"\0\n"]
)
def test_other_greetings_get_no_password(scripted, greeting):
    script = scripted(GREETING=greeting)
    assert isinstance(failing(script), BadAnswer)
    assert not any(PASSWORD in command for command in script.commands)


def test_commands_slipped_in_before_the_encryption_are_noticed(scripted):
    script = scripted(STARTTLS=b"{tag} OK go on\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")
    assert isinstance(failing(script, security=Security.STARTTLS), BadAnswer)
    script = scripted(STARTTLS=b"{tag} BAD what\r\n", GREETING=b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
    error = failing(script, security=Security.STARTTLS)
    assert isinstance(error, Unreachable)
    assert error.again is False
    assert script.commands == ["start STARTTLS"]


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_encryption_that_is_never_finished(scripted, security):
    script = scripted(GREETING=b"" if security is Security.TLS else b"* OK\r\n")
    assert isinstance(failing(script, security=security, limits=replace(SMALL, connect_seconds=0.2)), TooSlow)


PIECES = st.sampled_from(
    [
        b"* OK ready\r\n",
        b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
        b"* BYE\r\n",
        b"+ \r\n",
        b"+ !\r\n",
        b"{tag} OK done\r\n",
        b"{tag} OK [UIDVALIDITY 1]\r\n",
        b"{tag} NO [\r\n",
        b"{tag} BAD\r\n",
        b"* 1 FETCH (UID 5 RFC822.SIZE 3)\r\n",
        b"* 1 FETCH (UID 5 BODY[] {3}\r\nabc)\r\n",
        b"* OK [UIDVALIDITY 1] x\r\n",
        b"* SEARCH 5\r\n",
        b"* 1 FETCH {3}\r\n",
        b'"',
        b"* ",
        b"\r\n",
        b"\xff",
    ]
)
ANSWERS = st.lists(st.one_of(PIECES, st.binary(max_size=10)), max_size=6).map(b"".join)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from([*STAGES, "AUTHENTICATE", "PLAIN", "LOGOUT"]), ANSWERS, min_size=1, max_size=3))
def test_any_bytes_make_a_mailbox_or_a_fetch_error(scripted, answers):
    async def and_end(writer, tag, what):
        writer.write(what.replace(b"{tag}", tag))
        await writer.drain()
        writer.close()

    def ending(what):
        return lambda writer, tag: and_end(writer, tag, what)

    script = scripted(**{kind: ending(what) for kind, what in answers.items()})
    with contextlib.suppress(FetchError):
        assert isinstance(read(script, limits=HASTY), Mailbox)
