"""Pages that stand in an article's place and do not mean that it is gone: gates, logins, consent, paywalls, trouble."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from interlink.lib.names.normalise import fold
from interlink.lib.verdicts import phrases
from interlink.lib.verdicts.findings import Finding, Reason, Verdict, Why
from interlink.lib.verdicts.received import Page
from interlink.lib.verdicts.texts import words_of

LEGAL = 451
_BLOCKING = {
    401: "The site asks for a login (401).",
    402: "The site asks programs like ours for payment (402).",
    403: "The site does not let us see the page (403).",
    407: "A server on the way asks for a login (407).",
    429: "The site says that we asked too often (429).",
    511: "The network on the way asks for a login (511).",
}
_GATE_MARKS = re.compile(
    r"cf-chl|cf_chl|challenge-platform|challenges\.cloudflare\.com|challenge-form|challenge-running|challenge-error|"
    r"_incapsula_resource|px-captcha|perimeterx|captcha-delivery\.com|datadome|sucuri_cloudproxy|awswaf|aws-waf|"
    r"ddos-guard|distil_r_captcha|hcaptcha\.com|/recaptcha/|g-recaptcha|turnstile|kpsdk|akam/\d|_abck|captcha",
    re.IGNORECASE,
)
_PAYWALL_MARKS = re.compile(
    r"""(?:class|id|data-[\w-]+)\s*=\s*["'][^"']*(?:paywall|regwall|metered|subscriber-only|premium-wall|abo-wall)""",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"/(?:log-?in|sign-?in|anmelden|connexion|auth|sso|account|oauth)(?:[/._-]|$)", re.IGNORECASE)
_SUBSCRIBE_PATH = re.compile(r"/(?:subscri|abonn|abo/|plans|offers?/|join)", re.IGNORECASE)
_CONSENT_PLACE = re.compile(r"(?:^|[./])(?:consent|gdpr|cookiewall|privacywall|cmp)[./?-]", re.IGNORECASE)
_GATE_HEADERS = ("cf-mitigated", "x-datadome", "x-sucuri-block", "x-amzn-waf-action", "x-gate")
_SHORT_PAGE = 400
_VERY_SHORT_PAGE = 120


def by_status(page: Page) -> Finding | None:
    """The finding on an answer whose status means that we were not let in, or that the server is in trouble."""
    status = page.received.status
    if status == LEGAL:
        words = "The site says that it withholds the page for legal reasons (451)."
        return _finding(Verdict.WITHHELD, Why.LEGAL, words, 0.95)
    if status == 402 and has_paywall(page):  # noqa: PLR2004 - Payment Required
        return _finding(Verdict.PAYWALLED, Why.PAYWALL, "The site asks for payment (402).", 0.8)
    if status in _BLOCKING:
        return _finding(Verdict.BLOCKED, Why.STATUS, _BLOCKING[status], 0.9)
    if is_gate(page):
        words = f"The site wants to be sure first that we are no program (status {status})."
        return _finding(Verdict.BLOCKED, Why.GATE, words, 0.9)
    if status >= 500 or status in {408, 425}:  # noqa: PLR2004 - RFC 9110: the server's own errors
        return _finding(Verdict.UNREACHABLE, Why.SITE_IN_TROUBLE, f"The server has trouble (status {status}).", 0.9)
    return None


def in_place(page: Page) -> Finding | None:
    """The finding on a page that came with status 200 in the place of an article whose text is not on it."""
    address = page.received.address
    folded, words = _folded(page)
    if is_gate(page):
        return _finding(Verdict.BLOCKED, Why.GATE, "The site wants to be sure first that we are no program.", 0.85)
    if phrases.OTHER_COUNTRY.search(folded) and words <= _SHORT_PAGE:
        return _finding(Verdict.BLOCKED, Why.OTHER_COUNTRY, "The site shows the page in other countries only.", 0.85)
    if _CONSENT_PLACE.search(address) or (words <= _VERY_SHORT_PAGE and phrases.CONSENT.search(folded)):
        return _finding(Verdict.BLOCKED, Why.CONSENT, "The site wants consent before it shows the page.", 0.8)
    if words <= _SHORT_PAGE and phrases.MAINTENANCE.search(folded):
        return _finding(Verdict.UNREACHABLE, Why.SITE_IN_TROUBLE, "The site says that it is being repaired.", 0.75)
    return _led_away(urlsplit(address).path) if address != page.received.asked else None


def _led_away(path: str) -> Finding | None:
    if _SUBSCRIBE_PATH.search(path):
        return _finding(Verdict.PAYWALLED, Why.PAYWALL, "The site leads to its offers to subscribe.", 0.75)
    if _LOGIN_PATH.search(path):
        return _finding(Verdict.BLOCKED, Why.LOGIN, "The site leads to its login.", 0.85)
    return None


def is_gate(page: Page) -> bool:
    """Whether a page is one that keeps programs out."""
    if any(map(page.received.header, _GATE_HEADERS)):
        return True
    folded, words = _folded(page)
    if words > _SHORT_PAGE or says_not_found(page):
        return False
    titled = any(phrases.GATE.search(fold(heading)) for heading in page.headings)
    if words <= _VERY_SHORT_PAGE:
        return titled or bool(phrases.GATE.search(folded)) or bool(_GATE_MARKS.search(page.source))
    return titled and bool(_GATE_MARKS.search(page.source) or phrases.GATE.search(folded))


def has_paywall(page: Page) -> bool:
    """Whether a page shows the opening of an article and asks for a subscription."""
    if page.article[2] or _PAYWALL_MARKS.search(page.source):
        return True
    folded, words = _folded(page)
    return words <= _SHORT_PAGE and bool(phrases.PAYWALL.search(folded))


def says_not_found(page: Page) -> bool:
    """Whether a page says in its title or main heading that it is not there."""
    return any(phrases.NOT_FOUND.search(fold(heading)) for heading in page.headings)


def _folded(page: Page) -> tuple[str, int]:
    return fold(page.shown[:20_000]), len(words_of(page.shown[:20_000]))


def _finding(verdict: Verdict, why: Why, words: str, confidence: float) -> Finding:
    return Finding(verdict, (Reason(why, words),), confidence)
