"""What two reports have in common, for a person who wonders why they are in one story."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product

from babel import Locale

from interlink.lib.grouping.sketch import Kind, Sketch
from interlink.lib.grouping.weighing import Seeker, Weighed
from interlink.lib.names.common_words import is_grammar
from interlink.lib.names.normalise import fold
from interlink.lib.names.not_given import NOT_GIVEN
from interlink.lib.names.scripts import script_of

SAME_TEXT = 0.7
_MOST_WORDS = 6
_MOST_NAMED = 5
# A word or name that every other report has too explains nothing.
_TELLING = 0.02
_LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "id", "it", "pl", "ru", "sq", "tr")


@dataclass(frozen=True, slots=True)
class Common:
    """What two reports share, the most telling first.

    Attributes:
        same_text: Whether one is the other with few words changed.
        subjects: Watched subjects, by the number they were sketched with.
        places: ISO 3166 codes of countries, and cities.
        names: Names and what looks like names.
        days: As month and day, "09-22".
        numbers: In digits.
        words: Other words.
    """

    same_text: bool
    subjects: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def common(sketch: Sketch, seeker: Seeker, other: Weighed) -> Common:
    """Say what a report that was just sketched shares with one in the window."""
    alike = _shared(seeker.words, other.words.numbers, other.words.weights)
    bridges = [
        *_shared(seeker.facts, other.facts.numbers, other.facts.weights),
        *_shared(seeker.bridges, other.bridges.numbers, other.bridges.weights),
    ]
    whole = sum(gain for _number, gain in bridges) or 1.0
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for number, gain in bridges:
        kind, term = sketch.legend.get(number, (None, ""))
        if kind is not None and gain >= _TELLING * whole:
            found[kind].append(term)
    language = seeker.weighed.language
    same_language = language == other.language
    words = [sketch.legend[number][1] for number, _gain in alike if number in sketch.legend] if same_language else []
    facts = found[Kind.FACT]
    return Common(
        same_text=same_language and sum(gain for _number, gain in alike) >= SAME_TEXT,
        subjects=tuple(int(term) for term in found[Kind.SUBJECT]),
        places=tuple(found[Kind.PLACE]),
        names=tuple([name for name in found[Kind.NAME] if not _is_no_name(name, language)][:_MOST_NAMED]),
        days=tuple(fact for fact in facts if "-" in fact),
        numbers=tuple(fact for fact in facts if "-" not in fact)[:_MOST_NAMED],
        words=tuple(([word for word in words if not _binds(word, language)] or words)[:_MOST_WORDS]),
    )


def _is_no_name(word: str, language: str) -> bool:
    """Whether a word has a capital for its place or its language only: She, December."""
    return word in NOT_GIVEN or word in _calendar() or _binds(word, language)


def _binds(word: str, language: str) -> bool:
    """Whether a word says nothing by itself, however rare it is in a young window: than, both."""
    return is_grammar(word, script_of(word), language)


@cache
def _calendar() -> frozenset[str]:
    found: set[str] = set()
    for code, form, width in product(_LANGUAGES, ("format", "stand-alone"), ("wide", "abbreviated")):
        locale = Locale.parse(code)
        for names in (locale.months[form][width], locale.days[form][width]):
            found.update(fold(str(name)).rstrip(".") for name in names.values())
    return frozenset(found)


def _shared(mine: dict[int, float], numbers: Iterable[int], weights: Iterable[float]) -> list[tuple[int, float]]:
    gains = [(number, mine[number] * weight) for number, weight in zip(numbers, weights, strict=True) if number in mine]
    return sorted(gains, key=lambda gain: (-gain[1], gain[0]))
