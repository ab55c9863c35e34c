"""What is decided about stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from interlink.lib.grouping.window import Near
from interlink.newsroom.stories import rules, wording
from interlink.newsroom.stories.rules import Facets, Placed, Tally

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_each_strand_of_a_story_stands_for_itself_with_its_latest_reports() -> None:
    many = [Placed(item, 1, 1) for item in range(30)]
    strands = rules.by_strand([*many, Placed(99, 1, 2)])
    assert strands[1, 1] == list(range(30 - rules.MOST_MEMBERS, 30))
    assert strands[1, 2] == [99]


def test_a_report_sides_with_the_one_it_is_more_like_of_two_kept_apart() -> None:
    near = [Near(1, 1.6), Near(2, 1.2)]
    assert rules.refused(near, [(1, 2)], {1: 10, 2: 20}) == {20}
    assert rules.refused(near, [(2, 3)], {1: 10, 2: 20, 3: 30}) == {30}
    assert rules.refused(near, [], {1: 10, 2: 20}) == frozenset()


def facets(**given: object) -> Facets:
    values = {
        "in_titles": (), "in_texts": (), "outlets": 1, "first_at": NOON, "sources": {}, "subjects": {}, **given,
    }  # fmt: skip
    return Facets(**values)  # type: ignore[arg-type]


def test_relevance_is_the_sum_of_its_reasons() -> None:
    found = rules.relevance(facets(in_titles=("A", "B"), outlets=4, sources={"Gazette": Tally(8, 0)}), NOON)
    assert found.score == sum(points for _told, points in found.reasons)
    assert [wording.matters(told) for told, _points in found.reasons] == [
        "A and B in a headline",
        "2 of your subjects together",
        "4 outlets report it",
        "new, not a running story",
        "stories from Gazette were mostly clipped (8 of 8)",
    ]


def test_what_editors_ignore_counts_less_and_never_below_nothing() -> None:
    plain = rules.relevance(facets(in_texts=("A",)), NOON)
    ignored = rules.relevance(facets(in_texts=("A",), subjects={"A": Tally(0, 20)}), NOON)
    assert 0 <= ignored.score < plain.score
    assert rules.relevance(facets(subjects={"A": Tally(0, 20)}), NOON + timedelta(days=3)).score == 0


def test_one_choice_says_little() -> None:
    assert abs(Tally(1, 0).lean) < 0.5 < Tally(9, 0).lean
    assert Tally().lean == 0
