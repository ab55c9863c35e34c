"""The subscribers at the desk: a page of a million takes no longer than a page of ten."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.widgets.button import HeaderButton

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.outreach import addresses, browsing, subscribing, tallies
from interlink.newsroom.outreach.bounces import queries as bounces
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.importing import writing
from interlink.newsroom.outreach.models import Subscriber, Subscription
from interlink.newsroom.outreach.signup import limits


def require_for(request: HttpRequest, deed: str) -> None:
    """Let only those through who may do something to the list of subscribers."""
    require(request.user, deed, "subscriber", "outreach")


class SubscriberDeskView(DeskView):
    """A page about subscribers, for those who may see or change them."""

    header_icon = "group"
    to_see = "view"
    to_post = "add"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            require_for(request, self.to_post if request.method == "POST" else self.to_see)
            return super(SubscriberDeskView, self).dispatch(request, *args, **kwargs)

        return answer(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, through the list."""
        listed = {"url": reverse("subscribers:index"), "label": _("Subscribers")}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_page_title()}]


class SubscribersView(SubscriberDeskView):
    """A page of subscribers, with how many there are."""

    template_name = "inbox/subscribers.html"
    page_title = gettext_lazy("Subscribers")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here: this is the list itself."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_header_buttons(self) -> list[HeaderButton]:
        """Offer to add somebody to those who may."""
        if not self.request.user.has_perm("outreach.add_subscriber"):
            return []
        return [HeaderButton(_("Add a subscriber"), reverse("subscribers:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page, and the numbers that are kept."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = timezone.now()
        choice = browsing.Choice.of(self.request.GET, [code for code, _name in settings.LANGUAGES])
        page = browsing.page(choice)
        return context | {
            "choice": choice,
            "filtered": bool(choice.words or choice.language or choice.standing),
            "page": page,
            "before": _query(choice, before=page.before) if page.before else "",
            "after": _query(choice, after=page.after) if page.after else "",
            "tabs": _tabs(choice),
            "total": tallies.total(),
            "languages": [code for code, _name in settings.LANGUAGES],
            "bounces": bounces.lately(now),
            "box_problem": bounces.problem(),
            "braked": limits.braked(now),
            "key_fits": subscribing.key_fits(),
            "may_add": self.request.user.has_perm("outreach.add_subscriber"),
            "may_change": self.request.user.has_perm("outreach.change_subscriber"),
        }


def _query(choice: browsing.Choice, **more: str) -> str:
    given = {"q": choice.words, "language": choice.language, "standing": choice.standing, **more}
    return urlencode({name: value for name, value in given.items() if value})


def _tabs(choice: browsing.Choice) -> list[dict[str, Any]]:
    numbers = tallies.by_standing(choice.language)
    every = {"label": _("all"), "number": sum(numbers.values()), "chosen": not choice.standing}
    tabs = [every | {"query": _query(choice.without_standing())}]
    for standing in Subscription:
        if numbers.get(standing) or choice.standing == standing:
            query = _query(choice.without_standing(), standing=standing)
            chosen = choice.standing == standing
            number = numbers.get(standing, 0)
            tabs.append({"label": standing.label, "number": number, "chosen": chosen, "query": query})
    return tabs


@require_safe
@refuse_calmly
def export(request: HttpRequest) -> HttpResponseBase:
    """Hand all subscribers over as a file, line by line; who took them along is in the log."""
    assert request.user.is_authenticated
    require_for(request, "change")
    choice = browsing.Choice.of(request.GET, [code for code, _name in settings.LANGUAGES])
    chosen: QuerySet[Subscriber] = browsing.chosen(choice)
    record(request.user, Deed.LIST, str(_("Subscribers")), deed_codes.EXPORTED)
    answer = StreamingHttpResponse(writing.lines(chosen), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="subscribers.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@refuse_calmly
def bar(request: HttpRequest) -> HttpResponse:
    """Put an address on the list of those who are not mailed, or take it off."""
    require_for(request, "change")
    try:
        address = addresses.read(request.POST.get("address", ""))
    except BadAddress:
        messages.error(request, _("This is no mail address that we could write to."))
        return redirect("subscribers:index")
    if request.POST.get("deed") == "lift":
        lifted = subscribing.lift(address)
        told = _("The address is off the list. It may be added or sign up again.")
        messages.success(request, told if lifted else _("The address was not on the list."))
    else:
        subscribing.bar(address, timezone.now())
        messages.success(request, _("The address is not mailed any more, whoever asks."))
    return redirect("subscribers:index")
