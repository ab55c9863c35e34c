"""The alias book of one subject: its names, what they were found in, what was rejected, what may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.suggest import Suggestion
from interlink.newsroom.inbox import deed_codes, explaining, subject_undo
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.highlights import Piece, words_around
from interlink.newsroom.inbox.subject_deeds import note
from interlink.newsroom.inbox.subject_forms import NamesForm, SubjectForm
from interlink.newsroom.inbox.views.subjects import LATELY, SubjectDeskView
from interlink.newsroom.stories.tasks import names_changed
from interlink.newsroom.watch import looking_again, merging, private_marks, spellings, subjects
from interlink.newsroom.watch.errors import StaysPrivate
from interlink.newsroom.watch.models import Alias, Mention, Subject

MENTIONS_SHOWN = 30
REJECTIONS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in the book, and in how many items of late it was found."""

    alias: Alias
    items: int
    may_go: bool


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A place where a name was found."""

    mention: Mention
    why: explaining.Explanation
    words: list[Piece]


class BookView(SubjectDeskView):
    """Everything about one subject."""

    template_name = "inbox/subject.html"

    def gone(self, request: HttpRequest) -> HttpResponse:
        """Lead to the subject that this one was merged into, if it was."""
        kept = merging.now_in(self.kwargs["pk"])
        return super().gone(request) if kept is None else redirect("subjects:book", kept)

    def prepare(self, request: HttpRequest) -> None:
        """Find the subject."""
        del request
        self.subject = Subject.objects.prefetch_related("aliases", "refusals").get(pk=self.kwargs["pk"])
        self.names = NamesForm()

    def get_page_title(self) -> str:
        """Return the subject's name."""
        return self.subject.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the names, mentions, rejections and suggestions."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user, subject = self.request.user, self.subject
        rejections = subject.rejections.select_related("by", "item")
        return context | {
            "subject": subject,
            "scripts": by_script(subject),
            "names": self.names,
            "mentions": latest_mentions(subject),
            "rejections": rejections[:REJECTIONS_SHOWN],
            "offers": offers_by_script(subject),
            "refusals": subject.refusals.all(),
            "round": looking_again.latest(),
            "mergings": merging.mergings_into(subject),
            "may_change": user.has_perm("watch.change_subject"),
            "rejected": subject_undo.kept(self.request.session, timezone.now()),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add names."""
        assert request.user.is_authenticated
        self.names = NamesForm(request.POST)
        if not self.names.is_valid():
            return self.get(request, *args, **kwargs)
        said = self.names.cleaned_data
        with transaction.atomic():
            kind = AliasKind(said["kind"] or AliasKind.ALIAS)
            added = subjects.add_names(self.subject, said["names"], kind=kind, language=said["language"])
            if added:
                note(request.user, self.subject, deed_codes.ADDED, *(alias.text for alias in added))
                names_changed(timezone.now())
        messages.success(request, _("Added.") if added else _("There was nothing new in it."))
        return redirect("subjects:book", self.subject.pk)


def by_script(subject: Subject) -> list[tuple[str, list[NameRow]]]:
    """Return a subject's names by script, the main name's script first."""
    lately = subject.mentions.filter(item__seen_at__gte=timezone.now() - LATELY).order_by()
    found = dict(lately.values_list("alias").annotate(Count("item", distinct=True)))
    rows = [
        NameRow(alias, found.get(alias.text, 0), may_go=alias.text != subject.name) for alias in subject.aliases.all()
    ]
    first = next((row.alias.script for row in rows if not row.may_go), "")
    rows.sort(key=lambda row: (row.alias.script != first, row.alias.script, row.may_go, row.alias.text))
    grouped = groupby(rows, key=lambda row: row.alias.script)
    return [(explaining.script_name(script), list(group)) for script, group in grouped]


def offers_by_script(subject: Subject) -> list[tuple[str, list[Suggestion]]]:
    """Return the spellings that may be missing, by script."""
    grouped = groupby(spellings.offers(subject), key=lambda offer: offer.script)
    return [(explaining.script_name(script), list(group)) for script, group in grouped]


def latest_mentions(subject: Subject, most: int = MENTIONS_SHOWN) -> list[MentionRow]:
    """Return where a subject was found last, each place with the words around it."""
    rows = subject.mentions.select_related("item__source").order_by("-item__seen_at", "-item", "field", "start")
    return [
        MentionRow(mention, explaining.explain(mention), words_around(mention.item, mention)) for mention in rows[:most]
    ]


class ChangeView(SubjectDeskView):
    """Changes what is said of a subject, or deletes it."""

    template_name = "inbox/subject_change.html"
    page_title = gettext_lazy("Change")
    to_see = "change"

    def prepare(self, request: HttpRequest) -> None:
        """Find the subject."""
        del request
        self.subject = Subject.objects.get(pk=self.kwargs["pk"])
        self.before = (self.subject.name, self.subject.exact_only)
        self.form = SubjectForm(instance=self.subject)

    def below(self) -> list[dict[str, Any]]:
        """Return the subject's own page."""
        return [{"url": reverse("subjects:book", args=[self.subject.pk]), "label": self.before[0]}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        may_delete = self.request.user.has_perm("watch.delete_subject")
        number = self.subject.mentions.values("item").distinct().count()
        return context | {"subject": self.subject, "form": self.form, "may_delete": may_delete, "number": number}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store what was changed, or delete the subject."""
        if "delete" in request.POST:
            return self._delete(request)
        assert request.user.is_authenticated
        self.form = SubjectForm(request.POST, instance=self.subject)
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        with transaction.atomic():
            self.form.save()
            subjects.rename(self.subject, self.before[0])
            note(request.user, self.subject, deed_codes.CHANGED)
            if self.form.unmarks:
                private_marks.ask(self.subject, request.user)
                note(request.user, self.subject, deed_codes.MARK_ASKED)
            if self.before != (self.subject.name, self.subject.exact_only):
                names_changed(timezone.now())
        if self.form.unmarks:
            messages.warning(request, _("Saved. It stays a private person until a colleague agrees that it is none."))
        else:
            messages.success(request, _("Saved."))
        return redirect("subjects:book", self.subject.pk)

    def _delete(self, request: HttpRequest) -> HttpResponse:
        assert request.user.is_authenticated
        require(request.user, "delete", "subject")
        try:
            private_marks.require_public(self.subject)
        except StaysPrivate as error:
            messages.error(request, error.message)
            return redirect("subjects:change", self.subject.pk)
        with transaction.atomic():
            merging.forget([self.subject.pk])
            note(request.user, self.subject, deed_codes.DELETED)
            self.subject.delete()
            names_changed(timezone.now())
        messages.success(request, _("Deleted."))
        return redirect("subjects:index")


@require_safe
@refuse_calmly
def looking(request: HttpRequest) -> HttpResponse:
    """Say how far the round through the items of late has come."""
    require(request.user, "view", "subject")
    latest = looking_again.latest()
    if latest is None:
        return JsonResponse({"ended": True, "done": 0, "total": 0})
    return JsonResponse({"ended": latest.ended_at is not None, "done": latest.done, "total": latest.total})
