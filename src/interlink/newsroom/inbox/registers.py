"""The lists that editors keep: sources, subjects, subscribers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from interlink.newsroom.outreach.models import Subscriber
from interlink.newsroom.watch.errors import WatchError
from interlink.newsroom.watch.finding import find_feed
from interlink.newsroom.watch.models import Source, Subject


class SourceForm(WagtailAdminModelForm):
    """Takes a site's or a feed's address and finds the feed."""

    class Meta:
        model = Source
        fields = ("address", "name", "language", "active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].help_text = _("The address of the site or of its feed. The feed is found when you save.")
        self.fields["name"].required = False
        self.fields["name"].help_text = _("Leave empty to take the feed's own name.")

    def clean(self) -> dict[str, Any]:
        """Look for the feed when the address is new, and fill in what it says of itself."""
        cleaned: dict[str, Any] = super().clean()
        address = cleaned.get("address")
        if not address or "address" not in self.changed_data:
            cleaned["name"] = cleaned.get("name") or self.instance.name
            return cleaned
        try:
            found = find_feed(address)
        except WatchError as error:
            raise forms.ValidationError({"address": str(error)}) from error
        cleaned["address"] = found.address
        if Source.objects.filter(address=found.address).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError({"address": _("This feed is watched already.")})
        cleaned["name"] = cleaned.get("name") or found.name
        cleaned["language"] = cleaned.get("language") or found.feed.language or ""
        self.instance.site = found.feed.home or ""
        return cleaned


class SourceViewSet(ModelViewSet):
    """The sources, with what is wrong with each and since when."""

    model = Source
    name = "sources"
    icon = "rss"
    menu_label = _("Sources")
    menu_icon = "site"
    form_fields = ("address", "name", "language", "active")
    list_display = (
        "name",
        "language",
        "last_success",
        "failing_since",
        "problem",
        BooleanColumn("active", label=_("Watched")),
    )
    list_filter = ("active", "language")
    search_fields = ("name", "address")
    ordering = ("name",)
    inspect_view_enabled = True

    def get_form_class(self, for_update: bool = False) -> type[SourceForm]:  # noqa: ARG002
        """Return the form that finds the feed."""
        return SourceForm


class SubjectViewSet(ModelViewSet):
    """The subjects with their aliases."""

    model = Subject
    name = "subjects"
    icon = "user"
    menu_label = _("Subjects")
    panels = (
        FieldPanel("name"),
        FieldPanel("kind"),
        InlinePanel("aliases", label=_("Alias"), heading=_("Written as")),
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
    items = (SourceViewSet(), SubjectViewSet(), SubscriberViewSet())
