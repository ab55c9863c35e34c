"""What we decide about a list from elsewhere, line by line; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from interlink.newsroom.outreach import addresses
from interlink.newsroom.outreach.addresses import Address
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.errors import BadAddress


class Found(StrEnum):
    """What a line of a list turns out to be. Only those that are NEW are taken in."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    SUPPRESSED = "suppressed"
    AWAY = "away"
    NO_ADDRESS = "no address"
    NO_CONSENT = "no consent"
    NO_LANGUAGE = "no language"


# Names of columns as other programs write them, in small letters and without spaces and signs.
NAMES = {
    "email": ("email", "emailaddress", "mail", "address", "emailaddr", "subscriber"),
    "language": ("language", "lang", "locale"),
    "choices": ("choices", "choice", "lists"),
    "consent_at": ("consentat", "consenttime", "confirmtime", "optintime", "confirmedat", "subscribedat", "createdat"),
    "consent_from": ("consentfrom", "consentsource", "optinsource", "source"),
    "standing": ("standing", "status", "memberstatus"),
}
THERE = frozenset({"", "active", "paused", "subscribed", "confirmed", "enabled"})
SHAPES = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d", "%Y/%m/%d %H:%M:%S", "%d.%m.%Y", "%d.%m.%Y %H:%M")
# A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text.
FORMULA = ("=", "+", "-", "@", "\t")
TEXT = "'"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where a line says nothing itself."""

    language: str
    choices: frozenset[Choice]
    consent_at: datetime | None
    consent_from: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line that can be taken in, as far as the line itself shows."""

    address: Address
    language: str
    choices: frozenset[Choice]
    consent_at: datetime
    consent_from: str


def columns(head: Sequence[str]) -> dict[str, int]:
    """Return which column is which, by its name in the first line; without "email" it is no list of subscribers."""
    plain = [re.sub(r"[^a-z]", "", name.casefold()) for name in head]
    return {
        field: next(place for place, name in enumerate(plain) if name in names)
        for field, names in NAMES.items()
        if any(name in names for name in plain)
    }


def read(row: Mapping[str, str], defaults: Defaults, languages: frozenset[str], now: datetime) -> Line | Found:
    """Read a line, or say what keeps it from being taken in."""
    try:
        address = addresses.read(row.get("email", ""))
    except BadAddress:
        return Found.NO_ADDRESS
    if row.get("standing", "").casefold() not in THERE:
        return Found.AWAY
    language = _language(row.get("language", "") or defaults.language, languages)
    if not language:
        return Found.NO_LANGUAGE
    at = moment(row.get("consent_at", "")) or defaults.consent_at
    source = (row.get("consent_from", "") or defaults.consent_from)[:200]
    if at is None or at > now or not source:
        return Found.NO_CONSENT
    return Line(address, language, Choice.read(row.get("choices", "")) or defaults.choices, at, source)


def _language(written: str, languages: frozenset[str]) -> str:
    code = written.strip().replace("_", "-").casefold()
    by_code = {one.casefold(): one for one in languages}
    return by_code.get(code) or by_code.get(code.partition("-")[0], "")


def moment(written: str) -> datetime | None:
    """Read a day or a moment; UTC where no zone is given. None for what is none, or can be read in two ways."""
    text = written.strip()
    for shape in ("iso", *SHAPES):
        try:
            found = datetime.fromisoformat(text) if shape == "iso" else datetime.strptime(text, shape)  # noqa: DTZ007
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def for_a_cell(text: str) -> str:
    """Return a text as a cell of a spreadsheet that is no formula."""
    return TEXT + text if text.startswith(FORMULA) else text


def from_a_cell(text: str) -> str:
    """Return what a cell says."""
    plain = text.strip().replace("\x00", "")
    return plain[1:] if plain.startswith(TEXT) and plain[1:].startswith(FORMULA) else plain
