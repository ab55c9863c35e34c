"""One key for the same article however its address is written.

Why not a library: courlan (it comes with trafilatura) takes every parameter for a tracker whose name begins with
"ref", "ga", "cid", "eid", "uid" or "source", so that "?eid=1" and "?eid=2", two articles, become one; it also leaves
"www.", "m.", AMP and print views apart. w3lib (it does not come along) orders parameters and encodes, and knows no
trackers. What is left for them is what ``urllib.parse`` does; the international form of a host's name is yarl's work.
"""

import functools
import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

from yarl import URL

from interlink.lib.reading import address_words as words
from interlink.lib.reading.links import MAX_ADDRESS, site
from interlink.lib.reading.redirectors import may_lead_on, unwrap

_SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SLASHES = re.compile(r"/{2,}")
_PLAIN = re.compile(r"https?://([a-z0-9.-]*[a-z])(/[a-z0-9/_~.-]*)?", re.IGNORECASE)
# What a path of plain letters may hold that makes no difference; most paths have none of it.
_TO_BE_LOOKED_AT = re.compile(r"//|/\.|amp|print|mobile|/m/|/(?:index|default)\.", re.IGNORECASE)
_SPACE = re.compile(r"[\t\r\n]+")
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
_SAFE_IN_QUERY = "%:@!$'()*,;/?~"
_AMP_ENDING = re.compile(r"(?:/amp(?:\.html?)?|\.amp(\.html?)?)$", re.IGNORECASE)
_VIEW_ENDINGS = re.compile(r"/(?:print|printable|mobile)$", re.IGNORECASE)
_VIEW_OPENINGS = re.compile(r"^/(?:amp|print|mobile|m)(?=/)", re.IGNORECASE)
_NAMES_AN_ARTICLE = re.compile(r"\d{3}|[^/-]-[^/-]+-|[^/_]_[^/_]+_|%[0-9A-F]{2}", re.IGNORECASE)
_BLOG_PAGE = re.compile(r"^/\d{4}/\d{2}/[^/]+\.html$")
_ANOTHER_SITE = re.compile(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", re.IGNORECASE)
_WORD_BREAK = re.compile(r"[\s_.+-]+")


@functools.lru_cache(maxsize=8_192)
def address_key(address: str) -> str:
    """A key for an article's address: the same for all the ways in which one article's address is written.

    The key is the address without its scheme, in one spelling. These make no difference: http or https and their
    ports; the case and the trailing dot of the host and the way its letters are encoded; "www.", "m.", "mobile." and
    "amp."; AMP, print and mobile views; AMP caches and the redirectors of search engines; tracking parameters; the
    order of parameters; the fragment (unless it opens with "!"); a trailing slash, "index.html"; how characters are
    percent-encoded. The lists are in ``address_words``. Whatever may name an article stays: any parameter that is
    not listed, the case of the path.

    An address that is not http or https comes back as it is, without spaces around it.
    """
    address = _SPACE.sub("", address).strip()
    if len(address) > MAX_ADDRESS or not _SCHEME.match(address):
        return address
    plain = _PLAIN.fullmatch(address)  # most are, and taking them apart otherwise would take most of the time
    if plain and not may_lead_on(plain.group(1)):
        path = plain.group(2) or ""
        return _host(plain.group(1)) + (_path(path) if _TO_BE_LOOKED_AT.search(path) else path.rstrip("/"))
    parts = _split(unwrap(address))
    if parts is None:
        return address
    host, port = _host(parts.hostname or ""), parts.port
    name = host if port in {None, 80, 443} else f"{host}:{port}"
    path = _path(parts.path)
    query = _query(parts.query, on_blog=bool(_BLOG_PAGE.match(path)))
    fragment = "#" + _encoded(parts.fragment, _SAFE_IN_QUERY) if parts.fragment.startswith("!") else ""
    return name + path + (f"?{query}" if query else "") + fragment


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address if "://" in address[:8] else f"http:{address}")
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    if not parts.hostname or parts.username is not None:
        return None
    return parts


@functools.lru_cache(maxsize=10_000)
def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = URL.build(scheme="http", host=host).raw_host or host
        except ValueError:
            return host
    if ":" in host:
        return f"[{host}]"
    own = site(host_address := f"http://{host}/")
    if host == own or own in words.SHARED_HOSTS or ".blogspot." in host_address:
        return host
    labels = host[: -len(own) - 1].split(".")
    if labels[0] == "www":
        del labels[0]
    return ".".join([*(label for label in labels if label not in words.VIEW_LABELS), own])


def _path(path: str) -> str:
    path = _SLASHES.sub("/", _encoded(path, _SAFE_IN_PATH))
    if "/." in path:
        path = _without_dots(path)
    while (shorter := _without_view(path)) != path:
        path = shorter
    return path


def _without_view(path: str) -> str:
    opened, _, last = path.rpartition("/")
    if words.INDEX_PAGES.match(last):
        path = opened
    path = path.rstrip("/")
    # A view is told from an article called "amp" by what is left: that must be an article's name by itself.
    for view in (_AMP_ENDING, _VIEW_ENDINGS, _VIEW_OPENINGS):
        found = view.search(path)
        if found is None:
            continue
        ending = found.group(1) or "" if view is _AMP_ENDING else ""
        rest = path[: found.start()] + ending + path[found.end() :]
        if _NAMES_AN_ARTICLE.search(rest.rpartition("/")[2]):
            path = rest
    return path


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for segment in path.removeprefix("/").split("/"):
        if segment == "..":
            kept[-1:] = []
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _query(query: str, *, on_blog: bool) -> str:
    pairs: list[tuple[str, str]] = []
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        name = _encoded(name.replace("+", "%20"), _SAFE_IN_QUERY)
        value = _encoded(value.replace("+", "%20"), _SAFE_IN_QUERY + "=")
        if name and not _is_no_matter(name.lower(), value.lower(), on_blog=on_blog):
            pairs.append((name, value))
    # Sorted by name only: the order of values of one name may be part of what is asked for.
    pairs.sort(key=lambda pair: pair[0])
    return "&".join(f"{name}={value}" if value else name for name, value in pairs)


def _is_no_matter(name: str, value: str, *, on_blog: bool) -> bool:
    if name in words.TRACKING or name.startswith(words.TRACKING_PREFIXES):
        return True
    if name in words.SHOWN_AS:
        return value in (words.SHOWN_AS[name] or words.FLAGS)
    if name in words.CHANNEL_PARAMETERS:
        plain = value.replace("%20", " ").replace("%2f", "/").replace("%3a", ":")
        return bool(_ANOTHER_SITE.match(plain)) or words.CHANNELS.issuperset(filter(None, _WORD_BREAK.split(plain)))
    return on_blog and name == "m" and value in {"0", "1"}


def _encoded(text: str, safe: str) -> str:
    """The text with each character that needs it percent-encoded, in capitals, and no other."""
    if not text:
        return ""
    if "%" in text:
        text = _BARE_PERCENT.sub("%25", text)
        text = _ESCAPE.sub(_settled, text)
    return quote(text, safe=safe, errors="replace")


def _settled(found: re.Match[str]) -> str:
    byte = unquote_to_bytes(found.group())
    return byte.decode("ascii") if byte[0] in _UNRESERVED else found.group().upper()
