"""What is said of the lines of an alias book, in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from interlink.newsroom.importers.subjects import wording
from interlink.newsroom.importers.subjects.told import Says, Told

VALUES = {key: key for key in ["text", "longest", "allowed", "column", "schema", "number", "name", "theirs", "ours"]}


@pytest.mark.parametrize("says", Says)
def test_whatever_there_is_to_say_has_words(says: Says) -> None:
    assert wording.tell(Told(says, VALUES)).strip()


def test_kinds_are_named_as_the_desk_names_them_and_the_files_words_stay() -> None:
    told = Told(Says.NAME_KIND_STAYS, {"name": "MF", "theirs": "former", "ours": "acronym"})
    said = wording.tell(told).replace("\u2068", "").replace("\u2069", "")
    assert said == "“MF”: the file says kind “former name”; the desk says “acronym”, which stays."


def test_an_editor_is_told_in_her_language() -> None:
    told = Told(Says.NO_LETTER, {"text": "***"})
    with translation.override("fa"):
        assert "حرف" in wording.tell(told)
    with translation.override("de"):
        assert "Buchstabe" in wording.tell(told)
