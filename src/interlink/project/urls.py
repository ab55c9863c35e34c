"""Addresses of the newsroom plane: the desk, and the public site in each language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from interlink.accounts import urls as accounts_urls
from interlink.newsroom.inbox.people import OwnAccountView
from interlink.newsroom.outreach import urls as outreach_urls
from interlink.newsroom.outreach.fediverse import urls as fediverse_urls
from interlink.newsroom.press import pages
from interlink.newsroom.press import urls as press_urls
from interlink.newsroom.watch.websub import urls as websub_urls

urlpatterns: list[URLPattern | URLResolver] = [
    # Before Wagtail's own, which asks for more than we want to know.
    path("desk/account/", require_admin_access(OwnAccountView.as_view()), name="own_account"),
    # Wagtail's own list of what people did is open to all at the desk, and goes out as a table.
    re_path(r"^desk/reports/site-history/", RedirectView.as_view(pattern_name="activity"), name="site_history"),
    path("desk/", include(accounts_urls)),
    path("desk/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("mail/", include(outreach_urls)),
    path("websub/", include(websub_urls)),
    path("", include(fediverse_urls)),
    path("", include(press_urls)),
    *i18n_patterns(path("", include(pages)), path("", include(wagtail_urls)), prefix_default_language=True),
]
