"""Tags about what readers can take away."""

from __future__ import annotations

from django import template

from interlink.newsroom.press.models.digests import DigestPage
from interlink.newsroom.press.offline import queries as editions

register = template.Library()


@register.simple_tag
def digest_editions(digest: DigestPage) -> list[editions.File]:
    """Return the files of a digest to take away."""
    return editions.of_digest(digest) if digest.pk else []
