"""The kinds of post, and which fields each has; pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a post is. All kinds have a title, corrections and the right of reply."""

    EXCERPT = "excerpt"
    ARTICLE = "article"
    LETTER = "letter"
    INTERVIEW = "interview"
    ANNOUNCEMENT = "announcement"
    STATEMENT = "statement"
    DOCUMENT = "document"
    REPORT = "report"
    CORRECTION = "correction"


_K = Kind
# Each field that not every kind has, with the kinds that have it. What a post of another kind holds in such a field
# stays where it is, should the kind be changed back; readers do not see it and no rule asks about it.
KINDS_OF: dict[str, frozenset[Kind]] = {
    "byline": frozenset({_K.EXCERPT, _K.ARTICLE, _K.LETTER, _K.INTERVIEW, _K.STATEMENT, _K.DOCUMENT, _K.REPORT}),
    "outlet": frozenset({_K.EXCERPT, _K.DOCUMENT, _K.REPORT}),
    "place": frozenset(set(_K) - {_K.REPORT, _K.CORRECTION}),
    "reported_on": frozenset({_K.EXCERPT, _K.INTERVIEW, _K.LETTER}),
    "first_published": frozenset({_K.EXCERPT, _K.DOCUMENT}),
    "cited_address": frozenset({_K.EXCERPT, _K.DOCUMENT, _K.REPORT}),
    "excerpt": frozenset({_K.EXCERPT}),
    "excerpt_language": frozenset({_K.EXCERPT, _K.DOCUMENT, _K.REPORT}),
    "body": frozenset(set(_K) - {_K.EXCERPT}),
    "comment": frozenset({_K.EXCERPT, _K.DOCUMENT}),
    "addressee": frozenset({_K.LETTER}),
    "signatories": frozenset({_K.LETTER}),
    "guest": frozenset({_K.INTERVIEW}),
    "report_year": frozenset({_K.REPORT}),
    "report_file": frozenset({_K.REPORT}),
    "corrects": frozenset({_K.CORRECTION}),
}
# The words of these are others', in a language that may be another than the page's.
QUOTING = frozenset({Kind.EXCERPT, Kind.DOCUMENT})


def has(kind: str, field: str) -> bool:
    """Say whether posts of a kind have a field."""
    return field not in KINDS_OF or kind in KINDS_OF[field]


def fields_of(kind: str) -> tuple[str, ...]:
    """Return the fields that posts of a kind have and some other kinds do not."""
    return tuple(field for field, kinds in KINDS_OF.items() if kind in kinds)
