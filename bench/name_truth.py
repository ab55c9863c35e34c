"""Makes running text with names in it from a file of synsets, knowing which words are whose name."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.name_words import AROUND, ATTACHED, IN_CASE, LATER, ONLY_LAST, WITH_NAME, WITHOUT

SCRIPTS = tuple(WITH_NAME)
_BLOCKS = {
    "latin": ((0x41, 0x24F), (0x1E00, 0x1EFF)),
    "arabic": ((0x600, 0x6FF), (0x750, 0x77F)),
    "cyrillic": ((0x400, 0x52F),),
    "hebrew": ((0x590, 0x5FF),),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "armenian": ((0x530, 0x58F),),
    "georgian": ((0x10A0, 0x10FF),),
}
CASED = frozenset({"latin", "cyrillic", "greek", "armenian"})
# Names that end so take no further ending, or another.
_VOWELS = set("aeiouyаеёиоуыэюяійьъიაეოუաեէըիոօու")


@dataclass(frozen=True, slots=True)
class Synset:
    """One name: its forms by script, in the file's order."""

    number: int
    forms: dict[str, tuple[str, ...]]
    all_forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """A watched subject: a given name and a family name, and the alias that the spotter is told."""

    number: int
    given: Synset
    family: Synset
    alias: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text with a question: is the watched person in it, and where.

    Attributes:
        category: What it tries.
        script: The script of the text.
        text: The text.
        person: Whom it is about.
        spans: Where that person is named; empty where nobody watched is.
    """

    category: str
    script: str
    text: str
    person: int
    spans: tuple[tuple[int, int], ...]


def script_of(form: str) -> str:
    """Name the script that all letters of a form are in; empty where they are not in one of ours."""
    found = {_block(ord(character)) for character in form if character.isalpha()}
    return found.pop() if len(found) == 1 else ""


def _block(point: int) -> str:
    for script, blocks in _BLOCKS.items():
        if any(first <= point <= last for first, last in blocks):
            return script
    return ""


def read_synsets(path: Path) -> list[Synset]:
    """Read a file of synsets: scripts, an identifier and the forms with "|" between, with tabs between."""
    synsets = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        all_forms = line.split("\t")[2].split("|")
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for form in all_forms:
            script = script_of(form)
            if script and sum(c.isalpha() for c in form) >= 3:
                forms[script].append(form)
        synsets.append(Synset(len(synsets), {s: tuple(f) for s, f in forms.items()}, frozenset(all_forms)))
    return synsets


def read_tokens(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Read a file of token pairs: the script, the Latin token and the native one, with tabs between."""
    names = {"russian": "cyrillic"}
    pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#") and line.strip():
            script, latin, native = line.split("\t")
            pairs[names.get(script, script)].append((latin, native))
    return dict(pairs)


def written(form: str, script: str) -> str:
    """Write a form as a text does: with capitals where the script has them."""
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-")) if script in CASED else form


def distance(one: str, other: str) -> int:
    """Give the edit distance of two words (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, there in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != there))
    return row[-1]


def _shortened(form: str) -> set[str]:
    """Give a word with at most one letter left out: words one letter apart have one of these in common."""
    return {form, *(form[:at] + form[at + 1 :] for at in range(len(form)))}


def _share(one: Synset, other: Synset) -> bool:
    return not one.all_forms.isdisjoint(other.all_forms)


class Cast:
    """People made of the synsets, and texts about them and about others."""

    def __init__(self, synsets: list[Synset], size: int, seed: int) -> None:
        self.dice = random.Random(seed)
        self.synsets = [s for s in synsets if any(script in s.forms for script in SCRIPTS)]
        usable = [s for s in self.synsets if "latin" in s.forms and len(s.forms) > 1]
        self.by_script = {script: [s for s in usable if script in s.forms] for script in SCRIPTS}
        self._near: dict[str, defaultdict[str, list[tuple[str, int]]]] = {s: defaultdict(list) for s in SCRIPTS}
        for place, synset in enumerate(self.synsets):
            for script, forms in synset.forms.items():
                for form in forms:
                    for short in _shortened(form):
                        self._near[script][short].append((form, place))
        self.people: list[Person] = []
        # Rare scripts get their share, so that each has enough to be measured by.
        for number in range(size):
            pool = self.by_script[SCRIPTS[number % len(SCRIPTS)]] or usable
            given, family = self.dice.sample(pool, 2)
            while any(_share(p.given, given) and _share(p.family, family) for p in self.people):
                # Two people whose names are spelled alike are two answers to one question.
                given, family = self.dice.sample(pool, 2)
            self.people.append(Person(number, given, family, self._alias(given, family)))

    def _alias(self, given: Synset, family: Synset) -> str:
        return " ".join(written(self.dice.choice(s.forms["latin"]), "latin") for s in (given, family))

    def cases(self, per_person: int) -> Iterator[Case]:
        """Give the cases, as many for each person as there are scripts and turns."""
        for person in self.people:
            scripts = [s for s in SCRIPTS if s in person.given.forms and s in person.family.forms]
            for script in scripts:
                for _ in range(per_person):
                    yield from self._of(person, script)

    def _of(self, person: Person, script: str) -> Iterator[Case]:
        given, family = self._form(person.given, script), self._form(person.family, script)
        yield self._case("spelling", person, script, self.dice.choice(WITH_NAME[script]), f"{given} {family}")
        yield self._case("order", person, script, self.dice.choice(WITH_NAME[script]), f"{family} {given}")
        yield self._case(
            "initial", person, script, self.dice.choice(WITH_NAME[script]), f"{self._initial(person, script)}. {family}"
        )
        yield self._partial(person, script, f"{given} {family}", family)
        if script in IN_CASE and given[-1] not in _VOWELS and family[-1] not in _VOWELS:
            sentence, ending = self.dice.choice(IN_CASE[script])
            first = given if ending in ONLY_LAST else given + ending
            yield self._case("inflected", person, script, sentence, f"{first} {family}{ending}")
        if script in ATTACHED:
            prefix = self.dice.choice(ATTACHED[script])
            yield self._case(
                "attached", person, script, self.dice.choice(WITH_NAME[script]), f"{given} {family}", prefix
            )
        yield from self._others(person, script, given, family)

    def _others(self, person: Person, script: str, given: str, family: str) -> Iterator[Case]:
        for category, first, last in (
            ("other given name", self._stranger(person.given, script), family),
            ("other family name", given, self._stranger(person.family, script)),
            ("like given name", self.likeness(person.given, given, script), family),
            ("like family name", given, self.likeness(person.family, family, script)),
            ("family name alone", " ", family),
            ("inside a word", AROUND[script][0] + given.lower(), family + AROUND[script][1]),
        ):
            name = f"{first} {last}".strip()
            if first and last:
                yield self._case(category, person, script, self.dice.choice(WITH_NAME[script]), name, there=False)

    def _form(self, synset: Synset, script: str) -> str:
        return written(self.dice.choice(synset.forms[script]), script)

    def _initial(self, person: Person, script: str) -> str:
        # The initial of the form that is nearest to the alias: C. for Cyrus, though other forms begin with K.
        if script == "latin":
            return person.alias[0]
        return self._form(person.given, script)[0]

    def _stranger(self, synset: Synset, script: str) -> str:
        for _ in range(50):
            other = self.dice.choice(self.synsets)
            if script in other.forms and not other.all_forms & synset.all_forms:
                return self._form(other, script)
        return ""

    def likeness(self, synset: Synset, form: str, script: str) -> str:
        """Give the form of another name that looks most like this one; empty where none is one or two letters off."""
        mine = synset.forms[script]
        found = {
            other
            for short in _shortened(form.lower())
            for other in self._near[script].get(short, ())
            if not self.synsets[other[1]].all_forms & synset.all_forms
        }
        near = sorted((min(distance(there, one) for one in mine), there) for there, _ in found)
        near = [pair for pair in near if 0 < pair[0] <= 2]
        return written(near[0][1], script) if near else ""

    def _case(
        self,
        category: str,
        person: Person,
        script: str,
        sentence: str,
        name: str,
        prefix: str = "",
        *,
        there: bool = True,
    ) -> Case:
        before = self.dice.choice(WITHOUT[script]) + " "
        at = len(before) + sentence.index("{}") + len(prefix)
        text = before + sentence.replace("{}", prefix + name) + " " + self.dice.choice(WITHOUT[script])
        return Case(category, script, text, person.number, ((at, at + len(name)),) if there else ())

    def _partial(self, person: Person, script: str, full: str, family: str) -> Case:
        case = self._case("partial", person, script, self.dice.choice(WITH_NAME[script]), full)
        sentence = self.dice.choice(LATER[script])
        at = len(case.text) + 1 + sentence.index("{}")
        text = case.text + " " + sentence.replace("{}", family)
        return Case(case.category, script, text, person.number, (*case.spans, (at, at + len(family))))
