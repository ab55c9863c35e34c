"""Spellings that a subject may lack: offered with how each came about, taken or refused by a person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.normalise import fold
from interlink.lib.names.scripts import Script
from interlink.lib.names.suggest import Suggestion, suggest
from interlink.newsroom.watch import subjects
from interlink.newsroom.watch.models import Alias, Origin, Refusal, Subject
from interlink.newsroom.watch.models.subjects import LONGEST_NAME

# Suggestions are made of these only: short and hostile names are nobody's to transliterate.
_FROM = (AliasKind.MAIN.value, AliasKind.FORMER.value)
_MOST_NAMES = 3
_SCRIPTS = list(Script)


def offers(subject: Subject) -> list[Suggestion]:
    """Return spellings that the book lacks and nobody refused, by script, the likeliest first; nothing is stored."""
    aliases = list(subject.aliases.all())
    there = [alias.text for alias in aliases] + [row.text for row in subject.refusals.all()]
    names = sorted((alias for alias in aliases if alias.kind in _FROM), key=lambda alias: _FROM.index(alias.kind))
    found: dict[str, Suggestion] = {}
    for alias in names[:_MOST_NAMES]:
        for offer in suggest(alias.text, there, language=alias.language):
            if len(offer.text) <= LONGEST_NAME:
                found.setdefault(fold(offer.text), offer)
    return sorted(found.values(), key=lambda offer: (_SCRIPTS.index(offer.script), -offer.score, offer.text))


@transaction.atomic
def take(subject: Subject, texts: Iterable[str]) -> list[Alias]:
    """Add the suggestions that an editor ticked; what is not offered is passed over."""
    offered = {offer.text for offer in offers(subject)}
    wanted = [text for text in texts if text in offered]
    return subjects.add_names(subject, wanted, origin=Origin.SUGGESTED)


@transaction.atomic
def refuse(subject: Subject, texts: Iterable[str]) -> list[Refusal]:
    """Remember that an editor does not want these suggestions; they are not offered again."""
    offered = {offer.text for offer in offers(subject)}
    rows = [Refusal.objects.get_or_create(subject=subject, text=text) for text in texts if text in offered]
    return [row for row, is_new in rows if is_new]
