"""What has become of the page that a post cites, for Wagtail's lists of pages."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from interlink.newsroom.evidence.models import Capture, CaptureMark
from interlink.newsroom.press.models import PostPage

register = template.Library()


@register.simple_tag
def cited_page(page: Page) -> Capture | None:
    """Return the capture of the page that a post cites, once that page was looked at again."""
    if page.specific_class is not PostPage:
        return None
    cited = PostPage.objects.filter(pk=page.pk).values("capture")
    found = Capture.objects.only("mark", "mark_since").filter(pk__in=cited)
    return found.exclude(mark=CaptureMark.UNCHECKED).first()
