"""Which language a text is in."""

import functools
import re

import py3langid.langid
from babel.core import get_global

_ENOUGH_LETTERS = 12
_SAMPLE = 1_500
_SURE = 0.5
_VERY_SURE = 0.9
_LONG = 200
# Words that English can hardly do without and that no other language has together; of English prose, a sixth.
_ENGLISH = frozenset(("the", "of", "and", "to", "that", "with", "from", "by", "which", "this", "they", "were"))
_ENGLISH_SHARE = 0.1
_ENGLISH_KINDS = 4
_TAG = re.compile(r"^([a-zA-Z]{2,3})(?:[-_].*)?$")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC_LETTERS = re.compile(r"[\u0600-\u06ff\u0750-\u077f]+")
_WRITTEN_IN_ARABIC_SCRIPT = frozenset(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"))
_WRITTEN_IN_BOTH = frozenset(("az", "ku", "ms", "kk", "pa"))


def guess(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code, or None where the text is too short or unclear to tell."""
    sample = text[:_SAMPLE]
    if _count(_LETTERS, sample) < _ENOUGH_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= _SURE else None


def normal(tag: str | None) -> str | None:
    """The ISO 639-1 code for a language tag as pages write them ("fa-IR", "en_US", "deu"), or None."""
    found = _TAG.match(tag.strip()) if tag else None
    if found is None:
        return None
    code = found.group(1).lower()
    code = str(get_global("language_aliases").get(code, code)).split("_")[0]
    return code if code in _known() else None


def settle(declared: str | None, text: str) -> str | None:
    """The language of a text whose page declares one.

    The declaration stands, except where it cannot be: another script, or the "en" that many templates carry
    along over a text that is clearly in another language.

    Args:
        declared: A language tag as the page or feed writes it, if any.
        text: The text itself.
    """
    code = normal(declared)
    if code is None:
        return guess(text)
    sample = text[:_SAMPLE]
    letters = _count(_LETTERS, sample)
    if letters < _ENOUGH_LETTERS:
        return code
    arabic = not sample.isascii() and _count(_ARABIC_LETTERS, sample) * 2 > letters
    if code not in _WRITTEN_IN_BOTH and arabic != (code in _WRITTEN_IN_ARABIC_SCRIPT):
        if arabic or letters == len(sample.encode("ascii", "ignore")):
            return guess(text) or code
        found, probability = _identifier().classify(sample)
        return str(found) if code in _WRITTEN_IN_ARABIC_SCRIPT and probability >= _SURE else code
    if code == "en" and letters >= _LONG and not _is_plainly_english(sample):
        found, probability = _identifier().classify(sample)
        return str(found) if probability >= _VERY_SURE else code
    return code


def _count(runs: re.Pattern[str], text: str) -> int:
    return sum(map(len, runs.findall(text)))


def _is_plainly_english(sample: str) -> bool:
    """Whether so many words are English that the model, which takes milliseconds, need not be asked."""
    words = sample.lower().split()
    told = [word for word in words if word in _ENGLISH]
    return len(told) >= len(words) * _ENGLISH_SHARE and len(set(told)) >= _ENGLISH_KINDS


@functools.cache
def _identifier() -> "py3langid.langid.LanguageIdentifier":
    # Loading takes most of a second, so the first caller pays and all others share; classifying only reads
    # it.
    return py3langid.langid.LanguageIdentifier.from_model_file(py3langid.langid.MODEL_FILE, norm_probs=True)


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(get_global("likely_subtags")) | frozenset(("en", "de", "fr", "sq", "ar", "fa"))
