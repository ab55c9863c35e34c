"""Write the tables of a new desk, as the migrations make them now, to the file that new desks begin with.

`python scripts/tables.py`, which takes a minute.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from interlink.project.desk import DESK_VARIABLE, Desk
from interlink.project.newdesk import Plan, make_folder

FILE = Path(__file__).resolve().parent.parent / "src" / "interlink" / "project" / "first_tables.sql"
# When a migration was run is each desk's own, and the file changes only where the tables do.
TIMES = ("django_migrations", "applied")
SOME_TIME = "1970-01-01 00:00:00"


def main() -> None:
    """Make a desk's tables by migrations alone, and write what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "desk")
        make_folder(desk, Plan(name="A new desk"))
        settings = {DESK_VARIABLE: str(desk.root), "DJANGO_SETTINGS_MODULE": "interlink.project.settings.newsroom"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=os.environ | settings, check=True)
        with closing(sqlite3.connect(desk.newsroom_database)) as database:
            FILE.write_text("".join(written(database)), "utf-8")


def written(database: sqlite3.Connection) -> Iterator[str]:
    """Write a database as statements: its tables, what is in them, then indexes and triggers."""
    kinds = dict(database.execute("SELECT name, type FROM pragma_table_list"))
    made = database.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite#_%' ESCAPE '#' "
        "ORDER BY name"
    ).fetchall()
    # A virtual table makes those behind it by itself.
    for kind in ("table", "virtual"):
        yield from (f"{sql};\n" for what, name, sql in made if what == "table" and kinds[name] == kind)
    for what, name, _ in made:
        if what == "table" and kinds[name] == "table":
            yield from rows(database, name)
    for kind in ("index", "trigger"):
        yield from (f"{sql};\n" for what, _, sql in made if what == kind)


def rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    """Write what is in a table as one statement, a line for each row."""
    columns = [name for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", [table])]
    told = [f"quote('{SOME_TIME}')" if (table, name) == TIMES else f'quote("{name}")' for name in columns]
    found = database.execute(f"""SELECT {" || ', ' || ".join(told)} FROM "{table}" ORDER BY rowid""")
    if lines := ",\n".join(f"({row})" for (row,) in found):
        yield f'INSERT INTO "{table}" VALUES\n{lines};\n'


if __name__ == "__main__":
    main()
