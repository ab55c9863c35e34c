"""Pages that an earlier version left in front of readers though the house had refused them."""

from __future__ import annotations

from typing import Any

from interlink.newsroom.press import early
from interlink.newsroom.press.models import PostPage


def test_what_nobody_published_and_nobody_may_is_a_draft_after_an_upgrade(press: Any, read: Any) -> None:
    published, refused, whole = press.post("published"), press.post("refused"), press.post("whole")
    published.save_revision().publish()
    for post in (refused, whole):
        PostPage.objects.filter(pk=post.pk).update(first_published_at=None)
    PostPage.objects.filter(pk__in=[refused.pk, published.pk]).update(accusation=True)
    refused.refresh_from_db()
    assert refused.live
    (taken,) = early.take_off()
    assert (taken.number, taken.title) == (refused.pk, refused.title)
    assert "accusation" in taken.reasons[0]
    assert set(PostPage.objects.filter(live=True)) == {published, whole}
    assert early.take_off() == []
