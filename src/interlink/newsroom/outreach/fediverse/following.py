"""What the public pages say of the fediverse: whom to follow, and where a page is for its programs."""

from __future__ import annotations

from wagtail.models import Page

from interlink.newsroom.outreach.fediverse import addresses, queries
from interlink.newsroom.outreach.fediverse.documents import MEDIA_TYPE
from interlink.newsroom.press.heads import Form, Handle
from interlink.newsroom.press.unchanged import while_unchanged


def handles(language: str) -> list[Handle]:
    """Return who can be followed in a language: one, or nobody."""
    actor = queries.actor_of(language)
    return [Handle(addresses.handle(actor), addresses.of_actor(actor))] if actor else []


def other_form(page: Page) -> list[Form]:
    """Return where a page is for programs of the fediverse, if it was told of there."""
    # Most pages are rendered where nobody can be followed.
    note = queries.note_of(page) if _can_be_followed(page.locale.language_code) else None
    return [Form(MEDIA_TYPE, addresses.of_note(note))] if note else []


@while_unchanged
def _can_be_followed(language: str) -> bool:
    return queries.actor_of(language) is not None
