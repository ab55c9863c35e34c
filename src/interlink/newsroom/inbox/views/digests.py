"""The digest at the desk: compile the week, see what it leaves out, sign it off and send it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from interlink.newsroom.outreach import actions as outreach
from interlink.newsroom.outreach import queries
from interlink.newsroom.outreach.models import Handover, Mailing
from interlink.newsroom.press import digests
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.press.rules import Week


@dataclass(frozen=True, slots=True)
class Edition:
    """This week's digest in one language, as far as it has come."""

    front: FrontPage
    week: Week
    digest: DigestPage | None
    posts: list[PostPage]
    gaps: digests.Gaps
    readers: int
    counts: dict[Handover, int] | None
    finished: bool


class DigestsView(WagtailAdminTemplateMixin, TemplateView):
    """This week in each language, and the digests before."""

    template_name = "inbox/digests.html"
    page_title = gettext_lazy("Digest")
    header_icon = "doc-full-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the open editions and the earlier digests."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        now = timezone.now()
        editions = [
            _edition(front, digests.open_week(front, now)) for front in FrontPage.objects.select_related("locale")
        ]
        context["editions"] = editions
        shown = [edition.digest.pk for edition in editions if edition.digest]
        earlier = DigestPage.objects.exclude(pk__in=shown).select_related("locale", "mailing")
        context["earlier"] = earlier.order_by("-ends_on", "path")[:20]
        return context


def _edition(front: FrontPage, week: Week) -> Edition:
    digest = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).select_related("signed_off_by").first()
    mailing = Mailing.objects.filter(digest=digest).first() if digest else None
    return Edition(
        front=front,
        week=week,
        digest=digest,
        posts=digest.get_latest_revision_as_object().posts() if digest else digests.posts_of(front, week),
        gaps=digests.gaps(front, week),
        readers=queries.readers(front.locale.language_code),
        counts=queries.counts(mailing) if mailing else None,
        finished=bool(mailing and mailing.finished_at),
    )


@require_POST
def compile_digest(request: HttpRequest, front_id: int) -> HttpResponse:
    """Make or refresh this week's draft."""
    assert request.user.is_authenticated
    front = get_object_or_404(FrontPage, pk=front_id)
    try:
        digests.compile_week(front, digests.open_week(front, timezone.now()), request.user)
    except PressError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The draft is up to date."))
    return redirect("digests")


@require_POST
def send(request: HttpRequest, digest_id: int) -> HttpResponse:
    """Sign a digest off in this editor's name, publish it, and send it to its readers."""
    assert request.user.is_authenticated
    now = timezone.now()
    digest = digests.sign_off(get_object_or_404(DigestPage, pk=digest_id), request.user, now)
    outreach.order_mailing(digest, now)
    messages.success(request, _("Signed off and on its way."))
    return redirect("digests")
