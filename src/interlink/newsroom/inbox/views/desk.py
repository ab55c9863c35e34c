"""What the desk's own pages have in common."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from interlink.newsroom.inbox.access import may_publish, refuse_calmly, require
from interlink.newsroom.watch.models import Source


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A page of the desk, with its name in the header."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class PublishersView(DeskView):
    """A page for those who may show readers something."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            assert request.user.is_authenticated
            if not may_publish(request.user):
                raise PermissionDenied
            return super(PublishersView, self).dispatch(request, *args, **kwargs)

        return answer(request)


class SourceDeskView(DeskView):
    """A page about sources, for those who may see or do what it is for."""

    header_icon = "site"
    to_see = "view"
    to_post = "change"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse calmly whoever may not."""

        @refuse_calmly
        def answer(request: HttpRequest) -> HttpResponseBase:
            require(request.user, self.to_post if request.method == "POST" else self.to_see)
            try:
                self.prepare(request)
            except Source.DoesNotExist:
                messages.warning(request, _("This source is not there any more."))
                return redirect("sources:index")
            return super(SourceDeskView, self).dispatch(request, *args, **kwargs)

        return answer(request)

    def prepare(self, request: HttpRequest) -> None:
        """Get what the page is about.

        Raises:
            Source.DoesNotExist: it is about a source that is gone, or of another kind.
        """

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way here, through the list of sources."""
        listed = {"url": reverse("sources:index"), "label": _("Sources")}
        return [*self.breadcrumbs_items, listed, *self.below(), {"url": "", "label": self.get_page_title()}]

    def below(self) -> list[dict[str, Any]]:
        """Return what lies between the list of sources and this page."""
        return []
