"""What a post still lacks, in words for an editor."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _


def in_words(codes: Iterable[str]) -> list[str]:
    """Turn the codes of `rules.missing` into sentences that say the way out."""
    said = {
        "outlet": _("Name the outlet: every excerpt is attributed."),
        "address": _("Give the address of the report."),
        "excerpt": _("Choose the words to quote."),
        "excerpt-long": _(
            "The excerpt is longer than may be quoted of this report. Shorten it, or have a publisher allow its length."
        ),
        "body": _("Write the text."),
        "signed": _("Say who signs the letter: a byline or a list of signatories."),
        "guest": _("Say who was interviewed."),
        "origin": _("Say where the document is from: who wrote it, or the outlet that published it first."),
        "first-published": _("Say when the document was first published."),
        "publisher": _("Name the publisher of the report, under Outlet."),
        "year": _("Give the year of the report."),
        "report": _("Attach the report’s file, or give its address."),
        "correction": _("Say under Corrections what was wrong and what is right."),
        "capture-waiting": _("The page is still being captured. Try again in a minute."),
        "capture": _("There is no copy of the cited page yet. Capture it, then publish."),
    }
    return [said[code] for code in codes]
