"""What happens with front pages: there is one in each of the site's languages."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from interlink.newsroom.press.models import FrontPage


@transaction.atomic
def ensure_front_pages(name: str, aims: str) -> list[str]:
    """Make the front pages that are missing, link them as translations, and name the site.

    Returns:
        The language codes of the pages that were made.
    """
    made = []
    main: FrontPage | None = None
    for code, _label in settings.LANGUAGES:
        locale, _ = Locale.objects.get_or_create(language_code=code)
        front = FrontPage.objects.filter(locale=locale).first()
        if front is None:
            front = FrontPage(title=name, slug=code, locale=locale, aims=aims)
            if main is not None:
                front.translation_key = main.translation_key
            Page.get_first_root_node().add_child(instance=front)
            front.save_revision()
            made.append(code)
        main = main or front
    assert main is not None  # the settings have at least one language
    address = urlsplit(settings.INTERLINK_SITE_ADDRESS)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.site_name, site.root_page = address.hostname, port, name, main
    site.save()
    _remove_welcome_page()
    return made


def _remove_welcome_page() -> None:
    """Remove the page that Wagtail's first migration makes."""
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if welcome is not None:
        welcome.delete()
