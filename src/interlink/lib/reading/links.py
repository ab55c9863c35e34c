"""Addresses as pages and feeds write them."""

import re
from urllib.parse import urljoin, urlsplit

MAX_ADDRESS = 2_000
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f<>\"]")
# What needs no resolving or checking: most links in feeds are so.
_ALREADY = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d{1,4})?/[\w/?&=%.,;:+~@!*()-]*", re.ASCII)
# Endings under which anybody can register a name, so that two labels do not make a site ("example.co.uk").
_SHARED_SECOND_LEVEL = frozenset(
    ("ac", "co", "com", "edu", "gov", "gob", "gouv", "mil", "net", "ne", "nom", "or", "org")
)  # fmt: skip
_COUNTRY_LETTERS = 2


def absolute(link: str | None, base: str) -> str | None:
    """The link as an absolute http or https address without its fragment, or None where it is not one."""
    if not link:
        return None
    link = link.strip()
    if not link or len(link) > MAX_ADDRESS:
        return None
    if _ALREADY.fullmatch(link) and "/." not in link:
        return link
    try:
        joined = urljoin(base, link)
        parts = urlsplit(joined)
        host = parts.hostname
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        return None
    joined = joined.partition("#")[0]
    return None if _NOT_IN_ADDRESS.search(joined) else joined


def site(address: str) -> str:
    """The part of an address' host that names the site, without "www" and other subdomains.

    This is a simple check by labels, not by the public suffix list, and errs on the side of two sites being
    one only where a host ends in a shared second level it does not know.
    """
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    labels = host.split(".")
    if labels[-1].isdigit() or ":" in host:  # an IP address
        return host
    if len(labels) > 2 and labels[-2] in _SHARED_SECOND_LEVEL and len(labels[-1]) == _COUNTRY_LETTERS:  # noqa: PLR2004
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def same_site(one: str, other: str) -> bool:
    """Whether two addresses belong to the same site."""
    return bool(site(one)) and site(one) == site(other)
