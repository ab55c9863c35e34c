"""What is said of a look: kept as a code, told in the language of whoever reads."""

from __future__ import annotations

import pytest
from django.utils import translation

from interlink.lib.verdicts.findings import Reason, Why
from interlink.lib.verdicts.sentences import SENTENCES, Said, in_english, recognise
from interlink.newsroom.evidence import wording

TITLES = {"before": "Lease ends", "after": "Lease goes on"}


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_desk_has_every_sentence_as_the_rules_say_it_in_english() -> None:
    with translation.override("en"):
        assert {said: str(words) for said, words in wording.SENTENCES.items()} == SENTENCES


def test_a_reason_is_kept_with_its_code_and_said_in_the_readers_language() -> None:
    kept = wording.kept(Reason(Why.TITLE_DIFFERS, Said.OTHER_TITLE, TITLES))
    assert kept["words"] == "The title was “Lease ends” and is “Lease goes on”."
    with translation.override("fr"):
        told = wording.say(kept)
    assert "Lease goes on" in told
    assert "The title" not in told


@pytest.mark.parametrize("said", list(Said))
def test_a_reason_from_before_there_were_codes_is_recognised_by_its_words(said: Said) -> None:
    values = {"status": "503", "address": "https://paper.example/b", "words": "No route.", **TITLES}
    words = in_english(said, values)
    assert recognise(words)[0] is said
    with translation.override("en"):
        assert plain(wording.say({"why": "status", "words": words})) == words
