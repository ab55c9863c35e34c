"""The public register "Removed and changed": the news of cited pages that the group chose to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import ExtractYear

from interlink.newsroom.evidence.models import CaptureMark
from interlink.newsroom.press import announcing, fates, links
from interlink.newsroom.press.alerts.rules import Kind
from interlink.newsroom.press.models import Alert, PostPage
from interlink.newsroom.press.public import public

NEWEST = 50
_MARKS = {
    Kind.REMOVED: CaptureMark.REMOVED,
    Kind.REMOVED_SOFTLY: CaptureMark.REMOVED,
    Kind.WITHHELD: CaptureMark.WITHHELD,
    Kind.EDITED: CaptureMark.EDITED,
    Kind.MOVED: CaptureMark.MOVED,
    Kind.PAYWALLED: CaptureMark.PAYWALLED,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register, as readers of one language see it.

    Attributes:
        alert: The news.
        mark: The mark that the page had then.
        outlet: Who brought the report.
        heading: What happened, with the report's title.
        told: What happened, with the days.
        now: What has become of the page since, where that is something else; else nothing.
        posts: The posts about it that readers can see, those in their language first.
    """

    alert: Alert
    mark: str
    outlet: str
    heading: str
    told: str
    now: str
    posts: tuple[PostPage, ...]


def shown() -> QuerySet[Alert]:
    """Return the news that readers are shown, the latest first."""
    live = public(PostPage.objects.all()).select_related("locale").order_by("first_published_at", "pk")
    found = Alert.objects.filter(shown_at__isnull=False).select_related("capture")
    return found.prefetch_related(Prefetch("capture__posts", live)).order_by("-not_after", "-pk")


def years() -> list[int]:
    """Return the years that the register has something of, the latest first."""
    dated = Alert.objects.filter(shown_at__isnull=False).annotate(year=ExtractYear("not_after"))
    return sorted(set(dated.order_by().values_list("year", flat=True)), reverse=True)


def entries(alerts: Iterable[Alert], language: str) -> list[Entry]:
    """Return lines of the register in the language that is switched on."""
    return [_entry(alert, language) for alert in alerts]


def _entry(alert: Alert, language: str) -> Entry:
    capture = alert.capture
    posts = sorted(capture.posts.all(), key=lambda post: post.locale.language_code != language)
    mark = _MARKS[Kind(alert.kind)]
    return Entry(
        alert=alert,
        mark=mark.value,
        outlet=next((post.outlet for post in posts if post.outlet), "") or links.host_of(capture.address),
        heading=announcing.heading(alert, isolated=True),
        told=announcing.told(alert, language),
        now="" if capture.mark == mark else fates.sentence(capture, language),
        posts=tuple(posts),
    )
