"""What a mail brings, before it is put into words: posts in sections, what was removed, what was put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from interlink.lib.reading import cleaning
from interlink.newsroom.press import entries, links, register
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.editions import Section
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.models import PostPage


@dataclass(frozen=True, slots=True)
class Item:
    """A post in a mail.

    Attributes:
        entry: What lists tell of it.
        address: Its whole public address.
        paragraphs: The words that are quoted of it, or else its beginning.
    """

    entry: entries.Entry
    address: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Posts that are shown together, with a heading if they have one."""

    items: tuple[Item, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a mail brings.

    Attributes:
        subject: What it is called.
        language: The language of all of it.
        name: What it is, for the name of its list.
        because: Why somebody gets it, as a code: `Kind` of the mailing.
        parts: The posts.
        empty: Whether to say that there is no post.
        greeting: A word from the editors, as HTML.
        days: The first and the last day that it is about.
        outlets: How many outlets its posts cite; 0 where that is not told.
        removed: What became of cited pages.
        corrected: What was put right, and who was asked for a reply.
        page: The whole address of the same on the site; empty where there is none.
        head: The head of the log of captures, in words.
    """

    subject: str
    language: str
    name: str
    because: str
    parts: tuple[Part, ...] = ()
    empty: bool = False
    greeting: str = ""
    days: tuple[date, date] | None = None
    outlets: int = 0
    removed: Sequence[register.Entry] = ()
    corrected: Sequence[corrections.Entry] = ()
    page: str = ""
    head: str = ""

    @property
    def posts(self) -> int:
        """How many posts it brings."""
        return sum(len(part.items) for part in self.parts)


def parts_of(sections: Iterable[Section], language: str) -> tuple[Part, ...]:
    """Return the posts of some sections as a mail in a language, which is switched on, shows them."""
    return tuple(
        Part(tuple(item_of(post, language) for post in section.posts), line(section.heading)) for section in sections
    )


def item_of(post: PostPage, language: str) -> Item:
    """Return a post as a mail shows it."""
    entry = entries.entry(post, language)
    quoted = tuple(filter(None, map(legible_paragraph, post.excerpt_paragraphs)))
    return Item(entry, links.permalink(post), quoted or ((entry.begins,) if entry.begins else ()))


def legible_paragraph(paragraph: str) -> str:
    """Return a paragraph without control characters and overrides, whatever its length."""
    return " ".join(cleaning.plain(paragraph).split())
