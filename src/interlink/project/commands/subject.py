"""`interlink subject`: the names that are watched for."""

from __future__ import annotations

import click

from interlink.newsroom.watch.models import Subject, SubjectKind
from interlink.newsroom.watch.subjects import add_subject
from interlink.project.console import in_a_desk, say


@click.group("subject")
def command() -> None:
    """Add and list the names that are watched for."""


@command.command("add")
@click.argument("name")
@click.option("--alias", "aliases", multiple=True, help="Another way to write the name; give it again for more.")
@click.option("--acronym", "acronyms", multiple=True, help="A short form, found only in exactly these letters.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in SubjectKind]),
    default=SubjectKind.ORGANISATION.value,
    show_default=True,
    help="What it is.",
)
@in_a_desk
def add(name: str, aliases: tuple[str, ...], acronyms: tuple[str, ...], kind: str) -> None:
    """Watch for NAME. Added again, it gains the new aliases."""
    subject = add_subject(name, kind=SubjectKind(kind), aliases=aliases, acronyms=acronyms)
    say(f"Watching for {subject.name}: {', '.join(alias.text for alias in subject.aliases.all())}")


@command.command("list")
@in_a_desk
def list_subjects() -> None:
    """List the subjects with all their written forms."""
    for subject in Subject.objects.prefetch_related("aliases"):
        say(
            f"{subject.name} ({subject.get_kind_display()}): {', '.join(alias.text for alias in subject.aliases.all())}"
        )
    if not Subject.objects.exists():
        say("Nothing is watched for yet. Add a name with 'interlink subject add NAME'.")
