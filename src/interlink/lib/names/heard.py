"""By what to look up the names that one full name may be the same as, where many are stored: how its words sound."""

from interlink.lib.names.keys import keys_of
from interlink.lib.names.orders import ARTICLES, COMPLETING, CONNECTORS, without_arabic_article
from interlink.lib.names.readings import bare
from interlink.lib.names.tokens import tokens

_MOST_WORDS = 8


def words_heard(name: str) -> frozenset[tuple[int, str]]:
    """Give the rough keys of a name's words, each with the word's place in the name.

    Two names of several words are worth a comparison where keys of two places are the same. Articles have no place of
    their own, and what is one with the word beside it in some spellings ("Abd al-Rahman") is given joined as well.
    """
    words = [word for word in (bare(token.word) for token in tokens(name)) if word][:_MOST_WORDS]
    found: set[tuple[int, str]] = set()
    joining = before = ""
    for place, word in enumerate(words):
        is_article = word in ARTICLES and place < len(words) - 1
        if not is_article:
            found.update((place, key) for key in keys_of(without_arabic_article(word)) if key)
            joined = before + word if word in COMPLETING else joining + word if joining else ""
            found.update((place, key) for key in keys_of(joined) if key)
        joining = joining + word if is_article or word in CONNECTORS else ""
        before = word
    return frozenset(found)
