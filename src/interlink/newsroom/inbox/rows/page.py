"""What all rows of a page have in common: its form token, where it is, what its editor may do, and addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from interlink.newsroom.inbox.templatetags.written import own_date
from interlink.newsroom.press.links import web_address

OUTWARD = 'rel="noreferrer" target="_blank"'
_ANY_KEY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """The page that rows are written for.

    Attributes:
        token: The field that each of its forms has against forgery, as HTML.
        here: Its own address, to come back to.
        may_write: Whether its editor may decide about stories.
        may_teach: Whether she may say that a name is another one.
    """

    token: str
    here: str
    may_write: bool
    may_teach: bool

    def back(self, fragment: str = "") -> str:
        """Return the field that brings its editor back here, as HTML."""
        return f'<input type="hidden" name="next" value="{escape(self.here + fragment)}">'


def address(name: str, key: int) -> str:
    """Return the address of one of many things, without asking Django's resolver for each."""
    before, after = _around(name)
    return f"{before}{key}{after}"


@lru_cache(maxsize=32)
def _around(name: str) -> tuple[str, str]:
    before, _key, after = reverse(name, args=[_ANY_KEY]).partition(str(_ANY_KEY))
    return before, after


def outward(text: str) -> str:
    """Return the address of somebody else's page for an attribute; nothing if it is none."""
    return escape(web_address(text))


def moment(at: datetime) -> str:
    """Write a day of this year and a time."""
    return escape(own_date(localtime(at), "j M, H:i"))


def joined(parts: Iterable[str]) -> SafeString:
    """Put rows together that are safe as they are."""
    return mark_safe("".join(parts))  # noqa: S308 - every piece from outside was escaped where it was written
