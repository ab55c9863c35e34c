"""One digest's draft at the desk: its order, its lead, how it looks as a mail, and when it goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import refuse_calmly
from interlink.newsroom.inbox.views.desk import DeskView
from interlink.newsroom.outreach import actions as outreach
from interlink.newsroom.outreach import queries, trying
from interlink.newsroom.outreach.errors import BadAddress
from interlink.newsroom.outreach.mail.kinds import of_digest
from interlink.newsroom.outreach.models import Course, Mailing
from interlink.newsroom.press import digests, editions, rhythm, weekly
from interlink.newsroom.press.errors import LookNeeded, PressError
from interlink.newsroom.press.models import DigestPage, Grouping
from interlink.newsroom.press.rules import Week

WIDTHS = (320, 600)


def draft_of(pk: int) -> DigestPage:
    """Return a digest as its latest version has it.

    Raises:
        Http404: there is none.
    """
    found = get_object_or_404(DigestPage.objects.select_related("locale"), pk=pk).get_latest_revision_as_object()
    assert isinstance(found, DigestPage)
    return found


class EditionView(DeskView):
    """The draft with its posts in order, and what can be done with them."""

    template_name = "inbox/edition.html"
    page_title = gettext_lazy("Digest")
    header_icon = "doc-full-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the draft, its entries, and what this person may do."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        assert isinstance(user, User)
        digest = draft_of(kwargs["pk"])
        rights = digest.permissions_for_user(user)
        stored = DigestPage.objects.get(pk=digest.pk)
        context["digest"] = digest
        context["posts"] = [entry.post for entry in digest.entries.select_related("post__locale")]
        context["signed"] = stored.signed_off_at is not None
        context["groupings"] = Grouping.choices
        context["sections"] = editions.sections(digest, digest.posts())
        context["may_edit"] = rights.can_edit() and not context["signed"]
        context["may_sign"] = user.has_perm(digests.SIGN) and rights.can_publish() and not context["signed"]
        context["mailing"] = Mailing.objects.filter(digest=stored).first()
        context["planned"] = Course.PLANNED
        if context["may_sign"]:
            found = weekly.gaps(digest.get_parent().specific, Week(digest.starts_on, digest.ends_on), context["posts"])
            context["gaps"] = found if found.any else None
        context["readers"] = queries.readers(digest.locale.language_code)
        context["zone"] = rhythm.current().zone
        context["widths"] = WIDTHS
        return context


@require_POST
@refuse_calmly
def move(request: HttpRequest, pk: int, post_id: int) -> HttpResponseBase:
    """Put a post at another place: by dragging, where a script asks, or by a button."""
    place = request.GET.get("position") or request.POST.get("position", "")
    if not place.isdecimal():
        raise BadRequest
    return _change(request, pk, lambda digest, user: editions.move(digest, post_id, int(place), user))


@require_POST
@refuse_calmly
def take_out(request: HttpRequest, pk: int, post_id: int) -> HttpResponseBase:
    """Leave a post out."""
    return _change(request, pk, lambda digest, user: editions.take_out(digest, post_id, user))


@require_POST
@refuse_calmly
def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose how posts are put together."""
    chosen = request.POST.get("grouping", "")
    if chosen not in Grouping.values:
        raise BadRequest
    return _change(request, pk, lambda digest, user: editions.group(digest, chosen, user))


def _change(request: HttpRequest, pk: int, change: Any) -> HttpResponseBase:
    assert isinstance(request.user, User)
    try:
        change(get_object_or_404(DigestPage, pk=pk), request.user)
    except PressError as error:
        messages.error(request, str(error))
    if "position" in request.GET:  # a script that stays on the page
        return HttpResponse(status=204)
    return redirect("edition", pk)


@require_POST
@refuse_calmly
def send(request: HttpRequest, digest_id: int) -> HttpResponse:
    """Sign a digest off in this editor's name, and send it to its readers, at once or at the time that was chosen."""
    assert isinstance(request.user, User)
    now = timezone.now()
    at = None
    if request.POST.get("at"):
        at = _moment(request.POST["at"])
        if at is None or at <= now:
            messages.error(request, _("Choose a time that is still to come. Nothing was sent."))
            return redirect("edition", digest_id)
    try:
        outreach.sign_and_send(get_object_or_404(DigestPage, pk=digest_id), request.user, now, at)
    except LookNeeded as refused:
        messages.error(request, str(refused))
        return redirect("edition", digest_id)
    messages.success(
        request, _("Signed off. It goes out at the time that you chose.") if at else _("Signed off and on its way.")
    )
    return redirect("digests")


def _moment(written: str) -> datetime | None:
    try:
        found = parse_datetime(written)
    except ValueError:
        return None
    return found.replace(tzinfo=rhythm.current().zone) if found is not None and found.tzinfo is None else found


@require_POST
@refuse_calmly
def take_back(request: HttpRequest, digest_id: int) -> HttpResponse:
    """Take back a signature under a digest whose time has not come."""
    assert isinstance(request.user, User)
    digest = get_object_or_404(DigestPage, pk=digest_id)
    if not (request.user.has_perm(digests.SIGN) and digest.permissions_for_user(request.user).can_publish()):
        raise PermissionDenied
    mailing = Mailing.objects.filter(digest=digest).first()
    if mailing is not None and outreach.take_back(mailing):
        messages.success(request, _("Taken back. It is a draft again."))
    else:
        messages.error(request, _("Its time has come; it is out already."))
    return redirect("digests")


class LetterView(DeskView):
    """A digest as a mail: both its parts at two widths, and its head."""

    template_name = "inbox/letter.html"
    page_title = gettext_lazy("Digest as a mail")
    header_icon = "mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mail."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        digest = draft_of(kwargs["pk"])
        if not digest.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        context["digest"] = digest
        context["widths"] = WIDTHS
        try:
            context["mail"] = trying.preview(of_digest(digest))
        except (OSError, ValueError) as error:
            context["problem"] = str(error)
        return context


@refuse_calmly
@xframe_options_sameorigin
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF], "sandbox": ["allow-popups"]})  # type: ignore[arg-type]
def letter_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the part of the mail that has a look, alone and with nothing active in it."""
    digest = draft_of(pk)
    if not digest.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return HttpResponse(trying.preview(of_digest(digest)).html)


@require_POST
@refuse_calmly
def try_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the mail to this editor's own address."""
    assert isinstance(request.user, User)
    digest = draft_of(pk)
    if not digest.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    try:
        outcome = trying.send_to(request.user.email, of_digest(digest), _("[Test]"))
    except BadAddress:
        messages.error(request, _("Your account has no mail address. Add one under your name, then try again."))
    except (OSError, ValueError) as error:
        messages.error(request, _("It was not sent: %(why)s") % {"why": error})
    else:
        if trying.went(outcome):
            messages.success(request, _("Sent to %(address)s.") % {"address": request.user.email})
        else:
            messages.error(request, _("It was not sent: %(why)s") % {"why": outcome.words})
    return redirect("letter", pk)
