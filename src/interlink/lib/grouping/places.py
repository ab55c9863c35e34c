"""Countries and cities that a text names, the same for every language.

The names come with Babel, from the Unicode Common Locale Data Repository: countries, their languages (an article that
says "Ukrainian" is about Ukraine as much as one that says "Ukraine") and the cities that time zones are named for.
"""

import re
from functools import cache

import ahocorasick_rs
from babel import Locale, UnknownLocaleError
from babel.core import get_global

from interlink.lib.names.normalise import fold

_ALSO_WRITTEN = {"zh": ("zh", "zh_Hant")}
_LEAST_LETTERS = 4
_LEAST_SIGNS = 2
_IN_BRACKETS = re.compile(r"\s*[（(].*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_COUNTRY_CODE = 2


@cache
def _gazetteer(language: str) -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...], tuple[str, ...]] | None:
    names: dict[str, str] = {}
    for code in _ALSO_WRITTEN.get(language, (language,)):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for name, place in _names(locale):
            written = fold(_IN_BRACKETS.sub("", name))
            if len(written) >= (_LEAST_SIGNS if _UNSPACED.match(written) else _LEAST_LETTERS):
                names.setdefault(written, place)
    if not names:
        return None
    found = ahocorasick_rs.AhoCorasick(list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return found, tuple(names), tuple(names.values())


def _names(locale: Locale) -> list[tuple[str, str]]:
    found = [(str(name), code) for code, name in locale.territories.items() if len(code) == _COUNTRY_CODE]
    likely = get_global("likely_subtags")
    found.extend(
        (str(name), str(likely[code]).rsplit("_", 1)[-1])
        for code, name in locale.languages.items()
        if code in likely and len(code) == _COUNTRY_CODE
    )
    for zone, names in locale.time_zones.items():
        city = zone.rsplit("/", 1)[-1]
        found.append((str(names.get("city") or city.replace("_", " ")), city))
    return found


def find_places(folded: str, language: str) -> list[str]:
    """Return the countries (as ISO 3166 codes) and cities (by their time zone) that a folded text names, each time.

    Args:
        folded: The text.
        language: Its ISO 639-1 code. A language that the repository lacks has no places.
    """
    gazetteer = _gazetteer(language)
    if gazetteer is None:
        return []
    automaton, names, places = gazetteer
    return [
        places[at]
        for at, first, after in automaton.find_matches_as_indexes(folded)
        if _stands_alone(folded, names[at], first, after)
    ]


def _stands_alone(text: str, name: str, first: int, after: int) -> bool:
    if _UNSPACED.match(name):
        return True
    before, behind = text[first - 1 : first], text[after : after + 1]
    return not before.isalpha() and not behind.isalpha()
