"""How commands speak: plain lines, progress bars, and errors that say the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import click
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from interlink.project.desk import find_desk

P = ParamSpec("P")
T = TypeVar("T")

console = Console(highlight=False, soft_wrap=True, emoji=False)


def in_a_desk(function: Callable[P, T]) -> Callable[P, T]:
    """Refuse a command in plain words where there is no desk, or one from an older version."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        desk = find_desk()
        if not desk.exists:
            raise click.ClickException(
                f"There is no desk at {desk.root}. Make one with 'interlink init my-desk', or name one with --desk."
            )
        require_current_tables()
        return function(*args, **kwargs)

    return run


def in_english(function: Callable[P, T]) -> Callable[P, T]:
    """Let a command say in English, as all commands do, what the desk says in its editors' languages."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with translation.override("en"):
            return function(*args, **kwargs)

    return run


def require_current_tables() -> None:
    """Stop when the desk's database was made by another version of the program."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise click.ClickException(f"The desk's database cannot be opened: {error}") from error
    if behind:
        raise click.ClickException("This desk is from an older version. Run 'interlink upgrade' first.")


def _columns() -> tuple[ProgressColumn, ...]:
    return (
        TextColumn("{task.description:<9}", style="bold"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar while the block runs; the block is given a function of (done, total)."""
    with Progress(*_columns(), console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def track(things: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Yield from an iterable with a progress bar; it vanishes at the end, as the line on what was found follows."""
    with bar(label) as progress:
        for done, thing in enumerate(things, 1):
            yield thing
            progress(done, total if total is not None else done)


def say(line: str = "") -> None:
    """Print one line as it is; square brackets in it mean nothing."""
    console.print(line, markup=False)
