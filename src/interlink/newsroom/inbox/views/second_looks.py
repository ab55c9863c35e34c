"""The second pair of eyes at the desk: what waits for somebody, reading it, approving it or sending it back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly, require_writer
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press import posts
from interlink.newsroom.press.approving import actions, queries, rules
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.watch import private_marks

LONGEST_NOTE = 2000
LARGEST_KEY = 2**63 - 1


@method_decorator(refuse_calmly, name="dispatch")
class SecondLooksView(DeskView):
    """What waits for this person's eyes, what of theirs waits for others', and who has not answered in time."""

    template_name = "inbox/second_looks.html"
    page_title = gettext_lazy("Second looks")
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Collect it."""
        user = cast("User", self.request.user)
        require_writer(user)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "for_you": queries.waiting_for(user),
            "yours": queries.waiting_of(user),
            "unmarking": private_marks.asked() if user.has_perm("watch.change_subject") else (),
            "overdue": corrections.overdue(timezone.localdate()),
        }


@method_decorator(refuse_calmly, name="dispatch")
class ReadView(DeskView):
    """One post to read: why, as readers will see it, and what to say about it."""

    template_name = "inbox/second_look.html"
    page_title = gettext_lazy("A second look")
    header_icon = "view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post in its latest version and what this person may do."""
        user, post = _reader_and_post(self.request, self.kwargs["pk"])
        context: dict[str, Any] = super().get_context_data(**kwargs)
        latest = actions.latest_of(post)
        facts = queries.facts_of(latest)
        decision = rules.decide(facts)
        return context | {
            "post": latest,
            "said": queries.checksum_of(latest),
            "why": queries.reasons_in_words(facts),
            "gaps": posts.gaps(latest) if decision.free else [],
            "free": decision.free,
            "may_approve": rules.may_approve(user.pk, facts.writer, facts.readers),
            "wanted": getattr(post, "wanted_look", None),
            "writer": User.objects.filter(pk=facts.writer).first() if facts.writer else None,
            "readers": User.objects.filter(pk__in=facts.readers).order_by("username"),
        }


@require_POST
@refuse_calmly
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve exactly the words that were read, publish them too, or send them back with a note."""
    user, post = _reader_and_post(request, pk)
    now = timezone.now()
    try:
        if request.POST.get("deed") == "back":
            actions.send_back(post, user, request.POST.get("note", "")[:LONGEST_NOTE], now)
            messages.success(request, _("Sent back, with your note."))
            return redirect("second_looks")
        if request.POST.get("deed") != "publish only":
            actions.approve(post, user, request.POST.get("said", ""), now)
            messages.success(request, _("Approved: exactly these words."))
        if request.POST.get("deed") in {"publish", "publish only"}:
            posts.publish(post, user, now)
            messages.success(request, _("Published.") if post.live else _("It will go out at its time."))
            return redirect("second_looks")
    except PressError as refused:
        messages.error(request, str(refused))
    return redirect("second_look", pk)


def _reader_and_post(request: HttpRequest, pk: int) -> tuple[User, PostPage]:
    """Return who reads what.

    Raises:
        PermissionDenied: this person may not publish in that language.
    """
    post = get_object_or_404(PostPage.objects.select_related("locale"), pk=min(pk, LARGEST_KEY))
    user = cast("User", request.user)
    if not post.permissions_for_user(user).can_publish():
        raise PermissionDenied
    return user, post


def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one post to read, or do what was said of it."""
    return look(request, pk) if request.method == "POST" else ReadView.as_view()(request, pk=pk)
