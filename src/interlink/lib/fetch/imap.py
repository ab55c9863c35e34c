"""An IMAP server behind the guard: connected to, encrypted, and logged in at.

The protocol is the standard library's work; the connection under it is ours, since its own knows no bounds.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from interlink.lib.fetch.addresses import WebAddress, read_host
from interlink.lib.fetch.conduct import DoorRules
from interlink.lib.fetch.errors import AddressRefused, BadAnswer, FetchError, LoginRefused, Unreachable
from interlink.lib.fetch.guard import REFUSED_PORTS, Guard
from interlink.lib.fetch.limits import MailLimits
from interlink.lib.fetch.wire import Wire, dial
from interlink.lib.sentences import Sentence

LINES: Final = 2_000  # for one command; a chatty server tells of other people's changes in between

_MAIL_PORTS: Final = frozenset({143, 993})
_FIRST_FREE_PORT: Final = 1_024
_LAST_PORT: Final = 65_535
_CHATTER: Final = 8_000_000  # all that is not message text
_GOODBYE_SECONDS: Final = 2.0

# Response codes of RFC 5530 that speak of a passing trouble, not of what we asked.
PASSING: Final = re.compile(r"\[(?:UNAVAILABLE|INUSE|LIMIT)\b", re.IGNORECASE)


class Security(StrEnum):
    """How the connection is kept from other eyes."""

    TLS = "tls"  # encrypted from the first byte, usually port 993
    STARTTLS = "starttls"  # encrypted before anything is said, usually port 143
    NONE = "none"  # only to this machine, where the rules allow it


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox and the key to it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    security: Security = Security.TLS


class ImapServer(imaplib.IMAP4):
    """The library's IMAP client over our own wire.

    Attributes:
        wire: The connection; before each command it is told what to expect.
        address: Whom we speak to, for errors.
    """

    def __init__(self, wire: Wire, address: WebAddress) -> None:
        self.wire = wire
        self.address = address
        wire.expect(lines=LINES)
        super().__init__()

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:  # noqa: ARG002 - the library's
        """Take the connection for made, which it is."""
        self.host, self.port = host, port

    def read(self, size: int) -> bytes:
        """Read a literal."""
        return self.wire.read(size)

    def readline(self) -> bytes:
        """Read a line."""
        return self.wire.readline()

    def send(self, data: Any) -> None:
        """Send it all."""
        self.wire.send(bytes(data))

    def shutdown(self) -> None:
        """Hang up."""
        self.wire.close()


@contextmanager
def visit(account: Account, limits: MailLimits, rules: DoorRules) -> Iterator[ImapServer]:
    """Connect, log in, and leave politely in the end.

    Raises:
        FetchError: Also for what goes wrong inside.
    """
    address = _address(account, rules)
    wire = Wire(
        dial(address, rules, limits.connect_seconds),
        address,
        seconds=limits.total_seconds,
        room=limits.max_total_bytes + limits.max_message_bytes + _CHATTER,
    )
    with closing(wire), _in_our_terms(address):
        _greet(wire, address, account.security, limits)
        server = ImapServer(wire, address)
        _log_in(server, account)
        try:
            yield server
        finally:
            wire.hurry(_GOODBYE_SECONDS)
            wire.expect(lines=LINES)
            with suppress(FetchError, imaplib.IMAP4.error, ValueError):
                server.logout()


def _address(account: Account, rules: DoorRules) -> WebAddress:
    """Judge where an account leads before anything is sent there."""
    host, ip = read_host(f"[{account.host}]" if ":" in account.host else account.host, account.host)
    address = WebAddress(f"imap://{host}:{account.port}", "imap", host, account.port, ip)
    port = account.port
    if port not in _MAIL_PORTS and (not _FIRST_FREE_PORT <= port <= _LAST_PORT or port in REFUSED_PORTS):
        raise AddressRefused(
            address.text, Sentence("Port %(port)s is not used for mailboxes, so it is not asked.", port=str(port))
        )
    if account.security is Security.NONE and not Guard(rules.allowed_loopback).allows_loopback(host, port):
        raise AddressRefused(
            address.text, Sentence("The password is not sent to %(host)s without encryption.", host=host)
        )
    if not account.user or not (account.user + account.password).isprintable():
        raise LoginRefused(
            address.text, Sentence("The user name or the password has characters that no mailbox takes.")
        )
    return address


@contextmanager
def _in_our_terms(address: WebAddress) -> Iterator[None]:
    try:
        yield
    except imaplib.IMAP4.abort as error:
        if "unexpected" in str(error):
            raise no_mail_server(address) from None
        raise Unreachable(
            address.text, Sentence("The mail server at %(host)s hung up on us.", host=address.host)
        ) from None
    except (imaplib.IMAP4.error, ValueError):
        # Without the cause: a server may send our own words back, and the password was among them.
        raise no_mail_server(address) from None


def no_mail_server(address: WebAddress) -> BadAnswer:
    """The error for an answer that makes no sense."""
    return BadAnswer(
        address.text, Sentence("The server at %(host)s does not answer as a mail server does.", host=address.host)
    )


def _greet(wire: Wire, address: WebAddress, security: Security, limits: MailLimits) -> None:
    """Hear the greeting and start the encryption; nothing said before it is believed after it."""
    wire.expect(lines=LINES)
    if security is Security.TLS:
        wire.encrypt(ssl.create_default_context(), limits.connect_seconds)
    greeting = wire.readline().upper()
    if greeting.startswith(b"* BYE"):
        raise Unreachable(
            address.text, Sentence("The mail server at %(host)s takes no visitors just now.", host=address.host)
        )
    if not greeting.startswith(b"* OK"):
        raise no_mail_server(address)
    if security is Security.STARTTLS:
        wire.send(b"start STARTTLS\r\n")
        while not (line := wire.readline().upper()).startswith(b"START "):
            pass
        if not line.startswith(b"START OK"):
            raise Unreachable(
                address.text,
                Sentence(
                    "The mail server at %(host)s offers no encryption on port %(port)s.",
                    host=address.host,
                    port=str(address.port),
                ),
                again=False,
            )
        wire.encrypt(ssl.create_default_context(), limits.connect_seconds)
    wire.push_back(b"* OK \r\n")


def _log_in(server: ImapServer, account: Account) -> None:
    address = server.address
    server.wire.expect(lines=LINES)
    user, password = account.user, account.password
    plain = "AUTH=PLAIN" in server.capabilities
    if not plain and "LOGINDISABLED" in server.capabilities:
        raise LoginRefused(
            address.text,
            Sentence("The mail server at %(host)s lets nobody in with a user name and a password.", host=address.host),
        )
    if not plain and not (user + password).isascii():
        raise LoginRefused(
            address.text,
            Sentence("The mail server at %(host)s takes only plain letters in names and passwords.", host=address.host),
        )
    try:
        if plain:
            server.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        else:
            server.login(quoted(user), password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        if PASSING.search(str(error)):
            raise LoginRefused(
                address.text,
                Sentence("The mail server at %(host)s cannot let us in just now.", host=address.host),
                again=True,
            ) from None
        raise LoginRefused(
            address.text,
            Sentence("The mail server at %(host)s does not accept this user name and password.", host=address.host),
        ) from None


def quoted(text: str) -> str:
    """Write a text as a quoted string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
