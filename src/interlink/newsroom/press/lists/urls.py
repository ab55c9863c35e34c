"""Addresses of lists. What is no list, such as a thirteenth month, goes on to the pages and is not found there."""

from __future__ import annotations

from django.urls import re_path

from interlink.newsroom.press.lists import views
from interlink.newsroom.press.lists.rules import Kind

_LANGUAGE = r"^(?P<language>[-a-zA-Z0-9_]+)/"
_YEAR = r"(?P<year>[12][0-9]{3})/"
_MONTH = r"(?P<month>0[1-9]|1[0-2])/"
_PAGE = r"page/(?P<page>[1-9][0-9]{0,6})/"
_LIST = r"(?P<kind>outlet|tag|subject)/(?P<slug>[-\w]{1,100})/"

urlpatterns = [
    re_path(f"{_LANGUAGE}{_YEAR}$", views.year, name="press_year"),
    re_path(f"{_LANGUAGE}{_YEAR}{_MONTH}$", views.month, name="press_month"),
    re_path(f"{_LANGUAGE}{_YEAR}{_MONTH}{_PAGE}$", views.month, name="press_month_page"),
    re_path(f"{_LANGUAGE}outlets/$", views.index, {"kind": Kind.OUTLET}, name="press_outlets"),
    re_path(f"{_LANGUAGE}tags/$", views.index, {"kind": Kind.TAG}, name="press_tags"),
    re_path(f"{_LANGUAGE}subjects/$", views.index, {"kind": Kind.SUBJECT}, name="press_subjects"),
    re_path(f"{_LANGUAGE}{_LIST}$", views.head, name="press_list"),
    re_path(rf"{_LANGUAGE}{_LIST}feed\.(?P<form>atom|rss|json)$", views.feed, name="press_list_feed"),
    re_path(f"{_LANGUAGE}{_LIST}{_YEAR}$", views.year_of_list, name="press_list_year"),
    re_path(f"{_LANGUAGE}{_LIST}{_YEAR}{_PAGE}$", views.year_of_list, name="press_list_page"),
]
