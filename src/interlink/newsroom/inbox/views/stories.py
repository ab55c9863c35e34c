"""The inbox: stories, each with its reports, and what can be done with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.newsroom.inbox import highlights, subject_undo
from interlink.newsroom.inbox.access import may_write, refuse_calmly, require_writer
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press import posts
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.stories import actions, queries
from interlink.newsroom.stories.models import Standing, Story
from interlink.newsroom.watch.models import Item, Source, Subject

PAGE_SIZE = 25
SHOWN: dict[str, tuple[Any, Standing | None, bool]] = {
    "open": (gettext_lazy("To decide"), Standing.OPEN, True),
    "clipped": (gettext_lazy("Clipped"), Standing.CLIPPED, False),
    "ignored": (gettext_lazy("Ignored"), Standing.IGNORED, False),
    "all": (gettext_lazy("Everything seen"), None, False),
}


class InboxView(DeskView):
    """A page of stories."""

    template_name = "inbox/stories.html"
    page_title = gettext_lazy("Inbox")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the stories of the chosen view."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = self.request.GET.get("show", "open")
        if shown not in SHOWN:
            shown = "open"
        by_relevance = self.request.GET.get("order") == "relevance"
        page = Paginator(self._stories(shown, by_relevance=by_relevance), PAGE_SIZE).get_page(
            self.request.GET.get("page")
        )
        context["views"] = [(key, label, key == shown) for key, (label, _standing, _watched) in SHOWN.items()]
        context["shown"] = shown
        context["by_relevance"] = by_relevance
        context["stories"] = page
        context["cards"] = [highlights.card(story) for story in page]
        context["has_sources"] = Source.objects.exists()
        context["has_subjects"] = Subject.objects.exists()
        context["may_write"] = self.request.user.is_authenticated and may_write(self.request.user)
        context["may_teach"] = self.request.user.has_perm("watch.change_subject")
        context["rejected"] = subject_undo.kept(self.request.session, timezone.now())
        return context

    def _stories(self, shown: str, *, by_relevance: bool) -> QuerySet[Story]:
        _label, standing, watched_only = SHOWN[shown]
        return queries.inbox(standing, watched_only=watched_only, by_relevance=by_relevance)


@require_POST
@refuse_calmly
def clip(request: HttpRequest, item_id: int) -> HttpResponse:
    """Draft a post from an item and go to it; its page is captured meanwhile."""
    item = get_object_or_404(Item, pk=item_id, membership__isnull=False)
    assert request.user.is_authenticated
    try:
        post = posts.draft(item, request.user, timezone.now())
    except PressError as error:
        messages.error(request, str(error))
        return redirect("inbox")
    messages.success(request, _("Drafted. The page is being captured while you write."))
    return redirect("wagtailadmin_pages:edit", post.pk)


@require_POST
@refuse_calmly
def ignore(request: HttpRequest, story_id: int) -> HttpResponse:
    """Put a story aside."""
    assert request.user.is_authenticated
    require_writer(request.user)
    story = get_object_or_404(Story, pk=story_id)
    actions.ignore(story)
    messages.success(request, _("Put aside. You find it under Ignored."))
    return redirect("inbox")


@require_POST
@refuse_calmly
def reopen(request: HttpRequest, story_id: int) -> HttpResponse:
    """Bring a story back."""
    assert request.user.is_authenticated
    require_writer(request.user)
    actions.reopen(get_object_or_404(Story, pk=story_id))
    messages.success(request, _("Back in the inbox."))
    return redirect("inbox")
