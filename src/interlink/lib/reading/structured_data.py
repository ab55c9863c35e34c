"""What a page says about its article in JSON-LD (schema.org)."""

import json
import re
from collections.abc import Iterator
from typing import Any

MAX_BLOCK = 500_000
_MAX_NODES = 2_000
_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
     "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "BlogPosting",
     "LiveBlogPosting", "SocialMediaPosting", "Report", "ScholarlyArticle", "TechArticle",
     "AdvertiserContentArticle", "SatiricalArticle")
)  # fmt: skip
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$")

Node = dict[str, Any]


def find_article(blocks: list[str]) -> Node:
    """The first article described in a page's JSON-LD blocks, or an empty node."""
    return find(blocks, _ARTICLE_TYPES)


def find(blocks: list[str], kinds: frozenset[str]) -> Node:
    """The first thing of one of these types in a page's JSON-LD blocks, or an empty node."""
    budget = _MAX_NODES
    for block in blocks:
        for node in _nodes(_load(block)):
            budget -= 1
            if budget < 0:
                return {}
            if not kinds.isdisjoint(texts(node.get("@type"))):
                return node
    return {}


def texts(value: Any) -> list[str]:
    """Every string in a value that may be one string, a list of them, or nothing."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values[:50] if isinstance(one, str)]


def names(value: Any) -> list[str]:
    """The names in a value that may be a name, a person or organisation, or a list of these."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values[:50]:
        if isinstance(one, dict):
            found += texts(one.get("name"))
        elif isinstance(one, str):
            found.append(one)
    return found


def addresses(value: Any) -> list[str]:
    """The addresses in a value that may be an address, an object with one, or a list of these."""
    values = value if isinstance(value, list) else [value]
    found: list[str] = []
    for one in values[:50]:
        if isinstance(one, dict):
            found += texts(one.get("url")) or texts(one.get("contentUrl")) or texts(one.get("@id"))
        elif isinstance(one, str):
            found.append(one)
    return found


def _load(block: str) -> Any:
    if len(block) > MAX_BLOCK:
        return None
    try:
        return json.loads(_COMMENT.sub("", block), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[Node]:
    waiting = [value]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:_MAX_NODES]
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one]
