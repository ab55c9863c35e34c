"""A post about what became of a cited page, drafted with the facts; an editor finishes and publishes it."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy as _

from interlink.accounts.models import User
from interlink.lib.reading import cleaning
from interlink.lib.verdicts.difference import Kind as Run
from interlink.newsroom.evidence.queries import difference
from interlink.newsroom.press import fates, links, posts, rules
from interlink.newsroom.press.alerts.rules import Kind
from interlink.newsroom.press.models import Alert, PostPage
from interlink.newsroom.press.slugs import free_slug

MOST_PARAGRAPHS = 3
LONGEST_TITLE = 200
_HEADINGS = {
    Kind.REMOVED: _("Removed: %(title)s"),
    Kind.REMOVED_SOFTLY: _("Removed: %(title)s"),
    Kind.WITHHELD: _("Withheld: %(title)s"),
    Kind.EDITED: _("Edited: %(title)s"),
    Kind.MOVED: _("Moved: %(title)s"),
    Kind.PAYWALLED: _("Behind a paywall: %(title)s"),
    Kind.BLOCKED: _("Closed to us: %(title)s"),
    Kind.BACK: _("There again: %(title)s"),
}


def draft(alert: Alert, by: User | None) -> PostPage:
    """Draft a post in the language of the first post that cites the page, or else in the site's main language.

    It cites the same page by the same capture, so that it can be published at once.

    Raises:
        NoFrontPage: the site has no front page to put the post under.
        PermissionDenied: this person may not write posts in that language.
    """
    capture = alert.capture
    cited = PostPage.objects.filter(capture=capture).select_related("locale").order_by("pk").first()
    front = posts.front_page(cited.locale.language_code if cited else "")
    if by is not None and not front.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    language = front.locale.language_code
    with translation.override(language):
        title = heading(alert)
        post = PostPage(
            title=title,
            byline=cited.byline if cited else "",
            outlet=cited.outlet if cited else links.host_of(capture.address)[:200],
            place=cited.place if cited else "",
            reported_on=cited.reported_on if cited else None,
            first_published=cited.first_published if cited else None,
            excerpt=(cited.excerpt if cited else "") or rules.choose_excerpt(capture.text, ()),
            excerpt_language=cited.excerpt_language if cited else "",
            comment="".join([f"<p>{escape(told(alert, language))}</p>", *_edits(alert), _way_to_evidence(alert)]),
            cited_address=posts.citable(capture.address),
            capture=capture,
            owner=by,
            live=False,
        )
    post.slug = free_slug(front, title, alert.pk)
    front.add_child(instance=post)
    post.save_revision(user=by, changed=False, log_action=True)
    return post


def heading(alert: Alert, *, isolated: bool = False) -> str:
    """Return a title for what became of a page, in the language that is switched on.

    Args:
        alert: The news.
        isolated: Whether the page's own title keeps its direction, whatever the words around it have.
    """
    named = " ".join(cleaning.plain(alert.capture.title).split())[:LONGEST_TITLE] or links.host_of(
        alert.capture.address
    )
    if isolated:
        return str(_HEADINGS[Kind(alert.kind)]) % {"title": f"\u2068{named}\u2069"}
    return (str(_HEADINGS[Kind(alert.kind)]) % {"title": named})[:LONGEST_TITLE]


def told(alert: Alert, language: str) -> str:
    """Say what happened to a page, and between which two days, in the language that is switched on."""
    return fates.told(Kind(alert.kind), alert.not_before, alert.not_after, language)


def _edits(alert: Alert) -> Iterator[str]:
    found = difference(alert.check_row)
    for paragraph in found.changed[:MOST_PARAGRAPHS] if found else ():
        before, after = paragraph.side(Run.INSERTED).strip(), paragraph.side(Run.DELETED).strip()
        if before:
            yield _side(str(_("Then:")), before)
        if after:
            yield _side(str(_("Now:")), after)


def _side(label: str, words: str) -> str:
    return format_html("<p><b>{}</b></p><blockquote>{}</blockquote>", label, words)


def _way_to_evidence(alert: Alert) -> str:
    address = reverse("press_capture", args=[alert.capture_id])
    return format_html('<p><a href="{}">{}</a></p>', address, _("What we received, and what it proves"))
