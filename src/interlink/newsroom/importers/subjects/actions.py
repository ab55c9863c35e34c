"""The alias book comes in from a file, and goes out as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from interlink.newsroom.importers.subjects import ftm, rules, table, wording
from interlink.newsroom.importers.subjects.book import Book, Entry, Name, NotThis
from interlink.newsroom.importers.subjects.errors import NotABook, RefusedBook
from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch import duplicates
from interlink.newsroom.watch.models import Alias, Origin, Refusal, Rejection, Sound, Subject, SubjectKind

MAX_BYTES = 20_000_000
AT_ONCE = 500
# Comparing full names takes time; a list longer than this is somebody's whole book, not a few names to check.
MOST_COMPARED = 300
_BYTE_ORDER_MARK = "\ufeff"

Progress = Callable[[int, int], None]


def read(body: bytes, *, name: str = "") -> Book:
    """Read an alias book, as a table or as FollowTheMoney, whichever it is.

    Raises:
        NotABook: it is neither.
        RefusedBook: it is larger than `MAX_BYTES`.
    """
    if len(body) > MAX_BYTES:
        raise RefusedBook(name, wording.too_large(MAX_BYTES // 1_000_000))
    try:
        text = body.decode("utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotABook(name, wording.not_unicode()) from error
    return ftm.read(text) if text.lstrip().startswith("{") else table.read(text, name=name)


def plan(wanted: Book) -> rules.Plan:
    """Say what a book would bring; nothing is stored."""
    return rules.judge(wanted, held())


def doubles(plan: rules.Plan) -> list[tuple[rules.Line, list[duplicates.Double]]]:
    """Return the new subjects that seem to be known under another spelling; of a long list, the first ones."""
    checked = plan.new[:MOST_COMPARED]
    found = ((line, duplicates.doubles(name.text for name in line.names)) for line in checked)
    return [(line, same) for line, same in found if same]


@transaction.atomic
def bring_in(wanted: Book, now: datetime, *, progress: Progress | None = None) -> rules.Plan:
    """Take a book in, all that can be read or nothing, and return what was done with each line.

    What the desk knows stays; what it lacks is filled in. The same file may come in twice. Items of late are looked at
    again in the background.

    Args:
        wanted: the book.
        now: the time.
        progress: told now and then how many of how many subjects are stored.
    """
    judged = plan(wanted)
    todo = [line for line in judged.lines if line.verdict is not rules.Verdict.KNOWN]
    for done, line in enumerate(todo, 1):
        _store(line, now)
        if progress is not None and (done % AT_ONCE == 0 or done == len(todo)):
            progress(done, len(todo))
    if todo:
        names_changed(now)
    return judged


def _store(line: rules.Line, now: datetime) -> None:
    entry = line.entry
    if line.held is None:
        subject = Subject.objects.create(
            name=entry.name,
            kind=SubjectKind(entry.kind or SubjectKind.ORGANISATION),
            private_person=bool(entry.private_person),
            exact_only=bool(entry.exact_only),
            wikidata=entry.wikidata,
            note=entry.note,
        )
    else:
        subject = Subject.objects.get(pk=line.held.key)
        _fill(subject, line)
    names = Alias.objects.bulk_create([_alias(subject, name) for name in line.names])
    Sound.objects.bulk_create(sound for alias in names for sound in alias.sounds_of())
    if names:
        Subject.objects.filter(pk=subject.pk).update(compared=False)
    there = set() if line.held is None else set(line.held.entry.not_this)
    Rejection.objects.bulk_create(
        Rejection(subject=subject, found=row.found, before=list(row.before), after=list(row.after), at=now)
        for row in entry.not_this
        if row not in there
    )
    texts = {name.text for name in entry.names}
    refusals = [Refusal(subject=subject, text=text) for text in entry.refused if text not in texts]
    Refusal.objects.bulk_create(refusals, ignore_conflicts=True)


def _fill(subject: Subject, line: rules.Line) -> None:
    """Fill in what the desk lacks of a subject that it knows."""
    assert line.held is not None
    number, note, private = rules.fills(line.entry, line.held.entry)
    subject.wikidata = line.entry.wikidata if number else subject.wikidata
    subject.note = line.entry.note if note else subject.note
    subject.private_person = subject.private_person or private
    subject.save()
    ours = {name.text: name for name in line.held.entry.names}
    for name in line.entry.names:
        if name.text in ours and rules.fills_name(name, ours[name.text]):
            alias = subject.aliases.get(text=name.text)
            alias.language = alias.language or name.language
            alias.note = alias.note or name.note
            alias.supports = alias.supports or list(name.supports)
            alias.save()


def _alias(subject: Subject, name: Name) -> Alias:
    alias = Alias(
        subject=subject,
        text=name.text,
        kind=name.kind,
        language=name.language,
        note=name.note,
        supports=list(name.supports),
        origin=Origin.IMPORTED,
    )
    alias.derive()
    return alias


def held() -> Iterator[rules.Held]:
    """Return the desk's own book, subject by subject."""
    rows = Subject.objects.prefetch_related("aliases", "rejections", "refusals").order_by("name", "pk")
    for subject in rows.iterator(chunk_size=AT_ONCE):
        yield rules.Held(subject.pk, _entry(subject))


def _entry(subject: Subject) -> Entry:
    aliases = sorted(subject.aliases.all(), key=lambda alias: (alias.text != subject.name, alias.script, alias.text))
    return Entry(
        name=subject.name,
        kind=subject.kind,
        private_person=subject.private_person,
        exact_only=subject.exact_only,
        wikidata=subject.wikidata,
        note=subject.note,
        names=tuple(
            Name(alias.text, alias.kind, alias.language, alias.note, tuple(alias.supports), alias.origin)
            for alias in aliases
        ),
        not_this=tuple(NotThis(row.found, tuple(row.before), tuple(row.after)) for row in subject.rejections.all()),
        refused=tuple(row.text for row in subject.refusals.all()),
    )


def export_table() -> str:
    """Return the whole book as a table, with the mark by which spreadsheet programs know UTF-8."""
    return _BYTE_ORDER_MARK + table.write(one.entry for one in held())


def export_ftm() -> str:
    """Return the whole book as FollowTheMoney, one entity on a line."""
    return ftm.write(one.entry for one in held())
