"""An excerpt that is longer than may be quoted: how long it is, and a publisher's word that it may be."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.press.quoting import actions, queries

LONGEST_REASON = 2000
LARGEST_KEY = 2**63 - 1


@method_decorator(refuse_calmly, name="dispatch")
class LongExcerptView(DeskView):
    """One post's excerpt against the limit of its outlet, and the button of those who may allow more."""

    template_name = "inbox/long_excerpt.html"
    page_title = gettext_lazy("A long excerpt")
    header_icon = "openquote"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post in its latest version, and how much of it is quoted."""
        user, post = cast("User", self.request.user), self._post()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        latest = post.get_latest_revision_as_object()
        return {
            "post": latest,
            "quote": queries.quote_of(latest),
            "may_allow": actions.may_allow(user),
            "earlier": post.long_excerpts.select_related("by"),
        } | context

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Allow what is there, with a reason."""
        del pk
        post, reason = self._post(), request.POST.get("reason", "")[:LONGEST_REASON]
        try:
            actions.allow(post, cast("User", request.user), reason, timezone.now())
        except PressError as refused:
            return self.render_to_response(self.get_context_data(problem=str(refused), reason=reason))
        messages.success(request, _("Allowed, and your reason is kept. The post can be published now."))
        return redirect("wagtailadmin_pages:edit", post.pk)

    def _post(self) -> PostPage:
        post = get_object_or_404(PostPage, pk=min(self.kwargs["pk"], LARGEST_KEY))
        if not post.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return post
