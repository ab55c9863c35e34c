"""What we decide while watching."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from interlink.lib.reading.feeds import Entry
from interlink.newsroom.watch import rules

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def entry(**fields: object) -> Entry:
    values = {
        "guid": "one", "address": "https://gazette.example/one", "title": "One", "byline": None, "published": NOW,
        "updated": None, "summary": "Words.", "html": None, "language": "en",
    }  # fmt: skip
    return Entry(**(values | fields))  # type: ignore[arg-type]


@given(failures=st.integers(0, 50))
def test_an_article_is_tried_a_few_times_with_growing_pauses_and_then_given_up(failures: int) -> None:
    plan = rules.after_unread(NOW, failures, again=True)
    assert plan.failures == failures + 1
    if plan.failures >= rules.READING_TRIES:
        assert plan.read_after is None
    else:
        assert plan.read_after is not None
        assert plan.read_after > NOW
        earlier = rules.after_unread(NOW, failures - 1, again=True).read_after if failures else NOW
        assert earlier is not None
        assert plan.read_after > earlier


def test_an_article_that_trying_again_does_not_help_is_given_up_at_once() -> None:
    assert rules.after_unread(NOW, 0, again=False) == rules.NextReading(1, None)


def test_an_entry_is_known_by_its_guid_else_its_address_else_its_title() -> None:
    assert rules.identity(entry()) == "one"
    assert rules.identity(entry(guid="")) == "https://gazette.example/one"
    assert rules.identity(entry(guid="", address=None)) == "One"


@given(
    field=st.sampled_from(["title", "summary", "byline", "address"]),
    before=st.text(min_size=1),
    after=st.text(min_size=1),
)
def test_an_entry_counts_as_changed_exactly_when_what_the_feed_says_differs(
    field: str, before: str, after: str
) -> None:
    known = rules.checksum(entry(**{field: before}))
    sighting = rules.judge(rules.checksum(entry(**{field: after})), known)
    assert (sighting is rules.Sighting.KNOWN) == (before == after)


def test_an_entry_never_seen_is_new() -> None:
    assert rules.judge(rules.checksum(entry()), None) is rules.Sighting.NEW


@given(status=st.integers(400, 599))
def test_every_refusal_is_told_with_its_number_and_in_a_sentence(status: int) -> None:
    words, again = rules.status_problem(status)
    assert str(status) in words
    assert words.endswith(".")
    assert again == (status in {401, 402, 403, 429, 451} or status >= 500)
