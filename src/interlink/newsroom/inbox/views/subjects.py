"""The subjects at the desk: which there are, and adding one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.normalise import fold
from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.subject_deeds import note
from interlink.newsroom.inbox.subject_forms import SubjectForm, WaysForm
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch import subjects
from interlink.newsroom.watch.duplicates import Double, doubles
from interlink.newsroom.watch.models import Alias, Mention, Subject, SubjectKind

PAGE_SIZE = 50
LATELY = timedelta(days=30)


class SubjectDeskView(DeskView):
    """A page about subjects, for those who may see or do what it is for."""

    header_icon = "user"
    to_see = "view"
    to_post = "change"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            require(request.user, self.to_post if request.method == "POST" else self.to_see, "subject")
            try:
                self.prepare(request)
            except Subject.DoesNotExist:
                return self.gone(request)
            return super(SubjectDeskView, self).dispatch(request, *args, **kwargs)

        return answer(request)

    def gone(self, request: HttpRequest) -> HttpResponse:
        """Answer where what the page is about is gone."""
        messages.warning(request, _("This subject is not there any more."))
        return redirect("subjects:index")

    def prepare(self, request: HttpRequest) -> None:
        """Get what the page is about.

        Raises:
            Subject.DoesNotExist: it is gone.
        """

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, through the list of subjects."""
        listed = {"url": reverse("subjects:index"), "label": _("Subjects")}
        return [*self.breadcrumbs_items, listed, *self.below(), {"url": "", "label": self.get_page_title()}]

    def below(self) -> list[dict[str, Any]]:
        """Return what lies between the list of subjects and this page."""
        return []


class SubjectsView(SubjectDeskView):
    """A page of subjects."""

    template_name = "inbox/subjects.html"
    page_title = gettext_lazy("Subjects")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: this is the list itself."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer to add a subject to those who may."""
        if not self.request.user.has_perm("watch.add_subject"):
            return []
        return [HeaderButton(_("Add a subject"), reverse("subjects:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the subjects that fit."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        words, kind = self.request.GET.get("q", "").strip()[:200], self.request.GET.get("kind", "")
        page = Paginator(chosen(words, kind), PAGE_SIZE).get_page(self.request.GET.get("page"))
        lately = Mention.objects.filter(subject__in=list(page), item__seen_at__gte=timezone.now() - LATELY)
        found = dict(lately.order_by().values_list("subject").annotate(Count("item", distinct=True)))
        names = Alias.objects.filter(subject__in=list(page)).order_by().values_list("subject").annotate(Count("pk"))
        numbers = dict(names)
        return context | {
            "words": words,
            "kind": kind,
            "kinds": SubjectKind.choices,
            "page": page,
            "rows": [(subject, numbers.get(subject.pk, 0), found.get(subject.pk, 0)) for subject in page],
            "any": Subject.objects.exists(),
            "may_add": self.request.user.has_perm("watch.add_subject"),
        }


def chosen(words: str, kind: str) -> QuerySet[Subject]:
    """Return the subjects of a kind that have the words in one of their names."""
    rows = (named(words) if words else Subject.objects.all()).order_by("name")
    return rows.filter(kind=kind) if kind in SubjectKind.values else rows


def named(words: str) -> QuerySet[Subject]:
    """Return the subjects that have the words in one name, whatever their accents, signs and capitals."""
    having = Alias.objects.all()
    for word in fold(words).split():
        having = having.filter(folded__contains=word)
    return Subject.objects.filter(pk__in=having.values("subject"))


class AddView(SubjectDeskView):
    """Adds a subject, and says before if it seems to be there already."""

    template_name = "inbox/subject_add.html"
    page_title = gettext_lazy("Add a subject")
    to_see = to_post = "add"

    def prepare(self, request: HttpRequest) -> None:
        """Begin with empty forms."""
        del request
        self.form, self.names = SubjectForm(), WaysForm()
        self.doubles: list[Double] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms, and the subjects that may be the same."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        seen = " ".join(str(double.subject.pk) for double in self.doubles)
        return context | {"form": self.form, "names": self.names, "doubles": self.doubles, "seen": seen}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add the subject, unless it may be there already and the editor was not told so yet."""
        self.form, self.names = SubjectForm(request.POST), WaysForm(request.POST)
        if not all([self.form.is_valid(), self.names.is_valid()]):
            return self.get(request, *args, **kwargs)
        written = [self.form.cleaned_data["name"], *self.names.cleaned_data["names"]]
        told = request.POST.get("anyway", "").split()
        self.doubles = doubles(written)
        if any(str(double.subject.pk) not in told for double in self.doubles):
            return self.get(request, *args, **kwargs)
        return redirect("subjects:book", self._add().pk)

    @transaction.atomic
    def _add(self) -> Subject:
        subject = self.form.save()
        subjects.add_names(subject, [subject.name], kind=AliasKind.MAIN)
        subjects.add_names(subject, self.names.cleaned_data["names"])
        names_changed(timezone.now())
        assert self.request.user.is_authenticated
        note(self.request.user, subject, deed_codes.ADDED)
        messages.success(self.request, _("Watched from now on. Below are spellings that may be missing."))
        return subject
