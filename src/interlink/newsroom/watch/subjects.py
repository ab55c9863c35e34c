"""What happens with subjects: made with their aliases, and looked for in what was read before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from interlink.lib.names.spot import AliasKind
from interlink.newsroom.watch import actions, queries
from interlink.newsroom.watch.models import Alias, Item, Subject, SubjectKind


@transaction.atomic
def add_subject(
    name: str,
    *,
    kind: SubjectKind,
    aliases: Iterable[str] = (),
    acronyms: Iterable[str] = (),
    private_person: bool = False,
) -> Subject:
    """Watch for a name in all the forms given; a subject that is there gains the forms it lacks."""
    subject, _ = Subject.objects.get_or_create(name=name, defaults={"kind": kind, "private_person": private_person})
    forms = [
        (name, AliasKind.MAIN),
        *((text, AliasKind.ALIAS) for text in aliases),
        *((text, AliasKind.ACRONYM) for text in acronyms),
    ]
    for text, form in forms:
        Alias.objects.get_or_create(subject=subject, text=text, defaults={"kind": form.value})
    return subject


def spot_again(items: Iterable[Item]) -> Iterator[Item]:
    """Look for the subjects as they are now in items that were read before."""
    spotter = queries.spotter()
    for item in items:
        with transaction.atomic():
            actions.spot(item, spotter)
        yield item
