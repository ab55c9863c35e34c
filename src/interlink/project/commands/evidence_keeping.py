"""`interlink evidence` move, wrap and let-go: where and how captures are kept, and for how long."""

from __future__ import annotations

import click
from django.utils import timezone

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.errors import WarcError
from interlink.newsroom.evidence import keeping, letting_go, queries, rewrapping
from interlink.project.console import in_a_desk, say, track


@click.command("move")
@click.option("--dry-run", is_flag=True, help="Only say how many captures would be moved.")
@in_a_desk
def move(dry_run: bool) -> None:
    """Move sealed captures to the store that the settings name."""
    now = timezone.now()
    try:
        if keeping.far() is None:
            raise click.ClickException("The settings name no store: see [evidence] store in docs/settings.md.")
        waiting = queries.unmoved_captures(now)
        number = waiting.count()
        if dry_run:
            say(f"move      {number} captures would be moved")
            return
        for capture in track(waiting.iterator(), "move", number):
            keeping.move(capture, now)
        keeping.copy_log()
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    say(f"move      {number} captures moved")


@click.command("wrap")
@click.option("--dry-run", is_flag=True, help="Only say how many packages are kept whole.")
@in_a_desk
def wrap(dry_run: bool) -> None:
    """Put a wrapping in the place of each package that an earlier version kept whole. Safe to run at any time."""
    try:
        names = rewrapping.whole_packages()
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    if dry_run:
        say(f"wrap      {len(names)} packages are kept whole")
        return
    done = list(track(rewrapping.rewrap_each(names, timezone.now()), "wrap", len(names)))
    kept = [one for one in done if one.problem]
    for one in kept:
        say(f"          {one.name}  {one.problem}")
    saved = sum(one.saved for one in done) / 1_000_000
    say(f"wrap      {len(done) - len(kept)} packages wrapped, {saved:.1f} MB less; {len(kept)} stay whole")
    if kept:
        raise click.exceptions.Exit(1)


@click.command("let-go")
@click.option("--dry-run", is_flag=True, help="Only say which captures would be deleted.")
@in_a_desk
def let_go(dry_run: bool) -> None:
    """Delete the captures that nothing cites and whose time is over, as the settings say."""
    now = timezone.now()
    gone = 0
    for capture in list(letting_go.due(now)):
        say(f"          {capture.pk}  {capture.address}")
        if not dry_run:
            try:
                gone += letting_go.let_go(capture, now)
            except (StoreError, WarcError) as error:
                raise click.ClickException(str(error)) from error
        else:
            gone += 1
    say(f"let go    {gone} captures would be deleted" if dry_run else f"let go    {gone} captures deleted")
