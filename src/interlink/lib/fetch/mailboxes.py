"""Reading a mailbox over IMAP, for outlets that send newsletters and have no feed.

The folder is only looked at: nothing in it is marked as read, moved or deleted. Source: RFC 3501.
"""

import heapq
import re
from dataclasses import dataclass
from typing import Any, Final

from interlink.lib.fetch.conduct import STRICT, DoorRules
from interlink.lib.fetch.errors import BadAnswer, NoSuchFolder, TooSlow, shown
from interlink.lib.fetch.imap import LINES, PASSING, Account, ImapServer, Security, no_mail_server, quoted, visit
from interlink.lib.fetch.limits import MAIL, MailLimits
from interlink.lib.sentences import Sentence

__all__ = ["Account", "Mailbox", "Message", "Security", "Skipped", "read_mailbox"]

_UID_LIST: Final = 4_000_000  # one line with the numbers of half a million messages
_SIZES_AT_ONCE: Final = 50

_UID: Final = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d{1,15})\b")
_NUMBER: Final = re.compile(rb"\d{1,10}")
_BODY: Final = re.compile(rb"BODY\[\](?:<\d+>)? (?:(?P<none>NIL)|\"(?P<short>(?:[^\"\\]|\\.)*)\"|\{\d+\}$)")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it lies on the server, headers and all."""

    uid: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Skipped:
    """A message that was not taken in.

    Attributes:
        uid: Its number.
        size: What the server says, or what came, in bytes.
        too_large: Whether that is why; else the server would not hand the message over.
    """

    uid: int
    size: int
    too_large: bool = True


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What was new in a folder.

    Attributes:
        uid_validity: The numbers mean the same messages as long as this stays the same.
        messages: The oldest first.
        skipped: Messages that were not taken in, so that somebody can be told.
        read_to: What to give as ``after_uid`` next time, together with ``uid_validity``.
        more: Whether there is more to read at once.
        anew: Whether the folder's numbers lost their meaning since the last time, so that it was read from
            its beginning. The caller then gets messages again that it had, under other numbers, and knows
            them by their Message-ID or their text.
    """

    uid_validity: int
    messages: tuple[Message, ...]
    skipped: tuple[Skipped, ...]
    read_to: int
    more: bool
    anew: bool


def read_mailbox(
    account: Account,
    *,
    folder: str = "INBOX",
    after_uid: int = 0,
    uid_validity: int | None = None,
    limits: MailLimits = MAIL,
    rules: DoorRules = STRICT,
) -> Mailbox:
    """Read the messages of a folder that came after the last reading.

    It waits for the network, so asynchronous callers run it in a thread. When the time runs out after some
    messages were read, these are given, with ``more`` set.

    Args:
        account: Which mailbox.
        folder: As a person calls it; inner folders in the server's own notation.
        after_uid: ``read_to`` of the last reading, or 0.
        uid_validity: The same of the last reading, or None.
        limits: The bounds.
        rules: Which of this machine's own ports may be spoken to, and fixed addresses for names.

    Raises:
        FetchError: One of its kinds; see errors.py.
        ValueError: ``after_uid`` is negative.
    """
    if after_uid < 0:
        raise ValueError(f"Not a message number: {after_uid}")
    with visit(account, limits, rules) as server:
        return _read(server, folder, after_uid, uid_validity, limits)


def _folder_name(name: str) -> str:
    """Write a folder's name as the protocol wants it. Source: RFC 3501, 5.1.3, modified UTF-7."""
    # Plain UTF-7 of a run without plain letters is the same base64, but for its marks and the slash.
    return "".join(
        run.replace("&", "&-")
        if run.isascii()
        else "&" + run.encode("utf-7").decode("ascii")[1:].removesuffix("-").replace("/", ",") + "-"
        for run in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", name)
    )


def _read(server: ImapServer, folder: str, after_uid: int, uid_validity: int | None, limits: MailLimits) -> Mailbox:
    validity, next_uid = _examine(server, folder)
    anew = uid_validity is not None and uid_validity != validity
    read_to = 0 if anew else after_uid
    nothing_new = next_uid is not None and next_uid <= read_to + 1
    uids = [] if nothing_new else _new_uids(server, read_to, limits.max_messages + 1)
    more = len(uids) > limits.max_messages
    messages: list[Message] = []
    skipped: list[Skipped] = []
    room = limits.max_total_bytes
    try:
        sizes = _sizes(server, uids[: limits.max_messages])
        for uid in uids[: limits.max_messages]:
            size = sizes.get(uid)
            if messages and size is not None and room < size <= limits.max_message_bytes:
                more = True
                break
            # A number without a size was deleted meanwhile.
            found = _message(server, uid, size, limits.max_message_bytes) if size is not None else None
            if isinstance(found, Message):
                messages.append(found)
                room -= len(found.raw)
            elif found is not None:
                skipped.append(found)
            read_to = uid
    except TooSlow:
        if not messages:
            raise
        more = True
    return Mailbox(validity, tuple(messages), tuple(skipped), read_to, more, anew)


def _examine(server: ImapServer, folder: str) -> tuple[int, int | None]:
    """Open a folder for reading only, and give its UIDVALIDITY, and UIDNEXT when told."""
    server.wire.expect(lines=LINES)
    if not folder.isprintable():
        raise NoSuchFolder(
            server.address.text, Sentence("No folder can have the name %(folder)s.", folder=shown(folder))
        )
    kind, data = server.select(quoted(_folder_name(folder)), readonly=True)
    if kind != "OK":
        passing = PASSING.search(str(data[-1]))
        raise NoSuchFolder(
            server.address.text,
            Sentence(
                "The mail server at %(host)s has no folder %(folder)s that we may read.",
                host=server.address.host,
                folder=shown(folder),
            ),
            again=bool(passing),
        )
    validity = _number(server, "UIDVALIDITY")
    if validity is None:
        raise BadAnswer(
            server.address.text,
            Sentence(
                "The mail server at %(host)s does not number its messages, so they cannot be followed.",
                host=server.address.host,
            ),
            again=False,
        )
    return validity, _number(server, "UIDNEXT")


def _number(server: ImapServer, code: str) -> int | None:
    _, told = server.response(code)
    found = _NUMBER.fullmatch(told[-1] or b"") if told else None
    return int(found[0]) if found is not None else None


def _new_uids(server: ImapServer, after: int, most: int) -> list[int]:
    server.wire.expect(lines=LINES, line=_UID_LIST)
    # "*" stands for the last message, so that one comes back even when it is an old one.
    kind, lines = server.uid("SEARCH", "UID", f"{after + 1}:*")
    if kind != "OK":
        raise no_mail_server(server.address)
    numbers = (int(found[0]) for line in lines if line for found in _NUMBER.finditer(line))
    return heapq.nsmallest(most, {number for number in numbers if number > after})


def _sizes(server: ImapServer, uids: list[int]) -> dict[int, int]:
    sizes = {}
    for start in range(0, len(uids), _SIZES_AT_ONCE):
        server.wire.expect(lines=LINES)
        numbers = ",".join(map(str, uids[start : start + _SIZES_AT_ONCE]))
        kind, lines = server.uid("FETCH", numbers, "(UID RFC822.SIZE)")
        if kind != "OK":
            raise no_mail_server(server.address)
        for line in lines:
            if isinstance(line, bytes) and (uid := _UID.search(line)) and (size := _SIZE.search(line)):
                sizes[int(uid[1])] = int(size[1])
    return sizes


def _message(server: ImapServer, uid: int, size: int, most: int) -> Message | Skipped | None:
    """Fetch one message, if it is not too large; None when it is gone."""
    if size > most:
        return Skipped(uid, size)
    server.wire.expect(lines=LINES, piece=most + 1)
    # One byte more than we take tells whether the size was a true one.
    kind, parts = server.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{most + 1}>)")
    if kind != "OK":
        if PASSING.search(str(parts[-1])):
            raise no_mail_server(server.address)
        return Skipped(uid, size, too_large=False)
    raw = _body(parts, uid)
    if raw is None:
        return None
    return Message(uid, raw) if len(raw) <= most else Skipped(uid, max(size, len(raw)))


def _body(parts: list[Any], uid: int) -> bytes | None:
    """Find the text of a message in the parts of an answer, which may tell of others as well."""
    for number, part in enumerate(parts):
        head, literal = part if isinstance(part, tuple) else (part, b"")
        found = _BODY.search(head) if isinstance(head, bytes) else None
        if found is None or found["none"] is not None:
            continue
        # The number stands before the text, or after it in the line that ends the answer.
        rest = parts[number + 1] if number + 1 < len(parts) else None
        told = _UID.search(head) or (_UID.search(rest) if isinstance(rest, bytes) else None)
        if told is not None and int(told[1]) == uid:
            return bytes(literal) if found["short"] is None else re.sub(rb"\\(.)", rb"\1", found["short"])
    return None
