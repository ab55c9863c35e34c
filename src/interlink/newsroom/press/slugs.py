"""Names of pages in their addresses, of which no two below one page may be the same."""

from __future__ import annotations

from itertools import chain, count

from django.utils.text import slugify
from wagtail.models import Page

LONGEST = 80


def free_slug(front: Page, title: str, number: int, *, but: int | None = None) -> str:
    """Return a slug from a title that no other page below a front page has, with a number where it is needed.

    Args:
        front: The page that it is to be below.
        title: What it is made from.
        number: The number to try first.
        but: The page that it is for, whose own slug is free.
    """
    slug = slugify(title, allow_unicode=True)[:LONGEST].strip("-") or "post"
    others = Page.objects.child_of(front).filter(slug__startswith=slug).exclude(pk=but)
    taken = set(others.values_list("slug", flat=True))
    tries = chain([slug, f"{slug}-{number}"], (f"{slug}-{number}-{more}" for more in count(2)))
    return next(one for one in tries if one not in taken)
