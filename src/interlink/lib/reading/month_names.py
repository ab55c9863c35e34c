"""Names of months and weekdays in the six languages, and the folding under which they are looked up."""

import enum
import functools
import unicodedata

from interlink.lib.reading.digits import western


class Calendar(enum.StrEnum):
    """The calendar a month's name belongs to."""

    GREGORIAN = "gregorian"
    JALALI = "jalali"
    HIJRI = "hijri"


# Twelve months a line, the forms of one month parted by "|": English, French, German, Albanian (both as a
# date and as a noun), Arabic (as in Egypt, the Levant and the Maghreb), Persian.
_GREGORIAN = (
    (
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
        "october|oct november|nov december|dec"
    ),
    (
        "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août septembre|sept octobre|oct "
        "novembre|nov décembre|déc"
    ),
    (
        "januar|jänner|jan februar|feber|feb märz|maerz|mrz april|apr mai juni|jun juli|jul august|aug "
        "september|sept oktober|okt november|nov dezember|dez"
    ),
    (
        "janar|janarit|jan shkurt|shkurtit|shk mars|marsit prill|prillit|pri maj|majit qershor|qershorit|qer "
        "korrik|korrikut|korr|kor gusht|gushtit|gush|gus shtator|shtatorit|sht tetor|tetorit|tet nëntor|nëntorit|nën "
        "dhjetor|dhjetorit|dhj"
    ),
    "يناير فبراير مارس أبريل|إبريل مايو يونيو|يونية يوليو|يولية أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    (
        "ژانویه|جنوری فوریه|فبروری مارس|مارچ آوریل|اپریل مه|می ژوئن|جون ژوئیه|جولای اوت|آگوست|اگست "
        "سپتامبر|سپتمبر اکتبر|اکتوبر نوامبر|نومبر دسامبر|دسمبر"
    ),
)
_JALALI = (
    "فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
)
_HIJRI = (
    (
        "محرم صفر ربيع_الأول ربيع_الآخر|ربيع_الثاني جمادى_الأولى|جمادى_الأول "
        "جمادى_الآخرة|جمادى_الثانية|جمادى_الثاني رجب شعبان رمضان شوال ذو_القعدة|ذي_القعدة ذو_الحجة|ذي_الحجة"
    ),
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "hënë martë mërkurë enjte premte shtunë diel "
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد "
    "دوشنبه سه_شنبه سه‌شنبه چهارشنبه پنجشنبه پنج_شنبه جمعه شنبه یکشنبه یک_شنبه"
)
_SPECIAL = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و",
    "\u200c": " ", "\u00a0": " ", "\u202f": " ", "\t": " ", "’": "'",
}  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents, one form for each letter, digits 0 to 9; the length stays the same."""
    if text.isascii():
        return text.lower().replace("\t", " ")
    return "".join(map(_fold_one, western(text)))


@functools.lru_cache(maxsize=4096)
def _fold_one(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    lower = character.lower()
    if len(lower) != 1:
        return character
    base = unicodedata.normalize("NFD", lower)[0]
    return _SPECIAL.get(base, base)


def _by_name(lines: tuple[str, ...], calendar: Calendar) -> dict[str, tuple[Calendar, int]]:
    return {
        fold(name).replace("_", " "): (calendar, number)
        for line in lines
        for number, forms in enumerate(line.split(), start=1)
        for name in forms.split("|")
    }


MONTHS = {
    **_by_name(_HIJRI, Calendar.HIJRI),
    **_by_name(_JALALI, Calendar.JALALI),
    **_by_name(_GREGORIAN, Calendar.GREGORIAN),
}
"""From each folded name to its calendar and the month's number."""

WEEKDAYS = frozenset(fold(name).replace("_", " ") for name in _WEEKDAYS.split())
"""Folded names of the days of the week."""
