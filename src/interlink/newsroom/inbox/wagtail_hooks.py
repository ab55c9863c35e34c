"""What the desk adds to the Wagtail admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import Button
from wagtail.documents.models import Document
from wagtail.models import Page
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from interlink.accounts.models import User
from interlink.newsroom.inbox import urls
from interlink.newsroom.inbox.alerts_item import AlertsItem
from interlink.newsroom.inbox.channels_item import ChannelsItem, channel_buttons
from interlink.newsroom.inbox.coverage import CoveragePanel
from interlink.newsroom.inbox.home import StandingPanel
from interlink.newsroom.inbox.registers import EvidenceViewSet, RegistersGroup
from interlink.newsroom.inbox.waiting import WaitingPanel
from interlink.newsroom.press import posts
from interlink.newsroom.press.clipping import actions as clipping
from interlink.newsroom.press.errors import PressError
from interlink.newsroom.press.models import DigestPage, PostPage


class ActivityItem(MenuItem):
    """The way to the log of what people did."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from those who may not read it."""
        return request.user.has_perm("accounts.view_activity")


UNUSED = frozenset({"documents", "help", "images", "reports", "snippets"})


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern | URLResolver]:
    """Put the desk's pages below the admin, which lets nobody in who has not signed in."""
    return list(urls.urlpatterns)


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    """Show the inbox first."""
    return MenuItem(gettext_lazy("Inbox"), reverse("inbox"), name="inbox", icon_name="mail", order=1)


@hooks.register("register_admin_menu_item")
def alerts_item() -> MenuItem:
    """Show the news of cited pages second."""
    return AlertsItem(gettext_lazy("Alerts"), reverse("alerts"), name="alerts", icon_name="warning", order=2)


@hooks.register("register_admin_menu_item")
def digest_item() -> MenuItem:
    """Show the digest third."""
    return MenuItem(gettext_lazy("Digest"), reverse("digests"), name="digest", icon_name="doc-full-inverse", order=3)


@hooks.register("register_admin_menu_item")
def second_looks_item() -> MenuItem:
    """Show what waits for a second pair of eyes fourth."""
    return MenuItem(gettext_lazy("Second looks"), reverse("second_looks"), name="looks", icon_name="view", order=4)


@hooks.register("register_admin_menu_item")
def translations_item() -> MenuItem:
    """Show the languages of posts fifth."""
    return MenuItem(gettext_lazy("Translations"), reverse("translations"), name="tongues", icon_name="globe", order=5)


@hooks.register("register_admin_menu_item")
def channels_item() -> MenuItem:
    """Show the channels sixth, to those who may show readers something."""
    return ChannelsItem(gettext_lazy("Channels"), reverse("channels"), name="channels", icon_name="globe", order=6)


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a post to how it stands on the channels."""
    del view_name, next_url
    yield from channel_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    """Lead there from the list of pages, and say how it stands."""
    del next_url
    yield from channel_buttons(page, user)


@hooks.register("register_account_menu_item")
def factors_item(request: HttpRequest) -> dict[str, str]:
    """Lead from the own account to the second factors."""
    del request
    return {"label": _("Second factor"), "url": reverse("mfa_index"), "help_text": _("App, passkeys, recovery codes")}


@hooks.register("register_settings_menu_item")
def activity_item() -> MenuItem:
    """Show the log of what people did, to those who may see it."""
    return ActivityItem(gettext_lazy("Activity"), reverse("activity"), name="activity", icon_name="history", order=700)


@hooks.register("register_admin_viewset")
def registers() -> list[ViewSet]:
    """Add the captures, and the sources, subjects and subscribers."""
    return [EvidenceViewSet(), RegistersGroup()]


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    """Add the desk's own style, and what it mends in Wagtail's."""
    files = ((static(f"inbox/{name}.css"),) for name in ("desk", "wagtail", "kinds"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', files)


@hooks.register("insert_editor_js")
def editor_js() -> SafeString:
    """Let the editor show how a capture comes along and what it says, and lose no word typed right before saving."""
    files = ((static(f"inbox/{name}.js"),) for name in ("citation", "clip", "handover", "kinds"))
    return format_html_join("", '<script src="{}" defer></script>', files)


@hooks.register("construct_homepage_panels")
def first_page(request: HttpRequest, panels: list[Component]) -> None:
    """Show what waits, the coverage, and the editor's own last edits; Wagtail's other panels are not for a newsroom."""
    del request
    edits = (panel for panel in panels if isinstance(panel, RecentEditsPanel))
    panels[:] = [WaitingPanel(), StandingPanel(), CoveragePanel(), *edits]


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what a newsroom has no use for."""
    del request
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("before_edit_page")
def fill_in(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Put what a clipped page says into the empty fields of its draft before somebody opens it."""
    if request.method != "GET" or not isinstance(page, PostPage) or not clipping.fill(page, timezone.now()):
        return None
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_publish_page")
def hold_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep back in the editor what is not ready: a post without attribution, words or copy, an unsigned digest.

    A post that only lacks a second pair of eyes waits for them from now on.

    Wagtail has saved the draft by now.
    """
    reasons = _reasons(page)
    if not reasons:
        return None
    posts.wants_a_look(page, cast("User", request.user), timezone.now())
    messages.error(request, " ".join([_("Saved as a draft, not published yet."), *reasons]))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def hold_back_many(
    request: HttpRequest, kind: str, chosen: list[Page], action: PublishBulkAction
) -> HttpResponse | None:
    """Publish nothing when one of many chosen pages is not ready, and say which."""
    if kind != "publish" or not isinstance(action, PublishBulkAction):
        return None
    pages = [page.specific for page in chosen]
    if action.cleaned_form is not None and action.cleaned_form.cleaned_data["include_descendants"]:
        pages.extend(below for page in chosen for below in page.get_descendants().not_live().specific())
    held = [(page, reasons) for page in pages if (reasons := _reasons(page.get_latest_revision_as_object()))]
    for page, reasons in held:
        posts.wants_a_look(page, cast("User", request.user), timezone.now())
        messages.error(request, f"{page.title}: {' '.join(reasons)}")
    if not held:
        return None
    messages.warning(request, _("Nothing was published. Put this right, or choose only the other pages."))
    return redirect(action.next_url)


@hooks.register("before_bulk_action")
def one_person_at_a_time(
    request: HttpRequest, kind: str, chosen: list[User], action: BulkAction
) -> HttpResponse | None:
    """Do nothing to many people at once: it would be in no log, hand nothing over, and could leave no operator."""
    del kind, chosen
    if not isinstance(action, UserBulkAction):
        return None
    messages.error(request, _("Nothing was changed. People are changed one by one, on their own pages."))
    return redirect("wagtailusers_users:index")


@hooks.register("before_serve_document")
def hand_out(document: Document, request: HttpRequest) -> None:
    """Hand files out at Wagtail's own address to people at the desk only; readers have those that are public elsewhere.

    Raises:
        Http404: whoever asks has not signed in.
    """
    del document
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


@hooks.register("before_copy_page")
def hold_back_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Let nobody publish a copy of what may not be published itself: nobody has approved it in its new place."""
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    below = [page.specific, *page.get_descendants().live().specific()]
    held = [one for one in below if isinstance(one, PostPage) and not posts.may_be_copied_live(one)]
    if not held:
        return None
    for one in held:
        messages.error(request, _("%(title)s: copy it as a draft, then have it approved.") % {"title": one.title})
    return redirect("wagtailadmin_pages:copy", page.pk)


def _reasons(page: Page) -> list[str]:
    """Say why readers may not see a page as it is now; nothing if they may."""
    if isinstance(page, PostPage):
        return posts.gaps(page)
    if isinstance(page, DigestPage):
        try:
            page.require_ready()
        except PressError as refused:
            return [str(refused)]
    return []
