"""Writing many rows: what Django does, in a third of its time.

A feed's thirty entries cost bulk_create five times what SQLite needs for them, since it makes an object of each and
compiles an expression for each value. Watching spends most of its storing here, so the values go to the database as
they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from django.db import connection, models
from django.db.models.constants import OnConflict
from django.db.models.expressions import RawSQL

from interlink.lib.sentences import kept
from interlink.newsroom.sentences import SentenceField

Prepare = Callable[[Any], Any]
_Insertion = tuple[str, dict[str, Any], tuple[tuple[str, Prepare], ...]]
"""The statement, the default of each attribute in its order, and what makes some values fit for the database."""
# Fields whose values every database takes as they stand on the object.
_AS_IT_IS = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)


def insert_missing(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those that break a uniqueness rule, being there already, are left out.

    Args:
        model: what the rows are of.
        rows: values by attribute (`source_id`, not `source`); what is left out has the field's default.
    """
    if not rows:
        return
    statement, defaults, preparing = _insertion(model)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_values(row, defaults, preparing) for row in rows])


def _values(row: Mapping[str, Any], defaults: dict[str, Any], preparing: tuple[tuple[str, Prepare], ...]) -> list[Any]:
    filled = {**defaults, **row}
    for name, prepare in preparing:
        if name in row:
            filled[name] = _fit(row[name], prepare)
    return list(filled.values())


def among(values: Iterable[str]) -> RawSQL:
    """Return what a lookup ending in `__in` takes as one parameter, however many texts there are.

    Django compiles a place for each value and sends long lists in pieces, which costs more than the search.
    """
    listed = {"sqlite": "json_each(%s)", "postgresql": "json_array_elements_text(%s::json)"}[connection.vendor]
    return RawSQL(f"SELECT value FROM {listed}", (json.dumps(list(values)),))  # noqa: S608, S611 - our own words


def update(row: models.Model, names: tuple[str, ...]) -> None:
    """Store some attributes of an object that is in the database, as `save(update_fields=names)` does."""
    statement, columns = _change(type(row), names)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(_fit(getattr(row, name), prepare) for name, prepare in columns), row.pk])


def _fit(value: Any, prepare: Prepare | None) -> Any:
    return value if prepare is None or value is None else prepare(value)


@cache
def _insertion(model: type[models.Model]) -> _Insertion:
    about = model._meta  # noqa: SLF001 - documented for use by others
    fields = [field for field in about.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column or "") for field in fields)
    places = ", ".join(["%s"] * len(fields))
    suffix = connection.ops.on_conflict_suffix_sql(fields, OnConflict.IGNORE, (), ())
    statement = (
        f"{connection.ops.insert_statement(on_conflict=OnConflict.IGNORE)} {quote(about.db_table)} "
        f"({columns}) VALUES ({places}) {suffix}"
    )
    prepared = [(field, _preparing(field)) for field in fields]
    defaults = {field.attname: _fit(field.get_default(), prepare) for field, prepare in prepared}
    return statement, defaults, tuple((field.attname, prepare) for field, prepare in prepared if prepare is not None)


@cache
def _change(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, tuple[tuple[str, Prepare | None], ...]]:
    about = model._meta  # noqa: SLF001 - documented for use by others
    quote = connection.ops.quote_name
    by_name = {field.name: field for field in about.concrete_fields}
    fields = [by_name[name] for name in names]
    changes = ", ".join(f"{quote(field.column or '')} = %s" for field in fields)
    key = quote(next(field.column or "" for field in about.concrete_fields if field.primary_key))
    statement = f"UPDATE {quote(about.db_table)} SET {changes} WHERE {key} = %s"  # noqa: S608 - names of our own
    return statement, tuple((field.attname, _preparing(field)) for field in fields)


def _preparing(field: models.Field[Any, Any]) -> Prepare | None:
    if isinstance(field, SentenceField):
        return kept
    if isinstance(field, _AS_IT_IS) and not isinstance(field, models.GenericIPAddressField):
        return None
    if isinstance(field, models.DateTimeField):
        # The rows of one answer have the time of the answer in common.
        return lru_cache(maxsize=256)(connection.ops.adapt_datetimefield_value)
    return partial(field.get_db_prep_save, connection=connection)
