"""Front pages: one in each of the site's languages."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page, Site

from interlink.newsroom.press.fronts import ensure_front_pages
from interlink.newsroom.press.models import FrontPage
from interlink.newsroom.press.site import live_fronts

pytestmark = pytest.mark.django_db


def test_each_language_gets_a_front_page_that_is_a_translation_of_the_others() -> None:
    assert ensure_front_pages("Meridian Watch", "We follow.") == ["en", "fa"]
    english, persian = live_fronts()
    assert (english.locale.language_code, persian.locale.language_code) == ("en", "fa")
    assert english.translation_key == persian.translation_key
    assert (english.title, english.url_path) == ("Meridian Watch", "/en/")


def test_made_again_they_stay_as_an_editor_left_them() -> None:
    ensure_front_pages("Meridian Watch", "We follow.")
    FrontPage.objects.filter(slug="en").update(title="Our own title", aims="Our own aims")
    assert ensure_front_pages("Meridian Watch", "Something else.") == []
    front = FrontPage.objects.get(slug="en")
    assert (front.title, front.aims) == ("Our own title", "Our own aims")


def test_a_language_that_is_added_later_gets_its_page(settings: Any) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
    assert ensure_front_pages("Meridian Watch", "") == ["en"]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fa", "Persian")]
    assert ensure_front_pages("Meridian Watch", "") == ["fa"]
    assert len({front.translation_key for front in FrontPage.objects.all()}) == 1


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("https://watch.example", "watch.example", 443),
        ("http://watch.example", "watch.example", 80),
        ("http://localhost:8123", "localhost", 8123),
    ],
)
def test_there_is_one_site_at_the_address_of_the_settings(settings: Any, address: str, host: str, port: int) -> None:
    settings.INTERLINK_SITE_ADDRESS = address
    ensure_front_pages("Meridian Watch", "")
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific) == (host, port, FrontPage.objects.get(slug="en"))


def test_no_page_of_wagtails_own_is_left() -> None:
    ensure_front_pages("Meridian Watch", "")
    assert {type(page.specific) for page in Page.objects.filter(depth__gt=1)} == {FrontPage}
