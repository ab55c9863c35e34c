"""Why a report is in its story and why a story matters, in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton
from babel.lists import format_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from interlink.newsroom.stories.reasons import Matters, Told, Why

_MOST_SHOWN = 6
_MOST_SUBJECTS = 3
_LEAP_YEAR = 2024


def why(told: Told) -> str:
    """Say why a report is in its story."""
    code = told.get("code")
    if code == Why.FIRST:
        return _("first report")
    if code == Why.BY_HAND:
        return _("put here by an editor")
    if code == Why.SAME_TEXT:
        return _("same agency text")
    return _alike(told) if code == Why.ALIKE else str(told.get("words", ""))


def matters(told: Told) -> str:
    """Say one reason why a story is relevant, or is not."""
    say = _MATTERS.get(told.get("code", ""))
    return say(told) if say else str(told.get("words", ""))


def _alike(told: Told) -> str:
    locale = _locale()
    names = list(dict.fromkeys([*told.get("subjects", ()), *_places(told, locale), *_others(told, locale)]))
    days = [_day(day, locale) for day in told.get("days", ())]
    numbers = [str(number) for number in told.get("numbers", ())]
    parts = [
        *([ngettext("%(number)s name", "%(number)s names", len(names)) % {"number": len(names)}] if names else []),
        *([ngettext("%(number)s date", "%(number)s dates", len(days)) % {"number": len(days)}] if days else []),
        *(
            [ngettext("%(number)s number", "%(number)s numbers", len(numbers)) % {"number": len(numbers)}]
            if numbers
            else []
        ),
    ]
    values = {
        "parts": _listed(parts, locale),
        "shown": _row([*names, *days, *numbers][:_MOST_SHOWN]),
        "words": _row(told.get("words", ())),
    }
    if told.get("words"):
        if parts:
            return _("many rare words in common (%(words)s), and %(parts)s: %(shown)s") % values
        return _("many rare words in common (%(words)s)") % values
    return _("%(parts)s in common: %(shown)s") % values


def _places(told: Told, locale: Locale) -> list[str]:
    return [str(locale.territories.get(place, place.replace("_", " "))) for place in told.get("places", ())]


def _others(told: Told, locale: Locale) -> list[str]:
    known = " ".join([*told.get("subjects", ()), *_places(told, locale)]).casefold()
    return [name.title() for name in told.get("names", ()) if name not in known]


def _day(day: str, locale: Locale) -> str:
    month, number = day.split("-")
    try:
        return str(format_skeleton("MMMMd", date(_LEAP_YEAR, int(month), int(number)), locale=locale))
    except ValueError:
        return day


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _listed(parts: Sequence[str], locale: Locale | None = None) -> str:
    return str(format_list(list(parts), locale=locale or _locale())) if parts else ""


def _row(words: Sequence[str]) -> str:
    """Put words of any script beside each other, each kept from turning those around it (Unicode UAX 9, isolates)."""
    return _(", ").join(_apart(word) for word in words)


def _apart(word: str) -> str:
    return word if word.isascii() and (get_language() or "en").startswith("en") else f"\u2068{word}\u2069"


def _subjects(told: Told) -> dict[str, str]:
    return {"subjects": _listed([_apart(name) for name in told["subjects"][:_MOST_SUBJECTS]])}


def _past(told: Told) -> dict[str, str | int]:
    return {"name": _apart(told["name"]), "part": told["part"], "whole": told["whole"]}


_MATTERS: dict[str, Callable[[Told], str]] = {
    Matters.IN_TITLE: lambda told: _("%(subjects)s in a headline") % _subjects(told),
    Matters.NAMED: lambda told: _("%(subjects)s named") % _subjects(told),
    Matters.TOGETHER: lambda told: _("%(number)s of your subjects together") % {"number": told["number"]},
    Matters.OUTLETS: lambda told: _("%(number)s outlets report it") % {"number": told["number"]},
    Matters.NEW: lambda _told: _("new, not a running story"),
    Matters.SUBJECT_CLIPPED: lambda told: (
        _("stories about %(name)s were mostly clipped (%(part)s of %(whole)s)") % _past(told)
    ),
    Matters.SUBJECT_IGNORED: lambda told: (
        _("stories about %(name)s were mostly ignored (%(part)s of %(whole)s)") % _past(told)
    ),
    Matters.SOURCE_CLIPPED: lambda told: (
        _("stories from %(name)s were mostly clipped (%(part)s of %(whole)s)") % _past(told)
    ),
    Matters.SOURCE_IGNORED: lambda told: (
        _("stories from %(name)s were mostly ignored (%(part)s of %(whole)s)") % _past(told)
    ),
}
