"""How X counts a text: 280, where letters of most scripts beyond Latin count as two.

Source: twitter-text 3, its configuration v3 (docs.x.com/fundamentals/counting-characters). A letter in the ranges
below weighs 100, any other 200, an emoji 200 whatever it is made of, a link 2,300; the sum is divided by 100. The text
is counted in normal form C. X makes links of bare names such as gazette.example too, of the top-level domains that it
knows; every such name is counted as one here, so that a text is never longer than X finds it.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import regex

from interlink.newsroom.outreach.channels.counting import graphemes

LONGEST: Final = 280
LINK: Final = 23
_LIGHT: Final = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LINKS: Final = regex.compile(
    r"https?://[^\s<>\"\u2066-\u2069]+|(?<![\w@.-])(?:[\w-]+\.)+\p{L}{2,}(?:/[^\s<>\"]*)?", regex.IGNORECASE
)
_EMOJI: Final = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{RI}{2}|[0-9#*]\uFE0F?\u20E3")


def weighted_length(text: str) -> int:
    """Count a text as X does."""
    normal = unicodedata.normalize("NFC", text)
    links = _LINKS.findall(normal)
    rest = _LINKS.sub("", normal)
    weight = sum(200 if _EMOJI.search(one) else sum(map(_weight, one)) for one in graphemes(rest))
    return LINK * len(links) + -(-weight // 100)


def _weight(letter: str) -> int:
    point = ord(letter)
    return 100 if any(first <= point <= last for first, last in _LIGHT) else 200
