"""The words of a text that count for grouping, in any script.

Where words are not parted by spaces, each two neighbouring characters count as one: for telling what a Chinese text
is about this does as well as cutting it into words, and needs no dictionary (Nie and Ren, 1999).
"""

import re
from collections import Counter

OPENING = 1_500
TITLE_COUNTS = 2
_SAMPLE = 200
_SHARE = 3

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W\d_{_UNSPACED}]{{2,}}")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def count_words(title: str, text: str, opening: int = OPENING) -> Counter[str]:
    """Count the words of a title (twice) and of the opening of a text, both folded.

    A report tells in its opening what it is about; the rest is background that it shares with other events.
    """
    counted: Counter[str] = Counter()
    for part in (*[title] * TITLE_COUNTS, text[:opening]):
        runs = _RUN.findall(part)
        if not _IS_UNSPACED.search(part):
            counted.update(runs)
            continue
        for run in runs:
            if _IS_UNSPACED.match(run) and len(run) > 1:
                counted.update(run[at : at + 2] for at in range(len(run) - 1))
            else:
                counted[run] += 1
    return counted


def is_unspaced(text: str) -> bool:
    """Say whether a text begins in a script without spaces between words."""
    return _SHARE * len(_IS_UNSPACED.findall(text[:_SAMPLE])) > len(text[:_SAMPLE])
