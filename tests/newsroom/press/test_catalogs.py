"""Everything readers see speaks the five other languages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def catalogs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogs", ROOT / "scripts" / "catalogs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogs"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["fr", "de", "sq", "ar", "fa"])
def test_every_string_is_translated_and_compiled(catalogs: ModuleType, language: str) -> None:
    (press,) = [app for app in catalogs.apps() if app.name == "press"]
    assert list(catalogs.problems(press, language)) == []


def test_the_search_for_strings_finds_each_kind(catalogs: ModuleType) -> None:
    (press,) = [app for app in catalogs.apps() if app.name == "press"]
    found = catalogs.messages(press)
    assert catalogs.Message("Our words") in found
    assert catalogs.Message("%(shown)s post", "%(shown)s posts") in found
    assert catalogs.Message("The week’s posts") in found
