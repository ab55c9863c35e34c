"""Tags of the public pages: what they show of posts, lists, digests, captures and the group."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from interlink.newsroom.evidence import publishing
from interlink.newsroom.evidence import queries as evidence
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.press import (
    editions,
    filters,
    heads,
    languages,
    metadata,
    pictures,
    queries,
    weekly,
)
from interlink.newsroom.press.cards import queries as cards
from interlink.newsroom.press.clipping import brought
from interlink.newsroom.press.clipping import queries as clipping
from interlink.newsroom.press.filing import queries as filing
from interlink.newsroom.press.lists import addresses
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.queries import Member
from interlink.newsroom.press.lists.rules import Kind, Span
from interlink.newsroom.press.look.current import Look, current, site_name
from interlink.newsroom.press.models.digests import DigestPage
from interlink.newsroom.press.models.posts import PostPage

register = template.Library()
for _name, _filter in filters.FILTERS.items():
    register.filter(_name, _filter)

STYLESHEET = "press/site.css"


@register.simple_tag
def capture_progress(capture: Capture | None) -> evidence.Progress:
    """Return how far a capture has come with what its page needs."""
    return evidence.progress(capture) if capture is not None else evidence.Progress()


@register.simple_tag
def clip_facts(post: PostPage) -> clipping.Facts:
    """Return what the editor of a post is told beside its fields."""
    return clipping.facts(post)


@register.simple_tag
def words_brought(request: HttpRequest | None, post: PostPage) -> str:
    """Return the words that an editor selected for a post that there was already."""
    return brought.brought(request.session, post) if request else ""


@register.simple_tag
def subjects_offered(post: PostPage, form: Any = None) -> list[filing.Offered]:
    """Return the subjects in the form of a post, those that its report names among them."""
    sent = form.data if form is not None and form.is_bound and "filings" in form.data else None
    return filing.offered(post, [one.subject.pk for one in clipping.facts(post).subjects], sent)


@register.simple_tag
def subject_names() -> list[str]:
    """Return the names that the form of a post proposes."""
    return filing.names_offered()


@register.simple_tag
def counted_words(*, over: bool = False) -> str:
    """The words with which a script counts those of an excerpt; in a template Django would double their signs."""
    return gettext("%n of %m words: %k too many") if over else gettext("%n of %m words")


@register.simple_tag
def group_name() -> str:
    """The name of the group whose site this is."""
    return site_name()


@register.simple_tag
def site_look() -> Look:
    """The name, logo, colours and accounts of the group."""
    return current()


@register.simple_tag
def group_aims() -> str:
    """What the group says of itself in its settings."""
    return str(settings.INTERLINK_GROUP_AIMS)


@register.simple_tag(takes_context=True)
def page_language(context: Context) -> str:
    """The language a page is written in: the page's own, whoever looks at it."""
    page = context.get("page")
    if isinstance(page, Page):
        return str(page.locale.language_code)
    return str(context.get("language") or get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def stylesheet() -> str:
    """The style sheet's address, which changes when the sheet does."""
    return f"{static(STYLESHEET)}?v={_checksum(finders.find(STYLESHEET) or '')}"


@register.simple_tag(takes_context=True)
def onion_location(context: Context) -> str:
    """Where this page is on the onion address, without what a reader asked for; nothing if there is no such address."""
    request = context.get("request")
    if not settings.INTERLINK_ONION or request is None:
        return ""
    return f"{settings.INTERLINK_ONION}{iri_to_uri(request.path)}"


@register.simple_tag
def translations_of(page: Page) -> list[Page]:
    """The same page in the other languages, as far as readers can see it."""
    return queries.live_translations(page)


@register.simple_tag
def other_forms(page: Page) -> list[heads.Form]:
    """The other forms in which programs can have a page."""
    return heads.forms_of(page)


@register.simple_tag
def handles_to_follow(language: str) -> list[heads.Handle]:
    """Whom readers of a language can follow."""
    return heads.handles_of(language)


@register.simple_tag
def week_review(digest: DigestPage, posts: list[PostPage]) -> weekly.Review:
    """What a digest's week brought beside its posts."""
    return weekly.review(digest, posts)


@register.simple_tag
def digest_sections(digest: DigestPage, posts: list[PostPage]) -> list[editions.Section]:
    """A digest's posts as they are put together."""
    return editions.sections(digest, posts)


@register.simple_tag
def digest_before(digest: DigestPage) -> DigestPage | None:
    """The digest before this one in the same language."""
    return queries.previous_digest(digest)


@register.simple_tag
def log_head(digest: DigestPage) -> str:
    """The head of the log of captures as of a digest's signing off, in words; empty where there was none."""
    head = publishing.head_at(digest.signed_off_at) if digest.signed_off_at else None
    return languages.written_head(head.number, head.sha256, get_language() or "en") if head else ""


@register.simple_tag
def picture_of(post: PostPage) -> pictures.Picture | None:
    """A post's picture in its widths."""
    return pictures.of_post(post)


@register.simple_tag
def card_of(page: Page | None, language: str) -> str:
    """The address of the picture that other services show beside a link to a page; empty while there is none."""
    return cards.shown_with(page if isinstance(page, Page) else None, language)


@register.simple_tag
def news_article(post: PostPage, look: Look) -> SafeString:
    """A post as schema.org's NewsArticle, for a data block."""
    return mark_safe(metadata.news_article(post, look))  # noqa: S308 - every sign that HTML knows is written otherwise


@register.simple_tag
def shelves(post: PostPage) -> dict[str, list[Member]]:
    """The lists that a post is in, by kind."""
    found = lists.filed(post)
    return {kind.value: [one for one in found if one.listing.kind is kind] for kind in Kind if kind}


@register.simple_tag(takes_context=True)
def list_address(context: Context, kind: Kind, slug: str) -> str:
    """The address of a list in the page's language."""
    return addresses.head_address(context["language"], kind, slug)


@register.simple_tag(takes_context=True)
def span_address(context: Context, kind: Kind, slug: str, span: Span, page: int | None = None) -> str:
    """The address of a list's year or month in the page's language, or of one of its pages."""
    return addresses.span_address(context["language"], kind, slug, span, page)


@register.simple_tag(takes_context=True)
def year_of_list(context: Context, kind: Kind, slug: str, year: int) -> str:
    """The address of what a list has of a year."""
    return addresses.span_address(context["language"], kind, slug, Span(year))


@register.simple_tag
def comma() -> str:
    """The comma of the page's language."""
    return languages.comma(get_language() or "")


@lru_cache(maxsize=4)
def _checksum(path: Any) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else "none"
