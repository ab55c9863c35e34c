"""Reading a mailbox of a real IMAP server."""

import imaplib
import ssl
import traceback
from dataclasses import replace

import pytest
from mail_server import PASSWORD, USER, MailServer

from interlink.lib.fetch import (
    AddressRefused,
    BadAnswer,
    DoorRules,
    HostUnknown,
    LoginRefused,
    NoSuchFolder,
    Unreachable,
)
from interlink.lib.fetch.limits import MAIL
from interlink.lib.fetch.mailboxes import Account, Security, Skipped, read_mailbox


def letter(number: int, size: int = 0) -> bytes:
    return f"From: news@herald.example\r\nSubject: Issue {number}\r\n\r\nGrüße {number}\r\n".encode() + b"x" * size


@pytest.fixture(autouse=True)
def trusted(monkeypatch, key_and_certificate):
    """Let this process vouch for the test's certificate, and the server know its own name without a look-up."""
    monkeypatch.setenv("SSL_CERT_FILE", str(key_and_certificate[1]))
    monkeypatch.setenv("FQDN", "mail.localhost")


@pytest.fixture
def server(listening, certificate):
    return MailServer(listening, certificate, Security.NONE)


@pytest.mark.parametrize("security", Security)
def test_each_message_is_read_once_and_as_it_lies_there(listening, certificate, security):
    server = MailServer(listening, certificate, security)
    server.deliver(letter(1), letter(2))
    first = server.read()
    assert [message.raw for message in first.messages] == [letter(1), letter(2)]
    assert (first.skipped, first.more, first.anew) == ((), False, False)
    assert first.read_to == first.messages[-1].uid
    again = {"after_uid": first.read_to, "uid_validity": first.uid_validity}
    second = server.read(**again)
    assert (second.messages, second.read_to, second.anew) == ((), first.read_to, False)
    server.deliver(letter(3))
    third = server.read(**again)
    assert [message.raw for message in third.messages] == [letter(3)]
    assert third.messages[0].uid == third.read_to > first.read_to


def test_a_folder_is_only_looked_at(server):
    server.deliver(letter(1))
    server.read()
    other = imaplib.IMAP4("127.0.0.1", server.port)
    other.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
    other.select(readonly=True)
    _, answer = other.fetch("1", "(FLAGS)")
    other.logout()
    assert b"Seen" not in answer[0]


@pytest.mark.parametrize("folder", ["Alerts", "Überblick & mehr", 'Ein "Ordner"', "آرشیو", "台北/日本語", "&", "😀?>>"])
def test_a_folder_may_have_any_name(server, folder):
    server.listening.do(server.folders.add_mailbox(folder))
    server.deliver(letter(1), folder=folder)
    assert len(server.read(folder=folder).messages) == 1
    assert not server.read().messages


def test_an_empty_folder_and_one_that_became_empty(server):
    empty = server.read()
    assert (empty.messages, empty.read_to, empty.more) == ((), 0, False)
    server.deliver(letter(1))
    read_to = server.read().read_to

    async def delete():
        await (await server.folders.get_mailbox("INBOX")).delete([read_to])

    server.listening.do(delete())
    assert server.read().messages == ()
    assert server.read(after_uid=read_to, uid_validity=empty.uid_validity).read_to == read_to


def test_many_messages_come_in_portions_without_loss_or_repeat(server):
    server.deliver(*(letter(number) for number in range(25)))
    got, read_to, rounds, more = [], 0, 0, True
    while more:
        part = server.read(after_uid=read_to, limits=replace(MAIL, max_messages=10))
        got += [message.raw for message in part.messages]
        read_to, more, rounds = part.read_to, part.more, rounds + 1
    assert got == [letter(number) for number in range(25)]
    assert rounds == 3


def test_a_portion_ends_where_its_bytes_are_used_up(server):
    server.deliver(*(letter(number, 400) for number in range(5)))
    limits = replace(MAIL, max_message_bytes=600, max_total_bytes=1_000)
    first = server.read(limits=limits)
    assert (len(first.messages), first.more) == (2, True)
    second = server.read(limits=limits, after_uid=first.read_to)
    assert [message.raw for message in second.messages] == [letter(2, 400), letter(3, 400)]


def test_a_message_that_is_too_large_is_skipped_and_said(server):
    server.deliver(letter(1), letter(2, 5_000), letter(3))
    got = server.read(limits=replace(MAIL, max_message_bytes=1_000))
    assert [message.raw for message in got.messages] == [letter(1), letter(3)]
    large = got.messages[0].uid + 1
    assert got.skipped == (Skipped(large, len(letter(2, 5_000))),)
    assert server.read(limits=replace(MAIL, max_message_bytes=1_000), after_uid=got.read_to).skipped == ()


def test_a_message_of_exactly_the_size_allowed_is_read(server):
    server.deliver(letter(1))
    assert server.read(limits=replace(MAIL, max_message_bytes=len(letter(1)))).messages
    assert server.read(limits=replace(MAIL, max_message_bytes=len(letter(1)) - 1)).skipped


def test_a_folder_that_was_made_anew_is_read_from_its_beginning_and_says_so(server):
    async def make(anew=False):
        if anew:
            await server.folders.delete_mailbox("Alerts")
        await server.folders.add_mailbox("Alerts")
        if anew:
            box = await server.folders.get_mailbox("Alerts")
            box._uid_validity = first.uid_validity + 1  # the server counts seconds

    server.listening.do(make())
    server.deliver(letter(1), letter(2), folder="Alerts")
    first = server.read(folder="Alerts")
    server.listening.do(make(anew=True))
    server.deliver(letter(2), folder="Alerts")
    second = server.read(folder="Alerts", after_uid=first.read_to, uid_validity=first.uid_validity)
    assert second.anew
    assert second.uid_validity == first.uid_validity + 1
    assert [message.raw for message in second.messages] == [letter(2)]


@pytest.mark.parametrize("wrong", [{"password": "no-such-secret"}, {"user": "outsider"}])
def test_a_wrong_name_or_password_is_told_without_showing_them(server, wrong):
    account = replace(server.account, **wrong)
    with pytest.raises(LoginRefused, match="does not accept") as caught:
        server.read(account)
    assert caught.value.again is False
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(account)
    assert account.password not in told


def test_a_folder_that_is_not_there_is_told(server):
    with pytest.raises(NoSuchFolder, match="no folder Nowhere") as caught:
        server.read(folder="Nowhere")
    assert caught.value.again is False
    with pytest.raises(NoSuchFolder):
        server.read(folder="In\r\nX LOGOUT")


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize("why", ["nobody vouches for it", "it is another's"])
def test_a_certificate_that_is_not_good_ends_it_before_the_password(listening, certificate, security, why, monkeypatch):
    server = MailServer(listening, certificate, security)
    account = server.account
    if why == "it is another's":
        account = replace(account, host="post.localhost")
    else:
        monkeypatch.setenv("SSL_CERT_FILE", ssl.get_default_verify_paths().openssl_cafile)
    with pytest.raises(Unreachable, match="certificate") as caught:
        server.read(account)
    assert caught.value.again


def test_a_server_without_encryption_gets_no_password(server):
    for security, said in ((Security.TLS, "No secure connection"), (Security.STARTTLS, "offers no encryption")):
        with pytest.raises(Unreachable, match=said):
            server.read(replace(server.account, security=security))


def test_a_server_that_wants_encryption_first_lets_nobody_in_without(listening, certificate):
    server = MailServer(listening, certificate, Security.STARTTLS)
    with pytest.raises(LoginRefused, match="lets nobody in"):
        server.read(replace(server.account, security=Security.NONE))


def test_nobody_there_is_worth_another_try(server):
    rules = replace(server.rules, hosts={"mail.localhost": ("::1",)})
    with pytest.raises(Unreachable, match="Nothing answers") as caught:
        read_mailbox(server.account, rules=rules)
    assert caught.value.again


def test_a_name_with_one_dead_address_is_reached_at_the_other(server):
    server.deliver(letter(1))
    rules = replace(server.rules, hosts={"mail.localhost": ("10.0.0.1", "::1", "127.0.0.1")})
    assert len(read_mailbox(server.account, rules=rules).messages) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "0x7f.1", "localhost", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "0"],
)
def test_special_addresses_are_refused_in_every_spelling(server, host):
    with pytest.raises(AddressRefused) as caught:
        server.read(replace(server.account, host=host, security=Security.TLS))
    assert caught.value.again is False
    assert server.listening.connections == 0


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "fd00::1", "::ffff:127.0.0.1"])
def test_a_name_that_leads_into_a_private_network_is_refused(server, number):
    rules = replace(server.rules, hosts={"mail.example": (number,)})
    with pytest.raises(AddressRefused, match="not the public internet"):
        read_mailbox(Account("mail.example", server.port, USER, PASSWORD), rules=rules)
    assert server.listening.connections == 0


@pytest.mark.parametrize(
    "host", ["", "a b", "mail.example/x", "mail.example:993", "user@mail.example", "a\r\nb", "[::1]"]
)
def test_what_is_no_host_is_refused(server, host):
    with pytest.raises(AddressRefused):
        server.read(replace(server.account, host=host))


@pytest.mark.parametrize("port", [0, -1, 25, 22, 80, 443, 6667, 65_536])
def test_ports_of_other_services_are_refused(port):
    with pytest.raises(AddressRefused, match="not used for mailboxes"):
        read_mailbox(Account("mail.example", port, USER, PASSWORD))


def test_a_password_never_goes_out_in_clear_text():
    with pytest.raises(AddressRefused, match="without encryption"):
        read_mailbox(Account("mail.example", 143, USER, PASSWORD, Security.NONE))


def test_a_name_that_does_not_exist():
    with pytest.raises(HostUnknown):
        read_mailbox(Account("nowhere.invalid", 993, USER, PASSWORD))


@pytest.mark.parametrize("wrong", [{"user": "a\r\nb"}, {"password": "a\0b"}, {"user": ""}])
def test_names_and_passwords_cannot_carry_commands(server, wrong):
    with pytest.raises(LoginRefused):
        server.read(replace(server.account, **wrong))
    assert server.listening.connections == 0


def test_a_message_number_is_not_negative(server):
    with pytest.raises(ValueError, match="message number"):
        server.read(after_uid=-1)


def test_a_web_server_is_not_a_mail_server(listening):
    async def web(reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    port = listening.listen(web)
    account = Account("mail.localhost", port, USER, PASSWORD, Security.NONE)
    with pytest.raises(BadAnswer, match="does not answer as a mail server"):
        read_mailbox(account, rules=DoorRules(frozenset({f"*.localhost:{port}"})))
