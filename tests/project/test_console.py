"""How commands speak."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from interlink.project.console import bar, in_a_desk, say, track
from interlink.project.desk import DESK_VARIABLE


@in_a_desk
def command() -> str:
    return "ran"


def test_a_line_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    line = "[bold]Gazette[/bold] [north] :smile: " + "word " * 60 + "end"
    say(line)
    assert capsys.readouterr().out == line + "\n"


def test_progress_passes_everything_on_and_prints_nothing_into_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(track(iter("abc"), "watch", 3)) == ["a", "b", "c"]
    assert list(track([], "read")) == []
    with bar("bake") as progress:
        progress(1, 2)
    assert capsys.readouterr().out == ""


def test_a_loop_that_is_left_early_ends_what_it_tracked() -> None:
    ended = []

    def things() -> object:
        try:
            yield from range(9)
        finally:
            ended.append(True)

    for thing in (tracked := track(things(), "watch")):  # type: ignore[var-annotated, arg-type]
        if thing == 2:
            break
    tracked.close()
    del tracked
    assert ended == [True]


@pytest.mark.django_db
def test_a_command_runs_in_a_desk_of_this_version() -> None:
    assert command() == "ran"


def test_a_command_is_refused_where_there_is_no_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DESK_VARIABLE, str(tmp_path))
    with pytest.raises(click.ClickException, match=r"There is no desk at .*'interlink init my-desk'"):
        command()
