"""Folding: two spellings of one word that differ only in form become the same text.

Folded text is for comparing and searching, never for showing. `fold_mapped` also says where each folded
character came from, so that what is found in folded text can be pointed at in the original.

The work is done piece by piece. A piece is a character with all that can merge with it (combining marks,
Hangul vowels) and the invisible characters after it, so that folding the pieces one by one gives what folding
the whole would give (Unicode Standard Annex 15, stable code points).
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate

ZWNJ = "\u200c"
ZERO_WIDTH_SPACE = "\u200b"
TATWEEL = "\u0640"

_LETTERS = str.maketrans(
    {
        # One letter, but different characters on Arabic, Persian, Kurdish and Urdu keyboards.
        "ي": "ی", "ى": "ی", "ې": "ی",
        "ك": "ک", "ڪ": "ک",
        "ة": "ه", "ە": "ه", "ہ": "ه", "ۃ": "ه", "ھ": "ه",
        "ٱ": "ا",
        # Latin letters that Unicode does not take apart, as people type them who lack the key.
        "ı": "i", "ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe",
        # Apostrophes, and the letters and signs used as such.
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "`": "'", "´": "'", "′": "'", "׳": "'",
    }
)  # fmt: skip

# Marks that a writer may leave out without changing the word. Vowel signs of Indic and other scripts are not
# among them: there the marks are the letters.
_OPTIONAL_MARKS = frozenset(
    chr(point)
    for first, last in (
        (0x0300, 0x036F),  # accents
        (0x0483, 0x0489),  # Cyrillic
        (0x0591, 0x05C7),  # Hebrew points
        (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x0898, 0x08FF),  # Arabic
        (0x0711, 0x0711), (0x0730, 0x074A),  # Syriac
        (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
    )
    for point in range(first, last + 1)
    if unicodedata.category(chr(point)).startswith("M")
)  # fmt: skip
# Hangul vowels and finals merge with the syllable before them, though they are no marks.
_MERGING_JAMO = (range(0x1160, 0x1200), range(0xD7B0, 0xD800))
# The Stream-Safe Text Format allows 30 marks on a letter. More is nobody's word, and putting them in order
# takes time that grows with the square of their number.
_LONGEST_PIECE = 32
_MOST_ROUNDS = 4
# What is worth remembering between texts, with a bound, since texts come from anybody.
_LONGEST_REMEMBERED = 4
_MOST_REMEMBERED = 100_000


class _Role(IntEnum):
    STARTS = 0  # begins a piece
    MERGES = 1  # belongs to the piece before it
    DROPPED = 2  # belongs to the piece before it and leaves nothing behind


def _role(character: str) -> _Role:
    if character in (ZWNJ, ZERO_WIDTH_SPACE):
        return _Role.STARTS
    if character == TATWEEL or character in _OPTIONAL_MARKS or unicodedata.category(character) == "Cf":
        return _Role.DROPPED
    first = unicodedata.normalize("NFKD", character)[0]
    merges = (
        unicodedata.combining(first) != 0
        or unicodedata.category(first).startswith("M")
        or any(ord(first) in jamo for jamo in _MERGING_JAMO)
    )
    return _Role.MERGES if merges else _Role.STARTS


def _is_invisible(character: str) -> bool:
    """Whether it may be left out at a word's end: a direction mark, a tatweel, but no accent."""
    return _ROLES[character] is _Role.DROPPED and character not in _OPTIONAL_MARKS


def _plain_form(character: str) -> str:
    category = unicodedata.category(character)
    if character in (ZWNJ, ZERO_WIDTH_SPACE) or category in ("Cc", "Zs", "Zl", "Zp"):
        return " "
    if category == "Cs":
        return "\ufffd"  # half of a pair, which no encoding can carry
    if category == "Pd":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character


def _folded_once(piece: str, *, cased: bool) -> str:
    apart = unicodedata.normalize("NFKD", "".join([c for c in piece if _ROLES[c] is not _Role.DROPPED]))
    if not cased:
        # A mark first, since the Greek iota below a letter would become a letter.
        apart = apart.replace("\u0345", "")
        apart = unicodedata.normalize("NFKD", apart.casefold())
    kept = "".join([_plain_form(c) for c in apart.translate(_LETTERS) if _ROLES[c] is not _Role.DROPPED])
    return unicodedata.normalize("NFKC", kept)


def _folded_piece(piece: str, *, cased: bool = False) -> str:
    # Once is nearly always enough; a few characters need the fold of their fold.
    for _ in range(_MOST_ROUNDS):
        folded = _folded_once(piece, cased=cased)
        if folded == piece:
            break
        piece = folded
    return piece


class _Roles(dict[str, _Role]):
    """The role of each character met so far."""

    def __missing__(self, character: str) -> _Role:
        role = _role(character)
        if len(self) < _MOST_REMEMBERED:
            self[character] = role
        return role


class _Letters(dict[str, str]):
    """The fold of each character met so far, and of short pieces such as a letter with its vowel point."""

    def __missing__(self, piece: str) -> str:
        folded = _folded_piece(piece)
        if len(piece) <= _LONGEST_REMEMBERED and len(self) < _MOST_REMEMBERED:
            self[piece] = folded
        return folded


class _Points(dict[int, str]):
    """The fold of each code point met so far, for `str.translate`; of those that merge with no other."""

    def __missing__(self, point: int) -> str:
        folded = _FOLDS[chr(point)]
        if len(self) < _MOST_REMEMBERED:
            self[point] = folded
        return folded


_ROLES = _Roles()
_FOLDS = _Letters()
_POINTS = _Points()
# Plain English needs no cutting into pieces: none of its characters merges with the next.
_ASCII = {code: _FOLDS[chr(code)] for code in range(0x80)}


def _pieces(text: str) -> Iterable[str]:
    roles = _ROLES
    if not any(roles[character] for character in set(text)):
        return text  # each character is a piece of its own
    pieces: list[str] = []
    start = counted = 0
    for position, character in enumerate(text):
        role = roles[character]
        if role is _Role.DROPPED:
            continue
        # Nothing merges with a space, and an alias may begin with what would merge with a letter.
        alone = role is _Role.STARTS or counted >= _LONGEST_PIECE or text[start].isspace()
        if position and alone:
            pieces.append(text[start:position])
            start, counted = position, 0
        counted += 1
    pieces.append(text[start:])
    return pieces


@dataclass(frozen=True)
class Folded:
    """Folded text that remembers where it came from.

    Attributes:
        original: The text that was folded.
        text: The folded text.
        starts: For each folded character, where its piece begins in the original.
    """

    original: str
    text: str
    starts: Sequence[int]

    def splits(self, at: int) -> bool:
        """Whether a cut before this folded character cuts no piece of the original in two."""
        return at <= 0 or at >= len(self.text) or self.starts[at - 1] != self.starts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters from start to before end stand in the original."""
        limit = self.starts[end] if end < len(self.text) else len(self.original)
        after = visible = self.starts[end - 1] + 1
        while after < limit and _ROLES[self.original[after]] is not _Role.STARTS:
            after += 1
            if not _is_invisible(self.original[after - 1]):
                visible = after
        return self.starts[start], visible


def fold(text: str) -> str:
    """Give the text's folded form.

    NFKC and case folding; Arabic and Persian yeh, kaf and heh made one; tatweel, accents and vowel points
    dropped; digits of all scripts made 0 to 9, dashes and apostrophes one kind each; ZWNJ and each run of
    white space made one space; invisible characters dropped; no space at either end.
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    if _Role.MERGES not in map(_ROLES.__getitem__, set(text)):
        return " ".join(text.translate(_POINTS).split())  # each character is a piece of its own, or is dropped
    folds = _FOLDS
    return " ".join("".join([folds[piece] for piece in _pieces(_without_dropped(text))]).split())


def fold_cased(text: str) -> str:
    """Fold all but the case, for what counts only in its own case, as acronyms do."""
    return " ".join("".join([_folded_piece(piece, cased=True) for piece in _pieces(text)]).split())


def fold_mapped(text: str) -> Folded:
    """Fold as `fold` does, and keep for each folded character where it came from."""
    if text.isascii():
        folded = text.translate(_ASCII)
        if len(folded) == len(text) and "  " not in folded and folded.strip(" ") == folded:
            return Folded(text, folded, range(len(text)))
    plain = _without_dropped(text)
    pieces = _pieces(plain)
    if pieces is not plain:
        pieces = _pieces(text)
        return _mapped(text, pieces, list(accumulate(map(len, pieces), initial=0)))
    roles = _ROLES
    places: Sequence[int] = range(len(text))
    if len(plain) < len(text):
        places = [at for at, character in enumerate(text) if roles[character] is not _Role.DROPPED]
    if all(len(_FOLDS[character]) == 1 for character in set(plain)):
        return _mapped_one_to_one(text, plain, places)
    return _mapped(text, plain, places)


def _without_dropped(text: str) -> str:
    # Pointed text is mostly plain once the points are gone, and plain text needs no cutting into pieces.
    dropped = {ord(character): None for character in set(text) if _ROLES[character] is _Role.DROPPED}
    return text.translate(dropped) if dropped else text


def _mapped_one_to_one(text: str, plain: str, places: Sequence[int]) -> Folded:
    # Most texts are like this, and it takes a fraction of the time.
    folds = _FOLDS
    folded = "".join([folds[character] for character in plain]).rstrip(" ")
    kept = [at for at, letter in enumerate(folded) if letter != " " or (at > 0 and folded[at - 1] != " ")]
    return Folded(text, " ".join(folded.split()), [places[at] for at in kept])


def _mapped(text: str, pieces: Iterable[str], places: Sequence[int]) -> Folded:
    folded: list[str] = []
    starts: list[int] = []
    for place, piece in zip(places, pieces, strict=False):
        for character in _FOLDS[piece]:
            if character != " " or (folded and folded[-1] != " "):
                folded.append(character)
                starts.append(place)
    if folded and folded[-1] == " ":
        folded.pop()
        starts.pop()
    return Folded(text, "".join(folded), starts)
