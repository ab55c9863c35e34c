"""How sources are doing, in a terminal: the same words as at the desk."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import timezone

from interlink.cli import main
from interlink.newsroom.watch.models import Source, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
SINCE = datetime(2026, 10, 3, 12, 0, tzinfo=UTC)


def interlink(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments, prog_name="interlink")
    assert result.exit_code == code, result.output
    return str(result.output)


@pytest.fixture
def three() -> None:
    Source.objects.create(name="Alba", address="https://alba.example/feed", state=State.FINE, folder="Coast")
    Source.objects.create(
        name="روزنامه", address="https://b.example/feed", state=State.GONE, failures=9, failing_since=SINCE,
        problem="The page is not there (the site answered 410).",
    )  # fmt: skip
    Source.objects.create(name="Corda", address="https://corda.example/feed", active=False)


@pytest.mark.usefixtures("three")
def test_the_list_has_a_line_for_each_source_with_its_state_and_since_when() -> None:
    head, *lines = interlink("source", "list").splitlines()
    assert head.split() == ["STATE", "SINCE", "LAST", "SUCCESS", "NAME", "FOLDER", "KIND", "ADDRESS"]
    assert [line.split()[0] for line in lines] == ["fine", "paused", "gone"]
    assert "2026-10-03 12:00" in lines[2]
    assert len({line.index("https://") for line in lines[:2]}) == 1


@pytest.mark.usefixtures("three")
def test_the_list_is_narrowed_down_by_state_and_folder() -> None:
    assert "Alba" in interlink("source", "list", "--folder", "Coast")
    assert "Alba" not in interlink("source", "list", "--folder", "")
    assert "Corda" in interlink("source", "list", "--state", "paused")
    assert "b.example" in interlink("source", "list", "--state", "long")
    assert "No source fits." in interlink("source", "list", "--state", "quiet")


@pytest.mark.usefixtures("three")
def test_a_program_reads_the_list_with_what_to_do() -> None:
    (gone,) = json.loads(interlink("source", "list", "--state", "trouble", "--json"))
    assert (gone["name"], gone["state"], gone["since"]) == ("روزنامه", "gone", "2026-10-03T12:00:00+00:00")
    assert "add it" in gone["advice"]


@pytest.mark.usefixtures("three")
def test_the_status_counts_states_and_tells_of_trouble() -> None:
    said = interlink("status")
    assert "2 watched: 1 fine, 1 gone, 1 paused" in said
    assert "1 in trouble for over a week" in said
    assert "gone since 2026-10-03 12:00: The page is not there" in said
    assert "Find the outlet's new address" in said
    figures = json.loads(interlink("status", "--json"))
    assert (figures["sources_gone"], figures["sources_paused"], figures["sources_in_trouble_over_a_week"]) == (1, 1, 1)


def test_a_long_list_of_trouble_is_cut_with_the_way_to_the_rest() -> None:
    for number in range(12):
        Source.objects.create(
            name=f"Source {number}", address=f"https://s{number}.example/", state=State.BLOCKED, failing_since=SINCE
        )
    assert "and 2 more: interlink source list --state trouble" in interlink("status")


@pytest.mark.usefixtures("three")
def test_a_source_is_paused_and_resumed_by_its_name_or_its_address() -> None:
    assert "Alba is no longer watched." in interlink("source", "pause", "alba")
    assert "Alba is paused already." in interlink("source", "pause", "https://alba.example/feed")
    assert "is paused" in interlink("source", "check", "Alba", code=1)
    assert "Alba is watched again." in interlink("source", "resume", "Alba")
    assert [event.kind for event in Source.objects.get(name="Alba").events.all()] == ["resumed", "paused"]


def test_a_name_that_fits_none_or_several_is_told() -> None:
    for number in (1, 2):
        Source.objects.create(name="Alba", address=f"https://alba.example/{number}")
    assert "https://alba.example/2" in interlink("source", "pause", "Alba", code=1)
    assert "source list" in interlink("source", "pause", "Nowhere", code=1)
    assert "no longer watched" in interlink("source", "pause", "https://alba.example/2")


def test_a_check_says_what_came_of_it(demo_press_server: Any) -> None:
    Source.objects.create(name="The Lighthouse", address=demo_press_server.feed("phare"))
    said = interlink("source", "check", "The Lighthouse")
    assert "The Lighthouse: fine; 4 new items, 0 changed." in said or "new items" in said
    Source.objects.create(
        name="Silent", address="http://127.0.0.1:1/feed", last_item=timezone.now() - timedelta(days=1)
    )
    assert "Silent: failing since" in interlink("source", "check", "Silent", code=1)
