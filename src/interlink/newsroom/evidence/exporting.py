"""Handing captures to a stranger: one folder with all that is needed to check them, offline, with public tools."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from interlink.lib.warc.by_hand import KEYS
from interlink.lib.warc.calendars import name_of, proofs_of
from interlink.lib.warc.check import Kept, Trust, captures_in
from interlink.lib.warc.log_check import LogVerdict, check_log
from interlink.lib.warc.log_stamps import FOLDER, LineStamp, read_stamp, stamp_name
from interlink.lib.warc.package.shelf import PICTURE_SUFFIX
from interlink.lib.warc.package.wrapping import SUFFIX as WRAPPING_SUFFIX
from interlink.lib.warc.placing import placed
from interlink.lib.warc.signing import public_keys_in
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.errors import NotLogged
from interlink.newsroom.evidence.publishing import pem_of
from interlink.newsroom.evidence.trusting import LOG_NAME, key_folder, log_path
from interlink.newsroom.evidence.verifying import steps_for, trust_in

README = "README.txt"

_INTRODUCTION = """\
Captures of web pages by {group}
{line}

This folder has what is needed to check these captures without us and without a network. Type the commands
in this folder, in a shell. They need sha256sum, openssl, unzip, gzip, python3 and, for one of them,
warcio (pip install warcio).

What this shows: that the files are the ones that were received and logged by {group} at the times
stated, and that they have not changed since. What it does not show: that the page said so to everybody, or
that what it said is true.

The files of a capture:
  *.warc.gz   what was asked and received, record by record (WARC 1.1); pywb serves it
  *.wacz      the same as a package, signed (WACZ 1.1.1); open it at https://replayweb.page
  *.png       a picture of the page, if one was taken; it is a record of the file, too
Of all captures:
  {log}   the log: one line for each capture, each with the checksum of the line before
  {stamps}/*.tsr  timestamps of lines of the log, and so of all lines before, by authorities that are not
              {group} (RFC 3161); older captures have some of their own files, beside them
  *.pem       the certificates of the authorities, by which their timestamps are checked.
              Compare them with the ones that the authorities publish.
  {stamps}/*.ots  proofs by Bitcoin (OpenTimestamps) of lines of the log, if there are any
  {keys}/*.pem  the public keys of {group}, named by their fingerprints.
              Compare those with the published ones: {address}/evidence/keys.pem

The log's head when this folder was made: line {head.number}, SHA-256
{head.sha256}
The heads of earlier days are published at {address}/evidence/log.txt
"""


@dataclass(frozen=True)
class Exported:
    """A folder that was made.

    Attributes:
        folder: Where.
        captures: How many are in it.
        files: How many files they have.
    """

    folder: Path
    captures: int
    files: int


def export(numbers: Collection[int] | None, folder: Path) -> Exported:
    """Put captures into a folder with all that belongs to them; what is there already is written again.

    Args:
        numbers: Which; None for all that are logged.
        folder: Where to; made where it is not there.

    Raises:
        NotLogged: One of them is not in the log.
        StoreError: The store does not give them.
        WarcError: The folder cannot be written.
    """
    log = check_log(log_path())
    known = {kept.name: kept for kept in captures_in(log.entries)}
    wanted = list(known) if numbers is None else [str(number) for number in numbers]
    if missing := [name for name in wanted if name not in known]:
        raise NotLogged(missing)
    copied = 0
    trust = trust_in(log)
    for name in wanted:
        copied += _export(known[name], folder)
    _write(folder / LOG_NAME, log_path())
    for stamp in _stamps([known[name] for name in wanted], trust):
        place = stamp_name(stamp.number, stamp.authority)
        with suppress(OSError):  # that it cannot be read is among what a check tells
            _write_bytes(folder / place, read_stamp(log_path().parent / place))
    first = min((log.files()[known[name].files[0]].line for name in wanted), default=0)
    for number, proof in proofs_of(log_path()).items():
        if number >= first:
            _write(folder / name_of(number), proof)
    for authority in trust.authorities.values():
        _write_bytes(folder / f"{authority.name}.pem", authority.roots)
    for fingerprint, public in public_keys_in(key_folder()).items():
        _write_bytes(folder / KEYS / f"{fingerprint}.pem", pem_of(public))
    readme = "".join(_readme(folder, [known[name] for name in wanted], trust, log))
    _write_bytes(folder / README, readme.encode())
    return Exported(folder, len(wanted), copied)


def _export(kept: Kept, folder: Path) -> int:
    """Write the files of a capture, and those of earlier versions' timestamps; return how many they are."""
    beside = {name for name in keeping.names_of(kept.files[0]) if not name.endswith(WRAPPING_SUFFIX)}
    put_together = {name for name in kept.files if not name.endswith((WRAPPING_SUFFIX, PICTURE_SUFFIX))}
    names = sorted(beside | put_together)
    with keeping.shelf() as shelf, ExitStack() as opened:
        # All are open before one is written: whatever is deleted meanwhile can be read to its end.
        sources = {name: opened.enter_context(shelf.open(name)) for name in names}
        for name, source in sources.items():
            with placed(folder / name, replace=True) as out:
                shutil.copyfileobj(source, out)
    return len(names)


def _stamps(captures: Iterable[Kept], trust: Trust) -> Iterator[LineStamp]:
    lines = {trust.logged[name].line for kept in captures for name in kept.files if name in trust.logged}
    for line in sorted(lines):
        yield from trust.stamped.covering(line) if trust.stamped else ()


def _readme(folder: Path, captures: list[Kept], trust: Trust, log: LogVerdict) -> Iterator[str]:
    group = settings.INTERLINK_GROUP_NAME
    title = f"Captures of web pages by {group}"
    yield _INTRODUCTION.format(
        group=group,
        line="=" * len(title),
        log=LOG_NAME,
        keys=KEYS,
        stamps=FOLDER,
        head=log.head,
        address=settings.INTERLINK_SITE_ADDRESS,
    )
    for kept in captures:
        title = f"Capture {kept.name}"
        yield f"\n\n{title}\n{'-' * len(title)}\n"
        for number, step in enumerate(steps_for(kept, trust, log, folder), start=1):
            yield f"\n{number}. {step.words}\n\n{step.command.rstrip()}\n"


def _write(target: Path, source: Path) -> None:
    with source.open("rb") as content, placed(target, replace=True) as out:
        shutil.copyfileobj(content, out)


def _write_bytes(target: Path, content: bytes) -> None:
    with placed(target, replace=True) as out:
        out.write(content)
