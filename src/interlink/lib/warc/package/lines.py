"""The JSON in packages, taken for what it is and not for what it should be."""

import json
from datetime import datetime

from interlink.lib.warc.package.facts import Page

_DEEPEST = 100


def object_of(content: bytes) -> dict[str, object] | None:
    """Give a JSON object; None where it is none."""
    # The reader goes as deep as the content says, and a package may say much.
    if content.count(b"[") + content.count(b"{") > _DEEPEST and _depth(content) > _DEEPEST:
        return None
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def page_of_line(line: bytes) -> Page | None:
    """Give the page of one line of a page list; None for the list's head and for what is no page."""
    facts = object_of(line)
    if facts is None or not isinstance(facts.get("url"), str):
        return None
    try:
        moment = datetime.fromisoformat(_text(facts, "ts"))
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    language = _text(facts, "language") or None
    return Page(_text(facts, "url"), moment, _text(facts, "title"), _text(facts, "text"), language)


def _text(facts: dict[str, object], name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _depth(content: bytes) -> int:
    depth = deepest = 0
    for sign in content:
        if sign in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in b"]}":
            depth -= 1
    return deepest
