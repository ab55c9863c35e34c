"""Bylines: the name out of "By Ana Berg", "Von …", "Par …", "Nga …", "بقلم …" and "نوشتهٔ …"."""

import functools
import re

from interlink.lib.reading.cleaning import line

_MAX_BYLINE = 300
_LEADS = (
    # English, French, German, Albanian, Arabic, Persian
    r"(?:(?:written|reported|posted|published|story|text|words)\s+by|by|"
    r"(?:(?:écrit|publié|rédigé|texte|reportage)\s+)?par|"
    r"(?:(?:geschrieben|verfasst|ein\s+(?:beitrag|artikel|bericht)|text)\s+)?von|"
    r"(?:(?:shkruar|shkruan|publikuar)\s+)?nga|shkruan|"
    r"بقلم|كتبته|كتبها|كتبت|كتب|بواسطة|إعداد|الكاتبة|الكاتب|"
    r"به[\s\u200c]قلم|نوشته[\s\u200c]?[\u0654یء]?|نوشتهٔ|نوشتۀ|نویسنده|خبرنگار|گزارش[\s\u200c]از|نگارش)(?:\s*:\s*|\s+)"
)
# Words that say who wrote only with a colon: "Text: Ana Berg", but not "Text messages".
_LEADS_WITH_COLON = (
    r"(?:authors?|words|text|story|report|reporters?|writer|auteure?s?|autrice|texte|reportage|autor(?:in|en)?|bericht|"
    r"autori|autorja|autorët|teksti|تحرير|تقرير|گزارش)\s*:\s*"
)
_LEAD = re.compile(rf"^(?:{_LEADS}|{_LEADS_WITH_COLON})", re.IGNORECASE)
_AN_ADDRESS = re.compile(r"^(https?://|www\.)\S*$|^\S+\.(com|net|org|info)/\S*$", re.IGNORECASE)
_MAIL = re.compile(r"^\s*\S+@\S+\s*\(([^()]+)\)\s*$|\s*[<(]?\b[\w.+-]+@[\w-]+\.[\w.-]+\b[>)]?\s*")
_AFTER = re.compile(r"\s*(?:[|•·]|\s[–—-]\s).*$")
_NOBODY = frozenset(
    ("admin", "administrator", "editor", "webmaster", "root", "user", "author", "staff", "noreply",
     "no-reply", "unknown", "none", "null", "undefined", "nan", "anonymous", "false", "true")
)  # fmt: skip


def clean_byline(raw: str | None) -> str | None:
    """The name or names in a byline, or None where it names nobody.

    The leading "By" of each language goes, and so do mail addresses, links to profiles and the names that
    content systems put in by themselves ("admin").
    """
    # Each feed has few writers and many entries; what is remembered is kept short, since feeds come from anybody.
    return _cleaned(raw) if raw and len(raw) <= _MAX_BYLINE else _clean(raw)


def _clean(raw: str | None) -> str | None:
    text = line(raw, _MAX_BYLINE)
    text = _MAIL.sub(lambda found: f" {found.group(1) or ''} ", text)
    text = _AFTER.sub("", " ".join(text.split()))
    while (shorter := without_lead(text)) is not None:
        text = shorter
    text = text.strip(" ,;:،؛")
    if not text or text.casefold() in _NOBODY or _AN_ADDRESS.match(text) or not any(map(str.isalpha, text)):
        return None
    return text


def without_lead(text: str) -> str | None:
    """What follows the "By" that a text opens with, or None where it does not; empty where there is nothing else."""
    lead = _LEAD.match(f"{text} ")
    return text[lead.end() :].lstrip() if lead else None


_cleaned = functools.lru_cache(maxsize=2_048)(_clean)


def join_names(names: list[str]) -> str | None:
    """Several names as one byline, each once, in their order."""
    cleaned = [name for raw in names if (name := clean_byline(raw)) is not None]
    return line(", ".join(dict.fromkeys(cleaned)), _MAX_BYLINE) or None
