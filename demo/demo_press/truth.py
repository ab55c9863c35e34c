"""What is true of the press' articles, for tests and benches: what a reader of its pages should find.

All of it comes from the articles' headers and the alias book, so it holds for whatever is printed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from demo_press import content, edition
from demo_press.clock import Moment
from demo_press.content import HERE, Markup
from demo_press.edition import Standing


@dataclass(frozen=True)
class Alias:
    """One written form of a subject's name; `script` is an ISO 15924 code."""

    text: str
    language: str
    script: str
    kind: str


@dataclass(frozen=True)
class Subject:
    """A subject of the alias book; `unlisted` are forms that articles use and the book does not know."""

    key: str
    type: str
    name: str
    aliases: tuple[Alias, ...]
    unlisted: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """What a reader of an article's page should find, at a given time.

    `published` is exact to the minute unless `day_only`: then the page says the day alone. `text` is all
    paragraphs joined by empty lines, opened by the dateline when there is one.
    """

    title: str
    byline: str | None
    outlet: str
    language: str
    published: datetime
    day_only: bool
    modified: datetime
    first_published: datetime | None
    dateline: str
    place: str | None
    agency: str | None
    text: str
    standing: Standing


def expected(key: str, moment: Moment) -> Expected:
    """Say what the article's page should give at that moment.

    Raises:
        KeyError: There is no such article.
    """
    printed = edition.print_article(content.articles()[key], moment)
    return Expected(
        title=printed.title,
        byline=printed.article.byline,
        outlet=printed.outlet.name,
        language=printed.outlet.language,
        published=printed.published,
        day_only=printed.outlet.markup is Markup.VISIBLE,
        modified=printed.modified,
        first_published=printed.first_published,
        dateline=printed.dateline,
        place=printed.article.place,
        agency=printed.article.agency,
        text=printed.dateline + "\n\n".join(printed.paragraphs),
        standing=printed.standing,
    )


def stories() -> Mapping[str, tuple[str, ...]]:
    """Give the articles that tell the same story, by story; lone articles are in none."""
    found: dict[str, tuple[str, ...]] = {}
    for article in content.articles().values():
        if article.story:
            found[article.story] = (*found.get(article.story, ()), article.key)
    return MappingProxyType(found)


def agency_stories() -> Mapping[str, tuple[str, ...]]:
    """Give those of the stories that are rewrites of one agency report."""
    articles = content.articles()
    return MappingProxyType(
        {story: keys for story, keys in stories().items() if all(articles[key].agency for key in keys)}
    )


def mentions() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Give the written names of the subjects in each article, by article and subject.

    The names are as they stand in the title or the text, so they may be inflected. Unrelated articles have
    none.
    """
    return MappingProxyType({key: article.mentions for key, article in content.articles().items()})


@cache
def subjects() -> Mapping[str, Subject]:
    """Read the alias book."""
    read = tomllib.loads((HERE / "aliases.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            entry["key"]: Subject(
                key=entry["key"],
                type=entry["type"],
                name=entry["name"],
                aliases=tuple(Alias(**alias) for alias in entry["aliases"]),
                unlisted=tuple(entry["unlisted"]),
            )
            for entry in read["subjects"]
        }
    )
