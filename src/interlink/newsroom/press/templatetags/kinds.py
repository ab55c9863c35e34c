"""Tags and filters for what the kinds of post have of their own, for corrections and for replies."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from interlink.lib.reading import cleaning
from interlink.newsroom.press import kind_names, links
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.corrections.queries import Entry
from interlink.newsroom.press.library import files
from interlink.newsroom.press.library.files import Paper
from interlink.newsroom.press.models import PostPage

register = template.Library()

LONGEST_NAME = 300


@register.filter
def kind_name(post: PostPage) -> str:
    """What a post is, for readers; nothing for an excerpt, which is what most of them are."""
    return kind_names.for_readers(post.kind)


@register.filter
def shown(post: PostPage, field: str) -> Any:
    """What a field holds if posts of this kind have it."""
    return post.shown(field)


@register.filter
def source_address(post: PostPage) -> str:
    """The address that a post cites, if readers may be sent there."""
    return links.web_address(post.shown("cited_address") or "")


@register.filter
def corrections_of(post: PostPage) -> list[Entry]:
    """The corrections of a post, the latest first: its own, and those in posts that correct it."""
    return corrections.of_post(post)


@register.filter
def replies_of(post: PostPage) -> list[Entry]:
    """Whom a post's authors asked for a reply, and what came of it."""
    return corrections.replies_of(post)


@register.filter
def paper(document: Any) -> Paper | None:
    """What readers are told of an attached file, if it is there."""
    return files.paper_of(document)


@register.filter
def written(text: str) -> SafeString:
    """Plain text as paragraphs, without control characters and overrides."""
    return SafeString(linebreaks(cleaning.plain(text or "").strip(), autoescape=True))


@register.filter
def isolated(name: str) -> str:
    """A name for the middle of a sentence, whose direction does not move what is around it."""
    return f"\u2068{cleaning.line(name, LONGEST_NAME)}\u2069"
