"""What there is to say about a line of an alias book, apart from the words; `wording` has these, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Says(Enum):
    """What is said."""

    TOO_LONG = "a name is too long"
    NO_LETTER = "a name has no letter and no digit"
    NO_KIND_OF_NAME = "this is no kind of name"
    NO_KIND_OF_SUBJECT = "this is no kind of subject"
    NO_ORIGIN = "this is no origin"
    NO_WIKIDATA = "this is no Wikidata number"
    NO_LANGUAGE = "this is no language code"
    NOT_YES_OR_NO = "this is neither yes nor no"
    UNKNOWN_COLUMN = "the column is not known"
    TOO_MANY_CELLS = "the row has more cells than there are columns"
    NO_SUBJECT = "the row does not say of which subject it is"
    NOT_JSON = "the line is not JSON"
    NO_ENTITY = "the line is no entity"
    OTHER_SCHEMA = "an entity of this schema is no subject"
    NAMELESS = "the entity has no name"
    OTHER_NUMBER = "a subject of this name has another Wikidata number"
    TWICE = "another entry is for the same subject"
    KIND_STAYS = "the desk says another kind of subject"
    NOTE_STAYS = "the desk has another note"
    EXACT_STAYS = "the desk's setting for exact matches is another"
    PRIVATE_STAYS = "the desk says that it is a private person"
    NAME_KIND_STAYS = "the desk says another kind of name"
    NAME_LANGUAGE_STAYS = "the desk says another language of the name"
    NAME_NOTE_STAYS = "the desk has another note on the name"
    NAME_SUPPORTS_STAY = "the desk has other supporting words of the name"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is said.

    Attributes:
        says: what.
        values: what it is about, such as the words of the file, as they stand there.
    """

    says: Says
    values: Mapping[str, str] = field(default_factory=dict)
