"""Suggest spellings of a name that an alias book lacks, in its own script and in others, and say where each is from.

Nothing here is added anywhere: an editor is offered the suggestions and takes those that are right.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from interlink.lib.names.kinship import Kinship, shipped_kinship
from interlink.lib.names.normalise import fold
from interlink.lib.names.orders import ARTICLES, heard_ways, orders
from interlink.lib.names.readings import bare
from interlink.lib.names.scripts import CASED, LETTERS, Script, latinised, script_of
from interlink.lib.names.tokens import tokens
from interlink.lib.names.transcribing import transcribed

# Spellings of one word that are offered for each script, and of the whole name.
_MOST_FORMS = 3
_MOST_NAMES = 4
_SOUNDED, _SURE, _LIKELY = 0.95, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one word of a suggestion is from.

    Attributes:
        word: The word of the name.
        form: How it is suggested to be written.
        item: The Wikidata item by which the name lists have both; empty where it was written letter by letter.
    """

    word: str
    form: str
    item: str = ""

    def __str__(self) -> str:
        if self.item:
            return f"“{self.form}” and “{self.word}” are one name in the name lists ({self.item})"
        return f"“{self.form}”: “{self.word}” letter by letter"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling that may be missing.

    Attributes:
        text: The name.
        script: Its script.
        score: How likely it is usual, from 0 to 1.
        origins: Where its words are from, but for those that stay as they are.
    """

    text: str
    script: Script
    score: float
    origins: tuple[Origin, ...]

    @property
    def how(self) -> str:
        """How it came about, in plain English."""
        return "; ".join(map(str, self.origins))


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    score: float
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a word sounds like, in plain Latin letters, and how the name has it."""

    sound: str
    written: str


def suggest(
    name: str,
    known: Iterable[str] = (),
    scripts: Iterable[Script] = tuple(LETTERS),
    kinship: Kinship | None = None,
    language: str = "",
) -> tuple[Suggestion, ...]:
    """Suggest other spellings of a name.

    Args:
        name: A name of the subject.
        known: The names that the book has already; what is spelled like one of them is not offered.
        scripts: The scripts wanted. Latin is always among them.
        kinship: What knows words; by default that of the shipped lists.
        language: The language that the name is in, ISO 639-1, where that is known.

    Returns:
        The suggestions, by script, the likeliest first.
    """
    judge = kinship or shipped_kinship()
    there = {fold(text) for text in (name, *known)}
    words = [word for word in orders(name)[0] if word not in ARTICLES]
    spoken = _spoken(name, words, judge, language)
    found: list[Suggestion] = []
    for script in dict.fromkeys((Script.LATIN, *scripts)):
        offers = [
            _forms_heard(word, spoken[word], script, judge) if word in spoken else _forms(word, script, judge)
            for word in words
        ]
        if not words or not all(offers):
            continue
        combined = [_combined(forms, script) for forms in product(*offers)]
        combined.sort(key=lambda suggestion: -suggestion.score)
        fresh = (s for s in combined if fold(s.text) not in there)
        found += islice(fresh, _MOST_NAMES)
    return tuple(found)


def _combined(forms: tuple[_Form, ...], script: Script) -> Suggestion:
    score = 1.0
    for form in forms:
        score *= form.score
    origins = tuple(dict.fromkeys(form.origin for form in forms if form.origin))
    return Suggestion(" ".join(form.text for form in forms), script, round(score, 4), origins)


def _spoken(name: str, words: Sequence[str], judge: Kinship, language: str) -> dict[str, _Spoken]:
    """Give for each word what it sounds like, where that is not how it is written."""
    written = [token.word for token in tokens(name) if bare(token.word) not in ARTICLES]
    for heard in heard_ways(name, judge, language):
        told = [word for word in heard if word not in ARTICLES]
        if len(told) == len(words) == len(written):
            pairs = zip(words, map(_Spoken, told, written), strict=True)
            return {word: spoken for word, spoken in pairs if spoken.sound != word}
    return {}


def _forms(word: str, script: Script, judge: Kinship) -> list[_Form]:
    """Give the usual forms of a folded word in a script."""
    forms = [_Form(_written(word, script), 1.0, None)] if script_of(word) is script else []
    forms += _listed(word, script, judge)
    if not forms:
        spelled = _spelled(word, script, judge)
        if spelled:
            written = _written(spelled, script)
            forms.append(_Form(written, _LIKELY, Origin(word, written)))
    return forms[:_MOST_FORMS]


def _forms_heard(word: str, spoken: _Spoken, script: Script, judge: Kinship) -> list[_Form]:
    """Give the usual forms of a word that sounds otherwise than it is written."""
    listed = _listed(word, script, judge)
    if script is Script.LATIN or not listed:
        # Nobody writes it in plain letters but by its sound.
        heard = _forms(spoken.sound, script, judge)
        sound = _written(spoken.sound, script)
        plain = [_Form(sound, _SOUNDED, Origin(spoken.written, sound))] if script is Script.LATIN else []
        listed = [*plain, *(form for form in heard if form.origin), *listed]
    unique = {form.text: form for form in reversed(listed)}
    ranked = sorted(unique.values(), key=lambda form: -form.score)[:_MOST_FORMS]
    return [_as_written(form, spoken) for form in ranked]


def _as_written(form: _Form, spoken: _Spoken) -> _Form:
    """Say a form's origin of the word as it is written, where no list but only the letters lead to it."""
    if form.origin is None or form.origin.item:
        return form
    return _Form(form.text, form.score, Origin(spoken.written, form.text))


def _listed(word: str, script: Script, judge: Kinship) -> list[_Form]:
    """Give the forms that the lists have, those nearest to the word by their letters first."""
    found: dict[str, tuple[float, str]] = {}
    for name in judge.names_of(word):
        for form in judge.lists.forms_of(name):
            if script_of(form) is script and " " not in form and bare(form) != word:
                price = judge.price(word, bare(form)) if script_of(word) is not script else 0.0
                item = judge.lists.wikidata_of(name)
                found.setdefault(form, (price, item))
    # Vowel points are for children and scholars: what differs by them only is offered without.
    unpointed = [form for form in found if _without_points(form) == form or _without_points(form) not in found]
    ranked = sorted(unpointed, key=lambda form: (found[form][0], form))
    return [
        _Form(
            _written(form, script),
            round(_SURE - 0.02 * place, 2),
            Origin(word, _written(form, script), found[form][1]),
        )
        for place, form in enumerate(ranked[:_MOST_FORMS])
    ]


def _without_points(form: str) -> str:
    return "".join([c for c in unicodedata.normalize("NFC", form) if unicodedata.category(c) != "Mn"])


def _spelled(word: str, script: Script, judge: Kinship) -> str:
    """Write a word in another script letter by letter; empty where that cannot be done."""
    own = script_of(word)
    if own is Script.LATIN:
        return transcribed(latinised(word), script)
    known = _listed(word, Script.LATIN, judge)
    latin = (
        latinised(known[0].text)
        if known
        else "".join([_cheapest(letter, judge.tables.get(own, {})) for letter in word])
    )
    if script is Script.LATIN or not latin:
        return latin
    return transcribed(latin, script)


def _cheapest(letter: str, table: Mapping[str, Mapping[str, float]]) -> str:
    costs = table.get(letter, {})
    return min(costs, key=lambda latin: (costs[latin], latin), default="")


def _written(form: str, script: Script) -> str:
    """Write a form as names are written in a script."""
    if script not in CASED:
        return form
    return "-".join([part[:1].upper() + part[1:] for part in form.split("-")])
