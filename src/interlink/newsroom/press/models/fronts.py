"""The front page of one language, with its month archives beneath."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from interlink.newsroom.press import queries


class FrontPage(Page):
    """The site's front page in one language; every post and digest of that language is below it."""

    aims = models.TextField(
        _("what the group does"), blank=True, help_text=_("One or two sentences at the top of the page.")
    )

    content_panels: ClassVar[list[Panel]] = [*Page.content_panels, FieldPanel("aims")]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["press.PostPage", "press.DigestPage"]
    template = "press/front.html"

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a month by year and month, and a post or digest by year, month and slug."""
        match path_components:
            case [year, month] if _is_month(year, month):
                return RouteResult(self, kwargs={"year": int(year), "month": int(month)})
            case [year, month, slug] if _is_month(year, month):
                found: RouteResult = super().route(request, [slug])
                if found.page.specific.url_path != f"{self.url_path}{year}/{month}/{slug}/":
                    raise Http404
                return found
            case []:
                return super().route(request, path_components)
        raise Http404

    def serve(self, request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
        """Answer with the front page, or with the archive of one month."""
        if year is None or month is None:
            return super().serve(request)
        posts = queries.posts_of_month(self, year, month)
        if not posts:
            raise Http404
        context = {**super().get_context(request), "posts": posts, "first_day": date(year, month, 1)}
        return TemplateResponse(request, "press/month.html", context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest posts, the months that have any, and the newest digest."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["posts"] = queries.newest_posts(self)
        context["months"] = queries.months(self)
        context["digest"] = queries.newest_digest(self)
        return context


def _is_month(year: str, month: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}", year) and re.fullmatch(r"0[1-9]|1[0-2]", month) and year >= "1000")
