"""Reasons, kept as codes and said in the language of whoever reads."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.utils import translation

from interlink.lib.grouping.explain import Common
from interlink.newsroom.stories import reasons, wording

as_code = import_module("interlink.newsroom.stories.migrations.0004_reasons_as_codes").as_code
SHARED = Common(same_text=False, subjects=(1,), places=("MX",), names=("skembari",), days=("09-22",))


def said(shared: Common, language: str = "en") -> str:
    with translation.override(language):
        words = wording.why(reasons.alike(shared, {1: "the Fellowship"}))
    return words.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("shared", "words"),
    [
        (Common(same_text=True, numbers=("42",)), "same agency text"),
        (SHARED, "3 names and 1 date in common: the Fellowship, Mexico, Skembari, September 22"),
        (
            Common(same_text=False, numbers=("137", "42"), words=("lease", "court")),
            "many rare words in common (lease, court), and 2 numbers: 137, 42",
        ),
        (Common(same_text=False, words=("lease",)), "many rare words in common (lease)"),
    ],
)
def test_a_reason_is_in_plain_words(shared: Common, words: str) -> None:
    assert said(shared) == words


def test_countries_and_days_are_in_the_language_of_whoever_reads() -> None:
    french = said(SHARED, "fr")
    assert "Mexique" in french
    assert "22 septembre" in french
    assert "the Fellowship" in french


def test_a_reason_that_was_kept_in_english_is_kept() -> None:
    assert as_code("first report") == reasons.FIRST_REPORT
    assert wording.why(as_code("2 names in common: A, B")) == "2 names in common: A, B"
    assert wording.matters(as_code("4 outlets report it")) == "4 outlets report it"
    assert as_code(reasons.BY_HAND) == reasons.BY_HAND
