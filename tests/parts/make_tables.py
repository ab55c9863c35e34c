"""Make every table of a desk in a file: `python make_tables.py FILE [OLDER]`.

They are laid as those of a new desk are; with OLDER, they are made by the migrations, from nothing. OLDER becomes what
FILE was like some migrations before the end, as a desk is that an earlier version made.
"""

import gc
import sqlite3
import sys
from contextlib import closing
from itertools import count

import django
from django.conf import settings

NEWER = 15


def main(place: str, older: str = "") -> None:
    gc.disable()  # models are built by the thousand; looking for garbage meanwhile takes a third of the time
    settings.DATABASES["default"]["NAME"] = place
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from interlink.project import first_tables
    from interlink.project.commands.upgrade import MigrateWithProgress

    if not older:
        assert first_tables.lay()
        call_command("migrate", verbosity=0, interactive=False)
        return
    executor = MigrationExecutor(connection)
    left = count(len(executor.migration_plan(executor.loader.graph.leaf_nodes())) - 1, -1)

    def applied() -> None:
        if next(left) == NEWER:
            with closing(sqlite3.connect(older)) as copy:
                connection.connection.backup(copy)

    call_command(MigrateWithProgress(applied), verbosity=0, interactive=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
