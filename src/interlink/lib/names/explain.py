"""Why something is a match: the steps from the alias to the words found, in plain words, with a score."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """One way in which the words found can differ from an alias."""

    CASE = "case"
    SIGNS = "signs"
    PREFIX = "prefix"
    MERGED_ARTICLE = "merged_article"
    ENDING = "ending"
    NO_SPACES = "no_spaces"
    SHARED = "shared"
    ARTICLE = "article"
    JOINED = "joined"
    LISTED = "listed"
    LISTED_BY = "listed_by"
    SOUND = "sound"
    SPELLING = "spelling"
    INFLECTED = "inflected"
    INITIAL = "initial"
    ORDER = "order"
    BETWEEN = "between"
    PARTIAL = "partial"
    SUPPORTED = "supported"
    LIKE = "like"
    APART = "apart"


# How sure a match still is after a step, 1.0 being quite sure. They multiply.
WEIGHTS: dict[StepKind, float] = {
    StepKind.CASE: 0.98,
    StepKind.SIGNS: 0.97,
    StepKind.PREFIX: 0.92,
    StepKind.MERGED_ARTICLE: 0.92,
    StepKind.ENDING: 0.95,
    StepKind.NO_SPACES: 0.85,
    StepKind.SHARED: 0.5,
    StepKind.ARTICLE: 0.97,
    StepKind.JOINED: 0.97,
    StepKind.LISTED: 0.96,
    StepKind.LISTED_BY: 0.9,
    StepKind.SOUND: 0.88,
    StepKind.SPELLING: 0.88,
    StepKind.INFLECTED: 0.93,
    StepKind.INITIAL: 0.75,
    StepKind.ORDER: 0.93,
    StepKind.BETWEEN: 0.9,
    StepKind.PARTIAL: 0.8,
    StepKind.SUPPORTED: 0.95,
    StepKind.LIKE: 0.7,
    StepKind.APART: 0.1,
}

_WORDS: dict[StepKind, str] = {
    StepKind.CASE: "written with other capital letters",
    StepKind.SIGNS: "written with other accents, signs, spaces or forms of the same letters",
    StepKind.PREFIX: "with a short word attached before it (“{found}”)",
    StepKind.MERGED_ARTICLE: "after an attached “to” that has merged with the article",
    StepKind.ENDING: "with an ending attached after it (“{found}”)",
    StepKind.NO_SPACES: "in a script that puts no spaces between words, so it may be part of a longer word",
    StepKind.SHARED: "and another watched subject has the same name",
    StepKind.ARTICLE: "with or without the article (“{found}”)",
    StepKind.JOINED: "with its parts joined or divided in another way (“{found}”)",
    StepKind.LISTED: "“{found}” and “{alias}” are spellings of one name in the name lists ({by})",
    StepKind.LISTED_BY: "“{found}” and “{alias}” are both written “{by}” in the name lists",
    StepKind.SOUND: "“{found}” is “{alias}” letter by letter in another script ({by})",
    StepKind.SPELLING: "“{found}” is another spelling of the same sounds as “{alias}”",
    StepKind.INFLECTED: "“{found}” is a grammatical form of “{alias}”",
    StepKind.INITIAL: "“{found}” stands for “{alias}”",
    StepKind.ORDER: "with the family name first, or last",
    StepKind.BETWEEN: "with “{found}” between the names",
    StepKind.PARTIAL: "only a part of it, but the full name stands before it in the text (“{by}”)",
    StepKind.SUPPORTED: "and the text also has “{found}”",
    StepKind.LIKE: "“{found}” is like “{alias}”",
    StepKind.APART: "“{found}” is another name than “{alias}”",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One difference between an alias and the words that were found for it.

    Attributes:
        kind: What kind of difference.
        alias: The part of the alias that it is about, where it is about one.
        found: The part of the text.
        by: What shows it: a Wikidata item, a common form, the letters that go together, an earlier mention.
    """

    kind: StepKind
    alias: str = ""
    found: str = ""
    by: str = ""

    @property
    def weight(self) -> float:
        """How sure a match still is after this step."""
        return WEIGHTS[self.kind]

    def __str__(self) -> str:
        return _WORDS[self.kind].format(alias=self.alias, found=self.found, by=self.by)


def score(steps: Iterable[Step]) -> float:
    """Give how sure a match is after these steps, from 0 to 1."""
    sure = 1.0
    for step in steps:
        sure *= step.weight
    return round(sure, 4)


def reason(found: str, alias: str, steps: tuple[Step, ...]) -> str:
    """Say in one plain English sentence why the words found are a match.

    The steps themselves are kept in the match, so that a page can say the same in another language.
    """
    if not steps:
        return f"“{found}” is the name “{alias}”, letter by letter."
    return f"“{found}” is the name “{alias}”, {'; '.join(map(str, steps))}."
