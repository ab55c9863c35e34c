"""Stories after names were found or dropped in their reports."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from interlink.newsroom.stories import renaming
from interlink.newsroom.stories.models import Story
from interlink.newsroom.watch import looking_again
from interlink.newsroom.watch.models import SubjectKind
from interlink.newsroom.watch.subjects import add_subject

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_story_is_watched_as_soon_as_a_new_name_is_found_in_it_and_no_longer_without(new_item: Any) -> None:
    item = new_item(title="Harbour Council meets", text="")
    Story.objects.update(watched=False)
    subject = add_subject("Harbour Council", kind=SubjectKind.ORGANISATION)
    assert renaming.look_again(looking_again.begin(NOON).pk, NOON) == 1
    story = item.membership.story
    story.refresh_from_db()
    assert story.watched
    assert "Harbour Council" in str(story.relevance_reasons)
    subject.aliases.all().delete()
    assert renaming.look_again(looking_again.begin(NOON).pk, NOON) == 1
    story.refresh_from_db()
    assert not story.watched
