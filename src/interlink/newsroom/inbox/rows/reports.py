"""A report of a story: where it is from, the watched names in it, who has the same text, what it added."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interlink.newsroom.inbox import explaining
from interlink.newsroom.inbox.highlights import Card, Name, ReportLine
from interlink.newsroom.inbox.rows import marked
from interlink.newsroom.inbox.rows.page import OUTWARD, Page, address, moment, outward
from interlink.newsroom.inbox.sameness import Twin
from interlink.newsroom.inbox.templatetags.written import own_digits
from interlink.newsroom.press.legible import line as legible
from interlink.newsroom.sentences import told
from interlink.newsroom.watch.models import Item, Mention


class Beside(Protocol):
    """A report with what an editor should know beside its words."""

    @property
    def item(self) -> Item:
        """The report."""

    @property
    def twins(self) -> Iterable[Twin]:
        """Who has the same text."""

    @property
    def changed(self) -> int:
        """How often it changed."""


def of_card(card: Card, page: Page) -> str:
    """Write the reports of a story, in a list."""
    may_clip = page.may_write and not card.post
    rows = []
    for number, line in enumerate(card.reports):
        button = _clip(line.item, page, first=number == 0) if may_clip else ""
        rows.append(f'<li><div class="desk-report">{_report(line, card, page)}</div>{button}</li>\n')
    return f'<ul class="desk-reports">\n{"".join(rows)}</ul>\n'


def _report(line: ReportLine, card: Card, page: Page) -> str:
    item, alone = line.item, card.facets.reports == 1
    tongue = f'lang="{escape(item.language)}" dir="auto"'
    title = ""
    if not alone:
        title = (
            f'<p class="desk-report-title"><bdi class="desk-outlet">{escape(legible(item.outlet))}</bdi> '
            f'<a href="{outward(item.address)}" {OUTWARD} data-key="o" aria-keyshortcuts="o" {tongue}>'
            f"{marked.write(line.title, within_link=True)}</a></p>\n"
        )
    names = _names(line, card, page, tongue) if line.names and page.may_teach else ""
    return (
        f'{title}<p class="desk-passage" {tongue}>{marked.write(line.passage)}</p>\n'
        f'<p class="desk-why">{" · ".join(_facts(line, alone=alone))}</p>\n'
        f"{sameness(line)}{names}{additions(line.added, item.language)}"
    )


def _facts(line: ReportLine, *, alone: bool) -> list[str]:
    facts = [moment(line.item.when)]
    if not alone:
        facts += [f"<bdi>{escape(fact)}</bdi>" for fact in (line.role, own_digits(line.reason)) if fact]
    if line.item.reading_problem:
        facts.append(f"<strong><bdi>{escape(told(line.item.reading_problem))}</bdi></strong>")
    return facts


def sameness(line: Beside) -> str:
    """Write who has the same text as a report, and how often it changed."""
    twins = ", ".join(map(_twin, line.twins))
    written = f'<p class="desk-why">{escape(_("Same text elsewhere:"))} {twins}</p>\n' if twins else ""
    if line.changed:
        changed = ngettext(
            "Changed %(number)s time since we first saw it",
            "Changed %(number)s times since we first saw it",
            line.changed,
        ) % {"number": own_digits(line.changed)}
        written += f'<p class="desk-why"><a href="{address("report", line.item.pk)}">{escape(changed)}</a></p>\n'
    return written


def _twin(twin: Twin) -> str:
    outlet = escape(legible(twin.item.outlet or twin.item.source.name))
    same = _("%(percent)s%% the same") % {"percent": own_digits(twin.percent)}
    like = escape(_("word for word") if twin.exact else same)
    when = escape(_("seen before this one") if twin.earlier else _("seen after this one"))
    return f'<a href="{outward(twin.item.address)}" {OUTWARD}><bdi>{outlet}</bdi></a> ({like}, {when})'


def additions(added: Iterable[str], language: str) -> str:
    """Write what a report added to its story, folded up."""
    lines = "".join(f'<li dir="auto">{escape(_addition(words))}</li>' for words in added)
    if not lines:
        return ""
    return (
        f'<details class="desk-more"><summary>{escape(_("What it added"))}</summary>'
        f'<ul class="desk-lines" lang="{escape(language)}" dir="auto">{lines}</ul></details>\n'
    )


def _addition(words: str) -> str:
    """Say one thing that was added: a sentence, or bare numbers, which need a word with them."""
    if any(sign.isalpha() for sign in words):
        return words
    return _("numbers: %(numbers)s") % {"numbers": explaining.apart(words)}


def _names(line: ReportLine, card: Card, page: Page, tongue: str) -> str:
    count = ngettext("%(number)s name, and why", "%(number)s names, and why", len(line.names))
    summary = escape(count % {"number": own_digits(len(line.names))})
    action, back = reverse("subjects:not_this"), page.back(f"#story-{card.story.pk}")
    return (
        f'<details data-desk-found class="desk-more desk-names"><summary>{summary}</summary>\n'
        f'<form method="post" action="{action}">{page.token}{back}\n'
        f'<ul class="desk-found">\n{"".join(_name(name, tongue) for name in line.names)}</ul></form></details>\n'
    )


def _name(name: Name, tongue: str) -> str:
    book, subject = address("subjects:book", name.mention.subject_id), legible(name.mention.subject.name)
    return (
        f'<li><div><p><a href="{book}"><bdi>{escape(subject)}</bdi></a> '
        f'<span class="desk-why">{escape(name.why)}</span></p>\n'
        f'<p class="desk-passage" {tongue}>{marked.write(name.words)}</p></div>\n'
        f"{not_this(name.mention, name.again)}</li>\n"
    )


def not_this(mention: Mention, again: int = 1) -> str:
    """Write the buttons that say that a name is another one.

    Args:
        mention: Where the name is.
        again: How often the same words stand for it in the report.
    """
    values = {"found": mention.found, "name": mention.subject.name}
    here = _("Not this: “%(found)s” is not %(name)s here") % values
    buttons = _button("mention", mention, here, _("Not this"))
    if again > 1:
        nowhere = _("Nowhere in this report: “%(found)s” is not %(name)s") % values
        none = _("None of the %(number)s here") % {"number": own_digits(again)}
        buttons += _button("whole", mention, nowhere, none)
    return f'<span class="desk-group">{buttons}</span>\n'


def _button(name: str, mention: Mention, label: str, words: str) -> str:
    return (
        f'<button class="button button-small button-secondary" type="submit" name="{name}" value="{mention.pk}" '
        f'aria-label="{escape(label)}">{escape(words)}</button> '
    )


def _clip(item: Item, page: Page, *, first: bool) -> str:
    second, word = ("" if first else " button-secondary"), escape(_("Clip"))
    return (
        f'<form method="post" action="{address("clip", item.pk)}">{page.token}'
        f'<button class="button button-small{second}" type="submit" data-key="c" aria-keyshortcuts="c" '
        f'aria-label="{word}: {escape(legible(item.title))}">{word}</button></form>'
    )
