"""Exact and near copies of texts: an agency's report in several outlets, an article republished or edited.

A text is taken as the set of its runs of three words (in scripts without spaces, of five characters). How alike two
texts are is the share of runs that they have in common (Jaccard). A signature estimates that share: MinHash by one
permutation, which hashes each run once, deals the hashes out to 126 bins and keeps the least of each bin (P. Li,
A. Owen, C.-H. Zhang, "One Permutation Hashing", NIPS 2012), and of that 16 bits (P. Li, A. C. König, "b-Bit Minwise
Hashing", WWW 2010). Bins that stay empty borrow from others when bands are
made (A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing", ICML 2017).

This finds copies, not retellings: a translation or a report of the same event in other words has next to no run in
common. Why this and not another way is in docs/decisions/0010-near-copies.md.
"""

import array
import hashlib
import re
import sys
from dataclasses import dataclass

import numpy as np

from interlink.lib.names.normalise import fold

NEAR = 0.8
"""From here up two texts count as near copies, and ``bands`` misses fewer than 1 in 500 of them."""
BINS = 126
BANDS = 21
"""Bands of six bins each: two texts share one with probability 1 - (1 - likeness⁶)²¹, which is 0.998 at 0.8 and
1.000 at 0.9, and 0.28 at 0.5; ``likeness`` tells the wrongly found apart."""
MAX_CHARACTERS = 100_000
MAX_TOKENS = 20_000

_BAND_ROWS = BINS // BANDS
_WORDS_A_SHINGLE = 3
_LETTERS_A_SHINGLE = 5
_EMPTY = -1
_LOW = 0xFFFFFFFF
_KEPT = 0xFFFF
# Han, kana, Thai, Lao, Burmese, Khmer, Tai and Tibetan letters: words there are not parted by spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\W_]+")
_HASH = hashlib.blake2b(digest_size=8)
"""Copied for each run of words, which takes half the time of making one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to compare it with others.

    Attributes:
        least: For each bin 16 bits of the least hash that fell into it, or -1 where none did.
    """

    least: tuple[int, ...]

    def as_bytes(self) -> bytes:
        """For storing: 252 bytes, the same on every machine; empty for a text without words."""
        if not self:
            return b""
        # 2¹⁶ - 1 stands for an empty bin; a hash that equals it is made one less.
        packed = array.array("H", (_KEPT if value == _EMPTY else value for value in self.least))
        if sys.byteorder == "big":
            packed.byteswap()
        return packed.tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Signature":
        """What ``as_bytes`` gave.

        Raises:
            ValueError: It did not give this.
        """
        if not stored:
            return cls((_EMPTY,) * BINS)
        packed = array.array("H")
        if len(stored) != BINS * packed.itemsize:
            raise ValueError(f"a signature has {BINS * packed.itemsize} bytes, and this has {len(stored)}")
        packed.frombytes(stored)
        if sys.byteorder == "big":
            packed.byteswap()
        return cls(tuple(_EMPTY if value == _KEPT else value for value in packed))

    def __bool__(self) -> bool:
        return any(value != _EMPTY for value in self.least)


def signature(text: str) -> Signature:
    """The signature of a text, from its first ``MAX_CHARACTERS`` characters and ``MAX_TOKENS`` words."""
    return _signature(fold(text[:MAX_CHARACTERS]))


def exact(text: str) -> str:
    """A checksum (SHA-256, in hexadecimal) of the folded text: equal for texts that differ only in form.

    Case, accents, spaces and line breaks, kinds of apostrophe and dash make no difference; see ``names.normalise``.
    """
    return _checksum(fold(text))


def marks(text: str) -> tuple[Signature, str]:
    """What ``signature`` and ``exact`` give for a text, which is folded once for both."""
    folded = fold(text)
    return _signature(folded) if len(text) <= MAX_CHARACTERS else signature(text), _checksum(folded)


def _signature(folded: str) -> Signature:
    hashes: list[bytes] = []
    for shingle in _shingles(folded):
        hashed = _HASH.copy()
        hashed.update(shingle)
        hashes.append(hashed.digest())
    # The greatest first, so that the least of each bin is what stays in it.
    values = np.sort(np.frombuffer(b"".join(hashes), dtype="<u8"))[::-1]
    least = np.full(BINS, _EMPTY, dtype=np.int32)
    least[(values & _LOW) % BINS] = np.minimum((values >> 32) & _KEPT, _KEPT - 1)
    return Signature(tuple(least.tolist()))


def _checksum(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()


def likeness(one: Signature, other: Signature) -> float:
    """How alike two texts are, from 0 to 1: an estimate of the share of runs that they have in common.

    Without bias; the standard error is at most 0.045 for texts of 100 words and more. Texts without words are like
    nothing.
    """
    same = filled = 0
    for mine, theirs in zip(one.least, other.least, strict=True):
        if mine == theirs:
            if mine != _EMPTY:
                same += 1
                filled += 1
        else:
            filled += 1
    return same / filled if filled else 0.0


def bands(signed: Signature) -> tuple[int, ...]:
    """Numbers for an index (63 bits): texts that share one are likely near copies, and ``likeness`` tells.

    A text without words has none.
    """
    if not signed:
        return ()
    least = _filled(signed.least)
    found: list[int] = []
    for band in range(BANDS):
        rows = least[band * _BAND_ROWS : (band + 1) * _BAND_ROWS]
        written = b"".join([value.to_bytes(4, "little") for value in (band, *rows)])
        found.append(int.from_bytes(hashlib.blake2b(written, digest_size=8).digest(), "little") >> 1)
    return tuple(found)


def _shingles(folded: str) -> set[bytes]:
    unspaced = 0
    if not folded.isascii():
        spaced, unspaced = _UNSPACED.subn(lambda letter: f" {letter.group()} ", folded)
        folded = spaced if unspaced else folded
    tokens = _WORD.findall(folded)[:MAX_TOKENS]
    size = _LETTERS_A_SHINGLE if unspaced * 2 > len(tokens) else _WORDS_A_SHINGLE
    # Encoded at once, since each word is in several of them.
    words = " ".join(tokens).encode().split()
    if len(words) <= size:
        return {b" ".join(words)} if words else set()
    return set(map(b" ".join, zip(*(words[start:] for start in range(size)), strict=False)))


def _filled(least: tuple[int, ...]) -> list[int]:
    """The bins with each empty one filled from another, which only the empty one's place decides."""
    return [value if value != _EMPTY else _borrowed(least, place) for place, value in enumerate(least)]


def _borrowed(least: tuple[int, ...], place: int) -> int:
    # A generator of its own for each place, the same for every text (constants of Knuth's MMIX).
    state = place * 0x9E3779B97F4A7C15 + 1
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        value = least[(state >> 33) % BINS]
        if value != _EMPTY:
            return value
