"""Two subjects that turn out to be one are merged, and parted again; or remembered as two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.lib.names.aliases import AliasKind
from interlink.newsroom.watch.errors import NotMergeable
from interlink.newsroom.watch.models import Alias, Item, KeptApart, Mention, Merging, Refusal, Rejection, Subject

_AT_ONCE = 500
_TWO = 2

_FIELDS = ("name", "kind", "private_person", "exact_only", "wikidata", "note")
# A mention of the one that was not moved, since the other was found at the same place, comes back with these.
_OF_MENTION = ("item_id", "field", "alias", "found", "start", "end", "kind", "reason", "steps", "score")


@transaction.atomic
def merge(kept: int, gone: int, by: User | None, now: datetime) -> Merging:
    """Make two subjects one: names, refusals, rejections and mentions of one go to the other, which stays.

    It is a private person if either was, and matched exactly only if both were. What it lacks is filled in.

    Args:
        kept: the number of the one that stays.
        gone: the number of the other.
        by: the editor.
        now: the time.

    Raises:
        NotMergeable: they are one already, or one of them is gone.
    """
    found = Subject.objects.select_for_update().in_bulk({kept, gone})
    if kept == gone or len(found) != _TWO:
        raise NotMergeable(str(gone), _("One of the two is not there any more."))
    one, other = found[kept], found[gone]
    record: dict[str, Any] = {"gone": model_to_dict(other, _FIELDS), "before": model_to_dict(one, _FIELDS)}
    record["names"] = _move_names(other, one)
    record["refused_before"] = list(one.refusals.values_list("text", flat=True))
    record["refusals"] = _move_refusals(other, one)
    record["rejections"] = list(other.rejections.values_list("pk", flat=True))
    other.rejections.update(subject=one)
    record["mentions"] = _move_mentions(other, one)
    record["apart"] = _drop_apart(other)
    _fill(one, other)
    record["after"] = model_to_dict(one, _FIELDS)
    change = Merging.objects.create(kept=kept, gone=gone, name=other.name, record=record, by=by, at=now)
    other.delete()
    return change


def _move_names(other: Subject, one: Subject) -> dict[str, list[Any]]:
    there = set(one.aliases.values_list("text", flat=True))
    moved, doubled = [], []
    for alias in other.aliases.all():
        if alias.text in there:
            doubled.append(model_to_dict(alias, exclude=["id", "subject"]))
        else:
            moved.append([alias.pk, alias.kind])
            main = alias.kind == AliasKind.MAIN.value
            alias.subject, alias.kind = one, AliasKind.ALIAS.value if main else alias.kind
            alias.save()
    return {"moved": moved, "doubled": doubled}


def _move_refusals(other: Subject, one: Subject) -> list[str]:
    texts = list(other.refusals.values_list("text", flat=True))
    there = {*one.refusals.values_list("text", flat=True), *one.aliases.values_list("text", flat=True)}
    other.refusals.exclude(text__in=there).update(subject=one)
    return texts


def _move_mentions(other: Subject, one: Subject) -> dict[str, list[Any]]:
    """Give the mentions to the other; where it was found at the same place, keep what is needed to part them."""
    there = set(one.mentions.values_list("item_id", "field", "start"))
    moved, doubled = [], []
    for mention in other.mentions.all().iterator():
        if (mention.item_id, mention.field, mention.start) in there:
            doubled.append({name: getattr(mention, name) for name in _OF_MENTION})
        else:
            moved.append(mention.pk)
    for keys in _in_pieces(moved):
        Mention.objects.filter(pk__in=keys).update(subject=one)
    return {"moved": moved, "doubled": doubled}


def _drop_apart(other: Subject) -> list[list[Any]]:
    """Return what the one that goes was kept apart from, with when."""
    rows = [*KeptApart.objects.filter(one=other), *KeptApart.objects.filter(other=other)]
    return [[row.one_id, row.other_id, row.at.isoformat()] for row in rows]


def _fill(one: Subject, other: Subject) -> None:
    one.private_person = one.private_person or other.private_person
    one.exact_only = one.exact_only and other.exact_only
    one.wikidata = one.wikidata or other.wikidata
    one.note = "\n".join(dict.fromkeys(note for note in (one.note, other.note) if note))
    one.save()


def items_of(change: Merging) -> list[int]:
    """Return the items that a merged subject was named in."""
    mentions = change.record["mentions"]
    found = {row["item_id"] for row in mentions["doubled"]}
    for keys in _in_pieces(mentions["moved"]):
        found.update(Mention.objects.filter(pk__in=keys).values_list("item_id", flat=True))
    return sorted(found)


def _in_pieces(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Cut what may be many thousand keys into as many as a database takes at once."""
    for at in range(0, len(keys), _AT_ONCE):
        yield keys[at : at + _AT_ONCE]


@transaction.atomic
def part(number: int, now: datetime) -> Merging:
    """Take a merging back. Doing it twice does nothing more.

    What was changed of the one that stayed since then stays changed.

    Raises:
        NotMergeable: it is gone or was merged on, or another subject has the name by now.
    """
    change = Merging.objects.select_for_update().get(pk=number)
    if change.undone_at is not None:
        return change
    one = Subject.objects.select_for_update().filter(pk=change.kept).first()
    if one is None:
        raise NotMergeable(change.name, _("The subject that it went into is not there any more."))
    was, before, after = (change.record[name] for name in ("gone", "before", "after"))
    if Subject.objects.filter(name=was["name"]).exists():
        raise NotMergeable(
            change.name, _("Another subject is called “%(name)s” by now. Rename it first.") % {"name": was["name"]}
        )
    for name in _FIELDS:
        if getattr(one, name) == after[name]:
            setattr(one, name, before[name])
    one.save()
    other = Subject.objects.create(pk=change.gone, **was)
    _give_back(change.record, one, other)
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    return change


def _give_back(record: dict[str, Any], one: Subject, other: Subject) -> None:
    kinds = dict(record["names"]["moved"])
    for alias in Alias.objects.filter(pk__in=kinds, subject=one):
        alias.subject, alias.kind = other, kinds[alias.pk]
        alias.save()
    for row in record["names"]["doubled"]:
        Alias.objects.get_or_create(subject=other, text=row["text"], defaults=row)
    Alias.objects.get_or_create(subject=other, text=other.name, defaults={"kind": AliasKind.MAIN.value})
    Refusal.objects.filter(subject=one, text__in=record["refusals"]).delete()
    before = [text for text in record["refused_before"] if not one.aliases.filter(text=text).exists()]
    for subject, texts in ((one, before), (other, record["refusals"])):
        rows = [Refusal(subject=subject, text=text) for text in texts]
        Refusal.objects.bulk_create(rows, ignore_conflicts=True)
    Rejection.objects.filter(pk__in=record["rejections"], subject=one).update(subject=other)
    for keys in _in_pieces(record["mentions"]["moved"]):
        Mention.objects.filter(pk__in=keys, subject=one).update(subject=other)
    doubled = record["mentions"]["doubled"]
    for part_of in _in_pieces(doubled):
        there = set(Item.objects.filter(pk__in=[row["item_id"] for row in part_of]).values_list("pk", flat=True))
        Mention.objects.bulk_create(
            [Mention(subject=other, **row) for row in part_of if row["item_id"] in there], ignore_conflicts=True
        )
    for first, second, at in record["apart"]:
        if Subject.objects.filter(pk__in=(first, second)).count() == _TWO:
            keep_apart(first, second, None, datetime.fromisoformat(at))


def mergings_into(subject: Subject) -> list[Merging]:
    """Return what was merged into a subject and stands."""
    return list(Merging.objects.filter(kept=subject.pk, undone_at=None).select_related("by"))


def now_in(gone: int) -> int | None:
    """Return the number of the subject that a merged one is in by now, over several mergings; None if there is none."""
    seen: set[int] = set()
    number = gone
    while number not in seen:
        seen.add(number)
        change = Merging.objects.filter(gone=number, undone_at=None).first()
        if change is None:
            return number if number != gone and Subject.objects.filter(pk=number).exists() else None
        number = change.kept
    return None


@transaction.atomic
def forget(subjects: Sequence[int]) -> None:
    """Drop what is kept of mergings into subjects that are deleted for good, since it holds their names."""
    Merging.objects.filter(kept__in=subjects).delete()


def keep_apart(one: int, other: int, by: User | None, now: datetime) -> KeptApart:
    """Remember that two subjects are two."""
    first, second = sorted((one, other))
    row, _new = KeptApart.objects.get_or_create(one_id=first, other_id=second, defaults={"by": by, "at": now})
    return row


def apart(one: int, other: int) -> KeptApart | None:
    """Return that two subjects were said to be two, if they were."""
    first, second = sorted((one, other))
    return KeptApart.objects.filter(one_id=first, other_id=second).select_related("by").first()


def not_apart(one: int, other: int) -> None:
    """Take back that two subjects are two."""
    first, second = sorted((one, other))
    KeptApart.objects.filter(one_id=first, other_id=second).delete()
