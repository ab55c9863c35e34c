"""Public addresses beside the pages: the choice of language, evidence, feeds, search, robots, the mark."""

from __future__ import annotations

from django.urls import path, re_path

from interlink.newsroom.press import captures, moved, sitemaps, views
from interlink.newsroom.press.corrections import views as corrections
from interlink.newsroom.press.library import views as library
from interlink.newsroom.press.lists import urls as lists_urls
from interlink.newsroom.press.memento import urls as memento_urls
from interlink.newsroom.press.offline import views as editions
from interlink.newsroom.press.search.views import search

LANGUAGE = r"(?P<language>[-a-zA-Z0-9_]+)"
FORM = r"feed\.(?P<form>atom|rss|json)"

urlpatterns = [
    *memento_urls.urlpatterns,
    path("", views.root, name="press_root"),
    path("evidence/log.txt", views.evidence_log, name="press_evidence_log"),
    path("evidence/keys.pem", views.evidence_keys, name="press_evidence_keys"),
    path("evidence/<int:pk>/", captures.capture, name="press_capture"),
    path("evidence/<int:pk>/copy/", captures.copy, name="press_copy"),
    path("evidence/<int:pk>/copy.png", captures.picture, name="press_copy_picture"),
    path("evidence/<int:pk>/copy.wacz", captures.package, name="press_copy_package"),
    path("evidence/<int:pk>/received.<slug:suffix>", captures.file, name="press_captured_file"),
    re_path(rf"^{FORM}$", views.feed_of_all, name="press_feed_of_all"),
    re_path(rf"^{LANGUAGE}/{FORM}$", views.feed, name="press_feed"),
    re_path(
        rf"^{LANGUAGE}/(?P<year>[12][0-9]{{3}})/(?P<month>0[1-9]|1[0-2])/(?P<slug>[^/]+)/ninjs\.json$",
        views.ninjs,
        name="press_ninjs",
    ),
    path("<slug:language>/digests/", views.digests, name="press_digests"),
    re_path(rf"^{LANGUAGE}/digests/{FORM}$", views.digest_feed, name="press_digest_feed"),
    path("<slug:language>/search/", search, name="press_search"),
    path("<slug:language>/removed/", views.register_page, name="press_register"),
    re_path(rf"^{LANGUAGE}/removed/{FORM}$", views.register_feed, name="press_register_feed"),
    re_path(
        rf"^{LANGUAGE}/removed/(?P<year>[12][0-9]{{3}})/$",
        views.register_year,
        name="press_register_year",
    ),
    path("<slug:language>/editions/", editions.editions, name="press_editions"),
    path("editions/<str:name>", editions.file, name="press_edition"),
    path("<slug:language>/about/", views.about, name="press_about"),
    *lists_urls.urlpatterns,
    path("<slug:language>/corrections/", corrections.corrections, name="press_corrections"),
    re_path(rf"^{LANGUAGE}/corrections/{FORM}$", corrections.corrections_feed, name="press_corrections_feed"),
    re_path(
        rf"^{LANGUAGE}/corrections/(?P<year>[12][0-9]{{3}})/$",
        corrections.corrections_year,
        name="press_corrections_year",
    ),
    path("<slug:language>/library/", library.library, name="press_library"),
    re_path(
        rf"^{LANGUAGE}/library/(?P<year>[12][0-9]{{3}})/$",
        library.library_year,
        name="press_library_year",
    ),
    path("<slug:language>/library/from/<str:publisher>/", library.library_publisher, name="press_library_publisher"),
    path("library/<int:pk>/<str:name>", library.paper, name="press_paper"),
    path("look.css", views.look_style, name="press_look"),
    path("sitemap.xml", sitemaps.index, name="press_sitemaps"),
    path("news-sitemap.xml", sitemaps.news, name="press_news_sitemap"),
    re_path(rf"^sitemap-{LANGUAGE}-(?P<year>[12][0-9]{{3}})\.xml$", sitemaps.year, name="press_sitemap_year"),
    re_path(rf"^sitemap-{LANGUAGE}-pages\.xml$", sitemaps.pages, name="press_sitemap_pages"),
    path("redirects.map", moved.nginx, name="press_moved_nginx"),
    path("redirects.caddy", moved.caddy, name="press_moved_caddy"),
    path("robots.txt", views.robots, name="press_robots"),
    path("favicon.svg", views.favicon, name="press_favicon"),
]
