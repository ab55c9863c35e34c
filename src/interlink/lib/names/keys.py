"""Rough keys of a word's consonants, alike for all spellings of one name in all scripts.

A key only says where to look; `kinship` then judges. Letters that stand for different sounds in different
languages ("ch", "j", "g") give a word several keys, and two words are worth a look when they share one.
The idea is Soundex' (Russell, 1918) and Daitch and Mokotoff's (1985), with classes that hold across scripts.
"""

import re
from functools import lru_cache

from interlink.lib.names.scripts import Script, latinised, script_of

MOST_KEYS = 8

# B = b p, F = f v, K = k q g kh, S = s z ts sh ch zh j, T = t d, and L M N R. Empty: not heard, or a vowel. All that
# hisses is one class: accents that tell s from sh get lost, and Russian has с for a Japanese sh.
_LATIN: dict[str, tuple[str, ...]] = {
    "tsch": ("S",), "tch": ("S",), "sch": ("S", "SK"), "dzh": ("S",), "sh": ("S",), "ch": ("S", "K"), "zh": ("S",),
    "kh": ("K", ""), "gh": ("K", ""), "ph": ("F", "B"), "th": ("T", "S"), "dh": ("T", "S"), "ts": ("S",), "tz": ("S",),
    "cz": ("S",), "sz": ("S",), "dj": ("S",), "dz": ("S",), "ck": ("K",), "qu": ("K",),
    "b": ("B",), "c": ("K", "S"), "d": ("T",), "f": ("F",), "g": ("K", "S"), "j": ("S", "", "K"), "k": ("K",),
    "l": ("L",), "m": ("M",), "n": ("N",), "p": ("B",), "q": ("K",), "r": ("R",), "s": ("S",), "t": ("T",),
    "v": ("F", ""), "w": ("", "F"), "x": ("KS", "S", "K"), "z": ("S",),
}  # fmt: skip
_NATIVE: dict[Script, dict[str, tuple[str, ...]]] = {
    Script.ARABIC: {
        **dict.fromkeys("بپ", ("B",)), **dict.fromkeys("تدطضڈډٹ", ("T",)), **dict.fromkeys("فڤ", ("F",)),
        **dict.fromkeys("سزصظځڅشژچ", ("S",)), **dict.fromkeys("ثذ", ("S", "T")),
        **dict.fromkeys("حهعءاویےېۆێەى", ("",)), **dict.fromkeys("قکگ", ("K",)), "خ": ("K", ""), "ج": ("S", "K"),
        "غ": ("K", ""), "ل": ("L",), "ڵ": ("L",), "م": ("M",), "ن": ("N",), "ڼ": ("N",), "ر": ("R",), "ڕ": ("R",),
        **dict.fromkeys(("تش", "تس", "دز", "دج"), ("S", "TS")), "کس": ("KS",),
    },
    Script.CYRILLIC: {
        **dict.fromkeys("бп", ("B",)), **dict.fromkeys("дт", ("T",)), "ф": ("F", "T"), "в": ("F", ""),
        **dict.fromkeys("кқғќ", ("K",)), "х": ("K", ""), "г": ("K", ""), **dict.fromkeys("зсѕшщчжџҷђћҗц", ("S",)),
        **dict.fromkeys(("дж", "дз", "тс", "тш"), ("S",)), "ти": ("T", "S"), "те": ("T", "S"), "л": ("L",), "љ": ("L",),
        "м": ("M",), "н": ("N",), "њ": ("N",), "ң": ("N",), "р": ("R",),
    },
    Script.HEBREW: {
        "ב": ("B", "F"), "פ": ("B", "F"), "ף": ("F", "B"), **dict.fromkeys("דטת", ("T",)), "ג": ("K", "S"),
        **dict.fromkeys("כךק", ("K",)), "ח": ("K", ""), **dict.fromkeys("זסשצץ", ("S",)),
        **dict.fromkeys(("טש", "טס", "דז"), ("S", "TS")), "ל": ("L",), "מ": ("M",),
        "ם": ("M",), "נ": ("N",), "ן": ("N",),
        "ר": ("R",), "ו": ("", "F"),
    },
    Script.GREEK: {
        "μπ": ("B", "MB"), "ντ": ("T", "NT"), "γκ": ("K", "NK"), "γγ": ("NK",), "τζ": ("S",), "τσ": ("S",),
        "π": ("B",), "τ": ("T",), "δ": ("T",), "θ": ("T", "S"), "φ": ("F",), "β": ("F", "B", ""), "γ": ("K", ""),
        "κ": ("K",), "χ": ("K", ""), "ξ": ("KS",), "ψ": ("BS",), "ζ": ("S",), "σ": ("S",), "λ": ("L",), "μ": ("M",),
        "ν": ("N",), "ρ": ("R",),
    },
    Script.ARMENIAN: {
        **dict.fromkeys("բպփ", ("B",)), **dict.fromkeys("դտթ", ("T",)), "ֆ": ("F",), **dict.fromkeys("վւ", ("F", "")),
        **dict.fromkeys("գկքխ", ("K",)), "ղ": ("K", "L", ""), **dict.fromkeys("զսշժչճջծցձ", ("S",)),
        "լ": ("L",), "մ": ("M",), "ն": ("N",), "ր": ("R",), "ռ": ("R",), "ու": ("",),
    },
    Script.GEORGIAN: {
        **dict.fromkeys("ბპ", ("B",)), **dict.fromkeys("დტთ", ("T",)), "ფ": ("F", "B"), "ვ": ("F", ""),
        **dict.fromkeys("გკქხყ", ("K",)), "ღ": ("K", ""), **dict.fromkeys("ზსშჟჩჭჯცწძ", ("S",)),
        "ლ": ("L",), "მ": ("M",), "ნ": ("N",), "რ": ("R",),
    },
}  # fmt: skip
_TABLES = {Script.LATIN: _LATIN, **_NATIVE}
_CUTS = {
    script: re.compile("|".join([*sorted((p for p in table if len(p) > 1), key=len, reverse=True), "."]))
    for script, table in _TABLES.items()
}
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def keys_of(folded: str) -> tuple[str, ...]:
    """Give the keys of a folded word; none where its script is not known."""
    script = script_of(folded)
    table = _TABLES.get(script)
    if table is None or _has_digit(folded):
        return ()
    word = latinised(folded) if script is Script.LATIN else folded
    keys = [""]
    for place, piece in enumerate(_CUTS[script].findall(_DOUBLED.sub(r"\1", word))):
        options = table.get(piece)
        if place == 0:
            # Whether a word begins with a vowel, or what may pass for one, is heard in all scripts.
            options = tuple([option or "0" for option in options or ("",)])
        if options is None:
            continue
        # A letter twice is heard once, and in scripts without vowels it may have had one between.
        keys = [key if option and key.endswith(option) else key + option for key in keys for option in options]
        keys = keys[: MOST_KEYS * 2]
    return tuple(dict.fromkeys(keys))[:MOST_KEYS]


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(c.isdigit() for c in word)


# Latin spellings of one sound. What is left is compared letter by letter, so only what is safe stands here.
_SAME = (
    ("dsch", "j"), ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("sz", "sh"), ("cz", "ch"), ("dzh", "j"),
    ("zh", "j"), ("xh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("dj", "j"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ij", "i"), ("iy", "i"), ("yi", "i"), ("ey", "ei"),
    ("ay", "ai"),
    ("ya", "ia"), ("ja", "ia"), ("yu", "iu"), ("ju", "iu"), ("w", "v"), ("q", "k"), ("y", "i"), ("ie", "i"),
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound_of(folded: str) -> str:
    """Give a Latin word in one spelling for all its usual transliterations; the word itself in other scripts."""
    if script_of(folded) is not Script.LATIN or _has_digit(folded):
        return folded
    word = latinised(folded)
    for spelling, plain in _SAME:
        word = word.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", word)
