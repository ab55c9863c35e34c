"""Rows of a model that inherits another one's table, in bulk, which Django does not offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_inherited(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert what a model adds to its parent's rows, which are there already; what a row leaves out is the default."""
    empty = model()
    fields = list(model._meta.local_concrete_fields)
    written = [
        [field.get_db_prep_save(row.get(field.attname, getattr(empty, field.attname)), connection) for field in fields]
        for row in rows
    ]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', written)
