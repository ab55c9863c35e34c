"""Lists of subscribers from elsewhere at the desk: a look first, then they are taken in; and undone."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlink.newsroom.inbox.views.subscribers import SubscriberDeskView, require_for
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.importing import actions, tasks
from interlink.newsroom.outreach.importing.models import Import, Stage
from interlink.newsroom.outreach.importing.rules import Defaults, Found

SHOWN = 30
GOING = (Stage.LOOKING, Stage.TAKING)
WORDS = {
    Found.NEW: gettext_lazy("new"),
    Found.KNOWN: gettext_lazy("subscribers already, who stay as they are"),
    Found.TWICE: gettext_lazy("in the list twice"),
    Found.SUPPRESSED: gettext_lazy("on the list of those who are not mailed"),
    Found.AWAY: gettext_lazy("had left there"),
    Found.NO_ADDRESS: gettext_lazy("no mail address"),
    Found.NO_CONSENT: gettext_lazy("no proof that they agreed: when, and where"),
    Found.NO_LANGUAGE: gettext_lazy("in a language that the site does not have"),
}

CHOICES = {
    Choice.WEEKLY: gettext_lazy("the weekly digest"),
    Choice.DAILY: gettext_lazy("the posts of each day"),
    Choice.EVERY_POST: gettext_lazy("every post by itself"),
    Choice.REMOVALS: gettext_lazy("alerts of removals"),
}


class ImportForm(forms.Form):
    """A list, and what holds where its lines say nothing."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"})
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    choices = forms.MultipleChoiceField(
        label=gettext_lazy("What they get"),
        choices=[(choice.value, label) for choice, label in CHOICES.items()],
        initial=[Choice.WEEKLY.value],
        widget=forms.CheckboxSelectMultiple,
    )
    consent_from = forms.CharField(
        label=gettext_lazy("Where they agreed"),
        max_length=200,
        help_text=gettext_lazy("Such as: the form of our old site, with a link to confirm."),
    )
    consent_at = forms.DateField(
        label=gettext_lazy("The last day on which they agreed"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("For lines that name no day themselves. Without a day nobody is taken in."),
    )

    def defaults(self) -> Defaults:
        """Return what holds where lines say nothing."""
        given = self.cleaned_data
        day = given["consent_at"]
        at = timezone.make_aware(datetime.combine(day, time())) if day else None
        return Defaults(given["language"], Choice.chosen(given["choices"]), at, given["consent_from"])


class ImportsView(SubscriberDeskView):
    """Takes a list, and shows those that were taken before."""

    template_name = "inbox/subscriber_imports.html"
    page_title = gettext_lazy("Lists of subscribers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and the lists."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("form", ImportForm())
        return context | {"imports": Import.objects.all()[:SHOWN]}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep a list, and have it looked through."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        file = form.cleaned_data["file"]
        one = actions.bring(file, file.name, request.user.get_username(), form.defaults(), timezone.now())
        tasks.work_on.enqueue(number=one.pk)
        return redirect("subscribers:import", one.pk)


class ImportView(SubscriberDeskView):
    """One list: how far it is, what is in it, and what can be done next."""

    template_name = "inbox/subscriber_import.html"

    def get_page_title(self) -> str:
        """Return the name of the file."""
        return str(self.one())

    def one(self) -> Import:
        """Return the list."""
        return get_object_or_404(Import, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; again by itself while it is worked on."""
        answer: HttpResponse = super().get(request, *args, **kwargs)
        if self.one().stage in GOING:
            answer["Refresh"] = "3"
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report."""
        one = self.one()
        lines = [
            {"words": WORDS[found], "number": one.found[found], "examples": one.examples.get(found, [])}
            for found in Found
            if one.found.get(found)
        ]
        return super().get_context_data(**kwargs) | {
            "one": one,
            "lines": lines,
            "new": one.found.get(Found.NEW, 0),
            "going": one.stage in GOING,
            "share": 100 * one.done // one.size if one.size else 0,
            "still": one.subscribers.count() if one.stage == Stage.UNDONE else 0,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it in, take it out again, or drop it."""
        one, deed = self.one(), request.POST.get("deed", "")
        if deed == "take" and actions.start_taking(one):
            tasks.work_on.enqueue(number=one.pk)
        elif deed == "undo":
            require_for(request, "delete")
            if actions.order_undoing(one):
                tasks.undo.enqueue(number=one.pk)
        elif deed == "drop":
            actions.drop(one)
            messages.success(request, _("The list is dropped."))
            return redirect("subscribers:imports")
        return redirect("subscribers:import", pk)
