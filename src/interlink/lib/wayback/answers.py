"""What the Wayback Machine answers, read from bytes and believed as little as possible.

Sources: the Wayback Availability JSON API (archive.org/help/wayback_api.php), and "Save Page Now 2 Public API Docs"
by Vangelis Banos, Internet Archive, of 2022.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from interlink.lib.sentences import Sentence, joined
from interlink.lib.wayback.errors import Busy, CaptureMissed, KeysRefused, NotUnderstood, PageRefused, WaybackError

LONGEST_ADDRESS: Final = 4_000
_A_DAY: Final = 86_400.0
_MOMENT: Final = re.compile(r"[12][0-9]{13}")
_FORM: Final = "%Y%m%d%H%M%S"
_JOB: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
_IN_THE_ARCHIVE: Final = re.compile(r"https?://[^/]+/web/[0-9]{1,14}[a-z_]{0,4}/(.+)", re.DOTALL)
_DONE: Final = range(200, 300)
_LONGEST_WORDS: Final = 200

# Codes that tell of the page itself: asking again changes nothing. The other codes tell of a bad moment.
_REFUSED: Final = {
    "blocked": Sentence("The site does not let the Wayback Machine in."),
    "blocked-client-ip": Sentence("The Wayback Machine does not take orders from this desk's network address."),
    "blocked-url": Sentence("The Wayback Machine does not capture this page."),
    "file-size-limit": Sentence("The file is larger than what the Wayback Machine takes."),
    "filesize-limit": Sentence("The file is larger than what the Wayback Machine takes."),
    "ftp-access-denied": Sentence("The site does not let the Wayback Machine in."),
    "invalid-host-resolution": Sentence("The Wayback Machine does not find the site."),
    "invalid-url-syntax": Sentence("The Wayback Machine does not take this for an address."),
    "method-not-allowed": Sentence("The site does not let the Wayback Machine in."),
    "network-authentication-required": Sentence("The site wants a password."),
    "no-access": Sentence("The site does not let the Wayback Machine in."),
    "not-found": Sentence("The Wayback Machine does not find the page."),
    "too-many-redirects": Sentence("The address leads the Wayback Machine in a circle."),
    "unauthorized": Sentence("The site wants a password."),
}
_BUSY: Final = {
    "user-session-limit": Sentence("The Wayback Machine is at work on as many pages of ours as it takes at once."),
    "too-many-requests": Sentence("The Wayback Machine was asked too often."),
    "no-browsers-available": Sentence("The Wayback Machine has too much to do."),
    "service-unavailable": Sentence("The Wayback Machine has too much to do."),
    "bandwidth-limit-exceeded": Sentence("The Wayback Machine has too much to do."),
}
_MANY_TODAY: Final = "too-many-daily-captures"


@dataclass(frozen=True, slots=True)
class Memento:
    """A copy in the Wayback Machine.

    Attributes:
        original: The address that it is a copy of.
        at: When it was taken.
        status: What the site answered then, where that is told.
    """

    original: str
    at: datetime
    status: int | None = None

    @property
    def is_page(self) -> bool:
        """Whether the copy is of a page, as far as is known, and not of an error."""
        return self.status is None or self.status in _DONE

    def address(self, base: str) -> str:
        """Return where it is; made here, since readers follow it, and not taken from the answer."""
        return f"{base}/web/{self.at:{_FORM}}/{self.original}"


@dataclass(frozen=True, slots=True)
class Job:
    """A capture that the Wayback Machine has begun."""

    name: str


def moment(at: datetime) -> str:
    """Return a time as the Wayback Machine writes it."""
    return at.astimezone(UTC).strftime(_FORM)


def closest(body: bytes) -> Memento | None:
    """Read an answer about availability; None where there is no copy.

    Raises:
        NotUnderstood: It is no such answer.
    """
    said = _object(body).get("archived_snapshots")
    if said is None or not isinstance(said, Mapping):
        raise NotUnderstood(Sentence("The Wayback Machine's answer does not say whether there is a copy."))
    found = said.get("closest")
    if not isinstance(found, Mapping) or found.get("available") is not True:
        return None
    original = _IN_THE_ARCHIVE.fullmatch(_text(found.get("url")))
    memento = Memento(_web_address(original[1] if original else ""), _time(found.get("timestamp")), _status(found))
    return memento if memento.is_page else None


def ordered(status: int, body: bytes, wait: float | None = None) -> Job:
    """Read the answer to an order to capture a page.

    Args:
        status: The HTTP status.
        body: What came.
        wait: Seconds after which we may come again, where it says so.

    Raises:
        WaybackError: One of its kinds.
    """
    said = _answer(status, body, wait)
    job = said.get("job_id")
    if isinstance(job, str) and _JOB.fullmatch(job):
        return Job(job)
    words = _words(said.get("message"))
    told = Sentence("The Wayback Machine took no order: %(words)s.", words=words)
    raise CaptureMissed(told if words else Sentence("The Wayback Machine took no order."), wait=wait)


def outcome(status: int, body: bytes, wait: float | None = None) -> Memento | None:
    """Read the answer about a capture that was ordered; None while it is being taken.

    Raises:
        WaybackError: One of its kinds.
    """
    said = _answer(status, body, wait)
    match said.get("status"):
        case "pending":
            return None
        case "success":
            return Memento(_web_address(_text(said.get("original_url"))), _time(said.get("timestamp")), _status(said))
    raise NotUnderstood(Sentence("The Wayback Machine does not say what came of the capture."))


def _answer(status: int, body: bytes, wait: float | None) -> Mapping[str, Any]:
    """Return what it said, unless that is that it could not do it."""
    try:
        said = _object(body)
    except NotUnderstood:
        if status in _DONE:
            raise
        said = {}
    code = _text(said.get("status_ext")).removeprefix("error:")
    if said.get("status") == "error" or code or status not in _DONE:
        raise _error(status, code, _words(said.get("message")) or _words(code), wait)
    return said


def _error(status: int, code: str, words: str, wait: float | None) -> WaybackError:
    if code in _REFUSED:
        return PageRefused(_REFUSED[code])
    if code in _BUSY:
        return Busy(_BUSY[code], wait=wait)
    if code == _MANY_TODAY:
        return CaptureMissed(
            Sentence("The Wayback Machine captures this page no more often today."), wait=wait or _A_DAY
        )
    if status not in _DONE:
        return _error_of_status(status, words, wait)
    told = Sentence("The Wayback Machine could not capture the page: %(words)s.", words=words)
    without = Sentence("The Wayback Machine could not capture the page, and gives no reason.")
    return CaptureMissed(told if words else without, wait=wait)


def _error_of_status(status: int, words: str, wait: float | None) -> WaybackError:
    if status in (401, 403):
        told = Sentence("The Wayback Machine refuses our keys (%(status)s).", status=str(status))
        return KeysRefused(_with_theirs(told, words))
    if status == 429:  # noqa: PLR2004 - RFC 6585
        return Busy(_with_theirs(Sentence("The Wayback Machine was asked too often."), words), wait=wait)
    if status >= 500:  # noqa: PLR2004 - RFC 9110: trouble of its own
        told = Sentence("The Wayback Machine is in trouble (%(status)s).", status=str(status))
        return Busy(_with_theirs(told, words), wait=wait)
    return NotUnderstood(_with_theirs(Sentence("The Wayback Machine answered %(status)s.", status=str(status)), words))


def _with_theirs(ours: Sentence, words: str) -> str:
    return joined((ours, Sentence("It says: %(words)s.", words=words))) if words else ours


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise NotUnderstood(Sentence("The Wayback Machine's answer is not what its manual says."))
    return said


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _words(value: object) -> str:
    """Return a sentence of theirs without its full stop, fit to stand in one of ours."""
    plain = "".join(letter if letter.isprintable() else " " for letter in _text(value)[:_LONGEST_WORDS])
    return " ".join(plain.split()).rstrip(".!")


def _web_address(address: str) -> str:
    fits = address.startswith(("http://", "https://")) and len(address) <= LONGEST_ADDRESS and address.isprintable()
    if not fits or " " in address:
        raise NotUnderstood(Sentence("The Wayback Machine does not say of which address its copy is."))
    return address


def _time(value: object) -> datetime:
    try:
        if _MOMENT.fullmatch(_text(value)):
            return datetime.strptime(_text(value), _FORM).replace(tzinfo=UTC)
    except ValueError:
        pass
    raise NotUnderstood(Sentence("The Wayback Machine does not say of when its copy is."))


def _status(said: Mapping[str, Any]) -> int | None:
    """Return the status of the captured answer: availability has it as text, the outcome as a number."""
    value = said.get("http_status", said.get("status"))
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)
    return int(text) if re.fullmatch(r"[1-5][0-9]{2}", text) else None
