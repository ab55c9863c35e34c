"""The feed of corrections and replies in one language."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID, uuid5

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interlink.lib.reading import cleaning
from interlink.newsroom.press import links
from interlink.newsroom.press.corrections import queries
from interlink.newsroom.press.corrections.queries import Entry
from interlink.newsroom.press.feed_forms import Form, FullEntries
from interlink.newsroom.press.feeds import LONGEST_TITLE, new_feed
from interlink.newsroom.press.look.current import site_name
from interlink.newsroom.press.models import FrontPage


def of_corrections(front: FrontPage) -> FullEntries:
    """Return the latest corrections and replies of a language."""
    language = front.locale.language_code
    feed = new_feed(
        f"{_('Corrections and replies')} · {site_name()}",
        links.whole(reverse("press_corrections", args=[language])),
        reverse("press_corrections_feed", args=[language, Form.ATOM]),
        uuid5(UUID(str(front.translation_key)), f"corrections/{language}").urn,
        front,
    )
    for entry in queries.latest(front.locale):
        _add(feed, entry, language)
    return feed


def _add(feed: FullEntries, entry: Entry, language: str) -> None:
    name = _("Correction") if entry.correction else _("Right of reply")
    # A day, not a moment: noon of it, as the desk's clock has it.
    day = timezone.make_aware(datetime.combine(entry.day, time(12)))
    feed.add_item(
        title=f"{name}: {cleaning.plain(entry.about.title)}"[:LONGEST_TITLE],
        link=links.permalink(entry.about),
        description="",
        unique_id=uuid5(entry.uid, f"{entry.post.translation_key}/{language}").urn,
        pubdate=day,
        updateddate=entry.post.last_published_at or day,
        author_name=str(feed.feed["author_name"]),
        content=render_to_string("press/parts/correction_feed_entry.html", {"entry": entry, "language": language}),
        language=language,
        via="",
    )
