"""Who may do what at the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from interlink.accounts.models import User
from interlink.newsroom.press.models import FrontPage

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def may_write(user: User) -> bool:
    """Say whether somebody may write posts in any of the site's languages."""
    return any(front.permissions_for_user(user).can_add_subpage() for front in FrontPage.objects.all())


def require_writer(user: User) -> None:
    """Let only those through who may write posts.

    Raises:
        PermissionDenied: this person may not.
    """
    if not may_write(user):
        raise PermissionDenied


def may_publish(user: User) -> bool:
    """Say whether somebody may show readers something in any of the site's languages."""
    return any(front.permissions_for_user(user).can_publish_subpage() for front in FrontPage.objects.all())


def require_publisher(user: User) -> None:
    """Let only those through who may show readers something.

    Raises:
        PermissionDenied: this person may not.
    """
    if not may_publish(user):
        raise PermissionDenied


def require(user: User | AnonymousUser, deed: str, model: str = "source", app: str = "watch") -> None:
    """Let only those through who may do something to one of the lists of the newsroom.

    Args:
        user: who wants to.
        deed: `view`, `add`, `change` or `delete`.
        model: the list.
        app: whose list it is.

    Raises:
        PermissionDenied: this person may not.
    """
    if not user.has_perm(f"{app}.{deed}_{model}"):
        raise PermissionDenied


def refuse_calmly(view: View[P]) -> View[P]:
    """Answer 403 with a page that says what to do, where Wagtail would lead back to its first page."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return render(request, "inbox/refused.html", status=403)

    return answer
