"""Tags and filters of the public pages: language, dates, addresses, and text from outside made legible."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context
from django.templatetags.static import static
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from interlink.lib.reading import cleaning
from interlink.newsroom.evidence import publishing
from interlink.newsroom.evidence import queries as evidence
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.press import (
    editions,
    fates,
    heads,
    languages,
    links,
    metadata,
    pictures,
    queries,
    weekly,
)
from interlink.newsroom.press import entries as listed
from interlink.newsroom.press.cards import queries as cards
from interlink.newsroom.press.clipping import queries as clipping
from interlink.newsroom.press.filing import queries as filing
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.lists import addresses
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.queries import Member
from interlink.newsroom.press.lists.rules import Kind, Span
from interlink.newsroom.press.look.current import Look, current, site_name
from interlink.newsroom.press.models.digests import DigestPage
from interlink.newsroom.press.models.posts import PostPage

register = template.Library()
for _filter in (listed.dateline, listed.excerpt_language, listed.posted_at):
    register.filter(_filter.__name__, _filter)

STYLESHEET = "press/site.css"
_ENGLISH = "en"


@register.simple_tag
def capture_progress(capture: Capture | None) -> evidence.Progress:
    """Return how far a capture has come with what its page needs."""
    return evidence.progress(capture) if capture is not None else evidence.Progress()


@register.simple_tag
def clip_facts(post: PostPage) -> clipping.Facts:
    """Return what the editor of a post is told beside its fields."""
    return clipping.facts(post)


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
    return languages.written_head(head.number, head.sha256, _reader()) if head else ""


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


@register.filter
def direction(language: str) -> str:
    """The value of `dir` for a language."""
    return languages.direction(language)


@register.filter
def own_name(language: str) -> str:
    """A language's name in that language."""
    return languages.own_name(language)


@register.filter
def language_name(language: str) -> str:
    """A language's name in the language of the page."""
    return languages.name_in(language, _reader())


@register.filter
def written_date(day: date | None) -> str:
    """A day in the form of the page's language."""
    return languages.written_date(day, _reader()) if day else ""


@register.filter
def written_month(day: date | None) -> str:
    """A month in the form of the page's language."""
    return languages.written_month(day, _reader()) if day else ""


@register.filter
def year_of(year: int | str) -> str:
    """A year's number in the digits of the page's language."""
    return languages.written_year(int(year), _reader())


@register.filter
def written_moment(moment: datetime | None) -> str:
    """A moment to the second, in UTC."""
    return languages.written_moment(moment, _reader()) if moment else ""


@register.filter
def written_number(number: int) -> str:
    """A whole number in the form of the page's language."""
    return languages.written_number(number, _reader())


@register.filter
def written_size(size: int) -> str:
    """A size in kilobytes in the form of the page's language."""
    return languages.written_size(size, _reader())


@register.filter
def legible(text: str | None) -> str:
    """One line from an outside field without control characters and overrides, cut when it is absurdly long."""
    return line(text)


@register.filter
def teaser(post: PostPage) -> str:
    """The beginning of a post's excerpt, or else of its text, for a list."""
    return post.teaser


@register.filter
def paragraphs(post: PostPage) -> list[str]:
    """The excerpt's paragraphs without control characters and overrides."""
    return [clean for clean in map(cleaning.plain, post.excerpt_paragraphs) if clean]


@register.filter
def house_words(rich_text: str) -> SafeString:
    """Rich text from the desk as HTML with nothing active in it, however it came into the database."""
    html = cleaning.clean_html(expand_db_html(rich_text or ""), base=settings.INTERLINK_SITE_ADDRESS + "/")
    return mark_safe(html)  # noqa: S308 - just cleaned


@register.filter
def fate(capture: Capture) -> str:
    """What has become of a cited page, as a sentence; nothing while we have not looked again."""
    return fates.sentence(capture, _reader())


@register.filter
def fate_word(capture: Capture) -> str:
    """The same in a word or two."""
    return fates.word(capture)


@register.filter
def is_gone(capture: Capture | None) -> bool:
    """Whether readers no longer find a cited page."""
    return capture is not None and capture.is_whole and fates.is_gone(capture)


@register.filter
def web_address(text: str) -> str:
    """The address if a reader may be sent there, else nothing."""
    return links.web_address(text)


@register.filter
def host_of(address: str) -> str:
    """The host name in an address."""
    return links.host_of(address)


@register.filter
def whole_address(path: str) -> str:
    """The whole public address of a path on this site."""
    return links.whole(path)


def _reader() -> str:
    return get_language() or _ENGLISH


@lru_cache(maxsize=4)
def _checksum(path: Any) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else "none"
