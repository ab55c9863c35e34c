"""Which pages readers can see."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Q
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from interlink.newsroom.press.unchanged import while_unchanged

Pages = TypeVar("Pages", bound=PageQuerySet)


def public(pages: Pages) -> Pages:
    """Narrow pages down to those that everybody can see: live, and in no section that is closed to some."""
    return pages.live().exclude(_closed())


@while_unchanged
def _closed() -> Q:
    return Page.objects.all().private_q()


@while_unchanged
def closed_paths() -> tuple[str, ...]:
    """Return the paths in the tree of the sections that are closed to some; what begins so is within one."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
