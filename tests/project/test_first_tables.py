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

pytestmark = pytest.mark.timeout(600)  # all migrations, on a busy machine
# Each desk's own: when its migrations were run, its keys of pages, and its language, here a right-to-left one.
OWN = {
    "django_migrations": {"id", "applied"},
    "wagtailcore_page": {"translation_key"},
    "wagtailcore_locale": {"language_code"},
}
# Numbered as they came: rows of these say who they are by their words, since a migration that came after the file
# makes its own at another moment.
NUMBERED = {
    "django_content_type": "SELECT id, app_label || '.' || model FROM django_content_type",
    "auth_permission": """SELECT auth_permission.id, codename || ' ' || app_label || '.' || model FROM auth_permission
                          JOIN django_content_type ON django_content_type.id = content_type_id""",
}
REFERENCES = 'SELECT "from", "table" FROM pragma_foreign_key_list(?)'
LAY = """
import sys
from pathlib import Path
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from django.db import connection
from interlink.project import first_tables
ours = first_tables.FILE
first_tables.FILE = Path(sys.argv[2])
assert not first_tables.lay()
assert connection.introspection.table_names() == []
first_tables.FILE = ours
assert first_tables.lay()
assert not first_tables.lay()
"""
PARTS = Path(__file__).parents[1] / "parts"


def _inside(database: Path) -> tuple[set[tuple], dict[str, list[tuple]]]:
    """Return how a database is built, and what is in its tables."""
    with closing(sqlite3.connect(database)) as asked:
        built = set(asked.execute("SELECT type, name, sql FROM sqlite_master WHERE name != 'sqlite_sequence'"))
        words = {table: dict(asked.execute(sql).fetchall()) for table, sql in NUMBERED.items()}
        rows = {}
        for table in (name for kind, name, _ in built if kind == "table"):
            columns = [name for (name,) in asked.execute("SELECT name FROM pragma_table_info(?)", [table])]
            told = [name for name in columns if name not in OWN.get(table, ())]
            meant = {name: words[other] for name, other in asked.execute(REFERENCES, [table]) if other in words}
            if table in NUMBERED or meant:
                told = [name for name in told if name != "id"]
            found = asked.execute(f'SELECT {", ".join(map(_quoted, told))} FROM "{table}"')
            rows[table] = sorted(
                (
                    tuple(meant.get(name, {}).get(value, value) for name, value in zip(told, row, strict=True))
                    for row in found
                ),
                key=repr,
            )
        return built, rows


def _quoted(name: str) -> str:
    return f'"{name}"'


def _ask(database: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(database)) as asked:
        return asked.execute(sql).fetchall()


def _run(*arguments: object, **settings: str) -> None:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, env=os.environ | settings, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A database that the migrations made from nothing, which takes its time, and an older one."""
    files = tuple(tmp_path_factory.mktemp("migrated") / name for name in ("all.sqlite3", "older.sqlite3"))
    _run(PARTS / "make_tables.py", *files)
    return files


def test_they_are_those_that_the_migrations_make(tables: Path, migrated: tuple[Path, Path]):
    (built, rows), (by_migrations, migrated_rows) = _inside(tables), _inside(migrated[0])
    assert built == by_migrations
    for table in rows:
        if not table.endswith(("_data", "_idx", "_docsize")):  # how a search index is packed says nothing
            assert rows[table] == migrated_rows[table], table


def test_what_is_a_desks_own_is_made_anew_and_a_file_of_a_later_version_is_left_alone(tmp_path: Path):
    script, later, laid = first_tables.FILE.read_text("utf-8"), tmp_path / "later.sql", tmp_path / "laid.sqlite3"
    row = "INSERT INTO \"django_migrations\" VALUES (99999, 'wagtailcore', '9999_of_a_later_version', 0);\n"
    later.write_text(script + row, "utf-8")
    _run("-c", LAY, laid, later, INTERLINK_GROUP__LANGUAGES='["fa", "en"]')
    assert _ask(laid, "SELECT language_code FROM wagtailcore_locale") == [("fa",)]
    keys = [key for (key,) in _ask(laid, "SELECT translation_key FROM wagtailcore_page")]
    assert len(set(keys)) == 2
    assert not [key for key in keys if key in script]
    assert _ask(laid, "SELECT count(*) FROM django_migrations WHERE applied < '2020'") == [(0,)]


def test_an_older_desk_that_is_killed_while_it_is_upgraded_goes_on(
    tmp_path: Path, bare_demo_desk: Callable[..., DemoDesk], migrated: tuple[Path, Path]
):
    newest, older = migrated
    desk = bare_demo_desk(tmp_path / "desk")
    shutil.copyfile(older, desk.desk.newsroom_database)
    killed = desk.run("upgrade", step="prepare", nth=20, how="kill")
    assert killed.code == -9, killed.printed
    run = "SELECT count(*) FROM django_migrations"
    assert _ask(older, run) <= desk.ask(run) < _ask(newest, run)
    again = desk.run("upgrade")
    assert again.code == 0, again.printed
    assert _inside(desk.desk.newsroom_database)[0] == _inside(newest)[0]
