"""What is looked for and what is found: aliases, rejections, whole subjects and matches."""

from dataclasses import dataclass
from enum import StrEnum

from interlink.lib.names.errors import UnusableAlias
from interlink.lib.names.explain import Step
from interlink.lib.names.normalise import fold
from interlink.lib.names.tokens import tokens
from interlink.lib.names.words import LETTERS, Letter

# Words on each side that a rejection remembers. The nearest decide; the others are for the editor who reads it.
WORDS_AROUND = 3


class AliasKind(StrEnum):
    """What an alias is to its subject."""

    MAIN = "main"
    ALIAS = "alias"
    FORMER = "former"
    ACRONYM = "acronym"
    NICKNAME = "nickname"
    HOSTILE = "hostile"


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a watched subject.

    Attributes:
        subject: The subject's number, as the caller keeps it.
        text: The name as the group writes it.
        kind: What it is to the subject; an acronym is found in its own case only.
        language: The language it is in, ISO 639-1, or empty.
        script: The script it is in, ISO 15924, or empty. Both are for the caller's own lists; a text says itself
            which script it is in.
        exact_only: Find it as it is written, with other accents, signs and capitals at most.
        supports: For an ambiguous acronym, words of which the text must have one.

    Raises:
        UnusableAlias: The text has no letter and no digit.
    """

    subject: int
    text: str
    kind: AliasKind = AliasKind.ALIAS
    language: str = ""
    script: str = ""
    exact_only: bool = False
    supports: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not any(LETTERS[character] is not Letter.NONE for character in fold(self.text)):
            raise UnusableAlias(self.text)


@dataclass(frozen=True, slots=True)
class Match:
    """A watched subject's name, found in a text.

    Attributes:
        subject: The subject's number.
        alias: The alias as the group writes it.
        found: The words as the text has them: `text[start:end]`.
        start: Where they begin, in characters of the text.
        end: The place after the last of them.
        reason: Why this is a match, in one plain sentence.
        score: How sure it is, from 0 to 1.
        kind: What the alias is to the subject.
        steps: What leads from the alias to the words found, each in plain words with `str`.
        bound_to: For a part of a name, where the full name that it belongs to begins in the text.
    """

    subject: int
    alias: str
    found: str
    start: int
    end: int
    reason: str
    score: float
    kind: AliasKind = AliasKind.ALIAS
    steps: tuple[Step, ...] = ()
    bound_to: int | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """An editor's "not this": words that looked like a subject's name, with the words around them.

    It holds for the same words where the word before or after is the same too, as `rejections` says.

    Attributes:
        subject: The subject's number.
        found: The words that were found.
        before: Up to three words before them, the nearest last.
        after: Up to three words after them, the nearest first.
    """

    subject: int
    found: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, match: Match) -> "Rejection":
        """Make one from a match and the text that it was found in."""
        words = tokens(text)
        before = [token.word for token in words if token.end <= match.start]
        after = [token.word for token in words if token.start >= match.end]
        return cls(match.subject, match.found, tuple(before[-WORDS_AROUND:]), tuple(after[:WORDS_AROUND]))


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with all that is known of its names.

    Attributes:
        number: The subject's number, which its aliases and rejections carry too.
        aliases: Its names.
        exact_only: Whether all of them are found as they are written only.
        rejections: What editors said is not the subject.
    """

    number: int
    aliases: tuple[Alias, ...]
    exact_only: bool = False
    rejections: tuple[Rejection, ...] = ()
