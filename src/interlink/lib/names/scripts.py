"""Which script a word is in, and what its letters are in Latin letters, roughly.

Rough on purpose: these romanised forms are for keys and for a first look, never for showing. How well two
words of different scripts really go together is said by `sounds`, whose costs were learned.
"""

from enum import StrEnum

from interlink.lib.names.normalise import fold


class Script(StrEnum):
    """A script that names are compared across, by its ISO 15924 code."""

    LATIN = "Latn"
    ARABIC = "Arab"
    CYRILLIC = "Cyrl"
    HEBREW = "Hebr"
    GREEK = "Grek"
    ARMENIAN = "Armn"
    GEORGIAN = "Geor"
    OTHER = "Zyyy"


# Scripts with capital letters that writers use for names.
CASED = frozenset({Script.LATIN, Script.CYRILLIC, Script.GREEK, Script.ARMENIAN})

_RANGES = (
    (0x0041, 0x024F, Script.LATIN),
    (0x0250, 0x02AF, Script.LATIN),
    (0x0370, 0x03FF, Script.GREEK),
    (0x0400, 0x052F, Script.CYRILLIC),
    (0x0530, 0x058F, Script.ARMENIAN),
    (0x0590, 0x05FF, Script.HEBREW),
    (0x0600, 0x06FF, Script.ARABIC),
    (0x0750, 0x077F, Script.ARABIC),
    (0x08A0, 0x08FF, Script.ARABIC),
    (0x10A0, 0x10FF, Script.GEORGIAN),
    (0x1C90, 0x1CBF, Script.GEORGIAN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x2D00, 0x2D2F, Script.GEORGIAN),
    (0xFB13, 0xFB17, Script.ARMENIAN),
    (0xFB1D, 0xFB4F, Script.HEBREW),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFC, Script.ARABIC),
)


def _letters(pairs: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in pairs.split())


# Letters as they are after folding, so without accents, and with Arabic and Persian letters made one.
LETTERS: dict[Script, dict[str, str]] = {
    Script.ARABIC: _letters(
        """
        ا=a ب=b پ=p ت=t ث=th ج=j چ=ch ح=h خ=kh د=d ذ=dh ر=r ز=z ژ=zh س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f
        ڤ=v ق=q ک=k گ=g ل=l م=m ن=n و=w ه=h ی=y ء=a ڕ=r ڵ=l ێ=e ۆ=o ڎ=d ټ=t ډ=d ړ=r ښ=sh ځ=z څ=ts ڼ=n ہ=h
        ے=y ڭ=n ۇ=u ۈ=u ڨ=g
        """
    ),
    Script.CYRILLIC: _letters(
        """
        а=a б=b в=v г=g д=d е=e ж=zh з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
        щ=shch ъ=' ы=y ь=' э=e ю=yu я=ya і=i є=ye ґ=g ђ=dj ѓ=g ј=j љ=l њ=n ћ=ch џ=dz ѕ=z қ=k ғ=g ң=n ө=o ү=u
        ұ=u һ=h ә=a ҷ=j ҳ=h ӣ=i ӯ=u ў=u ѐ=e ѝ=i
        """
    ),
    Script.HEBREW: _letters(
        """
        א=a ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=a פ=p ף=p צ=ts ץ=ts ק=k
        ר=r ש=sh ת=t
        """
    ),
    Script.GREEK: _letters(
        """
        α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
        ϊ=i ϋ=y
        """
    ),
    Script.ARMENIAN: _letters(
        """
        ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=e թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh
        ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k օ=o ֆ=f և=ev
        """
    ),
    Script.GEORGIAN: _letters(
        """
        ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q
        შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
        """
    ),
}

# A bound on what is remembered between texts, since texts come from anybody.
_MOST_REMEMBERED = 20_000
# Accents that change the sound, before folding drops them.
_SOUNDED = str.maketrans(
    {
        "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "ŝ": "sh", "č": "ch", "ć": "ch", "ĉ": "ch",
        "ž": "zh", "ż": "zh", "ź": "zh", "ə": "a", "ƣ": "gh", "ḫ": "kh", "ʃ": "sh", "þ": "th", "ð": "dh",
    }
)  # fmt: skip


def script_of(word: str) -> Script:
    """Say which script the word's first letter is in."""
    for character in word:
        script = _SCRIPTS[character]
        if script is not None:
            return script
    return Script.OTHER


class _Scripts(dict[str, Script | None]):
    """The script of each character met so far; None for what is no letter."""

    def __missing__(self, character: str) -> Script | None:
        script = None
        if character.isalpha():
            point = ord(character)
            there = (script for first, last, script in _RANGES if first <= point <= last)
            script = next(there, Script.OTHER)
        if len(self) < _MOST_REMEMBERED:
            self[character] = script
        return script


_SCRIPTS = _Scripts()


def latinised(word: str) -> str:
    """Give a Latin word in plain letters that keep the sound of those with accents; letters only."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = word if word.isascii() else fold(word.casefold().translate(_SOUNDED))
    return "".join([c for c in plain.casefold() if c.isalpha()])


def romanised(word: str) -> str:
    """Give a folded word of any known script in Latin letters, roughly."""
    script = script_of(word)
    if script in (Script.LATIN, Script.OTHER):
        return latinised(word)
    letters = LETTERS[script]
    return "".join([letters.get(c, "") for c in word])
