"""Answers that are kept while nothing changes, with two real connections to one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from interlink.newsroom.press import unchanged


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker):
    """The connection that questions are asked on, and that of another process, which writes."""
    with django_db_blocker.unblock():
        ours, others = connections.create_connection("default"), connections.create_connection("default")
        for each in (ours, others):
            each.settings_dict = {**each.settings_dict, "NAME": str(tmp_path / "desk.sqlite3")}
        others.cursor().execute("CREATE TABLE words (word TEXT)")
        monkeypatch.setattr(unchanged, "connection", ours)
        monkeypatch.setattr(unchanged, "_kept", unchanged._Kept())
        yield ours, others
        ours.close()
        others.close()


@pytest.fixture
def words(two) -> Callable[..., list[str]]:
    """Ask for all words that begin so."""

    @unchanged.while_unchanged
    def ask(beginning: str = "") -> list[str]:
        asked.append(beginning)
        with two[0].cursor() as cursor:
            cursor.execute("SELECT word FROM words WHERE word LIKE %s", [f"{beginning}%"])
            return [word for (word,) in cursor.fetchall()]

    asked: list[str] = []
    ask.asked = asked  # type: ignore[attr-defined]
    return ask


def test_the_same_is_asked_once_while_nothing_changes(words) -> None:
    assert [words(), words(), words("h"), words("h")] == [[], [], [], []]
    assert words.asked == ["", "h"]


@pytest.mark.parametrize("who", [0, 1])
def test_what_anybody_writes_shows_at_once(two, words, who: int) -> None:
    assert words() == []
    two[who].cursor().execute("INSERT INTO words VALUES ('harbour')")
    assert words() == ["harbour"]


def test_nothing_is_kept_of_what_may_be_taken_back(two, words) -> None:
    two[0].set_autocommit(False)
    two[0].in_atomic_block = True
    two[0].cursor().execute("INSERT INTO words VALUES ('harbour')")
    assert words() == ["harbour"]
    two[0].in_atomic_block = False
    two[0].rollback()
    two[0].set_autocommit(True)
    assert words() == []


def test_only_so_many_answers_are_kept(words) -> None:
    for number in range(200):
        words(str(number))
    assert len(unchanged._kept.answers) == unchanged._MOST_ANSWERS
