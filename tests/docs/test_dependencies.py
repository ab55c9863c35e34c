"""docs/dependencies.md has one line of reason for each direct dependency, and none for what is not one."""

from __future__ import annotations

import re
import tomllib

import pytest
from doc_pages import DOCS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ROW = re.compile(r"^\| (?P<name>[a-z0-9][a-z0-9.-]*) \| (?P<reason>.+) \|$", re.MULTILINE)
REASONS = {row["name"]: row["reason"] for row in ROW.finditer((DOCS / "dependencies.md").read_text("utf-8"))}


def names(wanted: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower() for line in wanted}


DIRECT = names(PROJECT["project"]["dependencies"]).union(
    *(names(group) for group in PROJECT["dependency-groups"].values())
)


@pytest.mark.parametrize("name", sorted(DIRECT))
def test_a_direct_dependency_has_its_reason(name: str) -> None:
    assert len(REASONS.get(name, "").split()) >= 3, f"docs/dependencies.md gives no reason for {name}"


def test_no_reason_is_there_for_what_is_no_direct_dependency() -> None:
    assert set(REASONS) <= DIRECT
