"""The page of one source: how it is doing and since when, what happened to it, and what it brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox import deed_codes, source_undo
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.source_forms import SourceForm
from interlink.newsroom.inbox.source_history import history
from interlink.newsroom.inbox.views.desk import SourceDeskView
from interlink.newsroom.inbox.views.sources import rows
from interlink.newsroom.sentences import told
from interlink.newsroom.watch import reports, sources
from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.models import Kind, Source, State
from interlink.newsroom.watch.websub import callbacks
from interlink.newsroom.watch.websub.models import Asking

ITEMS_SHOWN = 20
HOURS_IN_A_DAY = 24


@dataclass(frozen=True, slots=True)
class WeekLine:
    """The number of items in seven days."""

    first: datetime
    last: datetime
    number: int


class SourceView(SourceDeskView):
    """Everything about one source, and a form for what an editor may say of it."""

    template_name = "inbox/source.html"

    def prepare(self, request: HttpRequest) -> None:
        """Find the source."""
        del request
        self.source = Source.objects.get(pk=self.kwargs["pk"])
        self.name = self.source.name  # the form may change the source's before it is valid
        self.form = SourceForm(instance=self.source)

    def get_page_title(self) -> str:
        """Return the source's name."""
        return self.name

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is known of the source."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now, source = timezone.now(), self.source
        (row,) = rows([source], now)
        return context | {
            "source": source,
            "row": row,
            "due": source.next_check is None or source.next_check <= now,
            "pace": pace(source.hours_between_items),
            "hub": hub(source, now),
            "weeks": weeks(row.weeks, now),
            "history": history(source),
            "items": list(source.items.order_by("-seen_at", "-pk")[:ITEMS_SHOWN]),
            "other": sources.other_at(source.moved_to, source) if source.moved_to else None,
            "moved": source.state == State.MOVED and bool(source.moved_to),
            "can_learn": source.kind == Kind.LISTING,
            "form": self.form,
            "folders": reports.folders(),
            "may_change": self.request.user.has_perm("watch.change_source"),
            "may_delete": self.request.user.has_perm("watch.delete_source"),
            "undo": source_undo.kept(self.request.session, now),
        }

    @transaction.atomic  # so that of two editors in one moment the second is told
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store what was changed."""
        self.form = SourceForm(request.POST, instance=self.source)
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        # Only these fields: the worker may be changing the others just now.
        self.source.save(update_fields=list(self.form.cleaned_data))
        record(request.user, Deed.LIST, self.source.name, deed_codes.CHANGED)
        messages.success(request, _("Saved."))
        return redirect("sources:one", self.source.pk)


@require_POST
@refuse_calmly
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a source the address that it moved to."""
    require(request.user, "change")
    source = get_object_or_404(Source, pk=pk)
    try:
        sources.take_over(source, timezone.now())
    except WatchError as error:
        messages.error(request, told(error.message))
    else:
        record(request.user, Deed.LIST, source.name, deed_codes.CHANGED)
        messages.success(request, _("The new address is taken over. It is checked within minutes."))
    return redirect("sources:one", source.pk)


def pace(hours: float | None) -> str:
    """Say in words how often a source usually brings an item; empty while that is not known."""
    if hours is None:
        return ""
    if hours < 1:
        return _("several items an hour")
    if hours < HOURS_IN_A_DAY:
        number = max(round(hours), 1)
        told = _("an item about every hour") if number == 1 else _("an item about every %(number)s hours")
    else:
        number = max(round(hours / HOURS_IN_A_DAY), 1)
        told = _("an item about every day") if number == 1 else _("an item about every %(number)s days")
    return told % {"number": number}


def hub(source: Source, now: datetime) -> tuple[str, ...]:
    """Say in words whether a hub tells us of what the source brings; nothing where the source names no hub.

    What a hub says itself stands apart from what we say, since it may end in any way.
    """
    if not source.hub or not source.active:
        return ()
    if source.hub_until and source.hub_until > now:
        return (_("A hub tells us of what is new at once. We look now and then all the same."),)
    if not callbacks.enabled():
        return (_("It names a hub, but no hub can reach this desk. We look at the usual pace."),)
    asking = Asking.objects.filter(source=source).first()
    if asking and asking.problem:
        return told(asking.problem), _("We look at the usual pace meanwhile, and ask again.")
    return (_("It names a hub, which is asked within minutes to tell us of what is new."),)


def weeks(numbers: tuple[int, ...], now: datetime) -> list[WeekLine]:
    """Return a line for each week, the newest first."""
    return [
        WeekLine(now - (back + 1) * reports.WEEK, now - back * reports.WEEK, number)
        for back, number in enumerate(reversed(numbers))
    ]
