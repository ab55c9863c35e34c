"""By what names that may be one are looked up: how their words sound."""

from __future__ import annotations

from itertools import pairwise

import pytest

from interlink.lib.names.heard import words_heard


def places_in_common(one: str, other: str) -> int:
    keys = {key for _, key in words_heard(one)}
    return len({place for place, key in words_heard(other) if key in keys})


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mohammad Mousavi", "Muhamed al-Musavi", "محمد الموسوي", "Мохаммад Мусави"),
        ("Karim Abd al-Rahman", "Kareem Abdulrahman", "كريم عبد الرحمن", "Карим Абдулрахман"),
        ("Levon Petrosyan", "Левон Петросян", "Լևոն Պետրոսյան"),
    ],
)
def test_spellings_of_one_name_have_two_words_in_common(spellings: tuple[str, ...]) -> None:
    assert all(places_in_common(one, other) >= 2 for one, other in pairwise(spellings))


def test_two_names_with_one_word_in_common_have_one_place_in_common() -> None:
    assert places_in_common("Karim Mousavi", "Mohammad al-Mousavi") == 1
    assert places_in_common("Karim al-Zarnav", "Levon al-Petrosyan") == 0


def test_what_has_no_letters_that_sound_has_no_keys() -> None:
    assert words_heard("三 4 —") == frozenset()
