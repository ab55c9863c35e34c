"""The mailings at the desk: how far each is, what stands in its way, and how mails are seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly, require_writer
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.outreach import actions, queries
from interlink.newsroom.outreach.domain import asking, words
from interlink.newsroom.outreach.ledger import words as ledger_words
from interlink.newsroom.outreach.models import Course, Mailing
from interlink.newsroom.press import digests

ON_A_PAGE = 50


class MailingsView(DeskView):
    """All mailings, the newest first."""

    template_name = "inbox/mailings.html"
    page_title = gettext_lazy("Mailings")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of mailings."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        assert isinstance(self.request.user, User)
        require_writer(self.request.user)
        found = Mailing.objects.order_by("-ordered_at", "-pk")
        context["page"] = page = Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))
        context["mailings"] = [(mailing, ledger_words.plain(mailing.problem)) for mailing in page]
        return context


class MailingView(DeskView):
    """One mailing: how far it is, with an estimate, and what came of it."""

    template_name = "inbox/mailing.html"
    page_title = gettext_lazy("Mailing")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add its numbers and what can be done."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        assert isinstance(self.request.user, User)
        require_writer(self.request.user)
        mailing = get_object_or_404(Mailing, pk=kwargs["pk"])
        now = timezone.now()
        progress = queries.progress(mailing, now)
        context["mailing"] = mailing
        context["progress"] = progress
        context["counts"] = {state.name.lower(): number for state, number in progress.counts.items()}
        context["answers"] = queries.answers(mailing)
        left = progress.left or timedelta(0)
        context["nearly"] = timedelta(0) < left < timedelta(minutes=1)
        context["left"] = timesince(now, now + left, depth=1) if left else ""
        context["going"] = mailing.course == Course.GOING
        context["paused"] = mailing.course == Course.PAUSED
        context["planned"] = mailing.course == Course.PLANNED
        context["plain_problem"] = ledger_words.plain(mailing.problem)
        context["may_steer"] = self.request.user.has_perm(digests.SIGN)
        return context


@require_POST
@refuse_calmly
def steer(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Pause a mailing, go on with it, or call it off."""
    if not request.user.has_perm(digests.SIGN):
        raise PermissionDenied
    mailing = get_object_or_404(Mailing, pk=pk)
    match deed:
        case "pause":
            actions.pause(mailing)
            messages.success(request, _("Paused. What is being handed over at this moment still leaves."))
        case "resume":
            actions.resume(mailing)
            messages.success(request, _("It goes on."))
        case "cancel":
            actions.call_off(mailing, timezone.now())
            messages.success(request, _("Called off. Whoever has it keeps it."))
        case _:
            raise BadRequest
    return redirect("mailing", pk)


class DomainView(DeskView):
    """Whether those who get our mails can tell that they are ours, and what to do about it."""

    template_name = "inbox/mail_domain.html"
    page_title = gettext_lazy("How our mails are seen")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the DNS says, once somebody has asked for it."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        assert isinstance(self.request.user, User)
        require_writer(self.request.user)
        context["sender"] = settings.DEFAULT_FROM_EMAIL
        if "check" in self.request.GET:
            try:
                context["findings"] = [(finding, words.sentence(finding)) for finding in asking.look()]
            except (OSError, ValueError) as error:
                context["problem"] = str(error)
        return context
