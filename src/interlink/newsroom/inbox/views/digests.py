"""The digest at the desk: compile the week, see what it leaves out, sign it off and send it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.outreach import queries
from interlink.newsroom.outreach.models import Mailing
from interlink.newsroom.press import digests, weekly
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.press.rules import Week

EARLIER_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Edition:
    """The digest that can be worked on in one language, as far as it has come."""

    front: FrontPage
    week: Week
    digest: DigestPage | None
    posts: list[PostPage]
    gaps: weekly.Gaps
    missed: Week | None
    readers: int
    may_write: bool
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A digest that was signed off, or whose week went by without."""

    digest: DigestPage
    mailing: Mailing | None
    counts: dict[str, int] | None


class DigestsView(DeskView):
    """The open week in each language, and the digests before."""

    template_name = "inbox/digests.html"
    page_title = gettext_lazy("Digest")
    header_icon = "doc-full-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the open editions and the earlier digests."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        assert self.request.user.is_authenticated
        now = timezone.now()
        editions = [_edition(front, now, self.request.user) for front in FrontPage.objects.select_related("locale")]
        open_now = [edition.digest.pk for edition in editions if edition.digest]
        earlier = DigestPage.objects.exclude(pk__in=open_now).select_related("locale", "mailing", "signed_off_by")
        context["editions"] = editions
        context["earlier"] = [_earlier(digest) for digest in earlier.order_by("-ends_on", "path")[:EARLIER_SHOWN]]
        return context


def _edition(front: FrontPage, now: datetime, user: User) -> Edition:
    week = digests.open_week(front, now)
    digest = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).first()
    rights = front.permissions_for_user(user)
    posts = digest.get_latest_revision_as_object().posts() if digest else digests.posts_of(front, week)
    return Edition(
        front=front,
        week=week,
        digest=digest,
        posts=posts,
        gaps=weekly.gaps(front, week, posts),
        missed=weekly.missed(front, now),
        readers=queries.readers(front.locale.language_code),
        may_write=rights.can_add_subpage(),
        may_sign=user.has_perm(digests.SIGN) and rights.can_publish_subpage(),
    )


def _earlier(digest: DigestPage) -> Earlier:
    mailing = Mailing.objects.filter(digest=digest).first()
    counts = {state.value: number for state, number in queries.counts(mailing).items()} if mailing else None
    return Earlier(digest, mailing, counts)


@require_POST
@refuse_calmly
def compile_digest(request: HttpRequest, front_id: int) -> HttpResponse:
    """Make or refresh this week's draft."""
    assert request.user.is_authenticated
    front = get_object_or_404(FrontPage, pk=front_id)
    if not front.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    try:
        digests.compile_week(front, digests.open_week(front, timezone.now()), request.user)
    except PressError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The draft is up to date."))
    return redirect("digests")
