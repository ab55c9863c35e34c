"""Single names of a subject: changed, taken out, taken from the suggestions or refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.subject_deeds import note
from interlink.newsroom.inbox.subject_forms import AliasForm
from interlink.newsroom.inbox.views.subjects import SubjectDeskView
from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch import spellings
from interlink.newsroom.watch.models import Alias, Refusal, Subject


class NameView(SubjectDeskView):
    """A form for one name."""

    template_name = "inbox/subject_name.html"
    page_title = gettext_lazy("Change a name")
    to_see = "change"

    def prepare(self, request: HttpRequest) -> None:
        """Find the name."""
        del request
        alias = Alias.objects.filter(pk=self.kwargs["alias"], subject=self.kwargs["pk"]).select_related("subject")
        found = alias.first()
        if found is None:
            raise Subject.DoesNotExist
        self.alias, self.text = found, found.text
        self.form = AliasForm(instance=found)

    def below(self) -> list[dict[str, Any]]:
        """Return the subject's own page."""
        subject = self.alias.subject
        return [{"url": reverse("subjects:book", args=[subject.pk]), "label": subject.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"form": self.form, "text": self.text, "subject": self.alias.subject}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store what was changed."""
        assert request.user.is_authenticated
        self.form = AliasForm(request.POST, instance=self.alias)
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        with transaction.atomic():
            self.form.save()
            note(request.user, self.alias.subject, deed_codes.CHANGED, self.text)
            if {"text", "kind", "supporting"} & set(self.form.changed_data):
                names_changed(timezone.now())
        messages.success(request, _("Saved."))
        return redirect("subjects:book", self.alias.subject_id)


@require_POST
@refuse_calmly
def remove(request: HttpRequest, pk: int, alias: int) -> HttpResponse:
    """Take a name out of the book; the name that the desk uses stays."""
    require(request.user, "change", "subject")
    assert request.user.is_authenticated
    found = get_object_or_404(Alias.objects.select_related("subject"), pk=alias, subject=pk)
    if found.text == found.subject.name:
        messages.error(request, _("This is the name that the desk uses. Change the subject's name first."))
        return redirect("subjects:book", pk)
    with transaction.atomic():
        found.delete()
        note(request.user, found.subject, deed_codes.DELETED, found.text)
        names_changed(timezone.now())
    messages.success(request, _("“%(name)s” is taken out.") % {"name": found.text})
    return redirect("subjects:book", pk)


@require_POST
@refuse_calmly
def suggestions(request: HttpRequest, pk: int) -> HttpResponse:
    """Add or refuse the suggestions that were ticked."""
    require(request.user, "change", "subject")
    assert request.user.is_authenticated
    subject = get_object_or_404(Subject, pk=pk)
    ticked = request.POST.getlist("text")
    if request.POST.get("deed") == "refuse":
        number = len(spellings.refuse(subject, ticked))
        told = ngettext("%(number)d spelling is not offered again.",
                        "%(number)d spellings are not offered again.", number)  # fmt: skip
    else:
        with transaction.atomic():
            number = len(spellings.take(subject, ticked))
            if number:
                note(request.user, subject, deed_codes.ADDED, *ticked)
                names_changed(timezone.now())
        told = ngettext("%(number)d spelling was added.", "%(number)d spellings were added.", number)
    if number:
        messages.success(request, told % {"number": number})
    else:
        messages.warning(request, _("Tick the spellings first."))
    return redirect("subjects:book", pk)


@require_POST
@refuse_calmly
def offer_again(request: HttpRequest, pk: int, refusal: int) -> HttpResponse:
    """Let a refused spelling be offered again."""
    require(request.user, "change", "subject")
    get_object_or_404(Refusal, pk=refusal, subject=pk).delete()
    messages.success(request, _("It is offered again."))
    return redirect("subjects:book", pk)
