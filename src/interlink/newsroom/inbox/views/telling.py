"""One post or digest on the channels: how it stands, how it would look, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.models import Page

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.outreach.channels import actions, composing, queries, words
from interlink.newsroom.outreach.channels.models import Announcement, Channel
from interlink.newsroom.outreach.channels.queries import OnChannel
from interlink.newsroom.outreach.channels.rules import State, Wanted
from interlink.newsroom.press.models import DigestPage, PostPage

LARGEST_KEY = 2**63 - 1
DEEDS = frozenset({"back", "anew", "there", "missing"})
SENT = frozenset({State.TOLD, State.BEHIND})
MAY_BE_SENT = frozenset({State.FAILED, State.TAKEN_BACK, State.CALLED_OFF})


@dataclass(frozen=True, slots=True)
class Place:
    """A channel, as the page shows it.

    Attributes:
        on: How the post stands there.
        problem: What went wrong, in plain words.
        deeds: What can be done, each with what its button says.
    """

    on: OnChannel
    problem: str
    deeds: tuple[tuple[str, Any], ...]


def _deeds(on: OnChannel, *, is_public: bool) -> tuple[tuple[str, Any], ...]:
    row = on.row
    if row is None:
        return (("send", _("Send")),) if is_public else ()
    state = State(row.state)
    found: list[tuple[str, Any]] = []
    if state in MAY_BE_SENT and is_public:
        found.append(("send", _("Try again") if state is State.FAILED else _("Send")))
    if state is State.BEHIND and is_public:
        found.append(("anew", _("Delete it there and send it anew")))
    if state is State.UNSURE:
        found += [("there", _("I saw it there")), ("missing", _("It is not there: send it"))]
    if state is State.WAITING and row.wanted == Wanted.TOLD and not on.messages:
        found.append(("back", _("Call it off")))
    elif state in SENT or (state is State.FAILED and on.messages):
        found.append(("back", _("Take it back")))
    return tuple(found)


class TellingView(DeskView):
    """A post or digest and all channels."""

    template_name = "inbox/telling.html"
    page_title = gettext_lazy("Channels")
    header_icon = "globe"
    page: PostPage | DigestPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not show readers this page."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            self.page = _page(request, kwargs["pk"])
            return super(TellingView, self).dispatch(request, *args, **kwargs)

        return answer(request)

    def get_page_subtitle(self) -> str:
        """Return the title of the post."""
        return self.page.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how it stands on each channel: those first where it belongs."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        is_public = composing.public_page(self.page.pk) is not None
        shown = self.page if is_public else self.page.get_latest_revision_as_object()
        found = sorted(queries.on_channels(self.page, shown), key=lambda on: (on.row is None, not on.fits))
        return context | {
            "page": self.page,
            "is_public": is_public,
            "language": self.page.locale.language_code,
            "places": [
                Place(on, words.told(on.row.problem) if on.row else "", _deeds(on, is_public=is_public)) for on in found
            ],
        }


@require_POST
@refuse_calmly
def do(request: HttpRequest, pk: int, channel_id: int, deed: str) -> HttpResponse:
    """Send a post on a channel, take it back, or note what was seen there."""
    assert request.user.is_authenticated
    page, channel, now = _page(request, pk), get_object_or_404(Channel, pk=channel_id), timezone.now()
    row = Announcement.objects.filter(page=page.pk, channel=channel).first()
    if deed == "send":
        if composing.public_page(page.pk) is None:
            messages.error(request, words.told("not public"))
            return redirect("telling", page.pk)
        actions.announce(page, channel, request.user, now)
        said = _("On its way to %(channel)s.")
    elif row is None or deed not in DEEDS:
        raise Http404
    elif deed == "back":
        actions.take_back(row, now)
        said = _("It is taken back from %(channel)s.")
    elif deed == "anew":
        actions.send_anew(row, now)
        said = _("On its way to %(channel)s.")
    else:
        actions.settle(row, now, is_there=deed == "there")
        said = _("Noted for %(channel)s.")
    told = said % {"channel": channel.name}
    record(request.user, Deed.PAGE, page.title, told, at=now)
    messages.success(request, told)
    return redirect("telling", page.pk)


def _page(request: HttpRequest, pk: int) -> PostPage | DigestPage:
    page = get_object_or_404(Page, pk=min(pk, LARGEST_KEY)).specific
    if not isinstance(page, PostPage | DigestPage):
        raise Http404
    assert request.user.is_authenticated
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return page
