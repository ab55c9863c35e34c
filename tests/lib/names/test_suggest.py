import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.names.normalise import fold
from interlink.lib.names.scripts import LETTERS, Script, script_of
from interlink.lib.names.spot import Alias, Spotter
from interlink.lib.names.suggest import suggest


def test_missing_scripts_are_offered_with_where_they_are_from():
    offered = suggest("Mohammad Mousavi")
    by_text = {suggestion.text: suggestion for suggestion in offered}
    assert "name lists (Q" in by_text["Мохаммад Мусави"].how
    assert any(text.startswith("محمد ") for text in by_text)
    assert {suggestion.script for suggestion in offered} == {Script.LATIN, *LETTERS}


def test_a_name_outside_the_lists_is_written_letter_by_letter():
    by_script = {suggestion.script: suggestion for suggestion in suggest("Zarnavesh")}
    assert by_script[Script.CYRILLIC].text == "Зарнавеш"
    assert "letter by letter" in by_script[Script.CYRILLIC].how
    assert by_script[Script.CYRILLIC].score < 0.9


def test_no_letter_is_lost_where_the_lists_know_nothing():
    texts = {suggestion.script: suggestion.text for suggestion in suggest("Qobad Zarnavesh")}
    assert texts[Script.CYRILLIC] == "Кобад Зарнавеш"
    assert texts[Script.GEORGIAN].startswith("კ")
    assert texts[Script.ARMENIAN].startswith("Կ")


@pytest.mark.parametrize(
    ("name", "script", "written"),
    [
        ("Shanthil Dragush", Script.GREEK, "Σανθιλ Ντραγκους"),
        ("Chavush Zhelmin", Script.HEBREW, "צ'אבוש ז'למין"),
        ("Wexfordin Jamsul", Script.GREEK, "Γουεξφορντιν Τζαμσουλ"),
        ("Rashmidov Edvan", Script.ARABIC, "راشمیدوف ادوان"),
        ("Jorvan Quthshem", Script.CYRILLIC, "Джорван Кутшем"),
        ("Rashmidov Obren", Script.GEORGIAN, "რაშმიდოვი ობრენი"),
        ("Onthar Erlish", Script.ARMENIAN, "Օնթար Էրլիշ"),
    ],
)
def test_a_name_outside_the_lists_is_written_as_newspapers_would(name, script, written):
    assert written in {suggestion.text for suggestion in suggest(name)}


def test_what_the_book_has_is_not_offered_again():
    known = ("Мохаммад Мусави", "mohammad moosavi")
    assert not {fold(name) for name in known} & {fold(s.text) for s in suggest("Mohammad Mousavi", known)}


@pytest.mark.parametrize("name", ["Mohammad Mousavi", "Anna Sergejeva", "Samuel Rahimi"])
def test_what_is_offered_from_the_lists_would_be_found_anyway(name):
    spotter = Spotter([Alias(1, name)])
    for suggestion in suggest(name):
        if "letter by letter" not in suggestion.how:
            assert spotter.spot(f"— {suggestion.text} —"), suggestion


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=25))
def test_any_text_can_be_asked_about(name):
    for suggestion in suggest(name):
        assert suggestion.text
        assert script_of(suggestion.text) is suggestion.script


def test_a_name_with_marks_is_offered_as_it_sounds():
    texts = [suggestion.text for suggestion in suggest("Şêrko Zarnaveş")]
    assert texts[0] == "Sherko Zarnavash"
    assert "Шерко Зарнаваш" in texts
    assert "“Şêrko” letter by letter" in suggest("Şêrko Zarnaveş")[0].how
    assert suggest("شێرکۆ")[0].text == "Sherko"


def test_vowel_points_alone_are_no_spelling_of_their_own():
    texts = [suggestion.text for suggestion in suggest("Sherko Rashid")]
    assert not any("\u064e" in text for text in texts)
