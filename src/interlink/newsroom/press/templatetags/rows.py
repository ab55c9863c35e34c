"""Tags of lists: posts, what a search found, and the choices of its filters."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from interlink.newsroom.press import entries as listed
from interlink.newsroom.press import rows
from interlink.newsroom.press.lists.shown import ShownPost
from interlink.newsroom.press.models.posts import PostPage
from interlink.newsroom.press.search.queries import Hit
from interlink.newsroom.watch.search.names import Named

register = template.Library()


@register.simple_tag(takes_context=True)
def entries(context: Context, posts: Iterable[PostPage | ShownPost], heading: str = "h2") -> SafeString:
    """Posts in a list; `heading` is the element of their titles."""
    return rows.of_entries([listed.entry(post, context["language"]) for post in posts], heading)


@register.simple_tag
def hits(found: Iterable[Hit]) -> SafeString:
    """Posts that were found, with the words marked."""
    return rows.of_hits(found)


@register.simple_tag
def options(names: Iterable[str], chosen: str) -> SafeString:
    """The choices of a field that stand for themselves."""
    return rows.of_options(((name, name) for name in names), chosen)


@register.simple_tag
def subject_options(subjects: Iterable[Named], chosen: int | None) -> SafeString:
    """The subjects that can be chosen among."""
    return rows.of_options(((str(one.number), one.name) for one in subjects), str(chosen or ""))
