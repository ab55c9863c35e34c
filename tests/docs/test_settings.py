"""docs/settings.md has every setting with its variable, its default and a meaning, and none that does not exist."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest
from doc_pages import DOCS
from pydantic import BaseModel

from interlink.project.env.environment import Environment

PAGE = (DOCS / "settings.md").read_text("utf-8")
ROW = re.compile(
    r"^\| `(?P<name>\w+)` \| `(?P<variable>INTERLINK_\w+)` \| `(?P<default>.*?)` \| (?P<meaning>.+) \|$", re.MULTILINE
)


def settings(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, str]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings(kind, (*path, name))
        elif get_origin(kind) is dict and isinstance(
            get_args(kind)[1], type
        ):  # tables with names of the operator's own
            yield from settings(get_args(kind)[1], (*path, name, "NAME"))
        else:
            yield (*path, name), field.default, field.description or ""


SETTINGS = {path: (default, description) for path, default, description in settings(Environment)}


def variable(path: tuple[str, ...]) -> str:
    return "INTERLINK_" + "__".join(path).upper()


def rows() -> dict[str, re.Match[str]]:
    return {row["variable"]: row for row in ROW.finditer(PAGE)}


@pytest.mark.parametrize("path", SETTINGS, ids=".".join)
def test_a_setting_has_its_row(path: tuple[str, ...]) -> None:
    default, description = SETTINGS[path]
    row = rows().get(variable(path))
    assert row is not None, f"docs/settings.md has no row for {'.'.join(path)} with its variable {variable(path)}"
    assert row["name"] == path[-1]
    assert json.loads(row["default"]) == json.loads(json.dumps(default, default=BaseModel.model_dump)), (
        f"the default of {'.'.join(path)} is {default!r}"
    )
    assert description, f"{'.'.join(path)} has no description in the code"


def test_a_setting_stands_below_the_heading_of_its_table() -> None:
    below = {row.start(): row["variable"] for row in ROW.finditer(PAGE)}
    for start, name in below.items():
        heading = re.findall(r"^## `\[([\w.]+)\]`", PAGE[:start], re.MULTILINE)
        table = name.removeprefix("INTERLINK_").rpartition("__")[0].lower()
        above = heading[-1].lower().replace(".", "__") if heading else ""
        assert above == table, f"{name} stands below the wrong heading"


def test_no_setting_is_there_that_does_not_exist() -> None:
    assert set(rows()) <= {variable(path) for path in SETTINGS}
