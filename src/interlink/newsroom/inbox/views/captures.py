"""What the desk can do about a capture."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from interlink.newsroom.press import posts
from interlink.newsroom.press.models import PostPage


@require_POST
def capture(request: HttpRequest, post_id: int) -> HttpResponse:
    """Capture the page that a post cites, once more or for the first time."""
    post = get_object_or_404(PostPage, pk=post_id)
    posts.capture_again(post, timezone.now())
    messages.success(request, _("The page is being captured."))
    return redirect("wagtailadmin_pages:edit", post.pk)
