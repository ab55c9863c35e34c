"""Who reported how much, and what came of it: the charts on the desk’s first page, each with its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from interlink.newsroom.press import rhythm
from interlink.newsroom.press.models import FrontPage, Listed
from interlink.newsroom.press.rules import Week, week_of
from interlink.newsroom.stories import coverage

WEEKS = 12
OUTLET_WEEKS = 4
MOST_OUTLETS = 10


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week: how many stories had their latest report in it, and how many posts came out."""

    last: date
    stories: int
    posts: int


class CoveragePanel(Component):
    """Coverage by week and by outlet."""

    name = "coverage"
    template_name = "inbox/coverage.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Count by week and by outlet."""
        del parent_context
        now = timezone.now()
        weeks = weeks_until(now)
        outlets = coverage.by_outlet(now - timedelta(weeks=OUTLET_WEEKS), MOST_OUTLETS)
        return {
            "weeks": weeks,
            "stories": [row.stories for row in weeks],
            "posts": [row.posts for row in weeks],
            "anything": any(row.stories or row.posts for row in weeks),
            "outlets": outlets,
            "most": max((outlet.reports for outlet in outlets), default=0),
            "outlet_weeks": OUTLET_WEEKS,
        }


def weeks_until(now: datetime) -> list[WeekRow]:
    """Return the digest’s weeks up to this one, the oldest first."""
    last_day = rhythm.current().weekday  # single weeks, also where a digest is about several
    weeks = [week_of(timezone.localdate(now - timedelta(weeks=back)), last_day) for back in range(WEEKS - 1, -1, -1)]
    zone = timezone.get_current_timezone()
    stories = coverage.by_period([week.bounds(zone) for week in weeks])
    posts = _posts(weeks)
    return [WeekRow(week.ends_on, number, posts[week.ends_on]) for week, number in zip(weeks, stories, strict=True)]


def _posts(weeks: list[Week]) -> Counter[date]:
    """Count the posts that readers find, by the last day of their week. The list of all posts has them in order."""
    found: Counter[date] = Counter()
    for language in FrontPage.objects.values_list("locale__language_code", flat=True).order_by():
        days = Listed.objects.filter(language=language, list="", day__gte=weeks[0].starts_on)
        for day in days.order_by().values_list("day", flat=True):
            found[weeks[(day - weeks[0].starts_on).days // 7].ends_on if day <= weeks[-1].ends_on else day] += 1
    return found
