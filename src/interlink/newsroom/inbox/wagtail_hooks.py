"""What the desk adds to the Wagtail admin."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from interlink.newsroom.inbox import urls
from interlink.newsroom.inbox.registers import RegistersGroup
from interlink.newsroom.press import posts
from interlink.newsroom.press.models import PostPage


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern | URLResolver]:
    """Put the desk's pages below the admin, which lets nobody in who has not signed in."""
    return list(urls.urlpatterns)


@hooks.register("register_admin_menu_item")
def inbox_item() -> MenuItem:
    """Show the inbox first."""
    return MenuItem(_("Inbox"), reverse("inbox"), name="inbox", icon_name="mail", order=1)


@hooks.register("register_admin_menu_item")
def digest_item() -> MenuItem:
    """Show the digest second."""
    return MenuItem(_("Digest"), reverse("digests"), name="digest", icon_name="doc-full-inverse", order=2)


@hooks.register("register_admin_viewset")
def registers() -> ViewSet:
    """Add the sources, subjects and subscribers."""
    return RegistersGroup()


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    """Add the desk's own style."""
    return format_html('<link rel="stylesheet" href="{}">', static("inbox/desk.css"))


@hooks.register("construct_homepage_summary_items")
def no_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Leave out counts of pages and pictures; the inbox is what matters."""
    del request
    items.clear()


@hooks.register("before_publish_page")
def hold_back_unready(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a post from going out without attribution, excerpt and capture; the draft is saved."""
    if not isinstance(page, PostPage):
        return None
    gaps = posts.gaps(page)
    if not gaps:
        return None
    page.save_revision(user=request.user)
    messages.error(request, _("Saved as a draft, not published yet. ") + " ".join(gaps))
    return redirect("wagtailadmin_pages:edit", page.pk)
