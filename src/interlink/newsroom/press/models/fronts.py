"""The front page of one language, with its month archives beneath."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Page, PagePermissionTester
from wagtail.url_routing import RouteResult

from interlink.newsroom.press import queries
from interlink.newsroom.press.fields import PROSE
from interlink.newsroom.press.lists import months
from interlink.newsroom.press.lists import queries as lists


class FrontPermissions(PagePermissionTester):
    """What somebody may do to a front page. A whole language hangs on it: only operators take it away or aside."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Say whether this person may delete it, with all posts of the language."""
        return self.user.is_superuser and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Say whether this person may take it from the readers."""
        return self.user.is_superuser and super().can_unpublish()

    def can_move(self) -> bool:
        """Say whether this person may put it elsewhere."""
        return self.user.is_superuser and super().can_move()

    def can_set_view_restrictions(self) -> bool:
        """Say whether this person may keep it, and all below it, from the public."""
        return self.user.is_superuser and super().can_set_view_restrictions()


class FrontPage(Page):
    """The site's front page in one language; every post and digest of that language is below it."""

    aims = models.TextField(
        _("what the group does"), blank=True, help_text=_("One or two sentences at the top of the page.")
    )
    about = RichTextField(
        _("about the group"),
        blank=True,
        features=PROSE,
        help_text=_("Who you are, what you stand for, how you work. It is on the page About us."),
    )
    contact = RichTextField(_("how to reach the group"), blank=True, features=PROSE)
    safe_contact = RichTextField(
        _("how to reach the support desk safely"),
        blank=True,
        features=PROSE,
        help_text=_("For people in danger: which device, which network, which address, and what to leave out."),
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("aims"),
        MultiFieldPanel(
            [FieldPanel("about"), FieldPanel("contact"), FieldPanel("safe_contact")], heading=_("About us")
        ),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["press.PostPage", "press.DigestPage"]
    template = "press/front.html"
    # One for each language of the settings, made by `ensure_front_pages`; a second one would be found by nobody.
    is_creatable = False

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def permissions_for_user(self, user: Any) -> FrontPermissions:
        """Return what somebody may do to it."""
        return FrontPermissions(user, self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a post or digest by year, month and slug."""
        match path_components:
            case [year, month, slug] if _is_month(year, month):
                found: RouteResult = super().route(request, [slug])
                if found.page.specific.url_path != f"{self.url_path}{year}/{month}/{slug}/":
                    raise Http404
                return found
            case []:
                return super().route(request, path_components)
        raise Http404

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest posts, the latest months and the years that have any, and the newest digest."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        language = self.locale.language_code
        context["posts"] = queries.first_posts(self)
        context["months"] = months.latest(language)
        context["years"] = lists.years(language)
        context["digest"] = queries.newest_digest(self)
        return context


def _is_month(year: str, month: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}", year) and re.fullmatch(r"0[1-9]|1[0-2]", month) and year >= "1000")
