"""The words of datelines in each language: as we write them, and as they are found written.

Patterns are matched against text folded by ``month_names.fold`` (lower case, no accents, one form for each
letter). Arabic letters may carry their vowel signs, which folding leaves where they are.
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

_ARABIC_LETTER = re.compile(r"([\u0621-\u063a\u0641-\u064a\u0671-\u06d3])")


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(_ARABIC_LETTER.sub("(?:\\1[\u064b-\u0652]*)", pattern))


BY = _words(
    r"(?:(?:written|reported|text|words|story)\sby|by|(?:(?:ecrit|texte|reportage)\s)?par|"
    r"(?:(?:geschrieben|verfasst|text)\s)?von|(?:(?:shkruar|shkruan|shkroi)\s)?nga|shkruan|shkroi|"
    r"بقلم|کتبته|کتبها|کتبت|کتب|به\sقلم|نوشته(?:\sی|ی|ء|[\u0654])?|"
    r"(?:authors?|auteure?s?|autrice|autor(?:in|en)?|autor[ei]|text|نویسنده|الکاتبه?)(?=\s?:))\s*:?\s+"
)
INTERVIEW_OF = _words(
    r"(?:(?:an?\s)?(?:exclusive\s)?interview\swith|entretien\savec|interview\savec|(?:ein\s)?interview\smit|"
    r"intervist[ae]\sme|(?:حوار|مقابله|لقاء)\sمع|(?:گفت\s?و\s?گو|گفتگو|مصاحبه)(?:ی)?\sبا)\s*:?\s+"
)
"""What leads the name of the person who answers, where no name stands before it."""
INTERVIEWED_BY = _words(
    r"(?:^|,?\s)(?:(?:in\s(?:an\s)?)?interview(?:ed)?\s(?:by|with)|interviewer|questions\sby|"
    r"propos\srecueillis\spar|(?:en\s|dans\sun\s)?entretien\s(?:(?:realise|mene|conduit)\s)?(?:par|avec)|"
    r"interviewee?\spar|"
    r"(?:das\s)?interview\s(?:fuhrten?|gefuhrt\svon|von)|(?:das\s)?gesprach\s(?:fuhrten?|mit)|"
    r"(?:die\s)?fragen\sstellten?|sprach|interviewt\svon|(?:im\s)?interview\smit|interview|"
    r"intervistoi|(?:[ei]\s)?intervistuar\snga|intervistuan|(?:ne\s)?interviste\s(?:me|nga)|intervista\snga|intervista|"
    r"(?:اجری|اجرا|اجرت)\s(?:ال)(?:حوار|مقابله|لقاء)|الحوار|حاورها|حاوره|حاورته|حوار|مقابله|"
    r"(?:در\s)?(?:گفت\s?و\s?گو|گفتگو|مصاحبه)(?:\s(?:از|با|کننده))?)\s*:?\s+"
)
ASKED_BY = _words(r",?\s(?:by|par|von|nga|propos\srecueillis\spar|بقلم|به\sقلم)\s+")
ASKED_LEAD = re.compile(r"(?:mit|with|avec|me|با|مع)\s+")
"""What may still lead the name of the person who answers: "Mit Ana Berg sprach Tom Lund"."""

_PLACE_WORDS = r"(?:in|at|à|në|ne|في|فی|در)"
PLACE = re.compile(rf"{_PLACE_WORDS}\s+")
"""Matched in lower case with its accents: "À Port-Vell" has it, "A Coruña" has not."""
PLACE_INSIDE = re.compile(
    r"\s(?:in|from|à|depuis|aus|në|nga|في|من|در|از)\s+(?=[A-ZÀ-ÖØ-ÞÇË\u0621-\u064a\u0671-\u06d3])(.+)$"
)
OUTLET_INSIDE = re.compile(
    r"\s(?:for(?:\sthe)?|pour|für(?:\s(?:den|die|das))?|për|برای)\s+(?=[A-ZÀ-ÖØ-ÞÇË\u0621-\u064a\u0671-\u06d3])(.+)$"
)
"""What follows a writer's name: "By Ana Berg in Port Vell", "By Ana Berg for the Harbour Courier"."""

FIRST_PUBLISHED = _words(
    r"(?:[(\[]\s*|^|(?<=[,،;؛|.]\s))(?:"
    r"(?:first|originally)\s(?:published|printed|posted|appeared)(?:\son)?|(?:original|first)\spublication|"
    r"(?:premiere|1re)\s(?:publication|parution)(?:\sle)?|(?:publication|parution)\s(?:initiale|originale)(?:\sle)?|"
    r"publiee?\s(?:pour\sla\spremiere\sfois|initialement|d'abord)(?:\sle)?|"
    r"initialement\s(?:publiee?|parue?)(?:\sle)?|parue?\s(?:d'abord|initialement|pour\sla\spremiere\sfois)(?:\sle)?|"
    r"(?:zuerst|erstmals|ursprunglich)\s(?:veroffentlicht|erschienen|publiziert)(?:\sam)?|"
    r"(?:erstveroffentlichung|erstabdruck|ersterscheinung|erstdruck)(?:\s(?:am|vom))?|"
    r"(?:botuar|publikuar)\s(?:se\spari|fillimisht|per\shere\ste\spare)(?:\sme)?|"
    r"(?:botimi|publikimi)\si\spare(?:\sme)?|"
    r"نشرت?\s(?:ل)?(?:اول\sمره|لمره\sالاولی)(?:\sفی)?|نشرت?\s(?:للمره\sالاولی|فی\sالاصل|اصلا)(?:\sفی)?|"
    r"(?:تاریخ\s)?النشر\sالاول(?:\sفی)?|اول\sنشر(?:\sفی)?|"
    r"(?:برای\s)?(?:نخستین|اولین)\s(?:انتشار|نشر|بار(?:\sمنتشر\sشده)?)(?:\sدر)?|"
    r"(?:تاریخ\s)?انتشار\s(?:نخست|اولیه|اول)|چاپ\s(?:نخست|اول))\s*[:,،]?\s*"
)
SAYING = _words(
    r"^(?P<first>(?:و|ف)?(?:قال|قالت|قالوا|یقول|تقول|صرح|صرحت|اعلن|اعلنت|اکد|اکدت|ذکر|ذکرت|افاد|افادت|اضاف|اضافت|"
    r"اوضح|اوضحت|اشار|اشارت)|says|said|dit|declare|sagt|sagte|tha|thote)(?=\s)|"
    r"(?:^|\s)(?P<last>said|says|told|announced|stated|reported|wrote|added|"
    r"(?:a\s)?(?:dit|declare|annonce|affirme|ecrit|ajoute)|annonca|affirma|declara|"
    r"sagte?|erklarte?|schrieb|berichtete?|teilte\smit|sagte\ser|sagte\ssie|"
    r"tha|thote|deklaroi|njoftoi|shtoi|"
    r"گفت|گفتند|(?:می\s?)?گوید|افزود|نوشت|(?:اعلام|تاکید|اظهار|بیان|تصریح)\s(?:کرد|کردند|داشت)|"
    r"(?:خبر|گزارش)\s(?:داد|دادند))$"
)
"""A verb of saying where its language puts it; what has one in small letters is a sentence, and no outlet."""
AGENCY = _words(
    r"(?:afp|aap|ansa|ap|apa|ata|ats|bta|cp|dapd|ddp|dpa|efe|epd|irna|isna|ilna|kna|kuna|lusa|mena|mia|pa|pti|reuters|"
    r"rtr|sana|sda|sid|spa|tass|tanjug|hina|mti|upi|wafa|wam|xinhua)(?:/[a-z]{2,8}){0,2}|"
    r"(?:وکاله|خبرگزاری|وکالات|خبرگزاریهای)(?:\s.+)?|(?:ال)?(?:رویترز|رویتر|اناضول|آناتولی|اناتولی)|فرانس\sبرس|فرانسپرس|"
    r"اسوشیتد\sبرس|اسوشیتدپرس|سانا|وفا|وام|واس|کونا|ایرنا|ایسنا|ایلنا|شینهوا|[\u0621-\u06d3](?:[\s.]+[\u0621-\u06d3]){1,3}\.?"
)
"""The short names and marks by which agencies are known: "dpa", "AFP", "dpa/lno"."""
