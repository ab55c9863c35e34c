"""What can be said of a look, each sentence under a code: a desk keeps the code and says it in its own language."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from functools import cache


class Said(enum.StrEnum):
    """One thing that can be said."""

    UNCHANGED_ANSWER = "unchanged-answer"
    SAME_BYTES = "same-bytes"
    SAME_ARTICLE = "same-article"
    NOW_AT = "now-at"
    OTHER_TEXT = "other-text"
    OTHER_TITLE = "other-title"
    OTHER_BYTES = "other-bytes"
    UNREADABLE = "unreadable"
    NEVER_READ = "never-read"
    HARDLY_TEXT = "hardly-text"
    NEEDS_BROWSER = "needs-browser"
    NOT_FILLED = "not-filled"
    ANOTHER_TEXT = "another-text"
    NOT_THERE = "not-there"
    GONE = "gone"
    SAYS_SO = "says-so"
    HEADING_SAYS_SO = "heading-says-so"
    TEXT_SAYS_SO = "text-says-so"
    TEXT_GONE = "text-gone"
    LIKE_IMPOSSIBLE = "like-impossible"
    TO_FRONT_PAGE = "to-front-page"
    TO_SECTION = "to-section"
    FRONT_FAILS_TOO = "front-fails-too"
    UNCLEAR_STATUS = "unclear-status"
    ONLY_OPENING = "only-opening"
    ASKS_PAYMENT = "asks-payment"
    OFFERS = "offers"
    WANTS_LOGIN = "wants-login"
    PROGRAMS_PAY = "programs-pay"
    NOT_LET_IN = "not-let-in"
    LOGIN_ON_THE_WAY = "login-on-the-way"
    TOO_OFTEN = "too-often"
    NETWORK_LOGIN = "network-login"
    TO_LOGIN = "to-login"
    SHOWS_LOGIN = "shows-login"
    OTHERS_TOO = "others-too"
    GATE = "gate"
    GATE_STATUS = "gate-status"
    OTHER_COUNTRIES = "other-countries"
    CONSENT = "consent"
    LEGAL = "legal"
    TROUBLE = "trouble"
    REPAIRS = "repairs"
    IN_WORDS = "in-words"
    """What went wrong on the way, in the words of whoever found out."""


SENTENCES: dict[Said, str] = {
    Said.UNCHANGED_ANSWER: "The server says that nothing has changed since.",
    Said.SAME_BYTES: "Byte for byte what we captured.",
    Said.SAME_ARTICLE: "The article is as we captured it.",
    Said.NOW_AT: "The article is now at %(address)s.",
    Said.OTHER_TEXT: "The article's text is not as we captured it.",
    Said.OTHER_TITLE: "The title was “%(before)s” and is “%(after)s”.",
    Said.OTHER_BYTES: "The file is not byte for byte what we captured; what changed in it cannot be told.",
    Said.UNREADABLE: "Most of the text is on the page, but the article could not be read.",
    Said.NEVER_READ: "No text was read when the page was captured, so there is nothing to compare.",
    Said.HARDLY_TEXT: "The page has hardly any text; it may need a browser with script.",
    Said.NEEDS_BROWSER: "Script fills the page, and there was no browser to look at it: %(words)s",
    Said.NOT_FILLED: "Script fills the page, and did not get all that it needs, so it tells nothing: %(words)s",
    Said.ANOTHER_TEXT: "Another text stands at the address, and nothing says what became of the article.",
    Said.NOT_THERE: "The site says that the page is not there (404).",
    Said.GONE: "The site says that the page is gone for good (410).",
    Said.SAYS_SO: "The page says so in words.",
    Said.HEADING_SAYS_SO: "The page's heading says that the page is not there.",
    Said.TEXT_SAYS_SO: "The page says that what was looked for is not there.",
    Said.TEXT_GONE: "The article's text is not on the page.",
    Said.LIKE_IMPOSSIBLE: "The page is what the site shows for an address that cannot exist.",
    Said.TO_FRONT_PAGE: "The address leads to the site's front page.",
    Said.TO_SECTION: "The address leads to a section of the site.",
    Said.FRONT_FAILS_TOO: "The answer was %(status)s, but the site's front page gives an error as well.",
    Said.UNCLEAR_STATUS: "The site answered with status %(status)s, which does not tell what became of the page.",
    Said.ONLY_OPENING: "Only the opening is shown; the page asks for a subscription.",
    Said.ASKS_PAYMENT: "The site asks for payment (402).",
    Said.OFFERS: "The site leads to its offers to subscribe.",
    Said.WANTS_LOGIN: "The site asks for a login (401).",
    Said.PROGRAMS_PAY: "The site asks programs like ours for payment (402).",
    Said.NOT_LET_IN: "The site does not let us see the page (403).",
    Said.LOGIN_ON_THE_WAY: "A server on the way asks for a login (407).",
    Said.TOO_OFTEN: "The site says that we asked too often (429).",
    Said.NETWORK_LOGIN: "The network on the way asks for a login (511).",
    Said.TO_LOGIN: "The site leads to its login.",
    Said.SHOWS_LOGIN: "The site asks for a login in the article's place.",
    Said.OTHERS_TOO: "The site gives the same for other articles, which its front page links to.",
    Said.GATE: "The site wants to be sure first that we are no program.",
    Said.GATE_STATUS: "The site wants to be sure first that we are no program (status %(status)s).",
    Said.OTHER_COUNTRIES: "The site shows the page in other countries only.",
    Said.CONSENT: "The site wants consent before it shows the page.",
    Said.LEGAL: "The site says that it withholds the page for legal reasons (451).",
    Said.TROUBLE: "The server has trouble (status %(status)s).",
    Said.REPAIRS: "The site says that it is being repaired.",
    Said.IN_WORDS: "%(words)s",
}
_VALUE = re.compile(r"%\\\((\w+)\\\)s")


def in_english(said: Said, values: Mapping[str, str]) -> str:
    """Say it in English."""
    return SENTENCES[said] % values


def recognise(words: str) -> tuple[Said, dict[str, str]]:
    """Find the code of a sentence that was kept in English only, and its values."""
    for said, pattern in _patterns().items():
        match = pattern.fullmatch(words)
        if match is not None:
            return said, match.groupdict()
    return Said.IN_WORDS, {"words": words}


@cache
def _patterns() -> dict[Said, re.Pattern[str]]:
    return {
        said: re.compile(_VALUE.sub(r"(?P<\1>.*)", re.escape(sentence)), re.DOTALL)
        for said, sentence in SENTENCES.items()
        if said is not Said.IN_WORDS
    }
