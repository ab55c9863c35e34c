"""Short words that Arabic, and in part Persian, writes attached to the next word.

"and", "so" (و ف), then "in", "to", "as" (ب ل ک), then the article (ال): "وبالمدينة" is "and in the town".
They are taken off only where what is left is long enough, since "سام" with ب before it is another name.
Where "to" meets the article, the two merge: ل and الزمالة make للزمالة.
"""

from itertools import product

ARTICLE = "ال"
MERGED_ARTICLE = "لل"
# A shorter word than this is too often the rest of another name.
SHORTEST_WORD = 4

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ک")
_ARTICLES = ("", ARTICLE)

ATTACHED = frozenset("".join(parts) for parts in product(_CONJUNCTIONS, _PREPOSITIONS, _ARTICLES)) - {""}
# Before an alias that begins with the article, there is no room for a second one.
ATTACHED_BEFORE_ARTICLE = frozenset(prefix for prefix in ATTACHED if not prefix.endswith(ARTICLE))


def is_arabic(character: str) -> bool:
    """Whether the folded character is one of the Arabic script's letters, in any language's use."""
    return "\u0620" <= character <= "\u06ff"


def may_be_attached(prefix: str, alias: str) -> bool:
    """Whether the letters can be an attached prefix of the alias; both folded."""
    if not is_arabic(alias[0]):
        return prefix in ATTACHED  # "الـ" before a name in another script
    if " " not in alias and len(alias) < SHORTEST_WORD:
        return False
    return prefix in (ATTACHED_BEFORE_ARTICLE if alias.startswith(ARTICLE) else ATTACHED)


def merged_form(alias: str) -> str | None:
    """Give how a folded alias with the article looks after "to"; None where it has no article."""
    if alias.startswith(ARTICLE) and len(alias) >= len(ARTICLE) + SHORTEST_WORD - 1:
        return MERGED_ARTICLE + alias[len(ARTICLE) :]
    return None
