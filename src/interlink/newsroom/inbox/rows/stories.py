"""Stories in the inbox: headline, who reports it, what became of it, its reports, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.timezone import localtime
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.inbox.highlights import Card
from interlink.newsroom.inbox.rows import marked, reports
from interlink.newsroom.inbox.rows.page import OUTWARD, Page, address, moment, outward
from interlink.newsroom.inbox.templatetags.sources import ago
from interlink.newsroom.inbox.templatetags.written import own_date, own_digits
from interlink.newsroom.press.filters import language_name
from interlink.newsroom.press.legible import line as legible
from interlink.newsroom.press.models import PostPage
from interlink.newsroom.stories import wording
from interlink.newsroom.stories.models import Decision, Standing, Story

Row = tuple[Card, Decision | None, list[User]]
"""A story, the last decision about it, and who else has it open."""


def of_rows(rows: Iterable[Row], page: Page) -> str:
    """Write stories as the items of a list."""
    return "".join(_story(*row, page) for row in rows)


def _story(card: Card, decision: Decision | None, others: list[User], page: Page) -> str:
    key, name = card.story.pk, escape(legible(card.story.headline))
    named = ", ".join(_isolated(one.display_name or one.username) for one in others)
    more = ""
    if card.unseen > 0:
        words = ngettext("%(number)s more report", "%(number)s more reports", card.unseen)
        words = words % {"number": own_digits(card.unseen)}
        more = f'<p><a href="{address("arrange_story", key)}">{_isolated(words)}</a></p>\n'
    return (
        f'<li class="desk-story" id="story-{key}" tabindex="-1" aria-labelledby="headline-{key}" '
        f'data-desk-story="{address("here", key)}">\n'
        f'<div class="desk-story-head">{_tick(card.story, name) if page.may_write else ""}{_headline(card)}</div>\n'
        f'<p class="desk-meta">{_facets(card)}</p>\n'
        f'<p class="desk-meta" data-desk-others{"" if others else " hidden"}>'
        f"<strong>{escape(_('Open at the moment:'))}</strong> <span data-desk-names>{named}</span></p>\n"
        f"{_fate(card.post, decision)}{reports.of_card(card, page)}{more}{relevance(card.story)}"
        f'<div class="desk-deeds">{_deed(card, name, page)}'
        f'<a class="button button-small button-secondary" href="{address("arrange_story", key)}" '
        f'aria-label="{escape(_("Rearrange"))}: {name}">{escape(_("Rearrange"))}</a></div>\n</li>\n'
    )


def _tick(story: Story, name: str) -> str:
    return (
        f'<label class="desk-tick"><input type="checkbox" form="desk-many" name="story" '
        f'value="{story.pk}.{escape(story.standing)}" data-key="x" aria-keyshortcuts="x"> '
        f'<span class="w-sr-only">{escape(_("Choose"))}: <bdi>{name}</bdi></span></label>\n'
    )


def _headline(card: Card) -> str:
    if card.facets.reports == 1:
        opens = f'<a href="{outward(card.reports[0].item.address)}" {OUTWARD} data-key="o" aria-keyshortcuts="o">'
        words = f"{opens}{marked.write(card.headline, within_link=True)}</a>"
    else:
        words = marked.write(card.headline)
    tongue = f'lang="{escape(card.story.language)}" dir="auto"'
    return f'<h2 class="desk-headline" id="headline-{card.story.pk}" {tongue}>{words}</h2>'


def _facets(card: Card) -> str:
    facets, number = card.facets, len(card.facets.outlets)
    outlets = ngettext("%(number)s outlet", "%(number)s outlets", number) % {"number": own_digits(number)}
    parts = [
        f"<span>{escape(own_digits(ago(card.story.last_at)))}</span>",
        f"<span>{escape(outlets)}: {' · '.join(map(_isolated, facets.outlets))}</span>",
        f"<span>{escape(' · '.join(map(language_name, facets.languages)))}</span>",
    ]
    if facets.subjects:
        parts.append(f'<span class="desk-subjects">{" · ".join(map(_isolated, facets.subjects))}</span>')
    return "\n".join(parts)


def _fate(post: PostPage | None, decision: Decision | None) -> str:
    if post is not None:
        captured = post.capture is not None and post.capture.is_whole
        mark = f'<span class="desk-fate">{escape(_("captured"))}</span> ' if captured else ""
        return f'<p class="desk-meta">{mark}{citation_mark(post.capture)}</p>\n'
    if decision is None or decision.by is None:
        return ""
    by = _isolated(decision.by.display_name or decision.by.username)
    return f'<p class="desk-why">{escape(decision.get_after_display())}: {by}, {moment(decision.at)}</p>\n'


def citation_mark(capture: Capture | None) -> str:
    """Write what has become of the page that a post cites, and since when."""
    if capture is None or not capture.is_whole or capture.mark_since is None:
        return ""
    since = _("since %(day)s") % {"day": own_date(localtime(capture.mark_since), "j M Y")}
    return (
        f'<span class="desk-cause"><a class="desk-fate desk-fate-{escape(capture.mark)}" '
        f'href="{address("evidence:one", capture.pk)}">{escape(capture.get_mark_display())}</a> {escape(since)}</span>'
    )


def relevance(story: Story) -> str:
    """Write why a story is relevant, or is not, folded up."""
    if not story.relevance_reasons:
        return ""
    runs = "rtl" if get_language_bidi() else "ltr"
    reasons = _(", ").join(
        f'<bdi dir="{runs}">{escape(own_digits(f"{wording.matters(told)} ({points:+d})"))}</bdi>'
        for told, points in story.relevance_reasons
    )
    score = _("Relevance %(score)s") % {"score": own_digits(story.relevance)}
    return f'<details class="desk-more desk-why"><summary>{escape(score)}</summary>\n{reasons}</details>\n'


def _deed(card: Card, name: str, page: Page) -> str:
    if card.post is not None:
        words = _("See the post") if card.post.live else _("Go on with the draft")
        edit = address("wagtailadmin_pages:edit", card.post.pk)
        return f'<a class="button button-small" href="{edit}">{escape(words)}</a>\n'
    if not page.may_write:
        return ""
    aside = card.story.standing == Standing.IGNORED
    view, word = ("reopen", escape(_("Bring back"))) if aside else ("ignore", escape(_("Ignore")))
    return (
        f'<form method="post" action="{address(view, card.story.pk)}">{page.token}{page.back()}'
        f'<input type="hidden" name="seen" value="{escape(card.story.standing)}">'
        f'<button class="button button-small button-secondary" type="submit" data-key="i" aria-keyshortcuts="i" '
        f'aria-label="{word}: {name}">{word}</button></form>\n'
    )


def _isolated(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"
