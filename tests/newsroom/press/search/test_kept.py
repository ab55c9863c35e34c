"""Pages that are kept while nothing changes, with two real connections to one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections

from interlink.newsroom.press import unchanged
from interlink.newsroom.press.search import kept


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker):
    """The connection that pages are made from, and that of another process, which writes."""
    with django_db_blocker.unblock():
        ours, others = connections.create_connection("default"), connections.create_connection("default")
        for each in (ours, others):
            each.settings_dict = {**each.settings_dict, "NAME": str(tmp_path / "desk.sqlite3")}
        others.cursor().execute("CREATE TABLE words (word TEXT)")
        monkeypatch.setattr(unchanged, "connection", ours)
        monkeypatch.setattr(kept, "_kept", kept._Pages())
        yield ours, others
        ours.close()
        others.close()


@pytest.fixture
def read(two) -> Callable[..., str]:
    """Make a page of all words, and count how often it was made."""
    ours, _others = two

    def read(key: str = "all", *, lasting: bool = True) -> str:
        def make() -> tuple[bytes, bool]:
            read.made += 1
            with ours.cursor() as cursor:
                cursor.execute("SELECT word FROM words")
                return " ".join(word for (word,) in cursor.fetchall()).encode(), lasting

        return kept.page(key, make).decode()

    read.made = 0
    return read


def test_a_page_is_made_once_while_nothing_changes(read) -> None:
    assert read() == read() == ""
    assert read.made == 1
    assert read("other") == ""
    assert read.made == 2


def test_what_another_process_writes_shows_at_once(two, read) -> None:
    assert read() == ""
    two[1].cursor().execute("INSERT INTO words VALUES ('harbour')")
    assert read() == "harbour"
    two[1].cursor().execute("DELETE FROM words")
    assert read() == ""


def test_what_we_write_ourselves_shows_at_once(two, read) -> None:
    assert read() == ""
    two[0].cursor().execute("INSERT INTO words VALUES ('harbour')")
    assert read() == "harbour"


def test_a_new_connection_knows_nothing_of_the_old_ones_pages(two, read) -> None:
    assert read() == ""
    two[0].close()
    two[1].cursor().execute("INSERT INTO words VALUES ('harbour')")
    assert read() == "harbour"


def test_only_so_many_pages_are_kept_and_none_that_may_not(read) -> None:
    for number in range(100):
        read(str(number))
    assert len(kept._kept.pages) == kept._MOST_PAGES
    read("gave up", lasting=False)
    assert "gave up" not in kept._kept.pages
