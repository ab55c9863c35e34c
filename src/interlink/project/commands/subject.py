"""`interlink subject`: the names that are watched for."""

from __future__ import annotations

import click
from django.utils import timezone

from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch.duplicates import doubles
from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.models import Subject, SubjectKind
from interlink.newsroom.watch.subjects import add_subject
from interlink.project.commands.subject_book import export_book, import_book
from interlink.project.console import in_a_desk, in_english, say


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
@click.option("--private", is_flag=True, help="It is a person who is not in public life.")
@click.option("--anyway", is_flag=True, help="Add it even if it seems to be known under another name.")
@in_a_desk
@in_english
def add(name: str, aliases: tuple[str, ...], acronyms: tuple[str, ...], kind: str, private: bool, anyway: bool) -> None:
    """Watch for NAME. Added again, it gains the new aliases."""
    if not anyway and not Subject.objects.filter(name=name).exists():
        _refuse_doubles([name, *aliases])
    try:
        subject = add_subject(name, kind=SubjectKind(kind), aliases=aliases, acronyms=acronyms, private_person=private)
    except WatchError as error:
        raise click.ClickException(f"{error.address}: {error}") from error
    names_changed(timezone.now())
    say(f"Watching for {subject.name}: {', '.join(alias.text for alias in subject.aliases.all())}")


def _refuse_doubles(names: list[str]) -> None:
    found = [f"{double.subject.name}: {double.comparison.reason}" for double in doubles(names)]
    if found:
        raise click.ClickException(
            "This may be in the book already. Add the name to that subject, or give --anyway.\n" + "\n".join(found)
        )


command.add_command(import_book)
command.add_command(export_book)


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
