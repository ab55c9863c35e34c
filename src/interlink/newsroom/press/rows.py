"""Posts in lists as HTML. A template that filters and loops over each of them costs several times what they do.

All that comes from outside passes `escape`, each time where it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from interlink.newsroom.press import languages
from interlink.newsroom.press.entries import Entry, Seal, Source
from interlink.newsroom.press.legible import line

if TYPE_CHECKING:
    from interlink.newsroom.press.search.queries import Hit


def of_entries(entries: Iterable[Entry], heading: str) -> SafeString:
    """Return posts in a list: the date in the margin, then what each is.

    Args:
        entries: The posts.
        heading: The element of their titles.
    """
    return _joined(_entry(one, heading, escape(one.title), escape(one.begins), cited=True) for one in entries)


def of_hits(hits: Iterable[Hit]) -> SafeString:
    """Return posts that were found, each in its own language, with the words marked."""
    return _joined(_entry(hit.entry, "h2", hit.title, hit.piece, code=hit.post.locale.language_code) for hit in hits)


def of_options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """Return the choices of a field, each a value and what readers see."""
    return _joined(_option(value, line(name), chosen=value == chosen) for value, name in choices)


def _option(value: str, name: str, *, chosen: bool) -> str:
    stated = "" if value == name else f' value="{escape(value)}"'
    return f"<option{stated}{' selected' if chosen else ''}>{escape(name)}</option>\n"


def _entry(entry: Entry, heading: str, title: str, begins: str, *, code: str = "", cited: bool = False) -> str:
    own = f' lang="{escape(code)}" dir="{languages.direction(code)}"' if code else ""
    kind = f'<p class="label">{escape(entry.kind)}</p>' if entry.kind else ""
    dateline = f'<p class="dateline">{escape(entry.dateline)}</p>\n' if entry.dateline else ""
    cite = f' cite="{escape(entry.quoted)}"' if cited and entry.quoted else ""
    words = ""
    if begins and entry.quotes:
        tongue = f'lang="{escape(entry.language)}" dir="{entry.direction}"'
        words = f'<blockquote class="excerpt"{cite} {tongue}><p>{begins}</p></blockquote>\n'
    elif begins:
        words = f'<p class="begins">{begins}</p>\n'
    name = f'<bdi dir="{entry.title_direction}">{title}</bdi>'
    return (
        f'<article class="entry">\n<p class="margin">{_time(entry.day, entry.written_day)}</p>\n'
        f'<div class="matter"{own}>\n'
        f'{kind}<{heading} class="headline"><a href="{escape(entry.address)}">{name}</a></{heading}>\n'
        f"{dateline}{words}{_source(entry.source) if entry.source else ''}</div>\n</article>\n"
    )


def _source(source: Source) -> str:
    host = f'<bdi dir="ltr">{escape(source.host)}</bdi>' if source.host else ""
    language = f" <span>{escape(source.language)}</span>" if source.language else ""
    return f'<p class="mark">{host}{language}{"".join(map(_seal, source.seals))}</p>\n'


def _seal(seal: Seal) -> str:
    since = f"{seal.comma} {_time(seal.day, seal.written_day)}" if seal.day else ""
    return f' <span class="seal {escape(seal.name)}">{escape(seal.word)}{since}</span>'


def _time(day: str, written: str) -> str:
    return f'<time datetime="{escape(day)}">{escape(written)}</time>'


def _joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - every piece from outside was escaped where it was written
