"""Taking the mark of a private person away: a second person agrees, or the mark is kept."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.subject_deeds import note
from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch import private_marks
from interlink.newsroom.watch.errors import StaysPrivate
from interlink.newsroom.watch.models import Subject


@require_POST
@refuse_calmly
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree that a subject is no private person, or keep the mark."""
    require(request.user, "change", "subject")
    assert request.user.is_authenticated
    subject = get_object_or_404(Subject, pk=pk)
    if request.POST.get("deed") != "agree":
        private_marks.keep(subject)
        note(request.user, subject, deed_codes.MARK_KEPT)
        messages.success(request, _("It stays a private person."))
        return redirect("subjects:book", pk)
    try:
        with transaction.atomic():
            private_marks.agree(subject, request.user)
            note(request.user, subject, deed_codes.MARK_TAKEN)
            names_changed(timezone.now())
    except StaysPrivate as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("It is no private person any more."))
    return redirect("subjects:book", pk)
