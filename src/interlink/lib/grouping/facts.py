"""Numbers and days in a text, written so that they are the same in every language.

"310,000", "310 000", "31万" and "٣١٠٬٠٠٠" are one number, "22 Sept", "9月22日" and "September 22" one day. Times of the
clock tell nothing about an event, since any two reports may name the same hour, so they are read over.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

from babel import Locale, UnknownLocaleError

from interlink.lib.names.normalise import fold

# The languages whose names of months are always known, beside the text's own: reports borrow them.
_USUAL = ("en", "fr", "de", "es", "ar", "fa", "ru")
_YEARS = range(1900, 2100)
# Years of the Persian and the Islamic calendar.
_OTHER_YEARS = range(1300, 1500)
_OTHER_CALENDARS = frozenset(("ar", "ckb", "fa", "ps", "sd", "ur"))
_MOST_DIGITS = 15
_LEAST_NUMBER = 10
_GAP = "|"

_THOUSAND = "thousand ribu tausend mille mil mijë bin هزار ألف الف آلاف الاف тысяч тысячи тысяча тыс 千"
_MILLION = (
    "million millions mln mn juta jt millionen mio millón millones milion milionë milyon میلیون مليون ملايين миллион "
    "миллиона миллионов млн 百万 百萬"
)
_BILLION = (
    "billion billions bln bn bilion miliar milliard milliards milliarden mrd miliardë milyar میلیارد مليار миллиард "
    "миллиарда миллиардов млрд 十亿 十億"
)
_SCALES = {
    fold(word): scale
    for words, scale in ((_THOUSAND, 10**3), (_MILLION, 10**6), (_BILLION, 10**9), ("万 萬", 10**4), ("亿 億", 10**8))
    for word in words.split()
}


def _any_of(words: Iterator[str] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _number(groups: str, point: str) -> re.Pattern[str]:
    """Return how a number is written: the signs that part groups of three digits, and those that end the whole."""
    return re.compile(
        rf"(?<!\d)(?<!\d[.,])(?<![a-z])(?P<whole>\d+(?:[{groups}\u066c' ]\d{{3}}(?!\d))*)(?P<part>[{point}\u066b]\d+)?"
        rf"(?:\s?(?P<scale>{_any_of(list(_SCALES))})(?!\w)|(?P<unspaced>[千万萬亿億]|百万|百萬|十亿|十億))?"
    )


_WITH_POINT, _WITH_COMMA = _number(",", "."), _number(".", ",")
_CLOCK = re.compile(
    r"(?<!\d)(?:[01]?\d|2[0-4])(?:"
    r"[:٫.h][0-5]\d(?:[:.][0-5]\d)?(?:\s?[ap]\.?\s?m\b\.?)?(?![\d%]|[.,]\d)"
    r"|\s?[ap]\.?\s?m\b\.?|\s?(?:uhr|o'clock|hrs?|h)\b|[点點时時](?:[0-5]?\d分|半)?)"
)
# With a dot, "19.30" may as well be a price; only what follows or goes before tells.
_DOTTED_CLOCK = re.compile(r"(?<!\d)(?:[01]\d|2[0-3])\.[0-5]\d(?=\s?(?:uhr|h\b|hrs?\b|gmt|utc|wib|pg\b|ptg\b))")
_DAY_IN_DIGITS = re.compile(
    r"(?<!\d)(?:\d{4}-(?P<month>\d{2})-(?P<day>\d{2})|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号號])(?!\d)"
)
_DIGIT = re.compile(r"\d")
_MONTHS_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})[日号號]")


@cache
def _months(language: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return the names of the months in a language, and how a day is written with them."""
    names: dict[str, int] = {}
    for code in dict.fromkeys((*_USUAL, language)):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for context, width in product(("format", "stand-alone"), ("wide", "abbreviated")):
            for number, name in locale.months[context][width].items():
                written = fold(str(name)).rstrip(".")
                if len(written) > 2 and not any(sign.isdigit() for sign in written):  # noqa: PLR2004 - "5月" and the like
                    names.setdefault(written, int(number))
    names["sept"] = 9
    month = _any_of(list(names))
    return names, re.compile(
        rf"(?<![\w.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?P<month>{month})(?!\w)"
        rf"|(?<!\w)(?P<month2>{month})\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]|[.,]\d)"
    )


def _around_digits(folded: str) -> str:
    """Return the words with digits in them and those beside: all that a number or a day is made of."""
    words = folded.split()
    kept: list[str] = []
    until = 0
    for at, word in enumerate(words):
        if not word.isalpha() and _DIGIT.search(word):
            kept.extend((*([_GAP] if at - 2 > until else []), *words[max(until, at - 2) : at + 3]))
            until = max(until, at + 3)
    return " ".join(kept)


def find_facts(folded: str, language: str) -> list[str]:
    """Return the days ("09-22") and the numbers ("310000") that a folded text names, as often as it does.

    Years, and numbers below ten, are left out: any two reports may share those.
    """
    folded = _CLOCK.sub(" ", _DOTTED_CLOCK.sub(" ", _around_digits(folded)))
    found: list[str] = []
    names, written_day = _months(language)

    def note(match: re.Match[str]) -> str:
        groups = match.groupdict()
        month = groups["month"] or groups["month2"]
        day = int(groups["day"] or groups["day2"])
        number = names.get(month) or (int(month) if month.isdecimal() else 0)
        if 1 <= number <= 12 and 1 <= day <= 31:  # noqa: PLR2004 - months and days
            found.append(f"{number:02}-{day:02}")
        return " "

    folded = written_day.sub(note, _DAY_IN_DIGITS.sub(note, folded))
    folded = _MONTHS_DAY.sub(" ", folded)
    found.extend(_numbers(folded, language))
    return found


@cache
def _written_with_comma(language: str) -> bool:
    """Say whether a language's decimals stand behind a comma."""
    try:
        return str(Locale.parse(language).number_symbols["latn"]["decimal"]) == ","
    except (UnknownLocaleError, ValueError, KeyError):
        return False


def _numbers(folded: str, language: str) -> Iterator[str]:
    for match in (_WITH_COMMA if _written_with_comma(language) else _WITH_POINT).finditer(folded):
        digits = "".join(sign for sign in match["whole"] if sign.isdigit())
        scale = _SCALES.get(match["scale"] or match["unspaced"] or "", 1)
        part = (match["part"] or "")[1:]
        if len(digits) + len(part) > _MOST_DIGITS:
            continue
        whole = int(digits or 0)
        if scale > 1:
            value = round(float(f"{whole}.{part or 0}") * scale)
            yield str(value)
        elif part:
            yield f"{whole}.{part}"
        elif whole >= _LEAST_NUMBER and not _is_year(match["whole"], language):
            yield str(whole)


def _is_year(written: str, language: str) -> bool:
    if not written.isdecimal():
        return False
    return int(written) in _YEARS or (language in _OTHER_CALENDARS and int(written) in _OTHER_YEARS)
