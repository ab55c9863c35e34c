"""Addresses on our pages: ours made whole, and others' only when they are web addresses."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from interlink.lib.reading import cleaning


def permalink(page: Page) -> str:
    """Return a page's whole public address."""
    return urljoin(settings.INTERLINK_SITE_ADDRESS + "/", page.get_url() or "")


def path_of(language: str, url_path: str) -> str:
    """Return the address of a post on this site, percent-encoded, without asking Wagtail for its sites each time.

    Args:
        language: The post's.
        url_path: Its path in the tree, of which the first part is the front page's. Readers see the language there.
    """
    below = url_path.split("/", 2)[2]
    return iri_to_uri(f"/{language}/{below}")


def whole(path: str) -> str:
    """Return the whole public address of a path on this site, percent-encoded."""
    return iri_to_uri(urljoin(settings.INTERLINK_SITE_ADDRESS + "/", path))


def web_address(text: str) -> str:
    """Return the address if a reader may be sent there, else nothing: only http and https, no control characters."""
    try:
        parts = urlsplit(text)
        proper = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return text if proper and cleaning.plain(text) == text else ""


def host_of(address: str) -> str:
    """Return the host name in an address without `www.`, or nothing if it is not a web address."""
    proper = web_address(address)
    return (urlsplit(proper).hostname or "").removeprefix("www.") if proper else ""
