"""From an address to a draft: one for all who clip it, filled in from the page once it is there."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from interlink.newsroom.press import posts
from interlink.newsroom.press.clipping import actions, queries, rules
from interlink.newsroom.press.clipping.rules import Found
from interlink.newsroom.press.errors import NotAnAddress
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.stories.models import Membership, Standing
from interlink.newsroom.watch.models import Item, Source

NewItem = Callable[..., Item]
ELSEWHERE = "https://elsewhere.example/2026/sale"


def test_an_address_is_found_wherever_a_phone_puts_it() -> None:
    assert rules.address_in("", "Look: https://a.example/x?y=1, please.") == "https://a.example/x?y=1"
    assert rules.address_in("(HTTPS://a.example/x)") == "HTTPS://a.example/x"
    assert rules.address_in("javascript:alert(1)", "a.example/x") == ""


def test_selected_words_keep_their_paragraphs_and_lose_their_layout() -> None:
    assert rules.selection("  One  \n\n\t two\u00a0words\r\n\x00") == "One\n\ntwo words"


def test_words_are_counted_as_they_are_read() -> None:
    assert rules.words_in("It’s 4 — four – o'clock.") == 4
    assert rules.words_in("می‌خواهیم بدانیم") == 2
    assert rules.words_in("") == 0


def test_only_what_nobody_has_written_is_filled_in() -> None:
    found = Found(title="Sale", byline="Ida Marwick", place="Port Ellery", reported_on=datetime.date(2026, 11, 2))
    there = {"title": "elsewhere.example", "byline": "Hers", "place": "", "reported_on": None, "excerpt": ""}
    assert rules.to_fill(there, found, "elsewhere.example") == {
        "title": "Sale",
        "place": "Port Ellery",
        "reported_on": datetime.date(2026, 11, 2),
    }
    assert "title" not in rules.to_fill(there | {"title": "My own"}, found, "elsewhere.example")


def test_an_unknown_page_becomes_a_draft_with_the_words_that_were_selected(cast: Any) -> None:
    Source.objects.create(name="Elsewhere", address="https://elsewhere.example/feed", excerpt_words=20)
    now = timezone.now()
    first = actions.clip_address(f"{ELSEWHERE}/?utm_source=x", cast.editor, now, words="They sold.", language="fa")
    assert first.fresh
    post = first.post
    assert (post.title, post.outlet, post.excerpt) == ("elsewhere.example", "Elsewhere", "They sold.")
    assert post.locale.language_code == "fa"
    assert queries.facts(post).words == 20
    again = actions.clip_address(ELSEWHERE, cast.junior, now)
    assert (again.post, again.fresh) == (post, False)
    with pytest.raises(NotAnAddress):
        actions.clip_address("mailto:ida@example.org", cast.editor, now)


def test_a_report_that_comes_in_later_finds_the_draft_of_its_address(cast: Any, new_item: NewItem) -> None:
    post = actions.clip_address(ELSEWHERE, cast.junior, timezone.now()).post
    item = new_item(address=ELSEWHERE, key="elsewhere.example/2026/sale")
    assert posts.draft(item, cast.editor, timezone.now()) == post
    post.refresh_from_db()
    assert (post.item, post.story.standing) == (item, Standing.CLIPPED)


def test_an_address_of_the_inbox_is_clipped_as_its_report(cast: Any, new_item: NewItem) -> None:
    item = new_item(address=ELSEWHERE, key="elsewhere.example/2026/sale")
    clipped = actions.clip_address(f"http://www.{ELSEWHERE.removeprefix('https://')}", cast.editor, timezone.now())
    assert (clipped.post.item, clipped.fresh) == (item, True)
    assert clipped.post.byline == item.byline


def test_whoever_clips_another_report_of_a_story_gets_the_draft_that_is_there(cast: Any, new_item: NewItem) -> None:
    one, other = new_item(), new_item(in_story=False)
    Membership.objects.create(story=one.membership.story, item=other, reason={"code": "alike"})
    drafts = [posts.draft(item, by, timezone.now()) for item, by in ((one, cast.editor), (other, cast.junior))]
    assert drafts[0] == drafts[1]
    assert PostPage.objects.count() == 1


def test_the_outlets_limit_bounds_the_excerpt_that_is_chosen(cast: Any, new_item: NewItem) -> None:
    item = new_item()
    item.source.excerpt_words = 5
    item.source.save()
    post = posts.draft(Item.objects.get(pk=item.pk), cast.editor, timezone.now())
    assert rules.words_in(post.excerpt) == 5
    assert queries.facts(post).outlet == item.source.name
