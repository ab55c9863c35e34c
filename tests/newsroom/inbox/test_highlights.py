"""How a story looks in the inbox: its watched names marked, its reports in short."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interlink.newsroom.inbox import highlights
from interlink.newsroom.inbox.highlights import AROUND, Piece
from interlink.newsroom.inbox.rows.marked import write as written
from interlink.newsroom.stories import queries, traits
from interlink.newsroom.stories.models import Membership
from interlink.newsroom.watch.models import Item, Mention, Subject

FELLOWSHIP = Subject(pk=1, name="The Meridian Fellowship")


def mention(start: int, end: int, reason: str = "written so") -> Mention:
    return Mention(subject=FELLOWSHIP, field="text", start=start, end=end, reason=reason)


def test_a_text_without_names_is_one_piece() -> None:
    assert highlights.pieces("Nothing here", []) == [Piece("Nothing here")]


def test_a_name_is_cut_out_with_its_reason() -> None:
    cut = highlights.pieces("Ask the Fellowship now", [mention(4, 18)])
    assert cut == [Piece("Ask "), Piece("the Fellowship", "The Meridian Fellowship: written so"), Piece(" now")]


def test_of_names_that_overlap_the_first_counts() -> None:
    cut = highlights.pieces("abcdef", [mention(2, 5), mention(0, 3)])
    assert [(piece.text, bool(piece.reason)) for piece in cut] == [("abc", True), ("def", False)]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), st.data())
def test_the_pieces_are_always_the_whole_text(text: str, spans: list[tuple[int, int]], data: st.DataObject) -> None:
    mentions = [mention(min(span), max(span)) for span in spans if max(span) <= len(text) and span[0] != span[1]]
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    assert "".join(piece.text for piece in highlights.pieces(text, mentions, first, last)) == text[first:last]


@pytest.mark.parametrize("words", [20, 400])
def test_a_passage_is_short_and_has_the_name_in_it(words: int) -> None:
    text = "word " * words + "the Fellowship" + " word" * words
    item = Item(text=text, summary="")
    cut = highlights.passage(item, [mention(5 * words, 5 * words + 14)])
    assert sum(len(piece.text) for piece in cut) <= 2 * AROUND + 14 + 4
    assert [piece.text for piece in cut if piece.reason] == ["the Fellowship"]
    assert cut[0].text.startswith("…") or text.startswith(cut[0].text)
    assert not any("wor" in piece.text.replace("word", "") for piece in cut)


def test_a_passage_without_a_name_is_the_beginning_of_the_text_or_else_the_summary() -> None:
    assert highlights.passage(Item(text="", summary="In short."), []) == [Piece("In short.")]
    begun = highlights.passage(Item(text="word " * 100), [])
    assert begun[0].text.startswith("word word")
    assert begun[0].text.endswith(" …")


def test_a_long_text_without_spaces_is_cut_all_the_same() -> None:
    assert len(highlights.passage(Item(text="x" * 5000), [])[0].text) < 3 * AROUND


def test_names_are_written_safely_with_their_reason() -> None:
    html = written([Piece("<b>"), Piece('a "name"', "why <i>")])
    assert html.startswith("&lt;b&gt;<mark")
    assert 'tabindex="0"' in html
    assert "<i>" not in html
    assert "tabindex" not in written([Piece("a name", "why")], within_link=True)


def test_a_card_counts_its_outlets_languages_and_subjects_once(new_item: Callable[..., Item]) -> None:
    first = new_item(title="The Fellowship sells", language="en")
    story = first.membership.story
    for number, language in enumerate(("en", "fa")):
        other = new_item(in_story=False, language=language, outlet=f"Outlet {number}")
        Membership.objects.create(story=story, item=other, reason={"code": "same_text"})
    subject = Subject.objects.create(name="The Fellowship")
    for field, start, end in (("title", 0, 14), ("text", 0, 14)):
        Mention.objects.create(
            item=first, subject=subject, field=field, alias="x", found="x", start=start, end=end, reason="so", score=1
        )
    more = 2 * queries.MOST_REPORTS
    for _ in range(more):
        Membership.objects.create(
            story=story, item=new_item(in_story=False, outlet="Outlet 1"), reason={"code": "same_text"}
        )
    traits.follow(story)
    (shown,) = queries.with_reports([story.pk])
    card = highlights.card(shown, queries.facets([story.pk])[story.pk])
    assert sorted(card.facets.outlets) == ["Outlet 0", "Outlet 1", "The Harbour Gazette"]
    assert sorted(card.facets.languages) == ["en", "fa"]
    assert card.facets.subjects == ["The Fellowship"]
    assert card.facets.reports == card.unseen + queries.MOST_REPORTS == more + 3
    assert Piece("The Fellowship", "The Fellowship: so") in card.headline
    assert card.post is None
