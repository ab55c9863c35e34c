"""Taking somebody out, letting them back in, and the log of what people did."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts import activity
from interlink.accounts.actions import forget_factors, reopen_account
from interlink.accounts.errors import LastOperator
from interlink.accounts.models import Deed, User
from interlink.accounts.roles import NAMES, role_of
from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.inbox.leaving import take_out
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press.handing_over import held_by

LINES_SHOWN = 50
LARGEST_KEY = 2**63 - 1


def _person(request: HttpRequest, pk: int) -> User:
    if not request.user.has_perm("accounts.change_user"):
        raise PermissionDenied
    return get_object_or_404(User, pk=pk)


@method_decorator(refuse_calmly, name="dispatch")
class TakeOutView(DeskView):
    """One button that takes somebody out, with what they hold and who gets it."""

    template_name = "inbox/take_out.html"
    page_title = gettext_lazy("Take somebody out")
    header_icon = "user"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the person holds, and who may get it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        person = _person(self.request, self.kwargs["pk"])
        others = User.objects.filter(is_active=True).exclude(pk=person.pk).order_by("username")
        role = role_of(person)
        return context | {
            "person": person,
            "role": NAMES[role] if role else "",
            "held": held_by(person),
            "others": [other for other in others if other.has_perm("wagtailadmin.access_admin")],
            "is_self": person == self.request.user,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Take the person out."""
        assert request.user.is_authenticated
        person = _person(request, pk)
        chosen = request.POST.get("to", "")
        to = User.objects.filter(pk=int(chosen), is_active=True).first() if chosen.isdecimal() else None
        if person == request.user:
            messages.error(request, _("You cannot take yourself out. Ask another operator."))
            return redirect("take_out", pk)
        try:
            held = take_out(person, to or request.user, request.user)
        except LastOperator:
            messages.error(request, _("This is the only operator. Make somebody else an operator first."))
            return redirect("take_out", pk)
        told = _("%(name)s is out. Drafts handed over: %(drafts)s.")
        messages.success(request, told % {"name": person.get_full_name(), "drafts": held.drafts})
        return redirect("take_out", pk)


@require_POST
@refuse_calmly
def let_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Open somebody's account again."""
    assert request.user.is_authenticated
    person = _person(request, pk)
    reopen_account(person, request.user)
    messages.success(request, _("%(name)s can sign in again.") % {"name": person.get_full_name()})
    return redirect("take_out", pk)


@require_POST
@refuse_calmly
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second factors of somebody who has lost them."""
    assert request.user.is_authenticated
    person = _person(request, pk)
    if forget_factors(person, request.user):
        messages.success(
            request, _("%(name)s signs in with the password alone next time.") % {"name": person.get_full_name()}
        )
    else:
        messages.warning(request, _("%(name)s has no second factor.") % {"name": person.get_full_name()})
    return redirect("take_out", pk)


@method_decorator(refuse_calmly, name="dispatch")
class ActivityView(DeskView):
    """What people did at the desk, the newest first."""

    template_name = "inbox/activity.html"
    page_title = gettext_lazy("Activity")
    header_icon = "history"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of lines; a filter or a place that makes no sense is left aside."""
        if not self.request.user.has_perm("accounts.view_activity"):
            raise PermissionDenied
        context: dict[str, Any] = super().get_context_data(**kwargs)
        asked = self.request.GET
        place = asked.get("before", "")
        key = min(int(place), LARGEST_KEY) if place.isascii() and place.isdecimal() else None
        deed = asked.get("deed", "") if asked.get("deed") in Deed.values else ""
        who = asked.get("who", "")[:150]
        lines = list(activity.before(key, who=who, deed=deed)[: LINES_SHOWN + 1])
        more = len(lines) > LINES_SHOWN
        return context | {
            "lines": lines[:LINES_SHOWN],
            "deeds": Deed.choices,
            "people": User.objects.order_by("username").values_list("username", flat=True),
            "deed": deed,
            "who": who,
            "older": lines[LINES_SHOWN - 1].pk if more else None,
            "is_first": key is None,
            "address": reverse("activity"),
        }
