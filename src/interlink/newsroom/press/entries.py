"""Posts as lists show them: all that is told of each is put into words here, and the template only prints it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from interlink.lib.reading import cleaning, datelines
from interlink.newsroom.evidence.models import CaptureState
from interlink.newsroom.press import fates, kind_names, languages, links
from interlink.newsroom.press.legible import LONGEST_LINE, line
from interlink.newsroom.press.lists.shown import ShownPost
from interlink.newsroom.press.models import PostPage

# Unicode Bidirectional Algorithm (UAX 9): what is between these does not move what is around.
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class Seal:
    """What is said of a cited page in a word or two.

    Attributes:
        name: Its class in the style sheet.
        word: The word.
        day: The day since which it is so, for machines; empty where none is told.
        written_day: The same for readers.
        comma: What stands before it.
    """

    name: str
    word: str
    day: str = ""
    written_day: str = ""
    comma: str = ","


@dataclass(frozen=True, slots=True)
class Source:
    """Where a post's words come from.

    Attributes:
        host: The host name.
        language: What the original's language is called; empty where it is the page's.
        seals: Whether we hold a copy, and what has become of the page.
    """

    host: str
    language: str
    seals: tuple[Seal, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A post in a list.

    Attributes:
        address: Where it is.
        day: When readers first saw it, for machines.
        written_day: The same for readers.
        kind: What it is called; empty for an excerpt.
        title: Its title.
        title_direction: The value of `dir` for it.
        dateline: Who reported it, where and when.
        begins: How it begins.
        quotes: Whether that is quoted.
        quoted: The address of what is quoted, if readers may be sent there.
        language: The language of the quoted words.
        direction: The value of `dir` for these.
        source: Where they come from; None for our own words.
    """

    address: str
    day: str
    written_day: str
    kind: str
    title: str
    title_direction: str
    dateline: str
    begins: str
    quotes: bool
    quoted: str
    language: str
    direction: str
    source: Source | None


def entry(post: PostPage | ShownPost, reader: str) -> Entry:
    """Return a post as a list shows it to readers of a language, which is the active one."""
    posted = posted_at(post)
    language = excerpt_language(post)
    begins = post.teaser
    return Entry(
        address=links.path_of(post.locale.language_code, post.url_path),
        day=(timezone.localdate(posted) if isinstance(posted, datetime) else posted).isoformat(),
        written_day=languages.written_date(posted, reader),
        kind=kind_names.for_readers(post.kind),
        title=line(post.title),
        title_direction=languages.direction_of(post.title, post.locale.language_code),
        dateline=dateline(post),
        begins=begins,
        quotes=post.quotes,
        quoted=links.web_address(post.cited_address) if begins and post.quotes else "",
        language=language,
        direction=languages.direction(language),
        source=source(post, reader),
    )


def source(post: PostPage | ShownPost, reader: str) -> Source | None:
    """Return where a post's words come from; None where they are our own."""
    cited = post.shown("cited_address")
    if not cited:
        return None
    language = excerpt_language(post)
    name = languages.name_in(language, reader) if language != reader else ""
    return Source(links.host_of(cited), name, _seals(post, reader))


def _seals(post: PostPage | ShownPost, reader: str) -> tuple[Seal, ...]:
    capture = post.capture
    if capture is None or not capture.is_whole:
        if capture is not None and capture.state == CaptureState.WAITING:
            return (Seal("awaited", _("copy on its way")),)
        return (Seal("none", _("no copy")),)
    kept = Seal("kept", _("copy kept"))
    fate = fates.word_for(capture.mark)
    if not fate:
        return (kept,)
    since = capture.mark_since
    if since is None:
        return kept, Seal(f"fate-{capture.mark}", fate)
    return kept, Seal(
        f"fate-{capture.mark}",
        fate,
        timezone.localdate(since).isoformat(),
        languages.written_date(since, reader),
        languages.comma(reader),
    )


def posted_at(post: PostPage | ShownPost) -> datetime | date:
    """Return when readers first saw a post; for a draft, the day it was made."""
    moment: datetime | date = post.first_published_at or post.dated
    return moment


def excerpt_language(post: PostPage | ShownPost) -> str:
    """Return the language of a post's quoted words: as set, else the page's."""
    return str(post.shown("excerpt_language") or post.locale.language_code)


def dateline(post: PostPage | ShownPost) -> str:
    """Return a post's dateline, each part legible and isolated, so that names in another script keep their place."""
    line = post.dateline
    isolated = replace(line, byline=_isolated(line.byline), outlet=_isolated(line.outlet), place=_isolated(line.place))
    return datelines.write(isolated, post.locale.language_code)


def _isolated(part: str | None) -> str | None:
    clean = cleaning.line(part, LONGEST_LINE)
    return f"{_FIRST_STRONG_ISOLATE}{clean}{_POP_ISOLATE}" if clean else None
