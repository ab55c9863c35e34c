"""The page of one capture: what was received, what stands for it, what became of the page, and the copy itself."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interlink.accounts.models import User
from interlink.lib.reading import cleaning
from interlink.lib.sentences import read_kept
from interlink.lib.store.errors import StoreError
from interlink.lib.verdicts.difference import write_html
from interlink.lib.warc.errors import WarcError
from interlink.newsroom.evidence import copies as evidence_copies
from interlink.newsroom.evidence import proofs, queries, wayback
from interlink.newsroom.evidence.errors import CopyRefused
from interlink.newsroom.evidence.models import Capture, CaptureState, Check, CheckVerdict, WaybackCopy
from interlink.newsroom.evidence.replay_links import private_path, private_token
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.capture_facts import facts_of
from interlink.newsroom.inbox.views.evidence import CapturesView
from interlink.newsroom.press import copies
from interlink.newsroom.press.queries import citing_posts
from interlink.newsroom.sentences import told
from interlink.newsroom.watch import capturing

MOST_LOOKS = 200
LONGEST_RUN = timedelta(minutes=30)
SECONDS_BETWEEN_LOOKS = 3


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the page, or several in a row that saw it unchanged.

    Attributes:
        check: The latest of them.
        first: When the earliest of them was.
        number: How many there are.
        edited: The difference by words as HTML, where this look saw a new text.
    """

    check: Check
    first: datetime
    number: int = 1
    edited: SafeString | None = None


def looks_at(checks: Iterable[Check]) -> list[Look]:
    """Return the looks at a page, given and returned with the latest first; those without a change become one."""
    found: list[Look] = []
    for check in checks:
        last = found[-1] if found else None
        if last is not None and last.check.verdict == check.verdict == CheckVerdict.SAME:
            found[-1] = replace(last, first=check.at, number=last.number + 1)
        else:
            found.append(Look(check, check.at, edited=_edited(check)))
    return found


def _edited(check: Check) -> SafeString | None:
    difference = queries.difference(check)
    if difference is None:
        return None
    return mark_safe(cleaning.plain(write_html(difference, whole=False)))  # noqa: S308 - escaped there


@dataclass(frozen=True, slots=True)
class Inside:
    """One file in the package, with the checksum that the package gives for it."""

    path: str
    size: int
    checksum: str


class CaptureView(CapturesView):
    """Everything about one capture."""

    template_name = "inbox/capture.html"

    def get_page_title(self) -> str:
        """Return the page's title."""
        capture = self.capture
        return cleaning.line(capture.title or capture.address, 120) or _("Capture")

    @property
    def capture(self) -> Capture:
        """The capture that this page is about."""
        if not hasattr(self, "_capture"):
            self._capture = get_object_or_404(Capture, pk=self.kwargs["pk"])
        return self._capture

    @property
    def runs(self) -> bool:
        """Whether it is being captured, as far as one can tell: asked for lately, and not done."""
        asked = timezone.now() - self.capture.asked_at
        return self.capture.state == CaptureState.WAITING and asked < LONGEST_RUN

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """Answer, and let the page come again by itself while something happens."""
        answer: HttpResponse = super().render_to_response(context, **response_kwargs)
        if self.runs:
            answer["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
        return answer

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, through the list."""
        listed = {"url": reverse("evidence:index"), "label": _("Evidence")}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that is known of the capture."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        capture = self.capture
        whole = capture.is_whole
        is_pdf = capture.is_pdf  # browsers show none inside a page that is shut in, as a replay is
        return context | {
            "capture": capture,
            "proof": self._proof(capture) if whole else None,
            "steps": proofs.by_hand(capture) if whole else (),
            "inside": _inside(capture),
            "looks": looks_at(capture.checks.order_by("-at", "-pk")[:MOST_LOOKS]),
            "paragraphs": [clean for part in capture.text.split("\n\n") if (clean := cleaning.plain(part).strip())],
            "has_picture": evidence_copies.has_picture(capture),
            "has_package": evidence_copies.has_package(capture),
            "replay": bool(settings.INTERLINK_REPLAY_ADDRESS) and evidence_copies.has_package(capture) and not is_pdf,
            "is_file": whole and not capture.is_page,
            "is_pdf": is_pdf,
            "replays": bool(settings.INTERLINK_REPLAY_ADDRESS),
            "posts": citing_posts(capture),
            "elsewhere": WaybackCopy.objects.filter(capture=capture).first(),
            "asks_elsewhere": wayback.use() is not wayback.Use.OFF,
            "saves_elsewhere": wayback.may_save(),
            "facts": facts_of(capture.facts),
            "browser_problem": read_kept(capture.facts.get("browser", {}).get("problem", "")),
            "progress": queries.progress(capture),
            "parts": queries.parts_of(capture),
            "runs": self.runs,
            "spotted": capturing.spotted_in(capture),
            "decisions": capture.copy_decisions.all(),
            "may_decide": self.request.user.has_perm("evidence.change_capture"),
        }

    def _proof(self, capture: Capture) -> proofs.Proof:
        try:
            return proofs.proof_of(capture)
        except StoreError as error:
            messages.warning(self.request, told(error.message))
            return proofs.NOTHING_READ


def _inside(capture: Capture) -> list[Inside]:
    try:
        listed = evidence_copies.manifest_of(capture).get("resources")
    except (WarcError, StoreError):
        return []
    rows = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [Inside(str(one.get("path")), int(one.get("bytes") or 0), str(one.get("hash"))) for one in rows]


@require_POST
@refuse_calmly
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the copy of a page in the public interest, or withdraw it."""
    require(request.user, "change", "capture", "evidence")
    assert isinstance(request.user, User)
    capture = get_object_or_404(Capture, pk=pk)
    withdrawing = request.POST.get("deed") == "withdraw"
    act = copies.withdraw if withdrawing else copies.publish
    try:
        act(capture, request.user, request.POST.get("reason", ""), timezone.now())
    except CopyRefused as error:
        messages.error(request, str(error))
    else:
        done = _("The copy is withdrawn.") if withdrawing else _("The copy is published.")
        messages.success(request, f"{done} {_('Readers see the change within a minute.')}")
    return redirect("evidence:one", capture.pk)


@require_safe
@refuse_calmly
def package(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand an editor the package of a capture."""
    return _handed(request, pk, evidence_copies.package_of, "application/wacz+zip", f"capture-{pk}.wacz")


@require_safe
@refuse_calmly
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand an editor a file that was captured, such as a PDF, as it was received; it is never shown here."""
    kind = Capture.objects.filter(pk=pk).values_list("media_type", flat=True).first() or ""
    name = f"capture-{pk}{mimetypes.guess_extension(kind) or ''}"
    return _handed(request, pk, evidence_copies.file_of, "application/octet-stream", name)


@require_safe
@refuse_calmly
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an editor the picture of a captured page."""
    return _handed(request, pk, evidence_copies.picture_of, "image/png")


@require_safe
@refuse_calmly
def replay(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Lead an editor to where a capture is replayed, once all that belongs to it is on this machine."""
    capture = _seen(request, pk)
    base = settings.INTERLINK_REPLAY_ADDRESS
    try:
        source = evidence_copies.package_of(capture) if base else None
    except (WarcError, StoreError) as error:
        return _told(error)
    if source is None:
        raise Http404
    source.close()
    return redirect(f"{base}{private_path(private_token(capture.package_name, settings.SECRET_KEY))}")


def _handed(
    request: HttpRequest, pk: int, source_of: Callable[[Capture], BinaryIO | None], kind: str, name: str = ""
) -> HttpResponseBase:
    try:
        source = source_of(_seen(request, pk))
    except (WarcError, StoreError) as error:
        return _told(error)
    if source is None:
        raise Http404
    answer = FileResponse(source, content_type=kind, as_attachment=bool(name), filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _told(error: WarcError | StoreError) -> HttpResponse:
    """Say why a file cannot be had now: in plain text, since it may stand in a frame."""
    return HttpResponse(
        f"{told(error.message)}\n", content_type="text/plain; charset=utf-8", status=503 if error.again else 500
    )


def _seen(request: HttpRequest, pk: int) -> Capture:
    require(request.user, "view", "capture", "evidence")
    return get_object_or_404(Capture, pk=pk)
