"""Pages that stand in an article's place and do not mean that it is gone: gates, logins, consent, paywalls, trouble."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from interlink.lib.names.normalise import fold
from interlink.lib.verdicts import phrases
from interlink.lib.verdicts.findings import Finding, Reason, Verdict, Why
from interlink.lib.verdicts.received import Page
from interlink.lib.verdicts.sentences import Said
from interlink.lib.verdicts.texts import words_of

LEGAL = 451
_BLOCKING = {
    401: Said.WANTS_LOGIN,
    402: Said.PROGRAMS_PAY,
    403: Said.NOT_LET_IN,
    407: Said.LOGIN_ON_THE_WAY,
    429: Said.TOO_OFTEN,
    511: Said.NETWORK_LOGIN,
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
_LOGIN_HOST = re.compile(r"^(?:log-?in|sign-?in|id|sso|auth|accounts?|my|konto|oauth|identity)\.", re.IGNORECASE)
_PASSWORD = re.compile(r"""<input\b[^>]*type\s*=\s*["']?password""", re.IGNORECASE)
_SUBSCRIBE_PATH = re.compile(r"/(?:subscri|abonn|abo/|plans|offers?/|join)", re.IGNORECASE)
_CONSENT_PLACE = re.compile(r"(?:^|[./])(?:consent|gdpr|cookiewall|privacywall|cmp)[./?-]", re.IGNORECASE)
_GATE_HEADERS = ("cf-mitigated", "x-datadome", "x-sucuri-block", "x-amzn-waf-action", "x-gate")
_SHORT_PAGE = 400
_VERY_SHORT_PAGE = 120


def by_status(page: Page) -> Finding | None:
    """The finding on an answer whose status means that we were not let in, or that the server is in trouble."""
    status = page.received.status
    if status == LEGAL:
        return _finding(Verdict.WITHHELD, Why.LEGAL, Said.LEGAL, 0.95)
    if status == 402 and has_paywall(page):  # noqa: PLR2004 - Payment Required
        return _finding(Verdict.PAYWALLED, Why.PAYWALL, Said.ASKS_PAYMENT, 0.8)
    if status in _BLOCKING:
        return _finding(Verdict.BLOCKED, Why.STATUS, _BLOCKING[status], 0.9)
    if is_gate(page):
        return _finding(Verdict.BLOCKED, Why.GATE, Said.GATE_STATUS, 0.9, status)
    if status >= 500 or status in {408, 425}:  # noqa: PLR2004 - RFC 9110: the server's own errors
        return _finding(Verdict.UNREACHABLE, Why.SITE_IN_TROUBLE, Said.TROUBLE, 0.9, status)
    return None


def in_place(page: Page, title: str = "") -> Finding | None:
    """The finding on a page that came with status 200 in the place of an article whose text is not on it.

    Args:
        page: The page.
        title: Of the article.
    """
    address = page.received.address
    folded, words = _folded(page)
    if is_gate(page):
        return _finding(Verdict.BLOCKED, Why.GATE, Said.GATE, 0.85)
    if phrases.OTHER_COUNTRY.search(folded) and words <= _SHORT_PAGE:
        return _finding(Verdict.BLOCKED, Why.OTHER_COUNTRY, Said.OTHER_COUNTRIES, 0.85)
    if _CONSENT_PLACE.search(address) or (words <= _VERY_SHORT_PAGE and phrases.CONSENT.search(folded)):
        return _finding(Verdict.BLOCKED, Why.CONSENT, Said.CONSENT, 0.8)
    return None if says_not_found(page, title) else _trouble_or_login(page, folded, words)


def _trouble_or_login(page: Page, folded: str, words: int) -> Finding | None:
    address = page.received.address
    if words <= _SHORT_PAGE and phrases.MAINTENANCE.search(folded):
        return _finding(Verdict.UNREACHABLE, Why.SITE_IN_TROUBLE, Said.REPAIRS, 0.75)
    if _is_login(page, folded, words):
        return _finding(Verdict.BLOCKED, Why.LOGIN, Said.SHOWS_LOGIN, 0.8)
    return _led_away(urlsplit(address)) if address != page.received.asked else None


def _led_away(address: SplitResult) -> Finding | None:
    if _SUBSCRIBE_PATH.search(address.path):
        return _finding(Verdict.PAYWALLED, Why.PAYWALL, Said.OFFERS, 0.75)
    if _LOGIN_PATH.search(address.path) or _LOGIN_HOST.search(address.hostname or ""):
        return _finding(Verdict.BLOCKED, Why.LOGIN, Said.TO_LOGIN, 0.85)
    return None


def _is_login(page: Page, folded: str, words: int) -> bool:
    """Whether a page asks who we are: in its heading, or in few words beside a field for a password."""
    if words > _SHORT_PAGE:
        return False
    if any(phrases.LOGIN.search(fold(heading)) for heading in page.headings):
        return True
    return words <= _VERY_SHORT_PAGE and bool(_PASSWORD.search(page.source)) and bool(phrases.LOGIN.search(folded))


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


def says_not_found(page: Page, title: str = "") -> bool:
    """Whether a page says in its title or main heading that it is not there.

    Args:
        page: The page.
        title: Of the article. Where a heading still has it, its words ("Boy not found") tell of the news.
    """
    told = [fold(heading) for heading in page.headings]
    own = fold(title)
    return any(
        phrases.NOT_FOUND.search(one) or phrases.NOT_FOUND_ALONE.search(one)
        for one in told
        if not own or (own not in one and one not in own)
    )


def _folded(page: Page) -> tuple[str, int]:
    return fold(page.shown[:20_000]), len(words_of(page.shown[:20_000]))


def _finding(verdict: Verdict, why: Why, said: Said, confidence: float, status: int | None = None) -> Finding:
    values = {} if status is None else {"status": str(status)}
    return Finding(verdict, (Reason(why, said, values),), confidence)
