"""The fediverse at the desk: which languages can be followed, how many follow, what waits, and who is blocked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.activity import record
from interlink.accounts.models import Deed
from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.inbox.views.channels import require_channel
from interlink.newsroom.inbox.views.desk import PublishersView
from interlink.newsroom.outreach.fediverse import actions, addresses, documents, keys, queries, rules, words
from interlink.newsroom.outreach.fediverse.models import Actor, Server
from interlink.newsroom.press.models import FrontPage
from interlink.newsroom.press.site import live_fronts

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the site as an account.

    Attributes:
        language: Its code.
        label: What it is called.
        actor: The account; not stored before it is turned on for the first time.
        handle: How people find it.
        counts: How its deliveries stand.
        preview: What followers would see of the newest post; empty without one.
        title: Of that post.
    """

    language: str
    label: str
    actor: Actor
    handle: str
    counts: dict[str, int]
    preview: str
    title: str


def tongues() -> list[Tongue]:
    """Return each language of the site with its account, or the one that it could have."""
    known = {actor.language: actor for actor in queries.actors()}
    found = []
    for front in live_fronts():
        language = front.locale.language_code
        actor = known.get(language) or suggested(language)
        title, preview = _preview(front, actor)
        counts = queries.deliveries_of(actor) if actor.pk else {}
        label = dict(settings.LANGUAGES).get(language, language)
        found.append(Tongue(language, label, actor, addresses.handle(actor), counts, preview, title))
    return found


def suggested(language: str) -> Actor:
    """Return an account for a language that has none yet."""
    name = rules.name_of(settings.INTERLINK_GROUP_NAME, language, main=language == settings.LANGUAGE_CODE)
    return Actor(language=language, name=name)


def _preview(front: FrontPage, actor: Actor) -> tuple[str, str]:
    page = queries.newest(front)
    if page is None:
        return "", ""
    return page.title, documents.preview(actor, page, timezone.now())["content"]


class FediverseView(PublishersView):
    """Each language, the servers with which something is wrong, and the blocks."""

    template_name = "inbox/fediverse.html"
    page_title = gettext_lazy("The fediverse")
    header_icon = "globe"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the languages, the troubles and the blocks."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        troubled = [
            (server, str(words.LET_GO) if server.let_go_at else words.told(server.problem))
            for server in queries.troubled()[:SHOWN]
        ]
        return context | {
            "tongues": tongues(),
            "troubled": troubled,
            "blocked": queries.blocked(),
            "host": addresses.host(),
            "longest": rules.LONGEST_NAME,
            "may_change": self.request.user.has_perm("channels.change_channel"),
        }


@require_POST
@refuse_calmly
def turn(request: HttpRequest, language: str, deed: str) -> HttpResponse:
    """Let a language be followed, or not any more, or give it a new key."""
    require_channel(request, "change")
    if language not in {front.locale.language_code for front in live_fronts()}:
        raise Http404
    actor = Actor.objects.filter(language=language).first() or suggested(language)
    now = timezone.now()
    if deed == "on":
        if not _named(request, actor):
            return redirect("fediverse")
        actions.turn_on(actor, now)
        said = _("%(handle)s can be followed. What is published from now on is told.")
    elif not actor.pk:
        raise Http404
    elif deed == "off":
        actions.turn_off(actor)
        said = _("%(handle)s can be followed no more, and tells nothing.")
    else:
        keys.forget(actions.renew_key(actor, now))
        said = _("%(handle)s has a new key.")
    said %= {"handle": addresses.handle(actor)}
    record(request.user, Deed.LIST, addresses.handle(actor), said)
    messages.success(request, said)
    return redirect("fediverse")


def _named(request: HttpRequest, actor: Actor) -> bool:
    """Give an account its name, which it keeps: followers know it by that."""
    if actor.on_since is not None:
        return True
    name = request.POST.get("name", "").strip().lower().lstrip("@")
    if not rules.is_name(name):
        messages.error(
            request, _("A name has small Latin letters, digits, dots and underscores, at most %(most)s.")
            % {"most": rules.LONGEST_NAME},
        )  # fmt: skip
        return False
    if Actor.objects.filter(name=name).exclude(pk=actor.pk).exists():
        messages.error(request, _("Another language has this name already."))
        return False
    actor.name = name
    actor.save()
    return True


@require_POST
@refuse_calmly
def block(request: HttpRequest) -> HttpResponse:
    """Speak with a domain no more."""
    require_channel(request, "change")
    host = request.POST.get("domain", "").strip().lower().removeprefix("https://").partition("/")[0]
    if addresses.proper(f"https://{host}/") is None or "." not in host:
        messages.error(request, _("This is no domain, such as social.example."))
        return redirect("fediverse")
    server = actions.block(host)
    _said(request, server, _("%(domain)s is blocked, with all below it."))
    return redirect("fediverse")


@require_POST
@refuse_calmly
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    """Speak with a domain again."""
    require_channel(request, "change")
    server = get_object_or_404(Server, pk=pk)
    actions.unblock(server)
    _said(request, server, _("%(domain)s is not blocked any more. Who followed from there has to follow anew."))
    return redirect("fediverse")


def _said(request: HttpRequest, server: Server, words_for_it: str) -> None:
    said = words_for_it % {"domain": server.host}
    record(request.user, Deed.LIST, server.host, said)
    messages.success(request, said)
