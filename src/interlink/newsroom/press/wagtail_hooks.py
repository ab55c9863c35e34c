"""What the public site adds to the desk: the choice of subjects that have a page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
