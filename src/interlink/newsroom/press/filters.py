"""The filters of the public pages: how a language writes dates and numbers, and text from outside made legible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from interlink.lib.reading import cleaning
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.press import fates, languages, links
from interlink.newsroom.press.entries import dateline, excerpt_language, posted_at
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.models.posts import PostPage
from interlink.newsroom.sentences import told

_ENGLISH = "en"


def language_name(language: str) -> str:
    """A language's name in the language of the page."""
    return languages.name_in(language, _language())


def written_date(day: date | None) -> str:
    """A day in the form of the page's language."""
    return languages.written_date(day, _language()) if day else ""


def written_day(written: object) -> str:
    """The day of a date as a page writes it for machines; what is none stays as it is."""
    try:
        return written_date(datetime.fromisoformat(str(written)).date())
    except ValueError:
        return line(str(written)[:50])


def written_length(seconds: object) -> str:
    """A length in minutes and seconds; empty where it is none."""
    return languages.written_length(seconds, _language()) if isinstance(seconds, int) and seconds > 0 else ""


def written_month(day: date | None) -> str:
    """A month in the form of the page's language."""
    return languages.written_month(day, _language()) if day else ""


def year_of(year: int | str) -> str:
    """A year's number in the digits of the page's language."""
    return languages.written_year(int(year), _language())


def written_moment(moment: datetime | None) -> str:
    """A moment to the second, in UTC."""
    return languages.written_moment(moment, _language()) if moment else ""


def written_number(number: int) -> str:
    """A whole number in the form of the page's language."""
    return languages.written_number(number, _language())


def written_size(size: int) -> str:
    """A size in kilobytes in the form of the page's language."""
    return languages.written_size(size, _language())


def teaser(post: PostPage) -> str:
    """The beginning of a post's excerpt, or else of its text, for a list."""
    return post.teaser


def paragraphs(post: PostPage) -> list[str]:
    """The excerpt's paragraphs without control characters and overrides."""
    return [clean for clean in map(cleaning.plain, post.excerpt_paragraphs) if clean]


def house_words(rich_text: str) -> SafeString:
    """Rich text from the desk as HTML with nothing active in it, however it came into the database."""
    html = cleaning.clean_html(expand_db_html(rich_text or ""), base=settings.INTERLINK_SITE_ADDRESS + "/")
    return mark_safe(html)  # noqa: S308 - just cleaned


def fate(capture: Capture) -> str:
    """What has become of a cited page, as a sentence; nothing while we have not looked again."""
    return fates.sentence(capture, _language())


def is_gone(capture: Capture | None) -> bool:
    """Whether readers no longer find a cited page."""
    return capture is not None and capture.is_whole and fates.is_gone(capture)


def _language() -> str:
    return get_language() or _ENGLISH


FILTERS: dict[str, Callable[..., object]] = {
    "dateline": dateline,
    "excerpt_language": excerpt_language,
    "posted_at": posted_at,
    "direction": languages.direction,
    "runs": languages.direction_of,
    "own_name": languages.own_name,
    "language_name": language_name,
    "written_date": written_date,
    "written_day": written_day,
    "written_length": written_length,
    "written_month": written_month,
    "year_of": year_of,
    "written_moment": written_moment,
    "written_number": written_number,
    "written_size": written_size,
    "legible": line,
    "teaser": teaser,
    "paragraphs": paragraphs,
    "house_words": house_words,
    "fate": fate,
    "fate_word": fates.word,
    "is_gone": is_gone,
    "web_address": links.web_address,
    "host_of": links.host_of,
    "told": told,
    "whole_address": links.whole,
}
"""By the names that templates know them by."""
