"""Making the editions that are due, one after another; killed at any moment, it goes on with the next one."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone, translation

from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.signing import SigningKey, key_in
from interlink.newsroom.press.bake.actions import bake_addresses
from interlink.newsroom.press.bake.addresses import address_of
from interlink.newsroom.press.bake.folder import SiteFolder
from interlink.newsroom.press.bake.manifest import Manifest
from interlink.newsroom.press.languages import direction
from interlink.newsroom.press.look.current import current
from interlink.newsroom.press.models import DigestPage, Edition
from interlink.newsroom.press.offline import book, contents, epub, packing, pdf, queries, rules, seeking
from interlink.newsroom.press.offline.book import Book
from interlink.newsroom.press.offline.errors import NoPdf
from interlink.newsroom.press.offline.rules import OF_A_DIGEST, OF_THE_SITE, WHOLE, Form
from interlink.newsroom.press.offline.zim import About, ZimPack
from interlink.newsroom.press.offline.zipped import ZipPack
from interlink.newsroom.press.queries import live_digests
from interlink.newsroom.press.site import live_fronts

LOCK_NAME = ".editions.lock"
_MAKING = ".making-"
Progress = Callable[[str], None]
Write = Callable[[Path], None]


@dataclass(slots=True)
class Made:
    """What was done.

    Attributes:
        made: The names of the editions that were made.
        kept: How many were as they should be.
        problems: What could not be made, and why.
    """

    made: list[str] = field(default_factory=list)
    kept: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wanted:
    form: Form
    span: str
    digest: DigestPage | None
    name: str
    made_of: str
    write: Write


def make_due(now: datetime, progress: Progress | None = None, *, at_once: bool = False) -> Made:
    """Make the editions whose sources changed, and take those away whose sources are gone.

    Those of the whole site are made once a day at most, since each post changes them.

    Args:
        now: The time.
        progress: Called with the name of each edition before it is made.
        at_once: Whether those of the site do not wait for their day.

    Raises:
        OSError: the disk is full or cannot be written; what was there is whole.
    """
    done = Made()
    root = Path(settings.INTERLINK_SITE_ROOT)
    with _alone(SiteFolder(root).root) as alone:
        if not alone:
            done.problems.append("Editions are being made already.")
            return done
        _sweep(root)
        # Those of the site hold the digests' pages, which lead to the digests' editions.
        for wanted in (_of_digests, _of_site):
            touched = set()
            names = []
            for one in wanted(root, Manifest(root).listed()):
                names.append(one.name)
                if _make(root, one, now, done, progress, at_once=at_once):
                    touched |= {_page_of(one), *_addresses_of(one.name)}
            touched |= _drop_others(names, of_digests=wanted is _of_digests)
            if touched:
                bake_addresses(touched | {queries.page_address(front.locale.language_code) for front in live_fronts()})
    return done


def _make(root: Path, one: _Wanted, now: datetime, done: Made, progress: Progress | None, *, at_once: bool) -> bool:
    row = Edition.objects.filter(form=one.form, span=one.span, digest=one.digest).first()
    waits = one.digest is None and not at_once
    there = row is not None and row.name == one.name and queries.is_there(row)
    if row is not None and there and not rules.is_due(row.made_of, row.made_at, one.made_of, now, waits=waits):
        done.kept += 1
        return False
    if progress is not None:
        progress(one.name)
    with tempfile.TemporaryDirectory(dir=root, prefix=_MAKING) as folder:
        path = Path(folder) / one.name
        try:
            one.write(path)
        except NoPdf as error:
            if str(error) not in done.problems:
                done.problems.append(str(error))
            return False
        _store(root, one, path, now)
    done.made.append(one.name)
    return True


def _store(root: Path, one: _Wanted, path: Path, now: datetime) -> None:
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256")
    key = _key()
    values = {
        "name": one.name, "made_of": one.made_of, "made_at": now, "size": path.stat().st_size,
        "sha256": checksum.hexdigest(), "signature": key.detached_digest(checksum.digest()) if key else b"",
    }  # fmt: skip
    there = queries.path_of(one.name)
    there.parent.mkdir(exist_ok=True)
    with SiteFolder(root).locked():
        path.replace(there)
        Edition.objects.update_or_create(form=one.form, span=one.span, digest=one.digest, defaults=values)


def _drop_others(names: Collection[str], *, of_digests: bool) -> set[str]:
    """Take away the editions of what is gone or has another name; return the addresses to be written anew."""
    others = Edition.objects.filter(digest__isnull=not of_digests).exclude(name__in=names)
    gone = {address for name in others.values_list("name", flat=True) for address in _addresses_of(name)}
    others.delete()
    return gone


def _sweep(root: Path) -> None:
    """Take away what a killed process left half made."""
    for folder in root.glob(f"{_MAKING}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _addresses_of(name: str) -> tuple[str, str]:
    return queries.address_of(name), queries.address_of(f"{name}{queries.SIGNATURE}")


def _page_of(one: _Wanted) -> str:
    """Return the address of the page that leads to an edition, beside the list of them all."""
    return address_of(one.digest) if one.digest is not None else queries.address_of(one.name)


def _of_site(root: Path, listed: Mapping[str, str]) -> Iterator[_Wanted]:
    group = current().name
    whole = contents.of_site(listed)
    for span in contents.spans(whole):
        files = whole if span == WHOLE else contents.of_year(root, whole, span)
        made_of = contents.checksum(files, group, _spellings())
        for form in OF_THE_SITE:
            name = rules.name_of_site(group, span, form)
            yield _Wanted(form, span, None, name, made_of, _packer(root, files, form, span))


def _packer(root: Path, files: Mapping[str, str], form: Form, span: str) -> Write:
    def write(path: Path) -> None:
        pack = ZimPack(path, _about(span)) if form is Form.ZIM else ZipPack(path, path.stem)
        try:
            for entry in packing.entries(root, files, span):
                pack.add(entry)
        finally:
            pack.close()

    return write


def _about(span: str) -> About:
    look, fronts = current(), list(live_fronts())
    codes = tuple(front.locale.language_code for front in fronts) or (settings.LANGUAGE_CODE,)
    aims = next((front.aims for front in fronts if front.aims), "") or settings.INTERLINK_GROUP_AIMS
    title = look.name if span == WHOLE else f"{look.name} {span}"
    name = Path(rules.name_of_site(look.name, span, Form.ZIM)).stem
    return About(name, title, aims, codes, timezone.localdate(),
                 (look.paper, look.accent))  # fmt: skip


def _of_digests(root: Path, listed: Mapping[str, str]) -> Iterator[_Wanted]:
    group = current().name
    folder = SiteFolder(root)
    taken: set[str] = set()
    for front in live_fronts():
        language = front.locale.language_code
        for digest in live_digests(front):
            place = folder.place_of(address_of(digest))
            posts = [folder.place_of(address_of(post)) for post in digest.posts()]
            if place not in listed or not (root / place).is_file():
                continue  # it is written out in a moment
            shown = book.chapters_of(root, place, [])
            told = "".join(map(book.as_html, shown))
            made_of = contents.checksum({post: listed.get(post, "") for post in posts}, digest.title, group, told)
            for form in OF_A_DIGEST:
                name = rules.name_of_digest(group, language, digest.ends_on, form)
                if name not in taken:
                    taken.add(name)
                    yield _Wanted(form, "", digest, name, made_of, _binder(root, digest, place, posts, form))


def _binder(root: Path, digest: DigestPage, place: str, posts: list[str], form: Form) -> Write:
    def write(path: Path) -> None:
        language = digest.locale.language_code
        with translation.override(language):
            whole = Book(
                digest.title, current().name, language, direction(language),
                urljoin(settings.INTERLINK_SITE_ADDRESS, address_of(digest)),
                tuple(book.chapters_of(root, place, posts)),
            )  # fmt: skip
            (epub if form is Form.EPUB else pdf).write(path, whole)

    return write


def _spellings() -> str:
    return "\n".join(" ".join(group) for group in seeking.spellings())


def _key() -> SigningKey | None:
    try:
        return key_in(Path(settings.INTERLINK_KEYS_ROOT))
    except WarcError:
        return None


@contextmanager
def _alone(root: Path) -> Iterator[bool]:
    """Say whether no other process makes editions; until the block ends none begins."""
    with (root / LOCK_NAME).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)
