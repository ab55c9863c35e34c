"""Why words were taken for a name, in the editor's language, from the steps that the spotter kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interlink.lib.names.compare import Comparison
from interlink.lib.names.explain import StepKind
from interlink.lib.names.scripts import Script
from interlink.lib.names.suggest import Origin, Suggestion
from interlink.newsroom.watch.models import Mention

_STEPS: dict[str, Promise] = {
    StepKind.CASE: gettext_lazy("written with other capital letters"),
    StepKind.SIGNS: gettext_lazy("written with other accents, signs, spaces or forms of the same letters"),
    StepKind.PREFIX: gettext_lazy("with a short word attached before it (“{found}”)"),
    StepKind.MERGED_ARTICLE: gettext_lazy("after an attached “to” that has merged with the article"),
    StepKind.ENDING: gettext_lazy("with an ending attached after it (“{found}”)"),
    StepKind.NO_SPACES: gettext_lazy("in a script without spaces between words; it may be part of a longer word"),
    StepKind.SHARED: gettext_lazy("another watched subject has the same name"),
    StepKind.ARTICLE: gettext_lazy("with or without the article (“{found}”)"),
    StepKind.JOINED: gettext_lazy("with its parts joined or divided in another way (“{found}”)"),
    StepKind.LISTED: gettext_lazy("“{found}” and “{alias}” are spellings of one name in the name lists ({by})"),
    StepKind.LISTED_BY: gettext_lazy("“{found}” and “{alias}” are both written “{by}” in the name lists"),
    StepKind.SOUND: gettext_lazy("“{found}” is “{alias}” letter by letter in another script ({by})"),
    StepKind.SPELLING: gettext_lazy("“{found}” is another spelling of the same sounds as “{alias}”"),
    StepKind.INFLECTED: gettext_lazy("“{found}” is a grammatical form of “{alias}”"),
    StepKind.INITIAL: gettext_lazy("“{found}” stands for “{alias}”"),
    StepKind.ORDER: gettext_lazy("with the family name first, or last"),
    StepKind.BETWEEN: gettext_lazy("with “{found}” between the names"),
    StepKind.PARTIAL: gettext_lazy("only a part of it, but the full name stands before it in the text (“{by}”)"),
    StepKind.SUPPORTED: gettext_lazy("the text also has “{found}”"),
    StepKind.LIKE: gettext_lazy("“{found}” is like “{alias}”"),
    StepKind.APART: gettext_lazy("“{found}” is another name than “{alias}”"),
}
SCRIPTS: dict[str, Promise] = {
    Script.LATIN: gettext_lazy("Latin letters"),
    Script.ARABIC: gettext_lazy("Arabic letters"),
    Script.CYRILLIC: gettext_lazy("Cyrillic letters"),
    Script.HEBREW: gettext_lazy("Hebrew letters"),
    Script.GREEK: gettext_lazy("Greek letters"),
    Script.ARMENIAN: gettext_lazy("Armenian letters"),
    Script.GEORGIAN: gettext_lazy("Georgian letters"),
    Script.OTHER: gettext_lazy("Other letters"),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a mention counts.

    Attributes:
        alias: the name in the book.
        steps: what leads from it to the words found, one phrase each; none where they are the same.
        sure: how sure that is, in percent.
    """

    alias: str
    steps: tuple[str, ...]
    sure: int

    def __str__(self) -> str:
        steps = _("; ").join(self.steps) or _("letter by letter")
        return _("“%(alias)s” in the alias book: %(steps)s") % {"alias": apart(self.alias), "steps": steps}


def explain(mention: Mention) -> Explanation:
    """Say why a mention counts."""
    return Explanation(mention.alias, tuple(map(_in_words, mention.steps)), round(100 * mention.score))


def sentence(mention: Mention) -> str:
    """Say why a mention counts, in one line; one stored before steps were kept has its reason in English."""
    return str(explain(mention)) if mention.kind else mention.reason


def comparison_steps(found: Comparison) -> list[str]:
    """Say what leads from one name to the other, one phrase each."""
    told = [_in_words([step.kind, step.alias, step.found, step.by]) for step in found.steps]
    return told + [_("“%(word)s” has no counterpart") % {"word": apart(word)} for word in found.unmatched]


def comparison(found: Comparison) -> str:
    """Say why two names compare as they do, in one line."""
    return _("; ").join(comparison_steps(found)) or _("The same words")


def origins(offer: Suggestion) -> str:
    """Say how a spelling that may be missing came about, in one line."""
    return _("; ").join(map(_origin, offer.origins))


def _origin(origin: Origin) -> str:
    values = {"form": apart(origin.form), "word": apart(origin.word), "item": apart(origin.item)}
    if origin.item:
        return _("“%(form)s” and “%(word)s” are one name in the name lists (%(item)s)") % values
    return _("“%(form)s”: “%(word)s” letter by letter") % values


def script_name(code: str) -> str:
    """Name a script."""
    return str(SCRIPTS.get(code, SCRIPTS[Script.OTHER]))


def apart(text: str) -> str:
    """Keep words of any script from turning the sentence around them (Unicode UAX 9, isolates)."""
    return f"\u2068{text}\u2069"


def _in_words(step: list[str]) -> str:
    kind, *said = step
    if kind == StepKind.SOUND:
        # Pairs of letters, each from left to right whatever its scripts: else they would change places.
        said[-1] = " ".join(f"\u2066{pair}\u2069" for pair in said[-1].split())
    alias, found, by = map(apart, said)
    words = _STEPS.get(kind)
    return str(words).format(alias=alias, found=found, by=by) if words is not None else f"{alias} → {found}"
