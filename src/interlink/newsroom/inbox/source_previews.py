"""What was found at an address, carried by the page that shows it until an editor saves it.

Several processes serve the desk and none keeps anything for an editor, so the page itself holds what was found,
signed: what comes back is what we sent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core import signing

from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.instants import Precision
from interlink.lib.sentences import kept, read_kept
from interlink.newsroom.watch.finding import Proposal
from interlink.newsroom.watch.models import Kind

SHOWN = 5
KEPT_SECONDS = 3600
_SALT = "interlink.inbox.source-preview"
_LONGEST_TITLE = 300


def seal(proposal: Proposal) -> str:
    """Return a proposal as text for a hidden field; of its entries only the latest few, and of those what is shown."""
    feed = proposal.feed
    found = {
        "kind": str(proposal.kind),
        "address": proposal.address,
        "warning": kept(proposal.warning),
        "memory": dict(proposal.memory),
        "title": feed.title,
        "home": feed.home,
        "language": feed.language,
        "problem": kept(feed.problem or ""),
        "entries": [_entry(entry) for entry in feed.entries[:SHOWN]],
    }
    return signing.dumps(found, salt=_SALT, compress=True)


def _entry(entry: Entry) -> dict[str, Any]:
    published = entry.published.isoformat() if entry.published else None
    precision = entry.published_precision
    return {
        "title": entry.title[:_LONGEST_TITLE], "address": entry.address, "published": published,
        "precision": precision and precision.value,
    }  # fmt: skip


def unseal(text: str) -> Proposal | None:
    """Return what was sealed; None when it is too old, or not ours."""
    try:
        found = signing.loads(text, salt=_SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return None
    feed = Feed(
        title=found["title"],
        home=found["home"],
        language=found["language"],
        entries=tuple(map(_read_entry, found["entries"])),
        problem=read_kept(found["problem"]) or None,
    )
    return Proposal(
        kind=Kind(found["kind"]),
        address=found["address"],
        feed=feed,
        warning=read_kept(found["warning"]),
        memory=found["memory"],
    )


def _read_entry(kept: dict[str, Any]) -> Entry:
    return Entry(
        guid="",
        address=kept["address"],
        title=kept["title"],
        byline=None,
        published=datetime.fromisoformat(kept["published"]) if kept["published"] else None,
        published_precision=Precision(kept["precision"]) if kept["precision"] else None,
        updated=None,
        summary="",
        html=None,
        language=None,
    )
