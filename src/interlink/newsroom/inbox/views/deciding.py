"""What an editor does to one story or to many at once from the inbox, taking it back, and keeping views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from interlink.accounts.models import User
from interlink.newsroom.inbox import story_filters, story_undo
from interlink.newsroom.inbox.access import refuse_calmly, require_writer
from interlink.newsroom.press.legible import line
from interlink.newsroom.stories import arranging, deciding, presence
from interlink.newsroom.stories.errors import StoriesError
from interlink.newsroom.stories.models import SavedView, Standing, Story
from interlink.newsroom.stories.models.browsing import LONGEST_NAME

MOST_AT_ONCE = 100
MOST_VIEWS = 30


@require_POST
@refuse_calmly
def ignore(request: HttpRequest, story_id: int) -> HttpResponse:
    """Put a story aside."""
    return _decide(request, {story_id: request.POST.get("seen", "")}, Standing.IGNORED)


@require_POST
@refuse_calmly
def reopen(request: HttpRequest, story_id: int) -> HttpResponse:
    """Bring a story back."""
    return _decide(request, {story_id: request.POST.get("seen", "")}, Standing.OPEN)


@require_POST
@refuse_calmly
def many(request: HttpRequest) -> HttpResponse:
    """Put the ticked stories aside, bring them back, or merge them, as the button says that was pressed."""
    ticked = _ticked(request)
    if not ticked:
        messages.warning(request, _("Tick the stories first."))
        return _back(request)
    match request.POST.get("deed"):
        case "merge":
            return _merge(request, list(ticked))
        case "reopen":
            return _decide(request, ticked, Standing.OPEN)
        case "ignore":
            return _decide(request, ticked, Standing.IGNORED)
        case _:
            return _back(request)


def _ticked(request: HttpRequest) -> dict[int, str]:
    """Return the ticked stories, each with the standing that the editor saw."""
    found = {}
    for text in request.POST.getlist("story")[:MOST_AT_ONCE]:
        key, _dot, seen = text.partition(".")
        if key.isascii() and key.isdecimal() and len(key) < 19:  # noqa: PLR2004 - SQLite's largest key
            found[int(key)] = seen
    return found


def _decide(request: HttpRequest, seen: Mapping[int, str], to: Standing) -> HttpResponse:
    by = _writer(request)
    if len(seen) == 1:
        get_object_or_404(Story, pk=next(iter(seen)))
    outcome = deciding.decide(seen, to, by, timezone.now())
    _tell(request, outcome.refused)
    if outcome.made:
        story_undo.keep(request.session, timezone.now(), decisions=[row.pk for row in outcome.made])
    return _back(request)


def _merge(request: HttpRequest, keys: list[int]) -> HttpResponse:
    by, changes = _writer(request), []
    if len(keys) == 1:
        return redirect("arrange_story", keys[0])
    into = keys[0]
    for key in keys[1:]:
        try:
            change = arranging.merge(key, into, by, timezone.now())
        except StoriesError as error:
            messages.warning(request, str(error))
        else:
            changes.append(change.pk)
            into = change.joined_id
    if changes:
        story_undo.keep(request.session, timezone.now(), changes=changes)
    return _back(request)


@require_POST
@refuse_calmly
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what the editor did last."""
    by, now = _writer(request), timezone.now()
    kept = story_undo.kept(request.session, now)
    story_undo.forget(request.session)
    if kept is None:
        messages.warning(request, _("There is nothing to undo any more."))
        return _back(request)
    refused = deciding.undo(kept["decisions"], by, now).refused + _unmerge(kept["changes"], by, now)
    _tell(request, refused)
    if len(refused) < kept["number"]:
        messages.success(request, _("Undone."))
    return _back(request)


def _unmerge(changes: list[int], by: User, now: datetime) -> list[str]:
    refused = []
    for key in reversed(changes):
        try:
            arranging.undo(key, by, now)
        except StoriesError as error:
            refused.append(str(error))
    return refused


@require_POST
@refuse_calmly
def here(request: HttpRequest, story_id: int) -> HttpResponse:
    """Note that somebody has a story open, and say who else has."""
    assert isinstance(request.user, User)
    get_object_or_404(Story, pk=story_id)
    now = timezone.now()
    presence.take(story_id, request.user, now)
    others = presence.others([story_id], request.user, now).get(story_id, [])
    return JsonResponse({"others": [one.display_name or one.username for one in others]})


@require_POST
@refuse_calmly
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the filters of an address under a name, in place of those that had the name."""
    assert isinstance(request.user, User)
    name = line(request.POST.get("name", ""))[:LONGEST_NAME].rstrip()
    filters = story_filters.read(request.POST)
    views = SavedView.objects.filter(by=request.user)
    if not name:
        messages.warning(request, _("Give the view a name."))
    elif views.count() >= MOST_VIEWS and not views.filter(name=name).exists():
        messages.warning(request, _("You have many views already. Remove one first."))
    else:
        query = story_filters.write(filters)
        SavedView.objects.update_or_create(by=request.user, name=name, defaults={"query": query})
        messages.success(request, _("Saved. You find it above the list."))
    return _back(request)


@require_POST
@refuse_calmly
def drop_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Remove one of the editor's own views."""
    assert isinstance(request.user, User)
    SavedView.objects.filter(pk=view_id, by=request.user).delete()
    return _back(request)


def _tell(request: HttpRequest, refused: list[str]) -> None:
    for words in refused[:3]:
        messages.warning(request, words)
    more = len(refused) - 3
    if more > 0:
        told = ngettext(
            "And %(number)s more was decided meanwhile.", "And %(number)s more were decided meanwhile.", more
        )
        messages.warning(request, told % {"number": more})


def _writer(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    require_writer(request.user)
    return request.user


def _back(request: HttpRequest) -> HttpResponse:
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there if ours else "inbox")
