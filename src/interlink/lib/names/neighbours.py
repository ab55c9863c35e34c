"""Whether a family name stands with somebody else's given name, or another name goes on after it."""

import re

from interlink.lib.names.kinship import Kinship
from interlink.lib.names.looks import Look
from interlink.lib.names.not_given import NOT_GIVEN
from interlink.lib.names.readings import readings
from interlink.lib.names.scripts import CASED
from interlink.lib.names.tokens import Tokens

_CLOSE = re.compile(r"[ \t\u00a0]+|[-‐‑–]|[ \t]*\r?\n[ \t]*|\.[ \u00a0]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;؟۔։\n«»“”\"„(\[]")


class Neighbours:
    """Knows the words around a name in one text."""

    def __init__(self, kinship: Kinship, words: Tokens, looks: list[Look], language: str) -> None:
        self._kinship = kinship
        self._tokens = words
        self._looks = looks
        self._german = language == "de"  # where every noun has a capital

    def belong_to_another(self, first: int, last: int) -> bool:
        """Whether the words from first to last are a part of a longer name."""
        return self._is_given_before(first) or self._goes_on(last)

    def _is_given_before(self, first: int) -> bool:
        before = first - 1
        if before < 0 or not _CLOSE.fullmatch(self._tokens[first].gap):
            return False
        look = self._looks[before]
        if self._tokens[first].gap.startswith(".") and len(look.key) > 1:
            return False
        if not look.key or look.key in NOT_GIVEN or look.key.isdigit():
            return False
        if look.script not in CASED:
            return self._is_listed(before)
        if not look.named:
            return False
        begins = before == 0 or _ENDS_SENTENCE.search(self._tokens[before].gap) is not None
        return self._is_listed(before) if begins or self._german else True

    def _goes_on(self, last: int) -> bool:
        after = last + 1
        if after >= len(self._tokens) or self._tokens[after].gap not in (" ", "-"):
            return False
        look = self._looks[after]
        if look.script not in CASED or not look.named or look.key in NOT_GIVEN:
            return False
        return self._is_listed(after) if self._german else look.key.isalpha()

    def _is_listed(self, at: int) -> bool:
        word = self._tokens[at].word
        if word.endswith("ى"):
            return False  # the preposition, which folds to a name
        return any(
            len(reading.key) > 1 and reading.key not in NOT_GIVEN and bool(self._kinship.names_of(reading.key))
            for reading in readings(word)
            if reading.kind is None
        )
