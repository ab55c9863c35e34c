"""Pages that keep their number while the archive grows."""

from __future__ import annotations

from datetime import date

import pytest

from interlink.newsroom.press.lists import rules
from interlink.newsroom.press.lists.rules import ALL, PER_PAGE, Kind, Listing, Span


@pytest.mark.parametrize("posts", [1, PER_PAGE, 2 * PER_PAGE - 1, 2 * PER_PAGE, 2 * PER_PAGE + 1, 10 * PER_PAGE + 7])
def test_pages_have_every_post_once_and_are_never_nearly_empty(posts: int) -> None:
    pages = [*range(1, rules.whole_pages(posts) + 1), None]
    limits = [rules.bounds(posts, page) for page in pages]
    seen = [number for limit in limits if limit for number in range(*limit)]
    assert seen == list(range(posts))
    assert all(limit and limit[1] - limit[0] >= min(posts, PER_PAGE) for limit in limits)
    for number in range(posts):
        limit = rules.bounds(posts, rules.page_with(posts, number))
        assert limit is not None
        assert limit[0] <= number < limit[1]


@pytest.mark.parametrize("posts", range(1, 5 * PER_PAGE, 7))
def test_a_new_post_changes_at_most_three_pages_and_no_older_one(posts: int) -> None:
    changed = rules.pages_from(posts + 1, posts)
    assert len(changed) <= 3 + 1
    for page in range(1, rules.whole_pages(posts) + 1):
        if page not in changed:
            assert rules.bounds(posts, page) == rules.bounds(posts + 1, page)


@pytest.mark.parametrize("page", [0, -1, 2, 10**9])
def test_there_is_no_page_beyond_the_last(page: int) -> None:
    assert rules.bounds(2 * PER_PAGE, page) is None
    assert rules.bounds(0, None) is None


def test_a_span_is_a_month_of_all_posts_and_a_year_of_any_other_list() -> None:
    assert rules.span_of(ALL, date(2026, 12, 31)) == Span(2026, 12)
    assert rules.span_of(Listing(Kind.TAG, "courts"), date(2026, 12, 31)) == Span(2026)
    assert Span(2026, 12).after == Span(2026).after == date(2027, 1, 1)
    assert Span(2026, 2).after == date(2026, 3, 1)


@pytest.mark.parametrize("listing", [ALL, Listing(Kind.OUTLET, "the-gazette"), Listing(Kind.TAG, "a:b")])
def test_a_list_is_known_by_its_code(listing: Listing) -> None:
    assert rules.listing_of(listing.code) == listing
