"""Filters for the languages of a post, in its form at the desk."""

from __future__ import annotations

from django import template

from interlink.newsroom.press import translating
from interlink.newsroom.press.models import PostPage, Translation
from interlink.newsroom.press.translating import Tongue

register = template.Library()


@register.filter
def other_tongues(post: PostPage) -> list[Tongue]:
    """How a post stands in the other languages of the site."""
    return [one for one in translating.tongues_of([post])[post.pk] if one.locale.pk != post.locale_id]


@register.filter
def behind(post: PostPage) -> Translation | None:
    """What a translation was made from, if that says something else now."""
    return translating.stale().filter(post=post.pk).first()
