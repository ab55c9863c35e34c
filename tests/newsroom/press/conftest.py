"""A site in English and Persian, and posts for it: all of it fictional."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django
import pytest

django.setup()  # pytest may read this file before pytest-django has set Django up

from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.images.models import Image  # noqa: E402
from wagtail.images.tests.utils import get_test_image_file  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402

from interlink.newsroom.evidence.models import Capture, CaptureMark, CaptureState  # noqa: E402
from interlink.newsroom.press.models import (  # noqa: E402
    Account,
    DigestEntry,
    DigestPage,
    FrontPage,
    PostPage,
    PublicSubject,
    SiteLook,
)
from interlink.newsroom.watch.models import Alias, Subject  # noqa: E402
from interlink.newsroom.watch.search import names  # noqa: E402

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ENGLISH = "The Fellowship has asked its members in three coastal towns to sell their homes.\n\nMost have refused."
PERSIAN = "انجمن از اعضای خود در سه شهر ساحلی خواسته است خانه‌هایشان را بفروشند."
PRIVATE_TEXT = "the full text that stays private"


@dataclass
class Press:
    """The public site under test, and how to put things on it."""

    fronts: dict[str, FrontPage]
    folder: Path

    def capture(self, address: str = "https://gazette.example/a", **fields: Any) -> Capture:
        """A capture that came through, unless the fields say otherwise."""
        return Capture.objects.create(
            **{
                "address": address,
                "state": CaptureState.WHOLE,
                "asked_at": NOON - timedelta(minutes=1),
                "taken_at": NOON,
                "final_address": address,
                "http_status": 200,
                "media_type": "text/html",
                "warc_name": "2026/secret-file.warc.gz",
                "warc_sha256": hashlib.sha256(b"file").hexdigest(),
                "warc_bytes": 48_213,
                "payload_sha256": hashlib.sha256(b"page").hexdigest(),
                "title": "Members told to sell",
                "text": PRIVATE_TEXT,
                **fields,
            }
        )

    def post(
        self, slug: str = "sell-their-homes", language: str = "en", *, live: bool = True, **fields: Any
    ) -> PostPage:
        """A post with a captured citation, first published at noon."""
        if "capture" not in fields:
            fields["capture"] = self.capture(f"https://gazette.example/{slug}")
        values = {
            "title": f"Post {slug}",
            "byline": "Ida Marwick",
            "outlet": "The Harbour Gazette",
            "place": "Port Ellery",
            "reported_on": date(2026, 11, 23),
            "excerpt": PERSIAN if language == "fa" else ENGLISH,
            "excerpt_language": language,
            "cited_address": f"https://gazette.example/{slug}",
            "first_published_at": NOON,
            "last_published_at": NOON,
            **fields,
        }
        post = PostPage(slug=slug, live=live, locale=self.fronts[language].locale, **values)
        self.fronts[language].add_child(instance=post)
        return post

    def digest(self, posts: list[PostPage], ends_on: date = date(2026, 11, 27), *, live: bool = True) -> DigestPage:
        """A digest of these posts."""
        digest = DigestPage(
            title=f"Digest of {ends_on}",
            slug=f"digest-{ends_on}",
            starts_on=ends_on - timedelta(days=6),
            ends_on=ends_on,
            greeting="<p>A quiet week.</p>",
            live=live,
            first_published_at=NOON if live else None,
            locale=posts[0].locale,
        )
        digest.entries = [DigestEntry(post=post, sort_order=place) for place, post in enumerate(posts)]
        self.fronts[posts[0].locale.language_code].add_child(instance=digest)
        return digest


@pytest.fixture
def press(db: None, desk_folders: Path) -> Iterator[Press]:
    """A site without posts: front pages in English and Persian that are translations of each other."""
    cache.clear()
    Site.objects.all().delete()
    top = Page.get_first_root_node()
    for child in top.get_children():
        child.delete()
    top = Page.get_first_root_node()
    fronts: dict[str, FrontPage] = {}
    for language, aims in (("en", "We follow the Meridian Fellowship."), ("fa", "ما انجمن مریدین را دنبال می‌کنیم.")):
        locale, _ = Locale.objects.get_or_create(language_code=language)
        front = FrontPage(title="Meridian Watch", slug=language, aims=aims, locale=locale, last_published_at=NOON)
        if fronts:
            front.translation_key = fronts["en"].translation_key
        top.add_child(instance=front)
        fronts[language] = front
    Site.objects.create(hostname="watch.example", port=80, root_page=fronts["en"], is_default_site=True)
    cache.clear()
    names.current(at_once=True)  # the alias book of the test before is kept for a while
    yield Press(fronts, desk_folders / "site")
    cache.clear()


@pytest.fixture
def read(client: Client) -> Callable[[str], str]:
    """Return the text of a page that must be there."""

    def read(address: str) -> str:
        response = client.get(address, headers={"host": "watch.example"})
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        return response.content.decode()

    return read


@pytest.fixture
def everything(press: Press) -> Press:
    """A site with something on every kind of page, in both languages."""
    subject = Subject.objects.create(name="Meridian Fellowship")
    for text, kind, language in (("Meridian Fellowship", "main", "en"), ("انجمن مریدین", "alias", "fa")):
        Alias.objects.create(subject=subject, text=text, kind=kind, language=language)
    names.current(at_once=True)
    PublicSubject.objects.create(subject=subject)
    words = (
        "<p>We are <b>volunteers</b>.</p><ul><li>Write to us by <a href='mailto:us@watch.example'>mail</a>.</li></ul>"
    )
    for front in press.fronts.values():
        front.about = front.contact = front.safe_contact = words
        front.save()
    picture = Image.objects.create(title="harbour", file=get_test_image_file(size=(1600, 900)))
    look = SiteLook.objects.create(accent="#1f4f7a")
    Account.objects.create(look=look, label="Mastodon", address="https://social.example/@watch")
    english = press.post(
        "one", title="The Meridian Fellowship tells members to sell", comment="<p>Our <b>own</b> words.</p>",
        picture=picture, picture_text="A harbour at dawn", picture_credit="Photo: N. Vale",
    )  # fmt: skip
    english.tags.add("courts", "دادگاه")
    english.save()
    removed = press.capture(
        "https://gazette.example/two", mark=CaptureMark.REMOVED, mark_since=NOON, checked_at=NOON + timedelta(days=1)
    )
    second = press.post("two", capture=removed)
    persian = press.post(
        "خانهها", "fa", title="انجمن مریدین: خانه‌هایشان را بفروشند", translation_key=english.translation_key,
        outlet="روزنامهٔ ساحل", byline="نیلا ویل", place="بندر الری",
    )  # fmt: skip
    press.digest([english, second])
    press.digest([persian])
    return press
