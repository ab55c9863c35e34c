"""Grammatical endings that languages put on names, and the plain forms that a word with one may come from.

Each rule says: a word that ends so may be a form of a name that ends thus. Endings are folded. Cyrillic, Greek,
Armenian and Georgian are told by their letters; in Latin letters the same endings mean different things, so there
they count only where the text is in that language (`language_of`).
"""

from collections.abc import Container, Iterable
from functools import lru_cache

from interlink.lib.names.scripts import Script

# A stem shorter than this is too often that of another name.
SHORTEST_STEM = 3

_Rules = tuple[tuple[str, tuple[str, ...]], ...]

# After folding, й is и and ё is е.
_CYRILLIC: _Rules = (
    ("ыми", ("ыи", "ии")), ("ими", ("ии", "ыи", "")), ("ого", ("ии", "ыи", "ои", "о")), ("его", ("ии", "еи")),
    ("ому", ("ии", "ыи", "ои")), ("ему", ("ии", "еи")), ("ами", ("", "а")), ("ями", ("ь", "я", "и")),
    ("ова", ("ов",)), ("ева", ("ев",)), ("ина", ("ин",)),
    ("овои", ("ова",)), ("евои", ("ева",)), ("инои", ("ина",)), ("ову", ("ова", "ов")), ("еву", ("ева", "ев")),
    ("скои", ("ская",)), ("скую", ("ская",)), ("цкои", ("цкая",)), ("цкую", ("цкая",)),
    ("ои", ("а", "ая")), ("еи", ("а", "я", "ь")), ("ою", ("а",)), ("ею", ("я", "а")), ("ом", ("", "о")),
    ("ем", ("", "ь", "и", "е")), ("ым", ("", "ыи")), ("им", ("ии", "")), ("ых", ("ыи", "")), ("их", ("ии",)),
    ("ах", ("", "а")), ("ях", ("я", "ь")), ("ов", ("",)), ("ев", ("", "и")), ("ью", ("ь",)),
    ("ьи", ("ья",)), ("ии", ("ия", "ии")), ("ию", ("ия", "ии")), ("ия", ("ии",)),
    ("ові", ("", "о")), ("еві", ("", "ь", "и")), ("єві", ("и",)), ("єм", ("и",)), ("єю", ("я",)),
    ("а", ("", "о")), ("у", ("", "а", "о")), ("е", ("", "а", "о")), ("ы", ("а", "")), ("и", ("а", "я", "ь", "")),
    ("я", ("ь", "и")), ("ю", ("ь", "и", "я")), ("і", ("а", "я", "")), ("ї", ("я", "")), ("о", ("а", "")),
)  # fmt: skip
_GREEK: _Rules = (
    ("ουσ", ("οσ",)), ("ου", ("οσ", "ησ", "ασ", "")), ("ο", ("οσ",)), ("ον", ("οσ",)), ("ε", ("οσ",)),
    ("η", ("ησ",)), ("α", ("ασ", "ησ")), ("ι", ("ισ",)), ("ησ", ("η",)), ("ασ", ("α",)), ("υ", ("υσ",)),
    ("εωσ", ("η", "ησ")), ("ων", ("οσ", "ησ", "ασ")), ("ω", ("",)), ("ουσ", ("ου",)),
)  # fmt: skip
_ARMENIAN: _Rules = tuple(
    (ending, ("",)) for ending in ("ի", "ին", "ը", "ից", "ով", "ում", "ն", "ու", "ուն", "յի", "յին", "իս", "ից", "իւ")
)
_GEORGIAN: _Rules = (
    *(
        (ending, ("ი", ""))
        for ending in (
            "მა", "ს", "ის", "ით", "ად", "ო", "ისგან", "ისთვის", "თან", "სთან", "ზე", "ში", "იდან", "ისა", "სა", "მ",
            "ისთან", "ისათვის", "იც", "მაც", "სა", "ისას",
        )
    ),
    ("მ", ("",)), ("ს", ("ა", "ე", "ო", "უ")), ("ს", ("",)), ("თი", ("",)), ("ი", ("",)), ("მ", ("ა",)), ("ც", ("",)),
)  # fmt: skip
_ALBANIAN: _Rules = (
    *(
        (ending, ("", "a", "e"))
        for ending in (
            "it",
            "ut",
            "in",
            "un",
            "i",
            "u",
            "n",
            "s",
            "se",
            "ne",
            "es",
            "en",
            "je",
            "ja",
            "jes",
            "jen",
            "t",
        )
    ),
    ("a", ("", "e")),
)
_GERMAN: _Rules = (("s", ("",)), ("es", ("",)), ("ens", ("", "e")), ("n", ("",)), ("en", ("",)))
_KURDISH: _Rules = (
    *((ending, ("",)) for ending in ("e", "i", "ye", "yi", "a", "ya", "an", "yan", "eki", "yeki", "o", "ra", "yo")),
    ("e", ("a",)),
)

_BY_SCRIPT: dict[Script, _Rules] = {
    Script.CYRILLIC: _CYRILLIC,
    Script.GREEK: _GREEK,
    Script.ARMENIAN: _ARMENIAN,
    Script.GEORGIAN: _GEORGIAN,
}
_BY_LANGUAGE: dict[str, _Rules] = {"sq": _ALBANIAN, "de": _GERMAN, "ku": _KURDISH}

# Short words that a text in the language can hardly do without, as they are written.
_TELLING: dict[str, frozenset[str]] = {
    "sq": frozenset({"dhe", "në", "të", "për", "është", "një", "që", "nga", "me", "tha", "së", "kjo", "shumë"}),
    "de": frozenset(
        {"der", "die", "und", "das", "ist", "den", "von", "mit", "nicht", "ein", "eine", "dem", "des", "zu"}
    ),
    "ckb": frozenset({"لە", "بە", "کە", "بۆ", "ئەو", "ئەم", "لەگەڵ", "دەکات", "گوتی", "وتی", "کرد", "بوو"}),
    "fr": frozenset(
        {"le", "la", "les", "des", "et", "est", "une", "du", "dans", "pour", "qui", "que", "par", "sur", "pas"}
    ),
    "tr": frozenset(
        {"ve", "bir", "bu", "için", "ile", "olarak", "daha", "çok", "değil", "dedi", "göre", "gibi", "kadar"}
    ),
    "ku": frozenset({"û", "li", "bi", "ji", "de", "ku", "ev", "bû", "jî", "wî", "wê", "xwe", "dike", "kir", "got"}),
}
_ENOUGH = 2


def language_of(words: Iterable[str]) -> str:
    """Say which language the words are of, of those with endings or letters of their own; empty for none."""
    there = set(words)
    counts = {language: len(telling & there) for language, telling in _TELLING.items()}
    best = max(counts, key=counts.__getitem__)
    others = sorted(counts.values())
    return best if counts[best] >= _ENOUGH and counts[best] > others[-2] else ""


@lru_cache(maxsize=20_000)
def plain_forms(folded: str, script: Script, language: str = "") -> tuple[str, ...]:
    """List the words that a folded word may be a grammatical form of, the word itself not among them."""
    rules = _BY_LANGUAGE.get(language, ()) if script is Script.LATIN else _BY_SCRIPT.get(script, ())
    forms: dict[str, None] = {}
    for ending, plain in rules:
        if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST_STEM:
            stem = folded[: len(folded) - len(ending)]
            forms.update(dict.fromkeys(stem + letters for letters in plain))
    forms.pop(folded, None)
    return tuple(forms)


def has(forms: Iterable[str], known: Container[str]) -> bool:
    """Whether one of the forms is known."""
    return any(form in known for form in forms)
