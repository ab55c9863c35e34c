"""The readable difference between two texts, and how much an edit matters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.verdicts.difference import Kind, Piece, differ, write_html, write_text
from interlink.lib.verdicts.texts import joined, normal
from interlink.lib.verdicts.weight import Concern, Touched, weigh

WORDS = st.sampled_from(["the", "a", "house", "137", "131", "Ida", "“not”", "نامه‌ها", "جواب", "bread,", "rye."])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=9).map(" ".join), max_size=5)
BEFORE = ["The town counts 137 residents.", "Ida Marwick denied it.", "It rained."]
AFTER = ["The town counts 131 residents.", "Ida Marwick confirmed it.", "It rained."]


def test_words_that_changed_stand_where_they_changed() -> None:
    first, second, third = differ(BEFORE, AFTER).paragraphs
    assert first.pieces == (
        Piece(Kind.KEPT, "The town counts "), Piece(Kind.DELETED, "137"), Piece(Kind.INSERTED, "131"),
        Piece(Kind.KEPT, " residents."),
    )  # fmt: skip
    assert [piece.text for piece in second.pieces if piece.kind is not Kind.KEPT] == ["denied", "confirmed"]
    assert not third.changed


def test_a_paragraph_moved_in_between_shifts_no_other() -> None:
    found = differ(BEFORE, [BEFORE[0], "A correction was added here.", *BEFORE[1:]])
    assert [(one.before, one.after, one.changed) for one in found.paragraphs] == [
        (0, 0, False), (None, 1, True), (1, 2, False), (2, 3, False),
    ]  # fmt: skip


def test_persian_words_are_never_torn_apart() -> None:
    found = differ(["از ۱۴ نامه‌ای که فرستاده شد"], ["از ۱۷ نامه‌هایی که فرستاده شد"])
    changed = [piece.text for piece in found.paragraphs[0].pieces if piece.kind is not Kind.KEPT]
    assert {"نامه‌ای", "نامه‌هایی"} <= {word for text in changed for word in text.split()}


def test_markup_in_a_text_is_written_as_text_and_each_run_has_its_direction() -> None:
    written = write_html(differ(["<b>one</b> سلام"], ["<i>two</i> سلام"]))
    assert "<b>" not in written
    assert '<del dir="auto">' in written
    assert '<p dir="auto">' in written
    assert "{+\u2068" in write_text(differ(["one سلام"], ["two سلام"]))


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_each_side_can_be_read_off_the_difference(before: list[str], after: list[str]) -> None:
    found = differ(before, after)
    old = [one.side(Kind.INSERTED) for one in found.paragraphs if one.before is not None]
    new = [one.side(Kind.DELETED) for one in found.paragraphs if one.after is not None]
    assert list(map(normal, old)) == list(map(normal, before))
    assert new == after
    assert bool(found) == (list(map(normal, before)) != list(map(normal, after)))


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(paragraphs: list[str]) -> None:
    assert not differ(paragraphs, paragraphs)
    assert weigh(differ(paragraphs, paragraphs)).score == 0
    assert joined(paragraphs) == joined([" ".join(paragraphs)])


def test_an_edit_of_a_quotation_ranks_above_a_name_above_a_number_above_the_rest() -> None:
    def score(before: str, after: str, *concerns: Concern) -> float:
        return weigh(differ([before], [after]), concerns).score

    text = "Ida Marwick told the council on Monday that 137 houses are empty."
    name, quote = Concern(Touched.NAME, "Ida Marwick"), Concern.at(Touched.QUOTATION, text, 17, 41)
    assert quote.text == "the council on Monday th"
    rest = score(text, text.replace("empty", "vacant"), name, quote)
    number = score(text, text.replace("137", "131"), name, quote)
    named = score(text, text.replace("Ida Marwick", "A member"), name, quote)
    quoted = score(text, text.replace("council", "mayor"), name, quote)
    assert quoted > named > number > rest > 0


def test_persian_digits_are_numbers_and_names_are_found_in_other_forms() -> None:
    weight = weigh(differ(["از ۱۴ نامه"], ["از ۱۷ نامه"]))
    assert (weight.touched, weight.words) == (frozenset({Touched.NUMBER}), ("14", "17"))
    weight = weigh(differ(["Said IDA MARWICK."], ["Said someone."]), [Concern(Touched.NAME, "Ida Marwick")])
    assert Touched.NAME in weight.touched


def test_a_denial_taken_back_is_told() -> None:
    assert Touched.DENIAL in weigh(differ(["He did not sell."], ["He did sell."])).touched
    assert Touched.DENIAL in weigh(differ(["He didn’t sell."], ["He did sell."])).touched
    assert not weigh(differ(["He didn’t sell."], ["He did not sell."])).touched


@pytest.mark.parametrize(
    ("old", "new"),
    [("in three towns", "in Four towns"), ("in zwei Städten", "in fünf Städten"), ("në tre qytete", "në katër qytete"),
     ("في ثلاث مدن", "في أربع مدن"), ("در سه شهر", "در چهار شهر")],
)  # fmt: skip
def test_a_number_in_words_is_a_number(old: str, new: str) -> None:
    weight = weigh(differ([old], [new]))
    assert weight.touched == {Touched.NUMBER}
    assert weight.words == (old.split()[1], new.split()[1].lower())
