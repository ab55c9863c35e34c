"""The cast of every newsroom test, the site they work on, and what they work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission

from interlink.accounts.actions import add_user
from interlink.accounts.models import User
from interlink.accounts.roles import Role
from interlink.newsroom.inbox.roles import grant_roles
from interlink.newsroom.press.fronts import ensure_front_pages
from interlink.newsroom.press.models import FrontPage
from interlink.newsroom.stories import telling
from interlink.newsroom.stories.models import Membership, Story
from interlink.newsroom.watch.models import Item, Reading, Source
from interlink.newsroom.watch.search import index

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TEXT = (
    "The Fellowship has asked its members in three coastal towns to sell their homes.\n\n"
    "Most have refused, two of them said.\n\n"
    "The council meets again in spring."
)


@dataclass(frozen=True)
class Cast:
    """The editor may do all the desk's work, the junior writes but cannot publish, the outsider nothing."""

    editor: User
    junior: User
    outsider: User


@pytest.fixture
def site(db: None, desk_folders: Path) -> dict[str, FrontPage]:
    """The site's front pages by language, as `interlink init` makes them."""
    ensure_front_pages("Meridian Watch", "We follow the Meridian Fellowship.")
    return {front.locale.language_code: front for front in FrontPage.objects.select_related("locale")}


@pytest.fixture
def cast(site: dict[str, FrontPage], settings: Any) -> Cast:
    """The people of the desk."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
    grant_roles()
    editor = add_user("ida", "a long password of hers", display_name="Ida", role=Role.PUBLISHER)
    junior = User.objects.create_user("jon", password="a long password of his")
    juniors = junior.groups.create(name="Juniors")
    juniors.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    writing = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    for front in site.values():
        GroupPagePermission.objects.create(group=juniors, page=front, permission=writing)
    outsider = User.objects.create_user("olga", password="a long password of hers")
    return Cast(editor, junior, outsider)


@pytest.fixture
def new_item(db: None) -> Callable[..., Item]:
    """Make an item that was read, in a story of its own."""
    numbers = count(1)

    def make(*, in_story: bool = True, **fields: Any) -> Item:
        number = next(numbers)
        source = (
            fields.pop("source", None)
            or Source.objects.get_or_create(
                address="https://gazette.example/feed", defaults={"name": "The Harbour Gazette", "language": "en"}
            )[0]
        )
        values = {
            "guid": f"item-{number}",
            "address": f"https://gazette.example/{number}",
            "title": f"Members told to sell their homes, part {number}",
            "byline": "Ida Marwick",
            "outlet": source.name,
            "place": "Port Ellery",
            "published": NOON,
            "language": "en",
            "summary": "Members are told to sell.",
            "text": TEXT,
            "checksum": "0" * 64,
            "seen_at": NOON,
            "reading": Reading.READ,
            **fields,
        }
        item = Item.objects.create(source=source, **values)
        if in_story:
            story = Story.objects.create(
                headline=item.title, language=item.language, first_at=item.when, last_at=item.when, watched=True
            )
            Membership.objects.create(story=story, item=item, reason={"code": "first"})
            telling.weigh_relevance(story)
        index.note([item.pk])
        return item

    return make
