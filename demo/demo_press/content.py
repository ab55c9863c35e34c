"""What the press prints, as data: the outlets and their articles, read from the files beside this module.

An article is a file `articles/<outlet>/<slug>.md`: a TOML header between two lines of `+++`, then
paragraphs with an empty line between. Times are offsets from the run's epoch, written "3d 09:30" (three
days, nine and a half hours). A text may hold `{date}`, `{date-2}`, `{long+14}` or `{weekday-1}`: a day
relative to the day of publication, written in the outlet's language.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from demo_press.errors import BadContent

HERE = Path(__file__).parent
OFFSET = re.compile(r"^(\d+)d (\d{2}):(\d{2})$")


class FeedKind(StrEnum):
    """The formats in which outlets offer their feeds."""

    RSS = "rss"
    ATOM = "atom"
    RDF = "rdf"
    JSON = "json"


class Markup(StrEnum):
    """How an outlet's pages say who wrote an article and when."""

    JSON_LD = "json-ld"
    META = "meta"
    TIME = "time"
    VISIBLE = "visible"


class TroubleKind(StrEnum):
    """What is the matter with a page, from some time on."""

    GONE = "gone"
    SOFT_GONE = "soft-gone"
    BLOCKED = "blocked"
    PAYWALL = "paywall"
    TEXTLESS = "textless"


@dataclass(frozen=True)
class Trouble:
    """What happens to a page, and when."""

    kind: TroubleKind
    since: timedelta


@dataclass(frozen=True)
class Edit:
    """A change that the outlet makes to the text of a page after a while."""

    since: timedelta
    before: str
    after: str


@dataclass(frozen=True)
class Outlet:
    """One of the press' outlets.

    `given` is the address a person would give for it: "site" (the front page, which links the feed) or
    "feed". `utc_offset` is the time zone in which it dates its pages. `slow_seconds` is how long each
    answer is held back.
    """

    slug: str
    name: str
    language: str
    motto: str
    town: str
    feed_kind: FeedKind
    feed_path: str
    article_path: str
    markup: Markup
    utc_offset: timedelta
    given: str = "feed"
    charset: str = "utf-8"
    charset_in_header: bool = True
    body_class: str = "story-body"
    full_text_feed: bool = False
    broken_feed: bool = False
    slow_seconds: float = 0.0
    sections: tuple[str, ...] = ()

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.language in {"ar", "fa"}

    @property
    def host(self) -> str:
        """Its host name, without the port."""
        return f"{self.slug}.localhost"


@dataclass(frozen=True)
class Article:
    """One article as its file has it; `Edition` turns it into what a reader gets at a given time."""

    outlet: str
    slug: str
    title: str
    published: timedelta
    section: str
    text: str
    byline: str | None = None
    place: str | None = None
    agency: str | None = None
    first_published: timedelta | None = None
    story: str | None = None
    picture: str | None = None
    trouble: Trouble | None = None
    edits: tuple[Edit, ...] = ()
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> str:
        """Its name in the press: outlet and slug, as in "courier/lease-hearing"."""
        return f"{self.outlet}/{self.slug}"


@cache
def outlets() -> Mapping[str, Outlet]:
    """Read the outlets, by slug, in the order of the file."""
    read = tomllib.loads((HERE / "outlets.toml").read_text("utf-8"))
    return MappingProxyType({slug: _outlet(slug, entry) for slug, entry in read["outlets"].items()})


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Read the fixed words of the pages ("By", "Related"), by language."""
    read: dict[str, dict[str, str]] = tomllib.loads((HERE / "words.toml").read_text("utf-8"))
    return MappingProxyType(read)


@cache
def articles() -> Mapping[str, Article]:
    """Read all articles, by key, oldest first.

    Raises:
        BadContent: A file does not say what it must; the message names the file.
    """
    files = sorted((HERE / "articles").glob("*/*.md"))
    read = sorted((read_article(file) for file in files), key=lambda article: (article.published, article.key))
    return MappingProxyType({article.key: article for article in read})


def articles_of(outlet: str) -> tuple[Article, ...]:
    """Give one outlet's articles, oldest first."""
    return tuple(article for article in articles().values() if article.outlet == outlet)


def read_article(file: Path) -> Article:
    """Read one article's file.

    Raises:
        BadContent: The header is missing, or wrong.
    """
    where = f"{file.parent.name}/{file.name}"
    parts = file.read_text("utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0]:
        raise BadContent(where, "it must open with a header between two lines of +++")
    try:
        header = tomllib.loads(parts[1])
        return _article(file.parent.name, file.stem, header, parts[2].strip())
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadContent(where, f"the header is wrong: {error!r}") from error


def _article(outlet: str, slug: str, header: dict[str, Any], text: str) -> Article:
    trouble = header.pop("trouble", None)
    first = header.pop("first_published", None)
    edits = tuple(Edit(offset(e["since"]), e["before"], e["after"]) for e in header.pop("edits", ()))
    mentions = {subject: tuple(forms) for subject, forms in header.pop("mentions", {}).items()}
    return Article(
        outlet=outlet,
        slug=slug,
        text=text,
        published=offset(header.pop("published")),
        first_published=offset(first) if first else None,
        trouble=Trouble(TroubleKind(trouble["kind"]), offset(trouble["since"])) if trouble else None,
        edits=edits,
        mentions=MappingProxyType(mentions),
        **header,
    )


def _outlet(slug: str, entry: dict[str, Any]) -> Outlet:
    try:
        return Outlet(
            slug=slug,
            feed_kind=FeedKind(entry.pop("feed_kind")),
            markup=Markup(entry.pop("markup")),
            utc_offset=timedelta(minutes=entry.pop("utc_offset_minutes")),
            sections=tuple(entry.pop("sections")),
            **entry,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadContent(f"outlets.toml, {slug}", f"the entry is wrong: {error!r}") from error


def offset(written: str) -> timedelta:
    """Read an offset from the epoch, as in "3d 09:30".

    Raises:
        ValueError: It is not written so.
    """
    found = OFFSET.match(written)
    if not found:
        raise ValueError(f"{written!r} is no offset such as '3d 09:30'")
    days, hours, minutes = map(int, found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)
