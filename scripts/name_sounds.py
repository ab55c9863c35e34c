"""Learns from pairs of names which Latin letters stand for which letters of another script, and at what cost."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

from interlink.lib.names.scripts import LETTERS, Script
from interlink.lib.names.sounds import IMPOSSIBLE, LONGEST_LATIN, cost, path

Pair = tuple[str, tuple[str, ...]]  # a native form, and the Latin forms of the same name
Table = dict[str, dict[str, float]]

ROUNDS = 5
# More pairs than this teach nothing new.
MOST_PAIRS = 6000
# A reading dearer than this for a letter is of another name: some entries of the lists hold a translation.
DEAREST = 1.6
RAREST = 3
DEAREST_PIECE = 5.0
VOWELS = "aeiouy"

# Letters that write one sound together, with their usual Latin. Left to itself the learning makes up others.
TOGETHER: dict[Script, dict[str, str]] = {
    Script.ARABIC: {"تش": "ch", "کس": "x", "تس": "z", "او": "o", "ای": "i", "یا": "ia", "وو": "w", "یو": "u"},
    Script.CYRILLIC: {"дж": "j", "кс": "x", "дз": "dz", "тс": "ts", "тш": "ch", "иа": "ia", "ье": "ie"},
    Script.HEBREW: {"טש": "ch", "קס": "x", "וו": "w", "יי": "ei", "או": "o", "אי": "i", "יא": "ia", "ות": "oth"},
    Script.GREEK: {
        "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng", "τζ": "j", "τσ": "ch", "ου": "u", "αι": "e", "ει": "i",
        "οι": "i", "αυ": "au", "ευ": "eu", "γι": "y", "κσ": "x",
    },
    Script.ARMENIAN: {"ու": "u", "եւ": "ev", "քս": "x"},
    Script.GEORGIAN: {"კს": "x", "ქს": "x", "იუ": "yu", "ია": "ya", "დჟ": "j"},
}  # fmt: skip
# Letters that write a consonant or a vowel, or nothing but the place of one.
HALF_VOWELS = {Script.ARABIC: "اویهعء", Script.HEBREW: "אויהע"}
_SOUND = re.compile(r"[^aeiouy]{1,4}|[aeiouy]{1,2}|[jwhv][aeiou]|[cgs]h?[ei]|qu|gu|ill")


@cache
def is_sound(latin: str) -> bool:
    """Whether Latin letters can be one sound."""
    return len(latin) <= 1 or _SOUND.fullmatch(latin) is not None


def first_table(script: Script, alphabet: list[str]) -> Table:
    """Make a table to begin with, from the letters' usual romanisation."""
    table: Table = {"": {c: 1.2 if c in VOWELS else 2.5 for c in alphabet}}
    for letter, usual in {**LETTERS[script], **TOGETHER[script]}.items():
        costs = {"": 2.5 if len(letter) == 1 else IMPOSSIBLE, **dict.fromkeys(alphabet, 4.0)}
        costs |= {c + d: 4.5 for c in alphabet for d in alphabet if is_sound(c + d)}
        if letter in HALF_VOWELS.get(script, "") or usual[:1] in VOWELS:
            costs |= dict.fromkeys(VOWELS, 0.8)
        costs[usual] = 0.3
        if len(usual) == 1:
            costs[usual * 2] = 0.6
        table[letter] = costs
    return table


def learn(script: Script, pairs: list[Pair]) -> Table:
    """Learn a script's table from pairs of names; the same pairs always give the same table."""
    step = max(1, len(pairs) // MOST_PAIRS)
    pairs = pairs[::step][:MOST_PAIRS]
    alphabet = sorted({c for _, latins in pairs for latin in latins for c in latin if c.isascii()})
    table = first_table(script, alphabet)
    for _ in range(ROUNDS):
        together: Counter[tuple[str, str]] = Counter()
        seen: Counter[str] = Counter()
        for native, latins in pairs:
            chosen = _closest(native, latins, table)
            if chosen is not None:
                together.update(path(native, chosen, table))
                seen.update(native)
                seen.update(a + b for a, b in pairwise(native))
                together.update(_longer(native, chosen, table))
        table = _costs(together, seen)
    return table


def _closest(native: str, latins: tuple[str, ...], table: Table) -> str | None:
    limit = DEAREST * (len(native) + 1)
    found = min(((cost(native, latin, table, limit), latin) for latin in latins[:6]), default=(IMPOSSIBLE, ""))
    return found[1] if found[0] <= limit else None


def _longer(native: str, latin: str, table: Table) -> list[tuple[str, str]]:
    """Offer a letter what stands beside it in Latin and was left out, so that "sch" can be learned from "sh"."""
    steps = path(native, latin, table)
    offers = []
    for one, other in pairwise(steps):
        if bool(one[0]) != bool(other[0]):
            joined = one[1] + other[1]
            if len(joined) <= LONGEST_LATIN and len(joined) > 1 and is_sound(joined):
                offers.append((one[0] or other[0], joined))
    return offers


def _costs(together: Counter[tuple[str, str]], seen: Counter[str]) -> Table:
    by_latin: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for (_, latin), count in together.items():
        by_latin[latin] += count
        for letter in latin:
            letters[letter] += count
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (native, latin), count in sorted(together.items()):
        if count < RAREST:
            continue
        if native and latin:
            given = min(1.0, count / max(1, seen[native]))
            likely = max(math.sqrt(given * count / by_latin[latin]), 0.8 * given)
        else:
            likely = count / (seen[native] if native else letters[latin])
        price = round(-math.log(min(1.0, likely)), 2)
        if price <= DEAREST_PIECE:
            table[native][latin] = price
    return dict(table)
