"""Addresses that only lead to another: search engines' and mail senders' redirectors, AMP caches."""

import base64
import binascii
import functools
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from interlink.lib.reading.links import absolute

_MAX_TURNS = 4
_AMP_CACHE = re.compile(r"^/(?:[a-z]{1,3})/(s/)?([^/]+\.[^/]+.*)$", re.DOTALL)
_AMP_VIEWER = re.compile(r"^/amp/(s/)?([^/]+\.[^/]+/.*)$", re.DOTALL)
_AMP_CACHES = ("cdn.ampproject.org", "bing-amp.com", "ampproject.net")
# A redirector, by host, path and the parameter that holds the target.
_KNOWN = (
    (re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$"), "/url", ("q", "url")),
    (re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$"), "/imgres", ("imgrefurl",)),
    (re.compile(r"^(?:[\w-]+\.)?facebook\.com$"), "/l.php", ("u",)),
    (re.compile(r"^l\.(?:instagram|messenger|threads)\.(?:com|net)$"), "/", ("u",)),
    (re.compile(r"^(?:www\.)?youtube\.com$"), "/redirect", ("q",)),
    (re.compile(r"^(?:m\.)?vk\.com$"), "/away.php", ("to",)),
    (re.compile(r"^[\w-]+\.safelinks\.protection\.outlook\.com$"), "/", ("url",)),
    (re.compile(r"^t\.umblr\.com$"), "/redirect", ("z",)),
    (re.compile(r"^(?:www\.)?linkedin\.com$"), "/redir/redirect", ("url",)),
    (re.compile(r"^out\.reddit\.com$"), "/", ("url",)),
    (re.compile(r"^(?:[\w-]+\.)?duckduckgo\.com$"), "/l/", ("uddg",)),
    (re.compile(r"^(?:www\.)?yahoo\.[a-z.]{2,6}$"), "/url", ("url",)),
    (re.compile(r"^(?:www\.)?bing\.com$"), "/news/apiclick.aspx", ("url",)),
)
# What the host that one of these rules may fit contains: most addresses need no closer look.
_WORTH_A_LOOK = re.compile(
    r"google\.|facebook\.com|instagram\.|messenger\.|threads\.|youtube\.com|vk\.com|outlook\.com|umblr\.com"
    r"|linkedin\.com|reddit\.com|duckduckgo\.com|yahoo\.|bing\.com|bing-amp\.com|ampproject\.|urldefense\.",
    re.IGNORECASE,
)
_DEFENSE = re.compile(r"^/v3/__(https?:/{1,2}.+?)__;", re.DOTALL)
_TARGET_NAMES = ("url", "u", "q", "to", "target", "dest", "destination", "redirect", "redirect_url", "redirecturl",
                 "link", "goto", "r", "href", "l", "redir", "out", "next_url", "kz", "uri")  # fmt: skip
_REDIRECTING = re.compile(r"redir|click|track|link|out|away|go\b|/[lrt]/|/ls/|/cl\d?/|url|count|open", re.IGNORECASE)


@functools.lru_cache(maxsize=10_000)
def may_lead_on(host: str) -> bool:
    """Whether an address at this host may be one that ``unwrap`` knows."""
    return _WORTH_A_LOOK.search(host) is not None


def unwrap(address: str) -> str:
    """The address that a well-known redirector or an AMP cache leads to; any other address as it is.

    Nothing is fetched: only targets that stand in the address itself are found.
    """
    if not _WORTH_A_LOOK.search(address):
        return address
    for _ in range(_MAX_TURNS):
        target = _target(address)
        if target is None:
            return address
        address = target
    return address


def unwrap_any(address: str) -> str:
    """As ``unwrap``, and for links in mails also where an unknown sender's counter names its target."""
    for _ in range(_MAX_TURNS):
        target = _target(address) or _counted(address)
        if target is None:
            return address
        address = target
    return address


def _target(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if host.endswith(_AMP_CACHES):
        return _inner(_AMP_CACHE.match(parts.path), parts.query)
    if host.startswith("www.google.") and parts.path.startswith("/amp/"):
        return _inner(_AMP_VIEWER.match(parts.path), parts.query)
    if host in {"urldefense.com", "urldefense.us"}:
        found = _DEFENSE.match(parts.path)
        return absolute(re.sub(r"^(https?:)/{1,2}", r"\1//", found.group(1)), address) if found else None
    for hosts, path, names in _KNOWN:
        if (parts.path or "/") == path and hosts.match(host):
            return _named(parts.query, names)
    return None


def _inner(found: re.Match[str] | None, query: str) -> str | None:
    if found is None:
        return None
    scheme = "https://" if found.group(1) else "http://"
    return absolute(scheme + found.group(2) + (f"?{query}" if query else ""), scheme)


def _named(query: str, names: tuple[str, ...]) -> str | None:
    try:
        values = dict(reversed(parse_qsl(query, max_num_fields=60)))
    except ValueError:
        return None
    for name in names:
        value = values.get(name, "").strip()
        if value.lower().startswith(("http://", "https://")) and (target := absolute(value, value)):
            return target
    return None


def _counted(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if not _REDIRECTING.search(f"{parts.netloc}{parts.path}"):
        return None
    if target := _named(parts.query, _TARGET_NAMES):
        return target
    # Some put the target into the path, as it is, percent-encoded, or in base64.
    for segment in reversed(parts.path.split("/")[-4:]):
        plain = unquote(segment)
        if plain.startswith(("http://", "https://")):
            return absolute(plain, plain)
        if segment.startswith("aHR0c"):
            try:
                decoded = base64.b64decode(segment + "=" * (-len(segment) % 4), altchars=b"-_").decode()
            except (binascii.Error, ValueError):
                continue
            if target := absolute(decoded, decoded):
                return target
    return None
