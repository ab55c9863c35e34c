import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.names.compare import compare


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammad Mousavi", "محمد الموسوي"),
        ("Ilim Zarnavesh", "Илим Зарнавеш"),
        ("Zarnavesh, Ilim", "Ilim Zarnavesch"),
        ("M. Mousavi", "Mohammad Musavi"),
        ("Jean-Pierre Dupont", "Jean Pierre Dupont"),
        ("Hassan al-Mousavi", "Hassan Mousavi"),
    ],
)
def test_one_name_in_two_spellings_is_likely_one(one, other):
    assert compare(one, other).score > 0.7
    assert compare(other, one).score > 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ali Mousavi", "Reza Mousavi"),
        ("Ali Mousavi", "رضا موسوی"),
        ("Ilim Zarnavesh", "Олег Зарнавеш"),
        ("Mohammad Mousavi", "Mohammad Karimi"),
        ("M. Mousavi", "Ali Mousavi"),
    ],
)
def test_one_family_name_with_another_given_name_is_another_person(one, other):
    comparison = compare(one, other)
    assert comparison.score < 0.1
    assert "another name" in comparison.reason or "no counterpart" in comparison.reason


def test_the_same_words_need_no_reason():
    assert compare("Ilim Zarnavesh", "Ilim Zarnavesh").reason == "The same words."
    assert compare("Ilim Zarnavesh", "Ilim Zarnavesh").score > 0.99


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_compared(one, other):
    comparison = compare(one, other)
    assert 0 <= comparison.score <= 1
    assert comparison.reason.endswith(".")
