"""The tables of a new desk, as the migrations make them, kept as SQL.

Making them by migrations takes a minute on a small machine: Django builds all models anew at nearly every step. What
the steps come to is the same for every desk, so it is kept in `first_tables.sql`, with the list of the migrations that
made it. A new desk is given that, and then the migrations that came later, as an older desk is. `make tables` renews
the file; one that is behind costs a new desk time and nothing else. Only SQLite has it.
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page

FILE = Path(__file__).with_name("first_tables.sql")


def lay() -> bool:
    """Make the tables of a database that has none; return whether that was done.

    It is done whole or not at all. Where the file names a migration that this program does not have, such as one of a
    library that is older here, it is left to the migrations.
    """
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return False
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements(FILE.read_text("utf-8")):
                cursor.execute(statement)
        if MigrationRecorder(connection).applied_migrations().keys() - MigrationLoader(None).disk_migrations.keys():
            transaction.set_rollback(True)
            return False
        _make_its_own()
    return True


def _make_its_own() -> None:
    """Give the desk what the migrations would have given it alone: its language, its times, its keys of pages."""
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now())
    Locale.objects.update(language_code=get_supported_content_language_variant(settings.LANGUAGE_CODE))
    for key in Page.objects.values_list("pk", flat=True):
        Page.objects.filter(pk=key).update(translation_key=uuid.uuid4())


def statements(script: str) -> Iterator[str]:
    """Split a script where its statements end; those of triggers have semicolons inside."""
    lines: list[str] = []
    for line in script.splitlines(keepends=True):
        lines.append(line)
        if line.endswith(";\n") and sqlite3.complete_statement("".join(lines)):
            yield "".join(lines)
            lines = []
