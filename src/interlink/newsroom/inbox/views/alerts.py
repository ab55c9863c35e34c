"""The news of cited pages at the desk: what happened, how much it matters, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.activity import record
from interlink.accounts.models import Deed, User
from interlink.lib.verdicts.difference import write_html
from interlink.newsroom.evidence.queries import difference
from interlink.newsroom.inbox import alert_undo, deed_codes
from interlink.newsroom.inbox.access import may_publish, refuse_calmly, require_publisher, require_writer
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press import letters
from interlink.newsroom.press.alerts import actions, queries
from interlink.newsroom.press.alerts.queries import Choice
from interlink.newsroom.press.alerts.rules import Kind, State
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import Alert
from interlink.newsroom.press.models.alerts import KINDS, STATES

PAGE_SIZE = 25
ALL = "all"
SHOWN_CHANGES = 2
TOUCHED = {
    "quotation": gettext_lazy("words that we quote"),
    "name": gettext_lazy("a watched name"),
    "number": gettext_lazy("a number"),
    "denial": gettext_lazy("a denial"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One alert as the desk shows it.

    Attributes:
        alert: The alert.
        changes: What was edited, as HTML: the first changes in a list, all of them on the alert's own page.
        more: How many further places were edited.
        touched: What an edit touches, in words.
    """

    alert: Alert
    changes: SafeString
    more: int
    touched: list[str]


def card(alert: Alert, most: int | None = SHOWN_CHANGES) -> Card:
    """Return what the desk shows of an alert."""
    found = difference(alert.check_row)
    changed = found.changed if found else ()
    shown = type(found)(changed[:most]) if found else None
    return Card(
        alert=alert,
        changes=mark_safe(write_html(shown)) if shown else SafeString(),  # noqa: S308 - every run of it is escaped
        more=len(changed) - len(changed[:most]),
        touched=[str(TOUCHED[one]) for one in alert.touched if one in TOUCHED],
    )


class AlertsView(DeskView):
    """A page of alerts, what matters most first."""

    template_name = "inbox/alerts.html"
    page_title = gettext_lazy("Alerts")
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not write."""
        return refuse_calmly(_writers_only(super().dispatch))(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the chosen alerts and the ways to the others."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        choice = _choice(self.request)
        page = Paginator(queries.alerts(choice), PAGE_SIZE).get_page(self.request.GET.get("page"))
        states, kinds = queries.count_by_state(), queries.count_by_kind(choice.state)
        every = [(ALL, _("all")), *STATES]
        return context | {
            "choice": choice,
            "state": choice.state.value if choice.state else ALL,
            "tabs": [(key, label, sum(states.values()) if key == ALL else states.get(key, 0)) for key, label in every],
            "kinds": [(key, label, kinds[key]) for key, label in KINDS if key in kinds],
            "page": page,
            "cards": [card(alert) for alert in page],
            "undo": alert_undo.kept(self.request.session, timezone.now()),
        }


class AlertView(DeskView):
    """One alert: what happened, what it touches, what can be done, and what was done."""

    template_name = "inbox/alert.html"
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not write."""
        return refuse_calmly(_writers_only(super().dispatch))(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Return what it is about."""
        return str(self._alert().get_kind_display()).capitalize()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, through the list."""
        listed = {"url": reverse("alerts"), "label": _("Alerts")}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the alert, the letter to its outlet, and its history."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        alert = self._alert()
        assert isinstance(self.request.user, User)
        return context | {
            "card": card(alert, None),
            "alert": alert,
            "letter": letters.letter(alert),
            "deeds": alert.deeds.select_related("by"),
            "may_publish": may_publish(self.request.user),
            "undo": alert_undo.kept(self.request.session, timezone.now()),
        }

    def _alert(self) -> Alert:
        return get_object_or_404(queries.alerts(Choice(state=None)), pk=self.kwargs["pk"])


def _writers_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        assert isinstance(request.user, User)
        require_writer(request.user)
        return view(request, *args, **kwargs)

    return answer


def _choice(request: HttpRequest) -> Choice:
    state, kind = request.GET.get("state", State.NEW.value), request.GET.get("kind", "")
    return Choice(
        state=None if state == ALL else State(state) if state in set(State) else State.NEW,
        kind=Kind(kind) if kind in set(Kind) else None,
    )


@require_POST
@refuse_calmly
def put(request: HttpRequest) -> HttpResponse:
    """Say of one alert, or of all ticked ones, how far the desk has come with it; it can be undone."""
    by, state = _writer(request), request.POST.get("state", "")
    chosen = Alert.objects.filter(pk__in=[one for one in request.POST.getlist("alert") if one.isdecimal()])
    if state in set(State):
        before = {alert.pk: alert.state for alert in chosen}
        moved = actions.put(chosen, State(state), by, timezone.now())
        alert_undo.keep(request.session, {one.pk: before[one.pk] for one in moved}, timezone.now())
    return redirect(_back(request))


@require_POST
@refuse_calmly
def undo(request: HttpRequest) -> HttpResponse:
    """Put alerts back to where they were."""
    by, now = _writer(request), timezone.now()
    for pk, state in alert_undo.kept(request.session, now).items():
        actions.put(Alert.objects.filter(pk=pk), State(state), by, now)
    alert_undo.forget(request.session)
    return redirect(_back(request))


Doing = Callable[[Alert, User, datetime], object]
_DEEDS: dict[str, tuple[Doing, bool, Any]] = {
    "show": (actions.show, True, gettext_lazy("Readers find it in the public register now.")),
    "hide": (actions.hide, True, gettext_lazy("It is out of the public register.")),
    "told": (actions.told, False, gettext_lazy("Noted that the outlet was told.")),
    "untold": (actions.untold, False, gettext_lazy("Taken back.")),
}


# What readers see of it.
_LOGGED = {"show": deed_codes.SHOWN, "hide": deed_codes.HIDDEN}


@require_POST
@refuse_calmly
def do(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Do something about an alert, or take it back."""
    by, alert = _writer(request), get_object_or_404(Alert, pk=pk)
    action, for_publishers, words = _DEEDS[deed]
    if for_publishers:
        require_publisher(by)
    try:
        action(alert, by, timezone.now())
    except PressError as error:
        messages.error(request, str(error))
    else:
        if deed in _LOGGED:
            record(by, Deed.LIST, alert.capture.title or alert.capture.address, _LOGGED[deed])
        messages.success(request, str(words))
    return redirect("alert", pk)


@require_POST
@refuse_calmly
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft a post about an alert and go to it."""
    by, alert = _writer(request), get_object_or_404(Alert, pk=pk)
    try:
        post = actions.draft(alert, by, timezone.now())
    except PressError as error:
        messages.error(request, str(error))
        return redirect("alert", pk)
    messages.success(request, _("Drafted, with the facts filled in."))
    return redirect("wagtailadmin_pages:edit", post.pk)


def _writer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    require_writer(request.user)
    return request.user


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if own else reverse("alerts")
