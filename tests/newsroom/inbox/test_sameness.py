"""What the inbox tells of a report's copies elsewhere, and of what it said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interlink.newsroom.watch.models import Copy, Item, Source, Version

NewItem = Callable[..., Item]


@pytest.fixture
def page(cast: Any, enter: Callable[[Any], Client]) -> Callable[[], str]:
    """Read the inbox as the editor does, its spaces folded."""
    return lambda: " ".join(enter(cast.editor).get(reverse("inbox")).content.decode().split())


def test_copies_elsewhere_are_named_with_how_alike_they_are(new_item: NewItem, page: Callable[[], str]) -> None:
    herald = Source.objects.create(name="The Quay Herald", address="https://herald.example/feed")
    first = new_item()
    same = new_item(source=herald, address="https://herald.example/same", in_story=False)
    nearly = new_item(source=herald, address="https://herald.example/nearly", in_story=False)
    Copy.objects.create(item=same, of=first, likeness=1.0)
    Copy.objects.create(item=nearly, of=first, likeness=0.87)
    shown = page()
    assert 'href="https://herald.example/same"' in shown
    assert "(word for word, seen after this one)" in shown
    assert "(87% the same, seen after this one)" in shown


def test_the_one_that_was_first_is_named_beside_its_copy(new_item: NewItem, page: Callable[[], str]) -> None:
    first = new_item(in_story=False)
    Copy.objects.create(item=new_item(address="https://gazette.example/again"), of=first, likeness=1.0)
    shown = page()
    assert f'href="{first.address}"' in shown
    assert "seen before this one" in shown


def test_what_a_changed_report_said_before_is_a_link_away(
    cast: Any, new_item: NewItem, page: Callable[[], str], enter: Callable[[Any], Client]
) -> None:
    item = new_item(title="Members advised to sell", text="They paid nine thousand.\n\nNobody <b>answered</b>.")
    Version.objects.create(
        item=item, until=item.seen_at + timedelta(hours=2), title="Members told to sell", byline=item.byline,
        text="They paid four thousand.\n\nNobody <b>answered</b>.",
    )  # fmt: skip
    assert "Changed 1 time since we first saw it" in page()
    shown = enter(cast.editor).get(reverse("report", args=[item.pk])).content.decode()
    assert '<del dir="auto">told</del><ins dir="auto">advised</ins>' in shown
    assert '<del dir="auto">four</del><ins dir="auto">nine</ins>' in shown
    assert "<b>answered" not in shown


def test_a_report_that_stands_alone_and_as_it_was_says_nothing(new_item: NewItem, page: Callable[[], str]) -> None:
    new_item()
    shown = page()
    assert "Same text elsewhere" not in shown
    assert "since we first saw it" not in shown
