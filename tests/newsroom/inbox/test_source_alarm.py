"""A source that is broken for long never goes unnoticed: it stands on the desk's first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from interlink.newsroom.watch.models import Source, State

Enter = Callable[[Any], Client]


def broken(name: str, days: int, state: State = State.FAILING, **fields: Any) -> Source:
    since = timezone.now() - timedelta(days=days)
    return Source.objects.create(
        name=name, address=f"https://{name}.example/", state=state, failures=5, failing_since=since, **fields
    )


@pytest.mark.parametrize("state", [State.FAILING, State.BLOCKED, State.GONE])
def test_what_is_broken_for_over_a_week_stands_on_the_first_page(state: State, cast: Any, enter: Enter) -> None:
    editor = enter(cast.editor)
    broken("fresh", 6, state)
    assert "for over a week" not in editor.get("/desk/").content.decode()
    broken("old", 8, state)
    broken("older", 30, state)
    page = editor.get("/desk/").content.decode()
    assert "2 sources have brought nothing for over a week" in page
    assert '/desk/sources/?state=long"' in page
    assert "3 sources do not answer" in page


def test_a_paused_source_raises_no_alarm(cast: Any, enter: Enter) -> None:
    broken("old", 30, active=False)
    page = enter(cast.editor).get("/desk/").content.decode()
    assert "for over a week" not in page
    assert "do not answer" not in page


def test_the_first_page_names_only_a_few_and_leads_to_the_rest(cast: Any, enter: Enter) -> None:
    for number in range(8):
        broken(f"source{number}", 1)
    page = enter(cast.editor).get("/desk/").content.decode()
    assert page.count("<bdi>source") == 5
    assert "?state=trouble" in page


def test_quiet_and_moved_sources_are_mentioned_too(cast: Any, enter: Enter) -> None:
    Source.objects.create(name="Alba", address="https://alba.example/", state=State.QUIET)
    Source.objects.create(name="Brisa", address="https://brisa.example/", state=State.MOVED)
    page = enter(cast.editor).get("/desk/").content.decode()
    assert "1 is quiet for longer than usual" in page
    assert "1 has moved" in page
