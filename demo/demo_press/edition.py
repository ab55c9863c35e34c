"""What a reader gets of an article at a given time, decided from the files and the clock alone."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from demo_press import content, dates
from demo_press.clock import Moment
from demo_press.content import Article, Outlet

SLOT = re.compile(r"\{(date|long|weekday)([+-]\d+)?\}")
WRITERS = {"date": dates.short, "long": dates.long, "weekday": dates.weekday}
FEED_LENGTH = 20


class Standing(StrEnum):
    """How an article's page answers at a given time."""

    UNSEEN = "unseen"
    SHOWN = "shown"
    GONE = "gone"
    SOFT_GONE = "soft-gone"
    BLOCKED = "blocked"
    PAYWALL = "paywall"
    TEXTLESS = "textless"


@dataclass(frozen=True)
class Printed:
    """An article as it stands at a given time, with each date written out.

    `dateline` is what opens the first paragraph ("KODRAVEL, 4 Dec (Northline) — "), or empty; `paragraphs`
    do not repeat it. All times carry the outlet's own offset.
    """

    article: Article
    outlet: Outlet
    standing: Standing
    title: str
    paragraphs: tuple[str, ...]
    dateline: str
    published: datetime
    modified: datetime
    first_published: datetime | None

    @property
    def path(self) -> str:
        """The path of its page, not percent-encoded."""
        return self.outlet.article_path.format(
            slug=self.article.slug, year=f"{self.published:%Y}", month=f"{self.published:%m}"
        )

    @property
    def summary(self) -> str:
        """The opening of the text, cut between two words, for feeds and lists."""
        opening = self.dateline + self.paragraphs[0]
        if len(opening) <= 220:
            return opening
        return opening[:220].rsplit(" ", 1)[0] + " …"

    @property
    def in_feed(self) -> bool:
        """Whether the outlet's feed and front page list it."""
        return self.standing not in {Standing.UNSEEN, Standing.GONE, Standing.SOFT_GONE}


def print_article(article: Article, moment: Moment) -> Printed:
    """Write an article out as it stands at that moment."""
    outlet = content.outlets()[article.outlet]
    zone = timezone(outlet.utc_offset)
    published = (moment.epoch + article.published).astimezone(zone)
    made = [edit for edit in article.edits if edit.since <= moment.elapsed]
    text = article.text
    for edit in made:
        text = text.replace(edit.before, edit.after)
    modified = (moment.epoch + made[-1].since).astimezone(zone) if made else published
    first = article.first_published
    return Printed(
        article=article,
        outlet=outlet,
        standing=_standing(article, moment.elapsed),
        title=_fill(article.title, published, outlet.language),
        paragraphs=tuple(
            _fill(" ".join(paragraph.split("\n")), published, outlet.language)
            for paragraph in re.split(r"\n\s*\n", text)
        ),
        dateline=_dateline(article, outlet, published),
        published=published,
        modified=modified,
        first_published=None if first is None else (moment.epoch + first).astimezone(zone),
    )


def front(outlet: Outlet, moment: Moment) -> tuple[Printed, ...]:
    """Give what the outlet's feed and front page list at that moment, newest first."""
    printed = (print_article(article, moment) for article in content.articles_of(outlet.slug))
    listed = sorted((one for one in printed if one.in_feed), key=lambda one: one.published, reverse=True)
    return tuple(listed[:FEED_LENGTH])


def changed(outlet: Outlet, moment: Moment) -> datetime:
    """Give the last time at which what the outlet's feed shows has changed."""
    happened = [timedelta(0)]
    for article in content.articles_of(outlet.slug):
        happened.append(article.published)
        happened += [edit.since for edit in article.edits]
        happened += [article.trouble.since] if article.trouble else []
    return moment.epoch + max(when for when in happened if when <= moment.elapsed)


def _standing(article: Article, elapsed: timedelta) -> Standing:
    if elapsed < article.published:
        return Standing.UNSEEN
    trouble = article.trouble
    if trouble is None or elapsed < trouble.since:
        return Standing.SHOWN
    return Standing(trouble.kind.value)


def _fill(text: str, published: datetime, language: str) -> str:
    def write(found: re.Match[str]) -> str:
        day = dates.days_after(published.date(), int(found[2] or 0))
        return WRITERS[found[1]](day, language)

    return SLOT.sub(write, text)


def _dateline(article: Article, outlet: Outlet, published: datetime) -> str:
    if article.place is None:
        return ""
    return dates.dateline(published.date(), outlet.language, place=article.place, agency=article.agency)
