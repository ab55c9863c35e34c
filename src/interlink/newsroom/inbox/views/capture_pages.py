"""Capturing pages that no post cites yet: one by a bookmarklet, or a pasted list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy, ngettext

from interlink.newsroom.evidence import actions
from interlink.newsroom.evidence.lists import read_list
from interlink.newsroom.inbox.access import refuse_calmly, require
from interlink.newsroom.inbox.views.desk import DeskView


@method_decorator(refuse_calmly, name="dispatch")
class CaptureView(DeskView):
    """Shows which pages are to be captured, and captures them when an editor says so.

    An address in the link alone captures nothing: any page can hold such a link. It is for those who see the
    evidence afterwards; a contributor has a page captured by clipping it.
    """

    template_name = "inbox/capture_pages.html"
    page_title = gettext_lazy("Capture pages")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Fill in the address that the bookmarklet hands over."""
        assert self.request.user.is_authenticated
        require(self.request.user, "add", "capture", "evidence")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.setdefault("by_browser", False)
        context.setdefault("pasted", self.request.GET.get("address", ""))
        context["bookmarklet"] = _bookmarklet(self.request.build_absolute_uri(reverse("capture_pages")))
        return context

    def post(self, request: HttpRequest) -> HttpResponse:
        """Order the captures; a list with lines that are no addresses comes back first."""
        assert request.user.is_authenticated
        require(request.user, "add", "capture", "evidence")
        pasted, by_browser = request.POST.get("addresses", ""), "browser" in request.POST
        found = read_list(pasted)
        if found.unfit or found.over or not found.addresses:
            return self.render_to_response(self.get_context_data(pasted=pasted, found=found, by_browser=by_browser))
        ordered = len(actions.order_each(found.addresses, timezone.now(), by_browser=by_browser))
        messages.success(
            request,
            ngettext("%(number)d page is being captured.", "%(number)d pages are being captured.", ordered)
            % {"number": ordered},
        )
        return redirect("evidence:index")


def _bookmarklet(address: str) -> SafeString:
    # The address is the desk's own, and Django has checked its host.
    return mark_safe(f"javascript:void(open('{address}?address='+encodeURIComponent(location.href)))")  # noqa: S308
