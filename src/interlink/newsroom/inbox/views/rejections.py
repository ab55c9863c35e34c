"""An editor's "not this" at a mention, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlink.newsroom.inbox import story_undo, subject_undo
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.sentences import told
from interlink.newsroom.stories import renaming
from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch import rejecting
from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.models import Mention, Rejection


@require_POST
@refuse_calmly
def not_this(request: HttpRequest) -> HttpResponse:
    """Learn that the words of a mention are not its subject, there or in the whole report."""
    require(request.user, "change", "subject")
    assert request.user.is_authenticated
    wanted, now = request.POST.get("whole") or request.POST.get("mention", ""), timezone.now()
    rows = Mention.objects.select_related("item", "subject")
    mention = rows.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    if mention is None:
        messages.warning(request, _("This was put right already."))
        return _back(request)
    try:
        with transaction.atomic():
            done = rejecting.reject(mention, request.user, now, whole_item="whole" in request.POST)
            renaming.weigh_again(done.items)
    except WatchError as error:
        messages.error(request, told(error.message))
        return _back(request)
    story_undo.forget(request.session)  # what is undone by one key is what was done last
    subject_undo.keep(request.session, [row.pk for row in done.rejections], now)
    return _back(request)


@require_POST
@refuse_calmly
def undo(request: HttpRequest) -> HttpResponse:
    """Take the editor's last rejection back."""
    require(request.user, "change", "subject")
    rows = subject_undo.kept(request.session, timezone.now())
    subject_undo.forget(request.session)
    _take_back(rows)
    messages.success(request, _("Undone.") if rows else _("There is nothing to undo any more."))
    return _back(request)


@require_POST
@refuse_calmly
def take_back(request: HttpRequest, pk: int, rejection: int) -> HttpResponse:
    """Take one of a subject's rejections back."""
    require(request.user, "change", "subject")
    _take_back([get_object_or_404(Rejection, pk=rejection, subject=pk)])
    messages.success(request, _("Taken back. These words count again."))
    return redirect("subjects:book", pk)


@transaction.atomic
def _take_back(rows: list[Rejection]) -> None:
    if rows:
        renaming.weigh_again(rejecting.take_back(rows))
        names_changed(timezone.now())


def _back(request: HttpRequest) -> HttpResponse:
    """Return to where the button was pressed, which the form says."""
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there if ours else "inbox")
