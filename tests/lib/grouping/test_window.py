"""The window finds what is like a report, whatever else it holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.grouping.choosing import ALIKE, choose
from interlink.lib.grouping.explain import common
from interlink.lib.grouping.frequency import Frequency
from interlink.lib.grouping.sketch import Sketch, sketch
from interlink.lib.grouping.weighing import Seeker
from interlink.lib.grouping.window import SPAN, Near, Window

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LEASE = (
    "The court of Laskodra ended the lease of the old sugar works after 310,000 crowns of unpaid rent, and gave "
    "Mirena Skembari and 137 members until 12 March to leave."
)
AGAIN = (
    "After unpaid rent of 310,000 crowns a court in Laskodra has ended the lease of the sugar works. Mirena Skembari "
    "and 137 members must leave before 12 March."
)
PERSIAN = "دادگاه لاسکودرا اجارهٔ زمین را پس از ۳۱۰٬۰۰۰ کرون بدهی پایان داد و ۱۳۷ عضو تا ۱۲ مارس باید بروند."
FERRY = "The evening ferry sails later from Monday because the harbour office repairs the northern landing stage."


def other(number: int) -> str:
    return " ".join(f"{root}{number}" for root in ("alpha", "beta", "gamma", "delta")) + " is what the office says."


def window_of(*texts: str, most: int = 20_000) -> tuple[Window, list[Sketch]]:
    window = Window(most)
    sketches = [sketch(text[:30], text, "en") for text in texts]
    for one in sketches:
        window.learn(one)
    for key, one in enumerate(sketches):
        window.keep(key, NOW, window.weigh(one))
    return window, sketches


def test_a_rewrite_is_found_among_many_and_strangers_are_not() -> None:
    window, _ = window_of(LEASE, FERRY, *(other(number) for number in range(300)))
    made = sketch("Court ends lease", AGAIN, "en")
    window.learn(made)
    near = {one.key: one.likeness for one in window.nearest(NOW, window.weigh(made))}
    assert near[0] >= ALIKE
    assert all(likeness < ALIKE for key, likeness in near.items() if key != 0)


def test_across_languages_numbers_days_and_subjects_bridge() -> None:
    window = Window()
    english, persian = sketch("Lease", LEASE, "en", subjects=[5]), sketch("اجاره", PERSIAN, "fa", subjects=[5])
    for number in range(40):
        window.learn(sketch("", other(number), "en"))
    window.learn(english)
    window.learn(persian)
    window.keep(1, NOW, window.weigh(english))
    weighed = window.weigh(persian)
    assert [one.key for one in window.nearest(NOW, weighed) if one.likeness >= ALIKE] == [1]
    kept = window.get(1)
    assert kept is not None
    shared = common(persian, Seeker(weighed), kept.weighed)
    assert shared.subjects == (5,)
    assert set(shared.numbers) == {"310000", "137"}
    assert shared.days == ("03-12",)
    assert not shared.same_text


def test_the_same_text_later_than_the_span_is_another_event() -> None:
    window, sketches = window_of(LEASE)
    weighed = window.weigh(sketches[0])
    assert window.nearest(NOW + SPAN, weighed)
    assert not window.nearest(NOW + SPAN + timedelta(seconds=1), weighed)


def test_the_oldest_go_and_what_is_left_is_still_found() -> None:
    window, sketches = window_of(LEASE, *(other(number) for number in range(60)), AGAIN, most=20)
    assert len(window) <= 30
    assert 0 not in window
    assert [one.key for one in window.nearest(NOW, window.weigh(sketches[-1]))][:1] == [61]


def test_a_report_that_is_kept_again_stands_once() -> None:
    window, sketches = window_of(LEASE)
    window.keep(0, NOW, window.weigh(sketches[0]))
    assert [one.key for one in window.nearest(NOW, window.weigh(sketches[0]))] == [0]
    window.forget(0)
    assert window.nearest(NOW, window.weigh(sketches[0])) == []


@given(st.lists(st.sampled_from([LEASE, AGAIN, FERRY, other(1), other(2)]), min_size=2, max_size=6))
def test_likeness_is_the_same_from_both_sides(texts: list[str]) -> None:
    window, sketches = window_of(*texts)
    a, b = window.weigh(sketches[0]), window.weigh(sketches[1])
    assert abs(Seeker(a).likeness(b) - Seeker(b).likeness(a)) < 1e-4
    assert Seeker(a).likeness(b) >= 0


def test_what_is_forgotten_after_two_halves_is_rare_again() -> None:
    seen = Frequency(half=2)
    seen.learn([1])
    common_now = seen.rarity([1])
    for _ in range(4):
        seen.learn([2])
    assert seen.rarity([1]) > common_now


def test_a_chain_of_reports_does_not_grow_into_one_group() -> None:
    assert choose({1: [Near(1, 1.4), Near(2, 0.1), Near(3, 0.1)]}) is None
    assert choose({1: [Near(1, 1.4), Near(2, 1.0)], 2: [Near(3, 1.1)]}).group == 1  # type: ignore[union-attr]
    assert choose({1: [Near(1, 1.9)]}, refused=[1]) is None
    assert choose({1: []}) is None


def test_words_that_bind_others_explain_nothing_however_rare_they_are_yet() -> None:
    first = "She said both mills owe more than the town. Ferry tolls doubled at Skerry."
    window, _ = window_of(first, other(1))
    found = common(again := sketch("", first, "en"), Seeker(window.weigh(again)), window.weigh(again))
    assert not {"both", "than", "more"} & set(found.words)
    assert "she" not in found.names
    assert {"mills", "tolls"} & set(found.words)
