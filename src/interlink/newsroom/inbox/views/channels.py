"""The channels at the desk: added, tested, paused, and what went wrong on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.channel_forms import ChannelForm
from interlink.newsroom.inbox.templatetags.written import reason
from interlink.newsroom.inbox.views.desk import DeskView, PublishersView
from interlink.newsroom.outreach.channels import actions, queries, words
from interlink.newsroom.outreach.channels.errors import ChannelError
from interlink.newsroom.outreach.channels.models import Channel, Service

TROUBLES_SHOWN = 30


def require_channel(request: HttpRequest, deed: str) -> None:
    """Let only those through who may do something to the list of channels.

    Raises:
        PermissionDenied: this person may not.
    """
    require(request.user, deed, "channel", "channels")


class ChannelsView(PublishersView):
    """Each channel with how it is doing, and what somebody has to look at."""

    template_name = "inbox/channels.html"
    page_title = gettext_lazy("Channels")
    header_icon = "globe"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the channels and the troubles."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "channels": [(channel, words.told(channel.problem)) for channel in queries.channels()],
            "troubles": [(row, words.told(row.problem)) for row in queries.troubles()[:TROUBLES_SHOWN]],
            "services": Service.choices,
            "may_change": self.request.user.has_perm("channels.change_channel"),
        }


class ChannelView(DeskView):
    """One channel: added or changed."""

    template_name = "inbox/channel.html"
    header_icon = "globe"
    channel: Channel

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not change channels."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            pk, service = kwargs.get("pk"), kwargs.get("service")
            require_channel(request, "change" if pk else "add")
            if pk:
                self.channel = get_object_or_404(Channel, pk=pk)
            elif service in Service.values:
                self.channel = Channel(service=Service(service))
            else:
                raise Http404
            return super(ChannelView, self).dispatch(request, *args, **kwargs)

        return answer(request)

    def get_page_title(self) -> str:
        """Return the channel's name, or the service's that is added."""
        return self.channel.name or str(_("Add: %(service)s") % {"service": Service(self.channel.service).label})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {"form": ChannelForm(instance=self.channel), "channel": self.channel} | context

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it, and ask the service at once whose account it is."""
        del kwargs
        form = ChannelForm(request.POST, instance=self.channel)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        channel = form.save()
        record(request.user, Deed.LIST, channel.name, _("kept a channel"))
        if form.made_secret:
            told = _("The signing secret, shown this once: %(secret)s") % {"secret": form.made_secret}
            messages.info(request, told)
        _test(request, channel)
        return redirect("channels")


@require_POST
@refuse_calmly
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the service whose account it is."""
    require_channel(request, "change")
    _test(request, get_object_or_404(Channel, pk=pk))
    return redirect("channels")


def _test(request: HttpRequest, channel: Channel) -> None:
    try:
        same = actions.test(channel, timezone.now())
    except ChannelError as error:
        said = format_html("{}: {} {}", channel.name, words.told(error.problem), reason(error.words))
        messages.error(request, said)
        return
    told = _("%(channel)s: it answers as %(account)s. Is that the right account?")
    (messages.success if same else messages.warning)(
        request,
        told % {"channel": channel.name, "account": channel.account}
        + ("" if same else " " + _("It is another one than before.")),
    )


@require_POST
@refuse_calmly
def turn(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Pause, resume or remove a channel."""
    require_channel(request, "delete" if deed == "remove" else "change")
    channel = get_object_or_404(Channel, pk=pk)
    name = channel.name
    {"pause": actions.pause, "resume": actions.resume, "remove": actions.remove}[deed](channel)
    said = {
        "pause": _("%(channel)s is paused. What is ordered waits."),
        "resume": _("%(channel)s goes on."),
        "remove": _("%(channel)s is removed. What was sent stays where it is."),
    }[deed] % {"channel": name}
    record(request.user, Deed.LIST, name, said)
    messages.success(request, said)
    return redirect("channels")
