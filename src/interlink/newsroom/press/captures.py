"""Public pages about captures: what was received, and the copy where an editor has published it.

None of them looks at who asks, so that each can be baked.
"""

from __future__ import annotations

from typing import BinaryIO

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from interlink.lib.reading import cleaning
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import copies as evidence_copies
from interlink.newsroom.evidence.models import Capture, Check
from interlink.newsroom.evidence.proofs import proof_of
from interlink.newsroom.evidence.queries import public_copies
from interlink.newsroom.evidence.replay_links import public_path
from interlink.newsroom.press import queries, timeline
from interlink.newsroom.press.captured_files import file_in
from interlink.newsroom.press.models import PostPage

LARGEST_KEY = 2**63 - 1
PACKAGE_TYPE = "application/wacz+zip"


@require_safe
def capture(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what we received, in the language of the first post that cites it, and show the way to a public copy."""
    if pk > LARGEST_KEY:
        raise Http404
    received = get_object_or_404(with_looks(queries.shown_captures()), pk=pk)
    return show_capture(request, received, queries.citing_posts(received))


def with_looks(captures: QuerySet[Capture]) -> QuerySet[Capture]:
    """Have all that the page about a capture needs beside it read for all of them at once."""
    looks = Check.objects.only("capture", "at", "verdict", "news", "text_sha256").order_by("at", "pk")
    return captures.select_related("wayback").prefetch_related(Prefetch("checks", looks))


def show_capture(request: HttpRequest, received: Capture, posts: list[PostPage]) -> HttpResponse:
    """Answer with the page about a capture, read `with_looks`, that these posts cite."""
    language = language_of(posts)
    proof = proof_of(received)
    context = {
        "capture": received,
        "posts": posts,
        "language": language,
        "proof": proof,
        "stamps": [stamp for stamp in proof.stamps if stamp.state is State.INTACT],
        "has_package": evidence_copies.has_package(received),
        "replay": replay_address(received),
        "file": file_in(received),
    }
    with translation.override(language):
        context["runs"] = timeline.runs(received, received.checks.all(), language)
        return render(request, "press/capture.html", context)


@require_safe
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the text and the picture of a public copy, for readers without script."""
    return show_copy(request, _public(pk))


def show_copy(request: HttpRequest, received: Capture) -> HttpResponse:
    """Answer with the text and the picture of a public copy."""
    language = language_of(queries.citing_posts(received))
    context = {
        "capture": received,
        "language": language,
        "paragraphs": [clean for part in received.text.split("\n\n") if (clean := cleaning.plain(part).strip())],
        "has_picture": evidence_copies.has_picture(received),
        "has_package": evidence_copies.has_package(received),
        "replay": replay_address(received),
        "file": file_in(received),
    }
    with translation.override(language):
        return render(request, "press/copy.html", context)


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer with the picture of a public copy; it fails where the store does not give it, and a former bake stays."""
    del request
    return _file(evidence_copies.picture_of(_public(pk)), "image/png")


@require_safe
def package(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer with the package of a public copy; it fails where it cannot be had now, and a former bake stays."""
    del request
    return _file(evidence_copies.package_of(_public(pk)), PACKAGE_TYPE)


@require_safe
def file(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    """Hand out a file that was captured, as it was received: to be saved, and never to be shown in our name."""
    del request
    received = _public(pk)
    found = file_in(received)
    if found is None or found.suffix != suffix:
        raise Http404
    answer = _file(evidence_copies.file_of(received), found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="capture-{pk}.{suffix}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def language_of(posts: list[PostPage]) -> str:
    """Return the language of the first of these posts; the site's main one where there is none."""
    return str(posts[0].locale.language_code if posts else settings.LANGUAGE_CODE)


def replay_address(received: Capture) -> str:
    """Return where readers can replay a public copy; empty where it is not public, not sealed, or nothing replays.

    A PDF is not replayed: browsers show none in a page that is shut in, as a replay is.
    """
    base = settings.INTERLINK_REPLAY_ADDRESS
    is_there = base and received.public_since is not None and evidence_copies.has_package(received)
    if received.is_pdf:
        return ""
    return f"{base}{public_path(received.pk)}" if is_there else ""


def _public(pk: int) -> Capture:
    if pk > LARGEST_KEY:
        raise Http404
    return get_object_or_404(public_copies(), pk=pk)


def _file(source: BinaryIO | None, kind: str) -> FileResponse:
    if source is None:
        raise Http404
    return FileResponse(source, content_type=kind)
