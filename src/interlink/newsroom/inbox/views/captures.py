"""What the desk can do about a capture, and how it is coming along."""

from __future__ import annotations

from types import SimpleNamespace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.press import posts
from interlink.newsroom.press.models import PostPage


@require_POST
@refuse_calmly
def capture(request: HttpRequest, post_id: int) -> HttpResponse:
    """Capture the page that a post cites, once more or for the first time.

    Asked by the editor's script it answers with the citation panel, else it leads back to the editor.
    """
    post = editable(request, post_id)
    posts.capture_again(post, timezone.now())
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return _panel(request, editable(request, post_id))
    messages.success(request, _("The page is being captured."))
    return redirect("wagtailadmin_pages:edit", post.pk)


@require_safe
@refuse_calmly
def state(request: HttpRequest, post_id: int) -> HttpResponse:
    """Answer with the citation panel as it is now."""
    return _panel(request, editable(request, post_id))


def editable(request: HttpRequest, post_id: int) -> PostPage:
    """Return a post that somebody may edit.

    Raises:
        PermissionDenied: they may not.
    """
    post = get_object_or_404(PostPage, pk=post_id)
    assert request.user.is_authenticated
    if not post.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return post


def _panel(request: HttpRequest, post: PostPage) -> HttpResponse:
    # The panel finds the post under the name that Wagtail's own panels give it.
    latest = post.get_latest_revision_as_object()
    return render(request, "press/desk/citation.html", {"self": SimpleNamespace(instance=latest), "again": True})
