"""What the public site adds to Wagtail: the choice of subjects that have a page, and other forms for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from interlink.newsroom.press import heads
from interlink.newsroom.press.models import PublicSubject


class PublicSubjects(SnippetViewSet):
    """The subjects that readers find pages of; nobody is on it but by an editor's choice."""

    model = PublicSubject
    icon = "group"
    menu_label = _("Public subjects")
    menu_name = "public-subjects"
    add_to_settings_menu = True
    list_display = ("subject", "slug")
    copy_view_enabled = False


register_snippet(PublicSubjects)


@hooks.register("before_serve_page")
def lead_to_form(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Lead programs to the form that they ask for, also of pages that Wagtail looks up itself."""
    del args, kwargs
    return heads.asked_for(request, page)
