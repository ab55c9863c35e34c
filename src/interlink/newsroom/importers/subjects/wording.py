"""What there is to say about a line of an alias book, in the language of whoever reads."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from interlink.newsroom.importers.subjects.told import Says, Told
from interlink.newsroom.watch.models import NAME_KINDS, SubjectKind

_WORDS: dict[Says, Promise] = {
    Says.TOO_LONG: gettext_lazy("A name has %(longest)s characters at most; this one is longer."),
    Says.NO_LETTER: gettext_lazy("“%(text)s” cannot be looked for: it has no letter and no digit in it."),
    Says.NO_KIND_OF_NAME: gettext_lazy("“%(text)s” is no kind of name. It is one of: %(allowed)s."),
    Says.NO_KIND_OF_SUBJECT: gettext_lazy("“%(text)s” is no kind of subject. It is one of: %(allowed)s."),
    Says.NO_ORIGIN: gettext_lazy("“%(text)s” does not say where a name is from. It is one of: %(allowed)s."),
    Says.NO_WIKIDATA: gettext_lazy("“%(text)s” is no Wikidata number. One is a Q with digits after it, such as Q42."),
    Says.NO_LANGUAGE: gettext_lazy("“%(text)s” is no language code. One is short, such as en, fa or pt-BR."),
    Says.NOT_YES_OR_NO: gettext_lazy("“%(text)s” in the column %(column)s is neither yes nor no."),
    Says.UNKNOWN_COLUMN: gettext_lazy("The column “%(column)s” is not known, so it is not read."),
    Says.TOO_MANY_CELLS: gettext_lazy("The row has more cells than the table has columns."),
    Says.NO_SUBJECT: gettext_lazy("The row does not say which subject it is of."),
    Says.NOT_JSON: gettext_lazy("This line is not JSON."),
    Says.NO_ENTITY: gettext_lazy("This line is no FollowTheMoney entity: it has no properties."),
    Says.OTHER_SCHEMA: gettext_lazy("An entity of the schema “%(schema)s” is no subject."),
    Says.NAMELESS: gettext_lazy("The entity has no name."),
    Says.OTHER_NUMBER: gettext_lazy(
        "A subject of this name is there with another Wikidata number, %(number)s. Rename one of them."
    ),
    Says.TWICE: gettext_lazy("Another entry of the file is for “%(name)s” too."),
    Says.KIND_STAYS: gettext_lazy("The file says “%(theirs)s”; the desk says “%(ours)s”, which stays."),
    Says.NOTE_STAYS: gettext_lazy("The file has another note, which is not taken: %(theirs)s"),
    Says.EXACT_STAYS: gettext_lazy("The file says otherwise about exact matches only; the desk’s own setting stays."),
    Says.PRIVATE_STAYS: gettext_lazy("The file says that this is no private person; the desk says so, which stays."),
    Says.NAME_KIND_STAYS: gettext_lazy(
        "“%(name)s”: the file says kind “%(theirs)s”; the desk says “%(ours)s”, which stays."
    ),
    Says.NAME_LANGUAGE_STAYS: gettext_lazy(
        "“%(name)s”: the file says language “%(theirs)s”; the desk says “%(ours)s”, which stays."
    ),
    Says.NAME_NOTE_STAYS: gettext_lazy(
        "“%(name)s”: the file says note “%(theirs)s”; the desk says “%(ours)s”, which stays."
    ),
    Says.NAME_SUPPORTS_STAY: gettext_lazy(
        "“%(name)s”: the file says supporting words “%(theirs)s”; the desk says “%(ours)s”, which stays."
    ),
}
_KINDS: dict[Says, dict[str, str | Promise]] = {
    Says.KIND_STAYS: dict(SubjectKind.choices),
    Says.NAME_KIND_STAYS: dict(NAME_KINDS),
}


def tell(told: Told) -> str:
    """Say one thing about a line; what is from the file or the book keeps its own direction (Unicode UAX 9)."""
    labels = _KINDS.get(told.says, {})
    values = {key: str(labels.get(value, value)) for key, value in told.values.items()}
    return str(_WORDS[told.says]) % {key: _apart(value) for key, value in values.items()}


def _apart(value: str) -> str:
    return value if value.isascii() and (get_language() or "en").startswith("en") else f"\u2068{value}\u2069"


def too_large(megabytes: int) -> str:
    """Say that a file is too large to be read."""
    return _("The file is larger than %(number)s MB, which no alias book is.") % {"number": megabytes}


def not_unicode() -> str:
    """Say that a file is in another encoding."""
    return _("The file is not in UTF-8. Save it as “CSV UTF-8” in the spreadsheet program.")


def no_columns() -> str:
    """Say that a file is another table, or none."""
    return _("This is no alias book: its first line must name the columns, “subject” among them.")


def broken(line: int) -> str:
    """Say that a table's quotes are broken."""
    return _("The table is broken at line %(number)s. Save it once more.") % {"number": line}
