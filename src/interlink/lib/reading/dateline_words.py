"""The words of datelines in each language: as we write them, and as they are found written.

Patterns are matched against text folded by ``month_names.fold`` (lower case, no accents, one form for each
letter).
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one language writes in a dateline; each word is followed by what it leads."""

    by: str
    interviewed_by: str
    place: str
    first_published: str
    comma: str = ", "
    semicolon: str = "; "


WORDS = {
    "en": Words("By ", "interviewed by ", "In ", "First published "),
    "fr": Words("Par ", "propos recueillis par ", "À ", "Première publication le "),
    "de": Words("Von ", "Interview von ", "In ", "Zuerst veröffentlicht am "),
    "sq": Words("Nga ", "intervistoi ", "Në ", "Botuar së pari më "),
    "ar": Words("بقلم ", "أجرى الحوار ", "في ", "نشر أول مرة في ", "، ", "؛ "),
    "fa": Words("نوشتهٔ ", "مصاحبه از ", "در ", "نخستین انتشار ", "، ", "؛ "),
}

BY = re.compile(
    r"(?:(?:written|reported|text|words|story)\sby|by|(?:(?:ecrit|texte|reportage)\s)?par|"
    r"(?:(?:geschrieben|verfasst|text)\s)?von|(?:(?:shkruar|shkruan)\s)?nga|shkruan|"
    r"بقلم|کتبته|کتبها|کتبت|کتب|به\sقلم|نوشته(?:\sی|ی|ء|[\u0654])?)\s*:?\s+"
)
INTERVIEWED_BY = re.compile(
    r"(?:^|,?\s)(?:(?:in\s(?:an\s)?)?interview(?:ed)?\s(?:by|with)|interviewer|"
    r"propos\srecueillis\spar|entretien\s(?:realise|mene|conduit)\spar|interviewee?\spar|entretien\spar|"
    r"(?:das\s)?interview\s(?:fuhrte|fuhrten|von)|interviewt\svon|interview|"
    r"intervistoi|intervistuar\snga|intervistuan|intervista\snga|intervista|"
    r"(?:اجرا?ی?\s)?الحوار|اجرت\sالحوار|حاورها|حاوره|حاورته|حوار|مقابله|"
    r"(?:گفت\s?و\s?گو|گفتگو|مصاحبه)(?:\s(?:از|با|کننده))?)\s*:?\s+"
)
PLACE = re.compile(r"(?:in|a|ne|في|فی|در)\s+")
FIRST_PUBLISHED = re.compile(
    r"[(\[]\s*(?:(?:first|originally)\spublished(?:\son)?|first\sprinted(?:\son)?|"
    r"premiere\spublication(?:\sle)?|publie\s(?:pour\sla\spremiere\sfois|initialement)(?:\sle)?|"
    r"initialement\spublie(?:\sle)?|paru\sd'abord\sle|"
    r"(?:zuerst|erstmals)\s(?:veroffentlicht|erschienen)(?:\sam)?|erstveroffentlichung(?:\sam)?|"
    r"(?:botuar|publikuar)\s(?:se\spari|fillimisht|per\shere\ste\spare)(?:\sme)?|botimi\si\spare(?:\sme)?|"
    r"نشر\s(?:ل)?(?:اول\sمره|لمره\sالاولی)(?:\sفی)?|نشر\sللمره\sالاولی(?:\sفی)?|"
    r"(?:نخستین|اولین)\s(?:انتشار|بار\sمنتشر\sشده)(?:\sدر)?|انتشار\s(?:نخست|اولیه|اول))\s*:?\s*"
)
