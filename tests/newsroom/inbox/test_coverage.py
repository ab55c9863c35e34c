"""What the desk's first page says of the coverage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.newsroom.inbox.coverage import WEEKS, weeks_until
from interlink.newsroom.inbox.templatetags.charts import HEIGHT, paired_bars
from interlink.newsroom.press import posts
from interlink.newsroom.press.models import Listed
from interlink.newsroom.stories import coverage
from interlink.newsroom.stories.models import Story
from interlink.newsroom.watch.models import Item

NewItem = Callable[..., Item]


def test_stories_and_posts_are_counted_in_their_weeks_and_outlets(
    cast: Any, new_item: NewItem, enter: Callable[[Any], Client]
) -> None:
    now = timezone.now()
    fresh = new_item(published=now)
    new_item(published=now - timedelta(weeks=2))
    new_item(published=now - timedelta(weeks=WEEKS + 1))
    Story.objects.filter(pk=new_item(published=now).membership.story_id).update(watched=False)
    post = posts.draft(fresh, cast.editor, now)
    Listed.objects.create(post=post, language="en", list="", day=timezone.localdate(now), at=now)
    weeks = weeks_until(now)
    assert [row.stories for row in weeks] == [0] * (WEEKS - 3) + [1, 0, 1]
    assert [row.posts for row in weeks] == [0] * (WEEKS - 1) + [1]
    (outlet,) = coverage.by_outlet(now - timedelta(weeks=4), 10)
    assert (outlet.name, outlet.reports, outlet.clipped) == (fresh.source.name, 2, 1)
    page = enter(cast.editor).get(reverse("wagtailadmin_home")).content.decode()
    assert "By outlet, the last 4 weeks" in page
    assert page.count('role="img" aria-label="Stories and posts of each week') == 1


def test_a_bar_is_as_high_as_its_share_and_nothing_has_none() -> None:
    drawn = paired_bars([4, 0], [2, 1], "label")
    assert f"v-{HEIGHT}h" in drawn
    assert f"v-{HEIGHT // 2}h" in drawn
    assert drawn.count("v-") == 3
