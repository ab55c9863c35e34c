"""What is wrong with a document in XML, in words."""

from typing import Final
from xml.parsers.expat import ErrorString, ExpatError

from interlink.lib.sentences import Sentence

# What the parser says of most broken documents, so that it can be translated; the rest are rare, and told as it does.
COMMON: Final = {
    str(words): words
    for words in (
        Sentence("syntax error"),
        Sentence("no element found"),
        Sentence("not well-formed (invalid token)"),
        Sentence("unclosed token"),
        Sentence("partial character"),
        Sentence("mismatched tag"),
        Sentence("duplicate attribute"),
        Sentence("junk after document element"),
        Sentence("undefined entity"),
        Sentence("reference to invalid character number"),
        Sentence("unclosed CDATA section"),
        Sentence("unbound prefix"),
        Sentence("XML or text declaration not at start of entity"),
    )
}


def fault_in_words(error: ExpatError) -> Sentence:
    """Say what the parser stumbled over."""
    told = ErrorString(error.code) or ""
    return COMMON.get(told) or Sentence(told)
