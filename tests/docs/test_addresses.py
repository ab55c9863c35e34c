"""docs/addresses.md names every address of ours, with the name that it has in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from doc_pages import DOCS

PAGE = (DOCS / "addresses.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(/[^`]*)` \| (?:`([\w:]+)`)? ?\|", PAGE, re.MULTILINE)


def patterns(
    below: list[URLPattern | URLResolver], path: str = "/", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every pattern with its whole path and the name that it can be reversed by."""
    for pattern in below:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (space, pattern.namespace or "")))
            yield from patterns(pattern.url_patterns, path + str(pattern.pattern), inner)
        else:
            yield path + str(pattern.pattern), f"{space}:{pattern.name}".lstrip(":"), pattern


ALL = list(patterns(get_resolver().url_patterns))
OURS = {
    name: (path, isinstance(pattern.pattern, RoutePattern))
    for path, name, pattern in ALL
    if pattern.callback.__module__.startswith("interlink.") or not path.startswith("/desk/")
}


def as_written(path: str) -> re.Pattern[str]:
    """What a pattern's path looks like in the docs: words in capitals stand for what differs."""
    return re.compile(re.sub(r"<[^>]+>", "[A-Z]+", path))


def test_there_are_addresses_to_look_for() -> None:
    assert {"press_root", "press_capture", "leave", "inbox", "send_digest", "wagtail_serve"} <= set(OURS)


@pytest.mark.parametrize("name", sorted(OURS))
def test_an_address_of_ours_is_there(name: str) -> None:
    path, is_route = OURS[name]
    assert f"`{name}`" in PAGE, f"docs/addresses.md does not name {name}, which answers at {path}"
    if is_route and not name.startswith("wagtail"):
        written = [row for row, named in ROWS if named == name]
        assert any(as_written(path).fullmatch(row) for row in written), f"{name} answers at {path}, not at {written}"


def test_no_address_is_there_that_nothing_answers_at() -> None:
    known = {name for _, name, _ in ALL}
    for row, name in ROWS:
        assert not name or name in known, f"nothing in the code is named {name}, which docs/addresses.md puts at {row}"
