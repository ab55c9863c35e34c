"""Links and pictures in the documentation lead somewhere, and the names of our code in it exist."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from doc_pages import DOCS, ROOT, anchors, links, pages, prose

NAME = re.compile(r"`(interlink(?:\.\w+)+)`")
SETTINGS_FILE = "interlink.toml"
PATH = re.compile(r"`((?:src|tests|docs|scripts|demo|bench|\.ci)/[\w./-]+)`")
LIFE = DOCS / "life-of-an-item.md"


def named(page: Path) -> list[str]:
    return [name for name in NAME.findall(prose(page)) if name != SETTINGS_FILE]


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_and_pictures_lead_somewhere(page: Path) -> None:
    for target in links(page):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target} leads nowhere"
        assert there.is_relative_to(ROOT), f"{target} leads out of the repository"
        if anchor:
            assert anchor in anchors(there), f"{there.name} has no heading for #{anchor}"


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_names_of_our_code_exist(page: Path) -> None:
    for name in named(page):
        assert exists(name), f"{name} does not exist"
    for path in PATH.findall(prose(page)):
        assert (ROOT / path).exists(), f"{path} does not exist"


def test_the_life_of_an_item_goes_by_functions_through_every_room() -> None:
    names = named(LIFE)
    assert len(names) >= 40
    for room in ("watch", "stories", "inbox", "press", "evidence", "outreach"):
        assert any(name.startswith(f"interlink.newsroom.{room}.") for name in names), room


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = [(page.parent / target.partition("#")[0]).resolve() for target in links(page) if ":" not in target]
        waiting += [target for target in targets if target.suffix == ".md"]
    assert set(pages()) <= reached, set(pages()) - reached


def test_pages_keep_to_the_house_style() -> None:
    for page in pages():
        assert "!" not in re.sub(r"!\[|<!--", "", prose(page)), f"{page.name} has an exclamation mark"


def exists(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            if not hasattr(thing, part):
                return False
            thing = getattr(thing, part)
        return True
    return False
