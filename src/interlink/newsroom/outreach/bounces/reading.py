"""Reading a mail that came back, or a complaint: which of our mails it is about, and what it says.

Reports by RFC 3464 (delivery) and RFC 5965 (feedback) are read by their fields; the many older forms are flufl.bounce's
work. What is none of these, such as a reply or a note of absence, says nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from flufl.bounce import all_failures

from interlink.newsroom.outreach.bounces import marks, rules
from interlink.newsroom.outreach.bounces.marks import Mark
from interlink.newsroom.outreach.bounces.models import Trouble

logger = logging.getLogger(__name__)

LONGEST = 1_000_000
TO_WHOM = ("X-Original-To", "Delivered-To", "Envelope-To", "To")
NO_COMPLAINTS = frozenset({"not-spam", "virus"})
RELAYED = ("delivered", "relayed", "expanded", "delayed")


@dataclass(frozen=True, slots=True)
class Report:
    """What came back.

    Attributes:
        mark: which of our mails it is about; None where nothing proves that it is about one.
        trouble: what it says; None where it says nothing that matters.
    """

    mark: Mark | None
    trouble: Trouble | None


def read(raw: bytes) -> Report:
    """Read a mail. What cannot be read says nothing."""
    try:
        message = message_from_bytes(raw[:LONGEST])
        trouble = _trouble(message)
        return Report(_mark(message) if trouble else None, trouble)
    except Exception:
        logger.info("A mail that came back could not be read.", exc_info=True)
        return Report(None, None)


def _trouble(message: Message) -> Trouble | None:
    complaint = next(_parts(message, "message/feedback-report"), None)
    if complaint is not None:
        kind = _fields(complaint).get("feedback-type", "abuse")
        return None if kind.strip().lower() in NO_COMPLAINTS else Trouble.COMPLAINT
    reports = list(_parts(message, "message/delivery-status"))
    if reports:
        told = [_of_delivery(block) for report in reports for block in _blocks(report)]
        return Trouble.HARD if Trouble.HARD in told else Trouble.SOFT if Trouble.SOFT in told else None
    if not _is_from_a_machine(message):
        return None
    passing, for_good = all_failures(message)
    if for_good:
        return Trouble.SOFT if rules.PASSING.search(_text(message)) else Trouble.HARD
    return Trouble.SOFT if passing else None


def _of_delivery(block: Message) -> Trouble | None:
    action = str(block.get("Action", "")).strip().lower()
    if not action or action.startswith(RELAYED):
        return None
    for_good = rules.is_for_good(str(block.get("Status", "")), str(block.get("Diagnostic-Code", "")))
    return Trouble.HARD if for_good else Trouble.SOFT


def _is_from_a_machine(message: Message) -> bool:
    """Say whether it may be a server's: these answer with no sender, so that nobody answers them (RFC 5321)."""
    sender = str(message.get("From", "")).lower()
    return str(message.get("Return-Path", "")).strip() == "<>" or "mailer-daemon" in sender or "postmaster" in sender


def _mark(message: Message) -> Mark | None:
    headers = (str(value) for name in TO_WHOM for value in message.get_all(name, []))
    for text in (*headers, _text(message)):
        if (found := marks.find(text)) is not None:
            return found
    return None


def _text(message: Message) -> str:
    """Return all headers and texts of a mail and of what it carries, where a mark may stand."""
    found = []
    for part in message.walk():
        found += [f"{name}: {value}" for name, value in part.items()]
        if not part.is_multipart():
            content = part.get_payload(decode=True)
            found.append(content.decode("utf-8", "replace") if isinstance(content, bytes) else "")
    return "\n".join(found)


def _parts(message: Message, kind: str) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_type() == kind)


def _blocks(report: Message) -> list[Message]:
    content = report.get_payload()
    return [block for block in content if isinstance(block, Message)] if isinstance(content, list) else []


def _fields(report: Message) -> dict[str, str]:
    """Return the fields of a feedback report, which the parser takes for the headers of a mail or for text."""
    blocks = _blocks(report)
    text = "\n".join(str(block) for block in blocks) if blocks else str(report.get_payload())
    lines = (line.partition(":") for line in text.splitlines())
    return {name.strip().lower(): value.strip() for name, colon, value in lines if colon}
