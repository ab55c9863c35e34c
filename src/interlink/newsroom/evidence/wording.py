"""Why a look came to its verdict, in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlink.lib import sentences
from interlink.lib.verdicts.findings import Reason
from interlink.lib.verdicts.sentences import Said, recognise
from interlink.newsroom.sentences import told

_WORDS = "words"
SENTENCES: dict[Said, str | Promise] = {
    Said.UNCHANGED_ANSWER: _("The server says that nothing has changed since."),
    Said.SAME_BYTES: _("Byte for byte what we captured."),
    Said.SAME_ARTICLE: _("The article is as we captured it."),
    Said.NOW_AT: _("The article is now at %(address)s."),
    Said.OTHER_TEXT: _("The article's text is not as we captured it."),
    Said.OTHER_TITLE: _("The title was “%(before)s” and is “%(after)s”."),
    Said.OTHER_BYTES: _("The file is not byte for byte what we captured; what changed in it cannot be told."),
    Said.UNREADABLE: _("Most of the text is on the page, but the article could not be read."),
    Said.NEVER_READ: _("No text was read when the page was captured, so there is nothing to compare."),
    Said.HARDLY_TEXT: _("The page has hardly any text; it may need a browser with script."),
    Said.NEEDS_BROWSER: _("Script fills the page, and there was no browser to look at it: %(words)s"),
    Said.NOT_FILLED: _("Script fills the page, and did not get all that it needs, so it tells nothing: %(words)s"),
    Said.ANOTHER_TEXT: _("Another text stands at the address, and nothing says what became of the article."),
    Said.NOT_THERE: _("The site says that the page is not there (404)."),
    Said.GONE: _("The site says that the page is gone for good (410)."),
    Said.SAYS_SO: _("The page says so in words."),
    Said.HEADING_SAYS_SO: _("The page's heading says that the page is not there."),
    Said.TEXT_SAYS_SO: _("The page says that what was looked for is not there."),
    Said.TEXT_GONE: _("The article's text is not on the page."),
    Said.LIKE_IMPOSSIBLE: _("The page is what the site shows for an address that cannot exist."),
    Said.TO_FRONT_PAGE: _("The address leads to the site's front page."),
    Said.TO_SECTION: _("The address leads to a section of the site."),
    Said.FRONT_FAILS_TOO: _("The answer was %(status)s, but the site's front page gives an error as well."),
    Said.UNCLEAR_STATUS: _("The site answered with status %(status)s, which does not tell what became of the page."),
    Said.ONLY_OPENING: _("Only the opening is shown; the page asks for a subscription."),
    Said.ASKS_PAYMENT: _("The site asks for payment (402)."),
    Said.OFFERS: _("The site leads to its offers to subscribe."),
    Said.WANTS_LOGIN: _("The site asks for a login (401)."),
    Said.PROGRAMS_PAY: _("The site asks programs like ours for payment (402)."),
    Said.NOT_LET_IN: _("The site does not let us see the page (403)."),
    Said.LOGIN_ON_THE_WAY: _("A server on the way asks for a login (407)."),
    Said.TOO_OFTEN: _("The site says that we asked too often (429)."),
    Said.NETWORK_LOGIN: _("The network on the way asks for a login (511)."),
    Said.TO_LOGIN: _("The site leads to its login."),
    Said.SHOWS_LOGIN: _("The site asks for a login in the article's place."),
    Said.OTHERS_TOO: _("The site gives the same for other articles, which its front page links to."),
    Said.GATE: _("The site wants to be sure first that we are no program."),
    Said.GATE_STATUS: _("The site wants to be sure first that we are no program (status %(status)s)."),
    Said.OTHER_COUNTRIES: _("The site shows the page in other countries only."),
    Said.CONSENT: _("The site wants consent before it shows the page."),
    Said.LEGAL: _("The site says that it withholds the page for legal reasons (451)."),
    Said.TROUBLE: _("The server has trouble (status %(status)s)."),
    Said.REPAIRS: _("The site says that it is being repaired."),
    Said.IN_WORDS: "%(words)s",
}


def kept(reason: Reason) -> dict[str, Any]:
    """Give a reason as it is stored: its kind, a code with values, and the sentence in English for other programs."""
    values = {"values": {name: sentences.kept(value) for name, value in reason.values.items()}} if reason.values else {}
    return {"why": reason.why.value, "code": reason.said.value, **values, "words": reason.words}


def say(kept_reason: Mapping[str, Any]) -> str:
    """Say a stored reason; one from before there were codes is recognised by its English words."""
    code = kept_reason.get("code", "")
    known = code in Said.__members__.values()
    said, values = (
        (Said(code), kept_reason.get("values", {})) if known else recognise(str(kept_reason.get("words", "")))
    )
    return str(SENTENCES[said]) % {name: _written(name, value) for name, value in values.items()}


def _written(name: str, value: str) -> str:
    """Set a value apart; the words of whoever found out are a sentence, anything else is the page's own."""
    return f"\u2068{told(sentences.read_kept(value)) if name == _WORDS else value}\u2069"
