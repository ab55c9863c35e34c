"""Why something is a match: the steps from the alias to the words found, in plain words, with a score."""

from enum import StrEnum


class Step(StrEnum):
    """One difference between an alias and the words that were found for it."""

    CASE = "case"
    SIGNS = "signs"
    PREFIX = "prefix"
    MERGED_ARTICLE = "merged_article"
    ENDING = "ending"
    NO_SPACES = "no_spaces"
    SHARED = "shared"


# How sure a match still is after a step, 1.0 being quite sure. They multiply.
WEIGHTS: dict[Step, float] = {
    Step.CASE: 0.98,
    Step.SIGNS: 0.97,
    Step.PREFIX: 0.92,
    Step.MERGED_ARTICLE: 0.92,
    Step.ENDING: 0.95,
    Step.NO_SPACES: 0.85,
    Step.SHARED: 0.5,
}

_WORDS: dict[Step, str] = {
    Step.CASE: "written with other capital letters",
    Step.SIGNS: "written with other accents, signs, spaces or forms of the same letters",
    Step.PREFIX: "with a short word attached before it (“{attached}”)",
    Step.MERGED_ARTICLE: "after an attached “to” that has merged with the article",
    Step.ENDING: "with an ending attached after it (“{ending}”)",
    Step.NO_SPACES: "in a script that puts no spaces between words, so it may be part of a longer word",
    Step.SHARED: "and another watched subject has the same name",
}


def score(steps: tuple[Step, ...]) -> float:
    """Give how sure a match is after these steps, from 0 to 1."""
    sure = 1.0
    for step in steps:
        sure *= WEIGHTS[step]
    return round(sure, 4)


def reason(found: str, alias: str, steps: tuple[Step, ...], *, attached: str = "", ending: str = "") -> str:
    """Say in one plain English sentence why the words found are a match.

    The steps themselves are kept in the match, so that a page can say the same in another language.
    """
    if not steps:
        return f"“{found}” is the name “{alias}”, letter by letter."
    told = "; ".join(_WORDS[step].format(attached=attached, ending=ending) for step in steps)
    return f"“{found}” is the name “{alias}”, {told}."
