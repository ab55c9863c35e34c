"""What the public pages say of the fediverse: whom to follow, and where a page is for its programs."""

from __future__ import annotations

from wagtail.models import Page

from interlink.newsroom.outreach.fediverse import addresses, queries
from interlink.newsroom.outreach.fediverse.documents import MEDIA_TYPE, OTHER_NAME
from interlink.newsroom.press.heads import Form, Handle
from interlink.newsroom.press.models import FrontPage


def handles(language: str) -> list[Handle]:
    """Return who can be followed in a language: one, or nobody."""
    actor = queries.actor_of(language)
    return [Handle(addresses.handle(actor), addresses.of_actor(actor))] if actor else []


def other_form(page: Page) -> list[Form]:
    """Return where a page is for programs of the fediverse: the account for a front page, else what was told of it."""
    actor = queries.actor_of(page.locale.language_code)
    if actor is None:  # most pages are rendered where nobody can be followed
        return []
    if isinstance(page, FrontPage):
        return [Form(MEDIA_TYPE, addresses.of_actor(actor), OTHER_NAME)]
    note = queries.note_of(page)
    return [Form(MEDIA_TYPE, addresses.of_note(note), OTHER_NAME)] if note else []
