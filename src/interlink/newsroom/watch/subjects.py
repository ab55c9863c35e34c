"""What happens with subjects and their names: added, changed, and looked for in what was read before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from interlink.lib.names.aliases import AliasKind
from interlink.newsroom.watch import actions, queries
from interlink.newsroom.watch.errors import UnfitName
from interlink.newsroom.watch.models import Alias, Item, Origin, Subject, SubjectKind
from interlink.newsroom.watch.models.subjects import LONGEST_NAME


@transaction.atomic
def add_subject(
    name: str,
    *,
    kind: SubjectKind,
    aliases: Iterable[str] = (),
    acronyms: Iterable[str] = (),
    private_person: bool = False,
) -> Subject:
    """Watch for a name in all the forms given; a subject that is there gains the forms it lacks.

    Raises:
        UnfitName: a form cannot be looked for.
    """
    forms = [
        (name, AliasKind.MAIN),
        *((text, AliasKind.ALIAS) for text in aliases),
        *((text, AliasKind.ACRONYM) for text in acronyms),
    ]
    for text, _form in forms:
        require_fit(text)
    subject, _new = Subject.objects.get_or_create(name=name, defaults={"kind": kind, "private_person": private_person})
    for text, form in forms:
        Alias.objects.get_or_create(subject=subject, text=text, defaults={"kind": form.value})
    return subject


def require_fit(text: str) -> None:
    """Let only such names through as can be stored and looked for.

    Raises:
        UnfitName: this cannot.
    """
    if len(text) > LONGEST_NAME:
        raise UnfitName(
            text, _("A name has %(longest)s characters at most; this one is longer.") % {"longest": LONGEST_NAME}
        )
    if not queries.can_be_looked_for(text):
        raise UnfitName(text, _("This cannot be looked for: it has no letter and no digit in it."))


@transaction.atomic
def add_names(
    subject: Subject,
    texts: Iterable[str],
    *,
    kind: AliasKind = AliasKind.ALIAS,
    language: str = "",
    origin: Origin = Origin.TYPED,
) -> list[Alias]:
    """Add the names that a subject lacks, and return these.

    A name that was refused as a suggestion is no longer refused.

    Raises:
        UnfitName: one cannot be looked for; then none is added.
    """
    added = []
    for text in dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()):
        require_fit(text)
        values = {"kind": kind.value, "language": language, "origin": origin}
        alias, is_new = Alias.objects.get_or_create(subject=subject, text=text, defaults=values)
        if is_new:
            added.append(alias)
            subject.refusals.filter(text=text).delete()
    return added


@transaction.atomic
def rename(subject: Subject, before: str) -> None:
    """Let the main name follow, after the name that the desk uses was changed and stored."""
    if subject.name == before:
        return
    mains = subject.aliases.filter(kind=AliasKind.MAIN.value, text=before)
    mains.update(kind=AliasKind.ALIAS.value)
    Alias.objects.update_or_create(subject=subject, text=subject.name, defaults={"kind": AliasKind.MAIN.value})


def spot_again(items: Iterable[Item]) -> Iterator[Item]:
    """Look for the subjects as they are now in items that were read before."""
    spotter = queries.spotter()
    for item in items:
        with transaction.atomic():
            actions.spot(item, spotter)
        yield item
