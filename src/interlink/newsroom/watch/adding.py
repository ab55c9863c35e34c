"""Adding what was found at an address as a source, unless it is one already."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from interlink.lib.sentences import Sentence
from interlink.newsroom.watch.errors import AlreadyWatched
from interlink.newsroom.watch.finding import Proposal
from interlink.newsroom.watch.kinds.listing.kind import PATTERN
from interlink.newsroom.watch.models import EventKind, Kind, Source
from interlink.newsroom.watch.polling.actions import tell


def refuse_known(found: Proposal) -> None:
    """Refuse what is a source already.

    Raises:
        AlreadyWatched: it is.
    """
    watched = known_as(found)
    if watched is not None:
        raise _already(found, watched)


def known_as(found: Proposal) -> Source | None:
    """Return the source that something is already."""
    if found.kind == Kind.TELEGRAM:  # its names are the same in capitals
        return Source.objects.filter(address__iexact=found.address).first()
    return Source.objects.filter(address=found.address).first()


def learns_anew(found: Proposal, watched: Source) -> bool:
    """Whether what was found, by an example, is another way to read a page that is watched by its links already."""
    return found.kind == watched.kind == Kind.LISTING and found.memory.get(PATTERN) != watched.memory.get(PATTERN)


def _already(found: Proposal, watched: Source) -> AlreadyWatched:
    told = Sentence("%(address)s is watched already, as %(name)s.")
    if found.kind == Kind.LISTING != watched.kind:
        told = Sentence("%(address)s is watched already, as %(name)s. It can be read without an example (%(kind)s).")
    elif found.kind == Kind.LISTING and not learns_anew(found, watched):
        told = Sentence("%(address)s is watched already, as %(name)s. Its links are read just so.")
    kind = Sentence(str(Kind(watched.kind).label))
    return AlreadyWatched(found.address, told.about(address=found.address, name=watched.name, kind=kind))


@transaction.atomic
def add(proposal: Proposal, *, name: str = "", language: str = "", folder: str = "") -> Source:
    """Watch what was proposed from now on; its first check is due at once.

    Raises:
        AlreadyWatched: it has become a source in the meantime.
    """
    source, created = Source.objects.get_or_create(
        address=proposal.address,
        defaults={
            "name": (name or proposal.name)[:200],
            "kind": proposal.kind,
            "folder": folder,
            "site": proposal.feed.home or "",
            "language": language or proposal.feed.language or "",
            "memory": dict(proposal.memory),
        },
    )
    if not created:
        raise _already(proposal, source)
    tell(source, EventKind.ADDED, source.added_at)
    return source


def relearn(source: Source, proposal: Proposal) -> None:
    """Read a page's links as was learnt anew, from the next check on, which is due at once."""
    source.memory, source.next_check, source.answer_checksum = dict(proposal.memory), timezone.now(), ""
    source.etag = source.last_modified = ""
    source.save(update_fields=["memory", "next_check", "answer_checksum", "etag", "last_modified"])
