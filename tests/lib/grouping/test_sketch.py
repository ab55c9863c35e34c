"""What of a report counts for grouping."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.grouping.places import find_places
from interlink.lib.grouping.sketch import VERSION, Kind, Script, pack, sketch, unpack
from interlink.lib.grouping.words import OPENING, count_words
from interlink.lib.names.normalise import fold


@given(st.text(max_size=300), st.text(max_size=600), st.sampled_from(["", "en", "zh", "fa", "x" * 30]))
def test_a_sketch_comes_back_from_its_bytes(title: str, text: str, language: str) -> None:
    made = sketch(title, text, language[:12], subjects=[1, 2])
    assert unpack(pack(made)) == made


def test_another_versions_sketch_is_made_anew() -> None:
    packed = pack(sketch("A title", "A text", "en"))
    assert unpack(bytes([VERSION + 1]) + packed[1:]) is None
    assert unpack(b"") is None


def test_places_are_the_same_in_every_language_and_stand_as_words() -> None:
    assert set(find_places(fold("Russian troops near Mexico"), "en")) == {"RU", "MX"}
    assert set(find_places("俄罗斯 俄羅斯 墨西哥", "zh")) == {"RU", "MX"}
    assert find_places(fold("The Chadwick building"), "en") == []
    assert find_places("anything", "not a code") == []


def test_unspaced_scripts_are_cut_into_pairs_of_characters() -> None:
    assert set(count_words("", "法庭判决")) == {"法庭", "庭判", "判决"}
    assert count_words("Ferry", "")["Ferry"] == 2
    assert "savings" not in count_words("", "x" * OPENING + " savings")


def test_names_are_capitalised_words_that_do_not_stand_in_small_letters_too() -> None:
    made = sketch("Ferry late", "The harbour of Skerry. Ferry lines wait; the ferry sails.", "en")
    names = {term for kind, term in made.legend.values() if kind is Kind.NAME}
    assert "skerry" in names
    assert not names & {"ferry", "the", "harbour"}


def test_close_languages_count_as_one_and_scripts_apart() -> None:
    assert sketch("Gempa", "Gempa bumi", "id").words == sketch("Gempa", "Gempa bumi", "ms").words
    assert sketch("Gift", "Gift", "en").words.keys() != sketch("Gift", "Gift", "de").words.keys()
    assert sketch("", "دادگاه اجارهٔ زمین را پایان داد", "fa").script is Script.ARABIC
