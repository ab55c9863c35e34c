"""`interlink upgrade`: tables, static files and front pages as this version wants them."""

from __future__ import annotations

import fcntl
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from interlink.newsroom.inbox.roles import grant_roles
from interlink.newsroom.outreach.models import Suppression
from interlink.newsroom.press import early, fronts
from interlink.newsroom.press.lists import upkeep as lists
from interlink.newsroom.press.search import actions as search
from interlink.project import first_tables
from interlink.project.address_keys import keep_address_key
from interlink.project.console import bar, console, say
from interlink.project.desk import Desk, find_desk
from interlink.project.serving import statics

ALLOCATIONS_BETWEEN_COLLECTIONS = 100_000


class MigrateWithProgress(Migrate):
    """Django's own command, which tells how far it is."""

    def __init__(self, applied: Callable[[], None]) -> None:
        super().__init__()
        self._applied = applied

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Count each migration that is done."""
        super().migration_progress_callback(action, migration, fake)
        if action == "apply_success":
            self._applied()


@click.command("upgrade")
def command() -> None:
    """Bring the desk's database, static files and front pages up to this version. Safe to run at any time."""
    desk = find_desk()
    if not desk.exists:
        raise click.ClickException(f"There is no desk at {desk.root}. Make one with 'interlink init my-desk'.")
    try:
        with _one_at_a_time(desk):
            _migrate()
            with console.status("Collecting the desk's static files"):
                statics.collect(desk, by=lambda: call_command("collectstatic", verbosity=0, interactive=False))
            made = fronts.ensure_front_pages(settings.INTERLINK_GROUP_NAME, settings.INTERLINK_GROUP_AIMS)
            grant_roles()
            keep_address_key(desk, settings.SECRET_KEY, in_use=Suppression.objects.exists())
            early_ones = early.take_off()
            with bar("search") as progress:
                search.rebuild(progress)
            with bar("lists") as progress:
                lists.rebuild(progress)
    except OperationalError:
        raise
    except DatabaseError as error:
        raise click.ClickException(
            f"The desk cannot be brought up to date: {error}. Mend that, then run it again."
        ) from error
    for page in early_ones:
        say(f"Taken off the site, since nobody has published it: {page.title} (page {page.number})")
        say(f"  {' '.join(page.reasons)}")
    say("The desk is up to date." + (f" Made front pages: {', '.join(made)}." if made else ""))


@contextmanager
def _one_at_a_time(desk: Desk) -> Iterator[None]:
    """Wait for another upgrade of this desk, such as one whose starter was killed; the lock goes with its process."""
    desk.run.mkdir(exist_ok=True)
    with (desk.run / "upgrade.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate() -> None:
    # Migrations build models by the thousand and drop them; looking for garbage less often takes a third off.
    gc.set_threshold(ALLOCATIONS_BETWEEN_COLLECTIONS, 50, 100)
    first_tables.lay()
    executor = MigrationExecutor(connection)
    total = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    done = 0
    with bar("tables") as progress:

        def applied() -> None:
            nonlocal done
            done += 1
            progress(done, total)

        progress(0, total)
        call_command(MigrateWithProgress(applied), verbosity=0, interactive=False)
