"""What a captured video, recording, picture or document says of itself, as the desk shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from interlink.lib.reading import cleaning
from interlink.newsroom.inbox.templatetags.written import own_date, own_digits
from interlink.newsroom.press.languages import written_length
from interlink.newsroom.sentences import told

LONGEST = 300


def facts_of(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is known of a capture beside its text, each with its label; what a page says stays as it says it.

    Args:
        facts: As the capture keeps them.
    """
    return [(label, text) for label, value in _told(facts) if (text := cleaning.line(str(value or ""), LONGEST))]


def _told(facts: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(file := facts.get("file"), dict):
        yield _("Size"), own_digits(filesizeformat(file.get("size") or 0))
        yield _("Pages"), own_digits(file.get("pages") or "")
        yield _("Not read"), told(file.get("problem") or "")
    if isinstance(video := facts.get("video"), dict):
        yield _("Video by"), video.get("channel")
        yield _("Put up"), day(video.get("uploaded"))
        yield _("Length"), length(video.get("seconds"))
        yield _("What it is about"), video.get("description")


def day(written: object) -> str:
    """Write the day of a date as a page writes it for machines; what is none stays as it is."""
    try:
        return own_date(datetime.fromisoformat(str(written or "")).date(), "j M Y")
    except ValueError:
        return str(written or "")


def length(seconds: object) -> str:
    """Write a length in minutes and seconds; empty where it is not known."""
    return own_digits(written_length(seconds, "en")) if isinstance(seconds, int) and seconds > 0 else ""
