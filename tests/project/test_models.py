"""The tables: complete migrations, and no way from one plane into another."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

# Our own apps of the newsroom's plane; whatever else is installed comes from a library.
OURS = {
    *("accounts", "background", "evidence", "watch", "websub", "stories", "press", "outreach", "channels", "fediverse"),
    "inbox",
}


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("interlink.")]


def plane(model: type[models.Model]) -> str:
    """The plane that a model belongs to: the second part of its package, or "library"."""
    parts = model.__module__.split(".")
    if parts[0] != "interlink":
        return "library"
    return "newsroom" if parts[1] in {"accounts", "background", "newsroom"} else parts[1]


def test_every_app_of_ours_is_looked_at() -> None:
    assert {model._meta.app_label for model in ours()} <= OURS
    assert {"accounts", "evidence", "watch", "stories", "press", "outreach"} <= {m._meta.app_label for m in ours()}


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_no_relation_leaves_the_newsrooms_plane(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        related = field.related_model
        if related is not None and isinstance(related, type):
            assert plane(related) in {"newsroom", "library"}, f"{model._meta.label}.{field.name}"


@pytest.mark.django_db
def test_the_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
