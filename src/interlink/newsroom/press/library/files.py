"""Files that readers can have: what they are, how large, with which checksum, and where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from wagtail.documents.models import Document

from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.library import rules
from interlink.newsroom.press.library.rules import FileKind
from interlink.newsroom.press.models import PostPage, Reply


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that is there.

    Attributes:
        kind: What it is.
        size: Its bytes.
        path: Where it is.
        changed: When it was last changed, in nanoseconds.
        address: Where readers find it.
        name: What it is saved as.
    """

    kind: FileKind
    size: int
    path: Path
    changed: int
    address: str
    name: str

    @property
    def sha256(self) -> str:
        """Its checksum."""
        return _sha256_of(self.path, self.size, self.changed)


def paper_of(document: Document | None) -> Paper | None:
    """Return what is known of a file; None where it is not there, or not of a kind that is handed out."""
    if document is None:
        return None
    path = Path(document.file.path)
    try:
        stat = path.stat()
        kind = _kind_of(path, stat.st_size, stat.st_mtime_ns)
    except OSError:
        return None
    if kind is None:
        return None
    name = rules.safe_name(document.title.removesuffix(f".{kind.suffix}"), kind.suffix)
    address = iri_to_uri(reverse("press_paper", args=[document.pk, name]))
    return Paper(kind, stat.st_size, path, stat.st_mtime_ns, address, name)


def public_papers() -> QuerySet[Document]:
    """Return the files that belong to something readers can see: a report in the library, or somebody's reply."""
    live = PostPage.objects.live().public()
    reports = live.filter(kind=Kind.REPORT, report_file__isnull=False).values("report_file")
    answers = Reply.objects.filter(post__in=live, answer_file__isnull=False).values("answer_file")
    return Document.objects.filter(Q(pk__in=reports) | Q(pk__in=answers)).order_by("pk")


def papers_of(post: PostPage) -> list[Paper]:
    """Return the files that a post shows."""
    documents = [post.shown("report_file"), *(reply.answer_file for reply in post.replies.all())]
    return [paper for document in documents if (paper := paper_of(document)) is not None]


@lru_cache(maxsize=512)
def _sha256_of(path: Path, size: int, changed: int) -> str:
    del size, changed  # of another file in its place
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=512)
def _kind_of(path: Path, size: int, changed: int) -> FileKind | None:
    del size, changed
    with path.open("rb") as file:
        return rules.kind_of(file.read(rules.HEAD), path.name)
