"""What servers of the fediverse ask of us: who is here, what they said, and where to send something."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from interlink.lib.signatures import Request
from interlink.newsroom.outreach.fediverse import addresses, documents, queries, rules, taking
from interlink.newsroom.outreach.fediverse.activities import LARGEST
from interlink.newsroom.outreach.fediverse.errors import Refused
from interlink.newsroom.outreach.fediverse.models import Actor, Note
from interlink.newsroom.outreach.signup import limits
from interlink.newsroom.outreach.signup.rules import network_of
from interlink.newsroom.outreach.signup.views import asker
from interlink.newsroom.press import links

P = ParamSpec("P")

JRD = "application/jrd+json"
NODEINFO = "http://nodeinfo.diaspora.software/ns/schema/2.1"
SHORT, LONG = "public, max-age=180", "public, max-age=3600"
TAKEN, NOT_FOUND, GONE, TOO_LARGE, TOO_MANY, LATER = 202, 404, 410, 413, 429, 503
RETRY_SECONDS = "600"


View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_servers(view: View[P]) -> View[P]:
    """Say in one line that something is not there, where people would be led to a page in their language."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return _said(request, "There is nothing here.", NOT_FOUND)

    return answer


def _said(request: HttpRequest, words: str, status: int) -> HttpResponse:
    # Django looks here for addresses in languages, to which it would lead what is not found, posted or not.
    request.urlconf = "interlink.newsroom.outreach.fediverse.urls"
    answer = HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    if status in {TOO_MANY, LATER}:
        answer["Retry-After"] = RETRY_SECONDS
    return answer


def _json(found: dict[str, Any], media_type: str = documents.MEDIA_TYPE, status: int = 200) -> JsonResponse:
    answer = JsonResponse(found, status=status, content_type=f"{media_type}; charset=utf-8")
    answer["Cache-Control"] = SHORT
    answer["Access-Control-Allow-Origin"] = "*"  # all of it is public, and nobody is told apart
    return answer


def _wants_page(request: HttpRequest) -> bool:
    """Tell whether a person's browser asks, and not a program of the fediverse."""
    return request.get_preferred_type(["application/activity+json", "application/ld+json", "text/html"]) == "text/html"


def _actor(language: str) -> Actor:
    found = queries.actor_of(language)
    if found is None:
        raise Http404
    return found


@require_safe
@for_servers
def webfinger(request: HttpRequest) -> HttpResponse:
    """Say where somebody is who was named as people name them (RFC 7033)."""
    resource = request.GET.get("resource", "")
    if not resource:
        return _json({"error": "Name a resource."}, status=400)
    name, at, host = resource.removeprefix("acct:").lstrip("@").rpartition("@")
    one = queries.actor_named(name) if at and host.lower() == addresses.host().lower() else queries.actor_at(resource)
    if one is None:
        raise Http404
    address = addresses.of_actor(one)
    found = {
        "subject": f"acct:{addresses.handle(one)[1:]}",
        "aliases": [address],
        "links": [
            {"rel": "self", "type": documents.MEDIA_TYPE, "href": address},
            {
                "rel": "http://webfinger.net/rel/profile-page",
                "type": "text/html",
                "href": links.whole(f"/{one.language}/"),
            },
        ],
    }
    return _json(found, JRD)


@require_safe
def nodeinfo_links(request: HttpRequest) -> HttpResponse:
    """Say where it is said what this server is."""
    del request
    there = {"rel": NODEINFO, "href": links.whole(reverse("fediverse_nodeinfo"))}
    return _json({"links": [there]}, "application/json")


@require_safe
def nodeinfo(request: HttpRequest) -> HttpResponse:
    """Say what this server is; how many read it is nobody's business."""
    del request
    posts = Note.objects.filter(gone_at=None, actor__is_on=True).count()
    found = {
        "version": "2.1",
        "software": {"name": "interlink", "version": version("interlink")},
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": []},
        "openRegistrations": False,
        "usage": {"users": {"total": queries.on().count()}, "localPosts": posts},
        "metadata": {},
    }
    return _json(found, f'application/json; profile="{NODEINFO}#"')


@require_safe
@for_servers
def actor(request: HttpRequest, language: str) -> HttpResponse:
    """Say who an actor is; lead people to the front page."""
    one = _actor(language)
    if _wants_page(request):
        return _to_page(f"/{one.language}/")
    answer = _json(documents.actor(one))
    answer["Vary"] = "Accept"
    return answer


@require_safe
@for_servers
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with a post as it was told; lead people to its page."""
    found = Note.objects.filter(pk=pk).select_related("actor").first()
    if found is None or not (found.actor.is_on or found.gone_at):
        raise Http404
    if found.gone_at is not None:
        return _json({"@context": documents.STREAMS} | documents.tombstone(found), status=GONE)
    if _wants_page(request):
        return _to_page(found.body.get("url", f"/{found.actor.language}/"))
    answer = _json({"@context": documents.STREAMS} | documents.as_told(found))
    answer["Vary"] = "Accept"
    return answer


def _to_page(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer["Vary"] = "Accept"
    return answer


@require_safe
@for_servers
def outbox(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with what an actor said, twenty at a time."""
    one = _actor(language)
    notes, address = queries.notes_of(one), addresses.of_actor(one, "outbox")
    found = documents.collection(address, notes.count())
    pages = Paginator(notes.select_related("actor"), rules.A_PAGE)
    if "page" not in request.GET:
        return _json(found | {"first": f"{address}?page=1"})
    try:
        page = pages.page(request.GET["page"])
    except (EmptyPage, PageNotAnInteger):
        raise Http404 from None
    found |= {"id": f"{address}?page={page.number}", "type": "OrderedCollectionPage", "partOf": address}
    found["orderedItems"] = [documents.created(one_note) for one_note in page.object_list]
    if page.has_next():
        found["next"] = f"{address}?page={page.next_page_number()}"
    return _json(found)


@require_safe
@for_servers
def followers(request: HttpRequest, language: str) -> HttpResponse:
    """Say how many follow an actor, and not who."""
    del request
    one = _actor(language)
    return _json(documents.collection(addresses.of_actor(one, "followers"), one.followers.count()))


@csrf_exempt  # the signature is the proof
@require_POST
@for_servers
def inbox(request: HttpRequest, language: str = "") -> HttpResponse:
    """Take what another server sends, for one actor or for any."""
    if language:
        _actor(language)
    now, network = timezone.now(), f"fediverse refused {network_of(asker(request))}"
    if limits.counted(network, rules.AN_HOUR, now) >= rules.REFUSED_AN_HOUR:
        return _said(request, "Too many requests of your network were wrong this hour.", TOO_MANY)
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return _said(request, "This is larger than what is taken here.", TOO_LARGE)
    try:
        taking.take(_as_signed(request, body), now)
    except Refused as error:
        if error.status not in {TOO_MANY, LATER}:
            limits.within(network, rules.REFUSED_AN_HOUR, rules.AN_HOUR, now)
        return _said(request, error.message, error.status)
    return HttpResponse(status=TAKEN)


def _as_signed(request: HttpRequest, body: bytes) -> Request:
    """Return a request as the other server signed it: for the site's own address, whoever is in front of us."""
    site = urlsplit(settings.INTERLINK_SITE_ADDRESS)
    host = request.get_host()
    scheme = site.scheme if host == site.netloc else (request.scheme or site.scheme)
    headers = tuple(request.headers.items())
    return Request(request.method or "", scheme, host, request.get_full_path(), headers, body)
