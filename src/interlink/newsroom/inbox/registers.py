"""The lists that editors keep: sources, subjects, subscribers."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.models import DeleteView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from interlink.newsroom.inbox.subscriber_forms import NewSubscriberForm, SubscriberForm
from interlink.newsroom.inbox.views import (
    elsewhere,
    evidence,
    evidence_capture,
    rejections,
    source,
    source_add,
    sources,
    subject,
    subject_book,
    subject_marks,
    subject_names,
    subject_sameness,
    subjects,
    subscriber_imports,
    subscribers,
)
from interlink.newsroom.outreach import subscribing
from interlink.newsroom.outreach.models import Subscriber


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


class SubjectsItem(MenuItem):
    """The way to the subjects, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from people whose account shows no subjects."""
        return request.user.has_perm("watch.view_subject")


class SubjectsViewSet(ViewSet):
    """The subjects with their alias books."""

    name = "subjects"
    icon = "user"
    menu_label = _("Subjects")
    menu_item_class = SubjectsItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below /desk/subjects/."""
        return [
            path("", subjects.SubjectsView.as_view(), name="index"),
            path("add/", subjects.AddView.as_view(), name="add"),
            path("whole/", subject_book.WholeBookView.as_view(), name="whole"),
            path("whole/<slug:form>/", subject_book.export, name="export"),
            path("looking/", subject.looking, name="looking"),
            path("not-this/", rejections.not_this, name="not_this"),
            path("not-this/undo/", rejections.undo, name="undo"),
            path("doubles/", subject_sameness.DoublesView.as_view(), name="doubles"),
            path("merged/<int:change>/undo/", subject_sameness.part, name="part"),
            path("<int:pk>/", subject.BookView.as_view(), name="book"),
            path("<int:pk>/compare/", subject_sameness.ChooseView.as_view(), name="choose"),
            path("<int:pk>/compare/<int:other>/", subject_sameness.CompareView.as_view(), name="compare"),
            path("<int:pk>/mark/", subject_marks.mark, name="mark"),
            path("<int:pk>/change/", subject.ChangeView.as_view(), name="change"),
            path("<int:pk>/suggestions/", subject_names.suggestions, name="suggestions"),
            path("<int:pk>/names/<int:alias>/", subject_names.NameView.as_view(), name="name"),
            path("<int:pk>/names/<int:alias>/remove/", subject_names.remove, name="remove_name"),
            path("<int:pk>/refused/<int:refusal>/", subject_names.offer_again, name="offer_again"),
            path("<int:pk>/rejections/<int:rejection>/", rejections.take_back, name="take_back"),
        ]


class EvidenceItem(MenuItem):
    """The way to the captures, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from people whose account shows no captures."""
        return request.user.has_perm("evidence.view_capture")


class EvidenceViewSet(ViewSet):
    """The captures of cited pages."""

    name = "evidence"
    icon = "history"
    menu_label = _("Evidence")
    menu_item_class = EvidenceItem
    menu_order = 3
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below /desk/evidence/."""
        return [
            path("", evidence.EvidenceView.as_view(), name="index"),
            path("<int:pk>/", evidence_capture.CaptureView.as_view(), name="one"),
            path("<int:pk>/copy/", evidence_capture.decide, name="copy"),
            path("<int:pk>/elsewhere/", elsewhere.ask, name="elsewhere"),
            path("<int:pk>/package/", evidence_capture.package, name="package"),
            path("<int:pk>/file/", evidence_capture.file, name="file"),
            path("<int:pk>/replay/", evidence_capture.replay, name="replay"),
            path("<int:pk>/picture/", evidence_capture.picture, name="picture"),
        ]


class ForgetView(DeleteView):
    """Forgets a subscriber for good."""

    def delete_action(self) -> None:
        """Keep a checksum alone, so that no import brings the address back."""
        subscribing.erase(self.object, timezone.now())


class SubscriberViewSet(ModelViewSet):
    """The people who get the digest."""

    model = Subscriber
    name = "subscribers"
    icon = "group"
    menu_label = _("Subscribers")
    delete_view_class = ForgetView

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below /desk/subscribers/; the list is a page of ours, since Wagtail counts all rows."""
        others = [one for one in super().get_urlpatterns() if one.name not in {"index", "index_results"}]
        return [
            path("", subscribers.SubscribersView.as_view(), name="index"),
            path("bar/", subscribers.bar, name="bar"),
            path("export/", subscribers.export, name="export"),
            path("import/", subscriber_imports.ImportsView.as_view(), name="imports"),
            path("import/<int:pk>/", subscriber_imports.ImportView.as_view(), name="import"),
            *others,
        ]

    def get_form_class(self, for_update: bool = False) -> type[SubscriberForm]:
        """Ask for the address of a new one alone."""
        return SubscriberForm if for_update else NewSubscriberForm


class RegistersGroup(ModelViewSetGroup):
    """The three lists under one heading."""

    menu_label = _("Lists")
    menu_icon = "list-ul"
    menu_order = 4
    items = (SourcesViewSet(), SubjectsViewSet(), SubscriberViewSet())
