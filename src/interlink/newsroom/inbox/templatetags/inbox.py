"""Stories, reports, and what is said of names, as the pages of the desk write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interlink.lib.names.compare import Comparison
from interlink.lib.names.suggest import Suggestion
from interlink.newsroom.evidence import wording as verdicts
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.inbox import explaining
from interlink.newsroom.inbox.highlights import Piece
from interlink.newsroom.inbox.rows import marked, reports, stories
from interlink.newsroom.inbox.rows.page import Page, joined
from interlink.newsroom.press.legible import line
from interlink.newsroom.stories import wording
from interlink.newsroom.stories.models import Membership, Story
from interlink.newsroom.stories.reasons import Told
from interlink.newsroom.watch.models import Mention

register = template.Library()


@register.filter
def why(told: Told) -> str:
    """Say why a report is in its story."""
    return wording.why(told)


@register.filter
def said(told: Mapping[str, Any]) -> str:
    """Say why a look at a cited page came to its verdict."""
    return verdicts.say(told)


@register.filter
def because(mention: Mention) -> str:
    """Say why words were taken for a watched name."""
    return explaining.sentence(mention)


@register.filter
def compared(found: Comparison) -> str:
    """Say why two names compare as they do."""
    return explaining.comparison(found)


@register.filter
def origins(offer: Suggestion) -> str:
    """Say how a spelling that may be missing came about."""
    return explaining.origins(offer)


@register.simple_tag
def pieces(parts: Iterable[Piece]) -> SafeString:
    """Write text with its watched names marked; why one counts shows on hover and on focus."""
    return joined([marked.write(parts)])


@register.simple_tag(takes_context=True)
def story_rows(context: Context, rows: Iterable[stories.Row]) -> SafeString:
    """Write stories with their reports."""
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context["csrf_token"])
    here = context["request"].get_full_path()
    page = Page(token, here, may_write=context["may_write"], may_teach=context["may_teach"])
    return joined([stories.of_rows(rows, page)])


@register.simple_tag
def relevance(story: Story) -> SafeString:
    """Write why a story is relevant, or is not."""
    return joined([stories.relevance(story)])


@register.simple_tag
def citation_mark(capture: Capture | None) -> SafeString:
    """Write what has become of the page that a post cites."""
    return joined([stories.citation_mark(capture)])


@register.simple_tag
def sameness(line: reports.Beside) -> SafeString:
    """Write who has the same text as a report, and how often it changed."""
    return joined([reports.sameness(line)])


@register.simple_tag
def additions(report: Membership) -> SafeString:
    """Write what a report added to its story."""
    return joined([reports.additions(report.added, report.item.language)])


@register.simple_tag
def not_this(mention: Mention) -> SafeString:
    """Write the button that says that a name is another one."""
    return joined([reports.not_this(mention)])


@register.simple_tag
def options(rows: Iterable[Any], chosen: object) -> SafeString:
    """Write the choices of a field with hundreds of them, which a loop in a template takes its time over."""
    written = (
        f'<option value="{row.pk}"{" selected" if row.pk == chosen else ""}>{escape(line(row.name))}</option>'
        for row in rows
    )
    return joined(written)
