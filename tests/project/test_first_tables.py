"""A new desk's tables come from a file, and are those that the migrations make; an older desk's come by migrations."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from demo_desks import DemoDesk

from interlink.project import first_tables

# Each desk's own: when its migrations were run, its keys of pages, and its language, here a right-to-left one.
OWN = {
    "django_migrations": {"applied"},
    "wagtailcore_page": {"translation_key"},
    "wagtailcore_locale": {"language_code"},
}
LAY = """
import sys
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from interlink.project import first_tables
ours = first_tables.FILE
first_tables.FILE = Path(sys.argv[2])
assert not first_tables.lay()
assert connection.introspection.table_names() == []
first_tables.FILE = ours
assert first_tables.lay()
assert not first_tables.lay()
call_command("migrate", verbosity=0)
"""


def _inside(database: Path) -> tuple[set[tuple], dict[str, list[tuple]]]:
    """Return how a database is built, and what is in its tables."""
    with closing(sqlite3.connect(database)) as asked:
        built = set(asked.execute("SELECT type, name, sql FROM sqlite_master WHERE name != 'sqlite_sequence'"))
        rows = {}
        for table in (name for kind, name, _ in built if kind == "table"):
            columns = [name for (name,) in asked.execute("SELECT name FROM pragma_table_info(?)", [table])]
            told = ", ".join(f'"{name}"' for name in columns if name not in OWN.get(table, ()))
            rows[table] = sorted(asked.execute(f'SELECT {told} FROM "{table}"'), key=repr)
        return built, rows


def _ask(database: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(database)) as asked:
        return asked.execute(sql).fetchall()


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database laid from the file and brought up to date, after a file of a later version was refused."""
    folder = tmp_path_factory.mktemp("laid")
    later = folder / "later.sql"
    from_later = "INSERT INTO \"django_migrations\" VALUES (99999, 'wagtailcore', '9999_of_a_later_version', 0);\n"
    later.write_text(first_tables.FILE.read_text("utf-8") + from_later, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LAY, str(folder / "newsroom.sqlite3"), str(later)],
        env=os.environ | {"INTERLINK_GROUP__LANGUAGES": '["fa", "en"]'},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / "newsroom.sqlite3"


def test_they_are_those_that_the_migrations_make(laid: Path, tables: Path):
    (built, rows), (by_migrations, migrated) = _inside(laid), _inside(tables)
    assert built == by_migrations
    for table in migrated:
        if not table.endswith(("_data", "_idx", "_docsize")):  # how a search index is packed says nothing
            assert rows[table] == migrated[table], table


def test_what_is_a_desks_own_is_made_anew(laid: Path, tables: Path):
    assert _ask(laid, "SELECT language_code FROM wagtailcore_locale") == [("fa",)]
    assert _ask(tables, "SELECT language_code FROM wagtailcore_locale") == [("en",)]
    script = first_tables.FILE.read_text("utf-8")
    keys = [key for (key,) in _ask(laid, "SELECT translation_key FROM wagtailcore_page")]
    assert len(set(keys)) == 2
    assert not [key for key in keys if key in script]
    assert _ask(laid, "SELECT count(*) FROM django_migrations WHERE applied < '2020'") == [(0,)]


def test_an_older_desk_that_is_killed_while_it_is_upgraded_goes_on(
    tmp_path: Path, bare_demo_desk: Callable[..., DemoDesk], older_tables: Path, tables: Path
):
    desk = bare_demo_desk(tmp_path / "desk")
    shutil.copyfile(older_tables, desk.desk.newsroom_database)
    killed = desk.run("upgrade", step="prepare", nth=20, how="kill")
    assert killed.code == -9, killed.printed
    run = "SELECT count(*) FROM django_migrations"
    assert _ask(older_tables, run) <= desk.ask(run) < _ask(tables, run)
    again = desk.run("upgrade")
    assert again.code == 0, again.printed
    assert _inside(desk.desk.newsroom_database)[0] == _inside(tables)[0]
