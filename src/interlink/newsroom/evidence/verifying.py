"""Checking captures from the files alone: the log says which there are, and the database is not asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from interlink.lib.store.errors import StoreError
from interlink.lib.warc.by_hand import Step, steps
from interlink.lib.warc.check import LET_GO, How, Kept, Report, Trust, captures_in, check_all, check_capture
from interlink.lib.warc.errors import ReadFailed
from interlink.lib.warc.log import Head
from interlink.lib.warc.log_check import LogVerdict, check_log
from interlink.lib.warc.log_proofs import proof_covering
from interlink.lib.warc.log_stamps import StampedLog
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.signing import public_keys_in
from interlink.lib.warc.timestamps import SUFFIX as STAMP_SUFFIX
from interlink.lib.warc.verify import Part, State
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.trusting import (
    LOG_NAME,
    authorities,
    evidence_folder,
    key_folder,
    log_as_it_is,
    log_path,
)

_FROM_AFAR = 4


@dataclass(frozen=True)
class Verifying:
    """A check that has begun.

    Attributes:
        log: What is known of the log.
        kept: Which captures are checked.
        reports: What is known of each, as it comes.
    """

    log: LogVerdict
    kept: tuple[Kept, ...]
    reports: Iterator[Report]


def trust_in(log: LogVerdict) -> Trust:
    """Return what captures are checked against: the log, the desk's keys, old and new, and its authorities."""
    known = {one.name: one for one in authorities()}
    return Trust(log.files(), known_keys(), known, StampedLog(log, known))


def steps_for(
    kept: Kept, trust: Trust, log: LogVerdict, folder: Path | None = None, beside: Iterable[str] = ()
) -> tuple[Step, ...]:
    """Return how a stranger checks a capture by hand, in a folder made by an export.

    Args:
        kept: Which.
        trust: What it is checked against.
        log: The log.
        folder: The folder; without it, one that is still to be made.
        beside: Timestamps that will lie beside the files there.
    """
    lines = [trust.logged[name].line for name in kept.files if name in trust.logged]
    anchor = proof_covering(log, min(lines)) if lines else None
    return steps(folder or evidence_folder(), kept, trust, log=LOG_NAME, anchor=anchor, beside=beside)


def known_keys() -> frozenset[str]:
    """Return the fingerprints of the desk's keys, the retired ones too."""
    return frozenset(public_keys_in(key_folder()))


def verify(numbers: Collection[int] | None, how: How, published: Iterable[Head] = ()) -> Verifying:
    """Begin to check captures; nothing that is wrong with them raises.

    Args:
        numbers: Which; None for all that the log knows. One that it does not know is reported as such.
        how: How closely, and by how many at once.
        published: Heads of the log that were published; it has to lead through them.
    """
    log = check_log(log_path(), published)
    known = {kept.name: kept for kept in captures_in(log.entries)}
    wanted = list(known) if numbers is None else [str(number) for number in numbers]
    kept = tuple(known.get(name, Kept(f"{name}", ())) for name in wanted)
    trust = trust_in(log)
    here = [one for one in kept if not one.files or _is_here(one)]
    afar = [one for one in kept if one.files and not _is_here(one)]
    near = check_all(Shelf(evidence_folder()), here, trust, how)  # begins at once, before a thread is there
    return Verifying(log, kept, _still_kept(chain(near, _from_afar(afar, trust, how))))


def _still_kept(reports: Iterable[Report]) -> Iterator[Report]:
    """Leave out what was let go while it was being checked: it is no longer among those that the log knows."""
    for report in reports:
        if report.passed or report.kept.name not in _let_go_by_now():
            yield report


def _let_go_by_now() -> set[str]:
    entries = log_as_it_is().entries
    gone = {entry.facts.get("name", "") for entry in entries if entry.kind == LET_GO}
    return gone - {kept.name for kept in captures_in(entries)}


def _is_here(kept: Kept) -> bool:
    """Whether no file of a capture, nor one of those that it points to, is to be had from the store."""
    if keeping.far() is None:
        return True
    shelf = Shelf(evidence_folder())
    try:
        for name in kept.files:
            shelf.open(name).close()
    except ReadFailed:
        return False
    return True


def _from_afar(captures: list[Kept], trust: Trust, how: How) -> Iterator[Report]:
    if captures:
        with ThreadPoolExecutor(how.workers or _FROM_AFAR) as pool:
            yield from pool.map(partial(_one_from_afar, trust=trust, thorough=how.thorough), captures)


def _one_from_afar(kept: Kept, trust: Trust, *, thorough: bool) -> Report:
    try:
        with keeping.shelf() as shelf:
            for name in keeping.names_of(kept.files[0]):
                if name.endswith(STAMP_SUFFIX):  # of earlier versions; they are looked for beside their files
                    shelf.place(name)
            return check_capture(shelf, kept, trust, thorough=thorough)
    except StoreError as error:
        return Report(kept, State.UNKNOWN, (Part(kept.name, State.UNKNOWN, str(error)),), 0)
