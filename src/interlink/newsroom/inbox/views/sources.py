"""The sources at the desk: which there are, how each is doing, and what can be done with many at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.widgets.button import HeaderButton

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox import deed_codes, source_undo
from interlink.newsroom.inbox import source_filters as filters
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.source_forms import FolderForm, LanguageForm
from interlink.newsroom.inbox.views.desk import SourceDeskView
from interlink.newsroom.watch import conditions, reports, sources
from interlink.newsroom.watch.models import Kind, Source

PAGE_SIZE = 50
MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One source in the list."""

    source: Source
    kind: str
    word: str
    standing: str
    icon: str
    since: datetime | None
    advice: str
    weeks: tuple[int, ...]


def rows(shown: list[Source], now: datetime) -> list[Row]:
    """Return what the desk shows of sources: two queries, however many there are."""
    weeks, began = reports.weekly(shown, now), reports.began(shown)
    return [
        Row(
            source=source,
            kind=str(Kind(source.kind).label),
            word=conditions.word(source),
            standing=(standing := conditions.standing(source)),
            icon=filters.STATE_ICONS[standing],
            since=conditions.since(source, began.get(source.pk, {})),
            advice=conditions.advice(source),
            weeks=weeks[source.pk],
        )
        for source in shown
    ]


class SourcesView(SourceDeskView):
    """A page of sources."""

    template_name = "inbox/sources.html"
    page_title = gettext_lazy("Sources")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: this is the list itself."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer to add a source to those who may."""
        if not self.request.user.has_perm("watch.add_source"):
            return []
        return [HeaderButton(_("Add a source"), reverse("sources:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the chosen sources and what the page can be narrowed to."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = timezone.now()
        choice = filters.read(self.request.GET)
        counts = reports.count(now)
        page = Paginator(reports.choose(choice, now), PAGE_SIZE).get_page(self.request.GET.get("page"))
        return context | {
            "choice": choice,
            "query": filters.write(choice),
            "filtered": filters.is_filtered(choice),
            "counts": counts,
            "tabs": filters.tabs(choice, counts),
            "columns": filters.columns(choice),
            "kinds": Kind.choices,
            "folders": reports.folders(),
            "languages": reports.languages(),
            "none": filters.NONE,
            "page": page,
            "rows": rows(list(page), now),
            "may_change": self.request.user.has_perm("watch.change_source"),
            "may_delete": self.request.user.has_perm("watch.delete_source"),
            "may_add": self.request.user.has_perm("watch.add_source"),
            "undo": source_undo.kept(self.request.session, now),
        }


Doing = Callable[[HttpRequest, QuerySet[Source], datetime], source_undo.Done]


@require_POST
@refuse_calmly
def change(request: HttpRequest) -> HttpResponse:
    """Do something with the chosen sources, or with all that the filters show, and lead back."""
    deed = request.POST.get("deed", "")
    require(request.user, "delete" if deed == "delete" else "change")
    back = _way_back(request)
    now = timezone.now()
    chosen = _chosen(request, now)
    if deed not in DEEDS:
        return redirect(back)
    if not chosen.exists():
        messages.warning(request, _("Nothing was changed: tick the sources first."))
        return redirect(back)
    names = list(chosen.values_list("name", flat=True)[:MOST_NAMED])
    try:
        done = DEEDS[deed](request, chosen, now)
    except _NotUnderstoodError as error:
        messages.error(request, str(error))
        return redirect(back)
    if done.can_be_undone:
        record(request.user, Deed.LIST, ", ".join(names), deed_codes.DELETED if done.gone else deed_codes.CHANGED)
        source_undo.keep(request.session, done)
    else:
        messages.success(request, done.words)
    return redirect(back if deed != "delete" or "one" not in request.POST else reverse("sources:index"))


@require_POST
@refuse_calmly
def undo(request: HttpRequest) -> HttpResponse:
    """Undo the last thing this editor did to sources."""
    now = timezone.now()
    done = source_undo.kept(request.session, now)
    if done is not None:
        require(request.user, "add" if done.gone else "change")
        source_undo.undo(done, now, by=name_of(request))
        source_undo.forget(request.session)
        messages.success(request, _("Undone."))
    return redirect(_way_back(request))


def name_of(request: HttpRequest) -> str:
    """Return the name under which colleagues know who asks."""
    assert request.user.is_authenticated
    return str(request.user.get_full_name() or request.user.get_username())


class _NotUnderstoodError(Exception):
    """What was typed for many sources makes no sense; the message says why."""


def _first_error(form: forms.Form) -> str:
    return str(next(iter(form.errors.values()))[0])


def _way_back(request: HttpRequest) -> str:
    one = request.POST.get("one", "")
    if one.isdecimal() and Source.objects.filter(pk=one).exists():
        return reverse("sources:one", args=[one])
    asked = QueryDict(request.POST.get("query", ""))
    query = filters.write(filters.read(asked))
    page = request.POST.get("page", "")
    if page.isdecimal() and page != "1":
        query = f"{query}&page={page}".lstrip("&")
    return reverse("sources:index") + (f"?{query}" if query else "")


def _chosen(request: HttpRequest, now: datetime) -> QuerySet[Source]:
    if "every" in request.POST:
        return reports.choose(filters.read(QueryDict(request.POST.get("query", ""))), now)
    keys = [int(key) for key in request.POST.getlist("chosen") if key.isdecimal()]
    return Source.objects.filter(pk__in=keys)


def _pause(request: HttpRequest, chosen: QuerySet[Source], now: datetime) -> source_undo.Done:
    paused = sources.pause(chosen, now, by=name_of(request))
    words = ngettext("%(number)s source paused.", "%(number)s sources paused.", len(paused))
    return source_undo.Done(words % {"number": len(paused)}, now.isoformat(), paused=paused)


def _resume(request: HttpRequest, chosen: QuerySet[Source], now: datetime) -> source_undo.Done:
    resumed = sources.resume(chosen, now, by=name_of(request))
    words = ngettext("%(number)s source is watched again.", "%(number)s sources are watched again.", len(resumed))
    return source_undo.Done(words % {"number": len(resumed)}, now.isoformat(), resumed=resumed)


def _check(request: HttpRequest, chosen: QuerySet[Source], now: datetime) -> source_undo.Done:
    del request
    number = len(sources.check_soon(chosen, now))
    words = ngettext(
        "%(number)s source is checked within minutes. Paused ones are left out.",
        "%(number)s sources are checked within minutes. Paused ones are left out.",
        number,
    )
    return source_undo.Done(words % {"number": number}, now.isoformat())


def _folder(request: HttpRequest, chosen: QuerySet[Source], now: datetime) -> source_undo.Done:
    form = FolderForm(request.POST)
    if not form.is_valid():
        raise _NotUnderstoodError(_first_error(form))
    folder = form.cleaned_data["folder"]
    before = sources.move_to_folder(chosen, folder)
    number = sum(map(len, before.values()))
    words = (
        ngettext("%(number)s source moved to %(folder)s.", "%(number)s sources moved to %(folder)s.", number)
        if folder
        else ngettext("%(number)s source taken out of its folder.", "%(number)s sources taken out of folders.", number)
    )
    told = words % {"number": number, "folder": folder}
    return source_undo.Done(told, now.isoformat(), name="folder", value=folder, before=before)


def _language(request: HttpRequest, chosen: QuerySet[Source], now: datetime) -> source_undo.Done:
    form = LanguageForm(request.POST)
    if not form.is_valid():
        raise _NotUnderstoodError(_first_error(form))
    language = form.cleaned_data["language"]
    before = sources.set_language(chosen, language)
    number = sum(map(len, before.values()))
    words = ngettext("The language of %(number)s source is set.", "The language of %(number)s sources is set.", number)
    told = words % {"number": number}
    return source_undo.Done(told, now.isoformat(), name="language", value=language, before=before)


def _delete(request: HttpRequest, chosen: QuerySet[Source], now: datetime) -> source_undo.Done:
    removed = sources.remove(chosen, now, by=name_of(request))
    told = ""
    if removed.gone or not removed.paused:
        words = ngettext("%(number)s source deleted.", "%(number)s sources deleted.", len(removed.gone))
        told = words % {"number": len(removed.gone)}
    if removed.paused:
        kept = ngettext(
            "%(number)s has items, which stay, so it was paused.",
            "%(number)s have items, which stay, so they were paused.",
            len(removed.paused),
        )
        told = f"{told} {kept % {'number': len(removed.paused)}}".lstrip()
    return source_undo.Done(told, now.isoformat(), paused=removed.paused, gone=removed.gone)


DEEDS: dict[str, Doing] = {
    "pause": _pause,
    "resume": _resume,
    "check": _check,
    "folder": _folder,
    "language": _language,
    "delete": _delete,
}
