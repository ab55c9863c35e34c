"""Which editions there are, what they are called, and when one is made anew."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum

# Editions of the whole site change with each post, and each reader who follows them fetches them whole.
BETWEEN_EDITIONS = timedelta(days=1)
WHOLE = "site"
_LONGEST_NAME = 40
_NO_NAME = "site"


class Form(StrEnum):
    """What an edition is, named as its file ends."""

    ZIM = "zim"
    ZIP = "zip"
    EPUB = "epub"
    PDF = "pdf"


OF_THE_SITE = (Form.ZIM, Form.ZIP)
OF_A_DIGEST = (Form.EPUB, Form.PDF)
MEDIA_TYPES = {
    Form.ZIM: "application/x-zim",
    Form.ZIP: "application/zip",
    Form.EPUB: "application/epub+zip",
    Form.PDF: "application/pdf",
}


def is_due(made_of: str, made_at: datetime | None, wanted: str, now: datetime, *, waits: bool) -> bool:
    """Say whether an edition has to be made: there is none, or its sources changed and it is old enough.

    Args:
        made_of: The checksum of what it was made of.
        made_at: When; None where there is none.
        wanted: The checksum of what it would be made of now.
        now: The time.
        waits: Whether it is made once a day at most.
    """
    if made_at is None:
        return True
    return made_of != wanted and (not waits or now - made_at >= BETWEEN_EDITIONS)


def stem(group: str) -> str:
    """Return the beginning of all files' names: the group's name in plain letters."""
    plain = unicodedata.normalize("NFKD", group).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or _NO_NAME


def name_of_site(group: str, span: str, form: Form) -> str:
    """Return the name of an edition of the whole site or of a year, such as `our-watch-2026.zim`."""
    return f"{stem(group)}-{'all' if span == WHOLE else span}.{form}"


def name_of_digest(group: str, language: str, ends_on: date, form: Form) -> str:
    """Return the name of a digest's edition, such as `our-watch-fr-2026-11-27.epub`."""
    return f"{stem(group)}-{language.lower()}-{ends_on:%Y-%m-%d}.{form}"
