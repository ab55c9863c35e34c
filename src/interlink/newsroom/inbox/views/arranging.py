"""Where an editor puts the reports of a story right: split, merge, move, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.models import User
from interlink.newsroom.inbox import sameness
from interlink.newsroom.inbox.access import may_write, refuse_calmly, require_writer
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.stories import arranging, browsing, presence, queries
from interlink.newsroom.stories.errors import StoriesError
from interlink.newsroom.stories.models import Change, Membership, Story
from interlink.newsroom.watch.models import Item
from interlink.newsroom.watch.search import questions
from interlink.newsroom.watch.search.errors import TookTooLong


@dataclass(frozen=True, slots=True)
class Line:
    """One report of the story, with who has the same text and how often it changed."""

    report: Membership
    item: Item
    twins: list[sameness.Twin]
    changed: int


class ArrangeView(DeskView):
    """One story with its reports in order, and what can be done with them."""

    template_name = "inbox/arrange.html"
    page_title = gettext_lazy("Rearrange a story")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the story, the stories that its reports may belong to, and what was changed before."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        story = get_object_or_404(Story, pk=kwargs["story_id"])
        words = " ".join(self.request.GET.get("words", "").replace("\x00", "").split())[: questions.LONGEST]
        context["story"] = story
        assert isinstance(self.request.user, User)
        presence.take(story.pk, self.request.user, timezone.now())
        context["others_here"] = presence.others([story.pk], self.request.user, timezone.now()).get(story.pk, [])
        context["reports"] = [
            Line(report, report.item, sameness.twins(report.item), len(report.item.versions.all()))
            for report in queries.with_copies(queries.reports_of(story))
        ]
        context["others"], context["gave_up"] = _others(story, words)
        context["words"] = words
        context["changes"] = queries.changes_of(story)
        context["may_write"] = self.request.user.is_authenticated and may_write(self.request.user)
        return context


def _others(story: Story, words: str) -> tuple[list[Story], bool]:
    """Return the stories to choose from, and whether a search for them was given up."""
    asked = questions.ask(words) if words else None
    if asked is None:
        return ([] if words else queries.others_around(story)), False
    try:
        return browsing.others_with(story, asked.expression), False
    except TookTooLong:
        return [], True


@require_POST
@refuse_calmly
def arrange(request: HttpRequest, story_id: int) -> HttpResponseBase:
    """Split, move or merge, as the button says that was pressed."""
    assert request.user.is_authenticated
    require_writer(request.user)
    try:
        change = _do(request, story_id)
    except StoriesError as error:
        messages.error(request, str(error))
        return redirect("arrange_story", story_id)
    messages.success(request, _("Done. It can be undone below."))
    return redirect("arrange_story", change.joined_id)


def _do(request: HttpRequest, story_id: int) -> Change:
    user, now = request.user, timezone.now()
    assert user.is_authenticated
    items = {int(key) for key in request.POST.getlist("report") if key.isdecimal()}
    other = request.POST.get("other", "")
    other_id = int(other) if other.isdecimal() else story_id
    match request.POST.get("deed"):
        case "split":
            return arranging.split(story_id, items, user, now)
        case "move":
            return arranging.move(story_id, items, other_id, user, now)
        case _:
            return arranging.merge(story_id, other_id, user, now)


@require_POST
@refuse_calmly
def undo(request: HttpRequest, change_id: int) -> HttpResponse:
    """Take a split, merge or move back."""
    assert request.user.is_authenticated
    require_writer(request.user)
    change = get_object_or_404(Change, pk=change_id)
    try:
        arranging.undo(change.pk, request.user, timezone.now())
    except StoriesError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Undone."))
    return redirect("arrange_story", change.left_id)
