"""Sources come in from a list, and go out as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.lib.sentences import Sentence
from interlink.newsroom.importers.opml import document, rules
from interlink.newsroom.importers.opml.document import Document, Outline
from interlink.newsroom.watch.models import Event, EventKind, Kind, Source

AT_ONCE = 500
# A mailbox is the group's own: its address says where the group's mail is.
NOT_EXPORTED = (Kind.MAILBOX,)

Progress = Callable[[int, int], None]


def plan(wanted: Document) -> rules.Plan:
    """Say what is new, known, twice in the list, or cannot be watched; nothing is fetched or stored."""
    return rules.judge(wanted.outlines, dict(Source.objects.values_list("address", "name")))


@transaction.atomic
def bring_in(wanted: Document, now: datetime, *, progress: Progress | None = None) -> rules.Plan:
    """Watch all new sources of a list from now on, all or none, and return what was done with each line.

    None is fetched here: each is due at once and checked as any other. Known sources stay as they are, so the same
    list may come in twice.

    Args:
        wanted: the list.
        now: the time, for the sources' histories.
        progress: told after each portion how many of how many are stored.
    """
    judged = plan(wanted)
    new = judged.new
    for first in range(0, len(new), AT_ONCE):
        portion = new[first : first + AT_ONCE]
        sources = Source.objects.bulk_create([_source(line) for line in portion])
        words = Sentence("from a list")
        Event.objects.bulk_create(
            [Event(source=source, kind=EventKind.ADDED, at=now, words=words) for source in sources]
        )
        if progress is not None:
            progress(first + len(portion), len(new))
    return judged


def _source(line: rules.Line) -> Source:
    site = line.outline.site
    return Source(
        name=line.name,
        kind=Kind(line.kind),
        address=line.address,
        folder=line.outline.folder,
        site=site if site.startswith(("http://", "https://")) and len(site) <= rules.MAX_ADDRESS else "",
        language=line.language,
    )


def take_out() -> Document:
    """Return all sources but mailboxes as a list, by folder and name."""
    sources = Source.objects.exclude(kind__in=NOT_EXPORTED).order_by("folder", "name", "pk")
    title = _("Sources of %(group)s") % {"group": settings.INTERLINK_GROUP_NAME}
    return Document(title, tuple(_outline(source) for source in sources.iterator()))


def _outline(source: Source) -> Outline:
    if source.kind == Kind.LISTING:  # another reader, or another desk, cannot read it without its pattern
        return Outline(source.name, "", source.address, source.folder, "link", source.language)
    kind = "rss" if source.kind == Kind.FEED else source.kind
    return Outline(source.name, source.address, source.site, source.folder, kind, source.language)


def export(now: datetime) -> str:
    """Return all sources but mailboxes as an OPML file."""
    return document.write(take_out(), now=now)
