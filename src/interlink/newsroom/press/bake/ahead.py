"""Reading many pages from the database at once, before they are written out one by one.

Posts and captures are nearly all of a site. Found each by its own address, as for a reader, one costs a dozen
queries; here a hundred of them cost six. What is not found here is asked for by its address.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import partial
from http import HTTPStatus
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Page

from interlink.newsroom.press import captures, queries, views
from interlink.newsroom.press.bake.addresses import NINJS, address_of, capture_address
from interlink.newsroom.press.cards import queries as cards
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.press.public import public

Answer = Callable[[HttpRequest], HttpResponse]


def read_ahead(addresses: Collection[str]) -> dict[str, Answer]:
    """Return what answers at those of the addresses that are public posts and captures."""
    return _posts(set(addresses)) | _captures(addresses) | _cards(addresses)


def _posts(addresses: set[str]) -> dict[str, Answer]:
    pages = {address.removesuffix(NINJS) for address in addresses}
    slugs = {unquote(address).rstrip("/").rpartition("/")[2] for address in pages if address.endswith("/")}
    found = public(PostPage.objects.all()).filter(slug__in=slugs)
    posts = {address_of(post): post for post in found.select_related("capture", "locale", "content_type")}
    wanted = {address: post for address, post in posts.items() if address in pages}
    _read_translations(wanted.values())
    read = lists.lists_of(wanted.values())
    for post in wanted.values():
        post.lists_read = read[post.pk]
    corrections.read_ahead(list(wanted.values()))
    cards.read_ahead(list(wanted.values()))
    answers: dict[str, Answer] = {}
    for address, post in wanted.items():
        answers[address] = post.serve
        answers[address + NINJS] = partial(views.ninjs_answer, post=post)
    return {address: answer for address, answer in answers.items() if address in addresses}


def _read_translations(posts: Collection[PostPage]) -> None:
    """Give each post the translations that readers can see, as `queries.live_translations` would find them."""
    related = public(Page.objects.all()).filter(translation_key__in={post.translation_key for post in posts})
    by_key: dict[object, list[Page]] = defaultdict(list)
    for page in related.select_related("locale").order_by("locale__language_code"):
        by_key[page.translation_key].append(page)
    for post in posts:
        post.translations_read = [page for page in by_key[post.translation_key] if page.pk != post.pk]


def _captures(addresses: Collection[str]) -> dict[str, Answer]:
    before = reverse("press_capture", args=[0]).removesuffix("0/")
    numbers = [address.removeprefix(before).rstrip("/") for address in addresses if address.startswith(before)]
    wanted = [int(number) for number in numbers if number.isdecimal() and int(number) <= captures.LARGEST_KEY]
    posts: dict[int, list[PostPage]] = defaultdict(list)
    citing = public(PostPage.objects.all()).filter(capture__in=wanted).select_related("locale")
    for post in citing.order_by("first_published_at", "pk"):
        if post.capture_id is not None:
            posts[post.capture_id].append(post)
    return {
        capture_address(capture.pk): partial(captures.show_capture, received=capture, posts=posts[capture.pk])
        for capture in captures.with_looks(queries.shown_captures().filter(pk__in=wanted))
    }


def _cards(addresses: Collection[str]) -> dict[str, Answer]:
    asked = {address for address in addresses if address.startswith(cards.PREFIX)}
    names = {address.removeprefix(cards.PREFIX).removesuffix(cards.ENDING) for address in asked}
    return {cards.address(name): partial(_card, name=name) for name in (cards.public(names) if names else ())}


def _card(request: HttpRequest, name: str) -> HttpResponse:
    del request
    try:
        return HttpResponse(cards.place(name).read_bytes(), content_type="image/png")
    except FileNotFoundError:  # it is drawn anew, and baked then
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
