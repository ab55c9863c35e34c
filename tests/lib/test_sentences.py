"""Sentences that remember what they were made of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.sentences import Sentence, kept, read_kept


def test_a_sentence_is_its_english_text() -> None:
    told = Sentence(
        "%(host)s took longer than %(seconds)s seconds, of %(most)s.", host="a.example", seconds=0.5, most=20_000
    )
    assert told == "a.example took longer than 0.5 seconds, of 20,000."
    assert told.template.startswith("%(host)s")


def test_without_values_it_stands_as_it_is() -> None:
    assert Sentence("100 % of it") == "100 % of it"
    assert Sentence("Nothing answers at %(host)s.").about(host="a.example") == "Nothing answers at a.example."


def test_it_is_stored_and_read_with_all_that_it_remembers() -> None:
    reason = Sentence("it is larger than %(megabytes)s MB.", megabytes=20)
    told = Sentence("The feed at %(address)s was not read: %(reason)s", address="https://a.example/", reason=reason)
    again = read_kept(kept(told))
    assert again == told
    assert again.template == told.template
    assert isinstance(again.values["reason"], Sentence)
    assert again.values["reason"].values == {"megabytes": 20}


def test_a_plain_text_is_stored_as_it_is() -> None:
    assert kept("No answer.") == kept(Sentence("No answer.")) == "No answer."


@pytest.mark.parametrize(
    "text",
    [
        '["', '["a"]', '["a", {}, 1]', '["%(a)s", {"b": "c"}]', '["%(a)d", {"a": "b"}]', '["a", ["b", "c"]]',
        '["%", {"a": 1}]',
    ],
)  # fmt: skip
def test_what_only_looks_like_a_stored_sentence_is_a_text(text: str) -> None:
    assert read_kept(text) == text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_survives_in_and_out_of_a_sentence(value: str, text: str) -> None:
    assert read_kept(kept(Sentence("%(value)s", value=value))) == value
    assert read_kept(kept(Sentence(text))) == text
