"""What the kinds of post are called, for readers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from interlink.newsroom.press.kinds import Kind


def for_readers(kind: str) -> str:
    """Return what a post of a kind is called; nothing for an excerpt, which is what most posts are."""
    if kind == Kind.EXCERPT:
        return ""
    names = {
        Kind.ARTICLE: _("Article"),
        Kind.LETTER: _("Open letter"),
        Kind.INTERVIEW: _("Interview"),
        Kind.ANNOUNCEMENT: _("Announcement"),
        Kind.STATEMENT: _("Statement"),
        Kind.DOCUMENT: _("Document"),
        Kind.REPORT: _("Report"),
        Kind.CORRECTION: _("Correction"),
    }
    return names.get(Kind(kind), "")
