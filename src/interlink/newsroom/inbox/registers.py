"""The lists that editors keep: sources, subjects, subscribers."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from interlink.newsroom.inbox.views import source, source_add, sources
from interlink.newsroom.outreach.models import Subscriber
from interlink.newsroom.watch.models import Subject


class SourcesItem(MenuItem):
    """The way to the sources, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from people whose account shows no sources."""
        return request.user.has_perm("watch.view_source")


class SourcesViewSet(ViewSet):
    """The sources: pages of our own, since a list of names does not say how each is doing."""

    name = "sources"
    icon = "site"
    menu_label = _("Sources")
    menu_item_class = SourcesItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below /desk/sources/."""
        return [
            path("", sources.SourcesView.as_view(), name="index"),
            path("add/", source_add.AddView.as_view(), name="add"),
            path("change/", sources.change, name="change"),
            path("undo/", sources.undo, name="undo"),
            path("<int:pk>/", source.SourceView.as_view(), name="one"),
            path("<int:pk>/learn/", source_add.LearnView.as_view(), name="learn"),
            path("<int:pk>/take-over/", source.take_over, name="take_over"),
        ]


class SubjectViewSet(ModelViewSet):
    """The subjects with their aliases."""

    model = Subject
    name = "subjects"
    icon = "user"
    menu_label = _("Subjects")
    panels = (
        FieldPanel("name"),
        FieldPanel("kind"),
        FieldPanel("private_person"),
        FieldPanel("note"),
    )
    list_display = ("name", "kind")
    search_fields = ("name",)
    ordering = ("name",)


class SubscriberViewSet(ModelViewSet):
    """The people who get the digest."""

    model = Subscriber
    name = "subscribers"
    icon = "group"
    menu_label = _("Subscribers")
    form_fields = ("email", "language", "confirmed_at", "left_at")
    list_display = ("email", "language", "confirmed_at", "left_at")
    list_filter = ("language",)
    search_fields = ("email",)
    ordering = ("email",)


class RegistersGroup(ModelViewSetGroup):
    """The three lists under one heading."""

    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 3
    items = (SourcesViewSet(), SubjectViewSet(), SubscriberViewSet())
