"""Pages as articles: text, title, byline, dates, language, address."""

import enum
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import htmldate
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from interlink.lib.reading.bounds import MAX_PAGE_CHARACTERS, lighten, tame
from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import MAX_TEXT
from interlink.lib.reading.errors import READER_FAULTS, NoArticle
from interlink.lib.reading.extraction import extract_text
from interlink.lib.reading.instants import Instant, Precision
from interlink.lib.reading.language import settle
from interlink.lib.reading.page_credits import without_other_stories
from interlink.lib.reading.page_facts import PageFacts, read_facts
from interlink.lib.sentences import Sentence

MAX_PAGE_BYTES = 10 * 1024 * 1024
_MANY_CHARACTERS = 1_000_000
_LEAST_CHARACTERS = 40
_STUB_CHARACTERS = 1_200
_HTMLDATE_CHARACTERS = 300_000
_STRAY_ZEROS = 8
"""A page may have some zero bytes in it, which browsers skip; a file that is none has many."""
_SUBSCRIBE = re.compile(
    r"\bsubscri(?:be|bers?|ption)\b|sign (?:in|up) to (?:read|continue)|log in to (?:read|continue)|"
    r"abonnez-vous|réservée?s? aux abonné|article réservé|s['’]abonner|"
    r"abonnent|abonnieren|jetzt abo|weiterlesen mit|"
    r"\babonohu|\babonim|vetëm për abonentë|"
    r"اشترك|للمشتركين|الاشتراك|اشتراک|مشترکین|مشترکان|مشترک شوید",
    re.IGNORECASE,
)
_TEASER_CHARACTERS = 600
_THE_REST = re.compile(
    r"(?:read (?:more|on|the (?:full|whole|rest of the) (?:story|article))|continue reading|full story|"
    r"lire (?:la suite|l['’]article(?: complet)?|plus)|weiterlesen|mehr lesen|zum (?:ganzen |vollständigen )?artikel|"
    r"lexo(?: më shumë| të plotë|ni më shumë)|vazhdo(?:ni)? leximin|"
    r"اقرأ المزيد|أكمل القراءة|لقراءة المزيد|متابعة القراءة|ادامه\u0654?\s?(?:ی\s)?(?:مطلب|خبر))"
    r"[\s.…»›→>]*$",
    re.IGNORECASE,
)


class Stub(enum.StrEnum):
    """Whether what we received is the whole article."""

    WHOLE = "whole"
    """Nothing says otherwise."""
    PAYWALLED = "paywalled"
    """The page says that the article is not free, or breaks off and asks for a subscription."""
    TEASER = "teaser"
    """A short text that ends by leading to the rest of it."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its page gives it; everything but the text may be missing.

    Attributes:
        title: One line; empty if the page has none.
        byline: The names alone, without "By".
        published: In UTC.
        published_precision: How exactly ``published`` is known; None with it.
        modified: As ``published``.
        language: ISO 639-1.
        canonical_address: As the page names itself, if on its own site.
        outlet: The site's name as it calls itself.
        text: Paragraphs joined by blank lines.
        stub: Whether the text is whole.
    """

    title: str
    byline: str | None
    published: datetime | None
    modified: datetime | None
    language: str | None
    canonical_address: str | None
    outlet: str | None
    text: str
    lead_image: str | None = None
    section: str | None = None
    published_precision: Precision | None = None
    modified_precision: Precision | None = None
    stub: Stub = Stub.WHOLE

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's paragraphs."""
        return tuple(self.text.split("\n\n")) if self.text else ()


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What an article says, without who wrote it, when, and in which language.

    Attributes:
        title: One line; empty if the page has none.
        text: Paragraphs joined by blank lines.
        stub: Whether the text is whole.
    """

    title: str
    text: str
    stub: Stub

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's paragraphs."""
        return tuple(self.text.split("\n\n"))


def read_text(html: str, tree: LexborHTMLParser, *, address: str) -> ArticleText:
    """Read what the article on a page says, and nothing else of it, for comparing.

    What tells languages apart takes 70 MB and is not loaded for it.

    Args:
        html: The page as characters, within bounds (`interlink.lib.reading.bounds`).
        tree: The same, parsed; afterwards it lacks what is never of an article.
        address: Where it came from in the end, after redirects.

    Raises:
        NoArticle: It holds no text that can be found.
    """
    facts, text = _facts_and_text(html, tree, address)
    return ArticleText(facts.title, text, _stub(facts, text))


def read_article(body: bytes, *, address: str, charset: str | None = None) -> Article:
    """Read the article on a page.

    Args:
        body: The page as received, content encodings undone.
        address: Where it came from in the end, after redirects.
        charset: What the HTTP header says, if anything.

    Raises:
        NoArticle: The page is empty, too large, no HTML, or holds no text that can be found.
    """
    html, tree = _opened(body, address, charset)
    facts, text = _facts_and_text(html, tree, address)
    # A page that tells readers of a change alone does not say when it was published.
    published = facts.published or (_by_htmldate(html, address) if facts.modified is None else None)
    return Article(
        title=facts.title,
        byline=facts.byline,
        published=published.at if published else None,
        published_precision=published.precision if published else None,
        modified=facts.modified.at if facts.modified else None,
        modified_precision=facts.modified.precision if facts.modified else None,
        language=settle(facts.declared_language, text),
        canonical_address=facts.canonical_address,
        outlet=facts.outlet,
        text=text,
        lead_image=facts.lead_image,
        section=facts.section,
        stub=_stub(facts, text),
    )


def _opened(body: bytes, address: str, charset: str | None) -> tuple[str, LexborHTMLParser]:
    """The page as characters within bounds, and taken apart."""
    if len(body) > MAX_PAGE_BYTES:
        raise NoArticle(
            address, Sentence("the page is larger than %(megabytes)s MB.", megabytes=MAX_PAGE_BYTES // 1024 // 1024)
        )
    if is_binary(body):
        raise NoArticle(address, Sentence("it is not a page of text."))
    html = decode(body, charset=charset).replace("\x00", "")
    if len(html) > _MANY_CHARACTERS:
        html = lighten(html)
    if len(html) > MAX_PAGE_CHARACTERS:
        raise NoArticle(address, Sentence("the page is too large even without its scripts and pictures."))
    html = tame(html)
    try:
        return html, LexborHTMLParser(html)
    except SelectolaxError as error:
        raise NoArticle(address, Sentence("it is not a page of text.")) from error


def _facts_and_text(html: str, tree: LexborHTMLParser, address: str) -> tuple[PageFacts, str]:
    """What a page's markup says, and the article's text."""
    facts = read_facts(tree, address)
    text = extract_text(html, tree, title=facts.title, byline=facts.byline, beside=facts.credit_lines)[:MAX_TEXT]
    if len(text) < _LEAST_CHARACTERS:
        raise NoArticle(address, Sentence("no text of an article was found on the page."))
    return facts, text


def is_binary(body: bytes) -> bool:
    """Whether what came as a page is a picture, a packed file or the like."""
    if body.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF")):
        return True
    head = body[:1_000]
    return head.count(0) > _STRAY_ZEROS and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and b"<\x00" not in head


def _by_htmldate(html: str, address: str) -> Instant | None:
    """What htmldate finds on a page that names no date in a usual place; it knows days only.

    What is not of the article is taken out before, for it would take the day of another story, or of a comment.
    """
    if len(html) > _HTMLDATE_CHARACTERS:
        return None
    try:
        found = htmldate.find_date(without_other_stories(html), extensive_search=False, original_date=True, url=address)
        at = datetime.strptime(found, "%Y-%m-%d").replace(tzinfo=UTC) if found else None
    except READER_FAULTS:
        return None
    return Instant(at, Precision.DAY) if at else None


def _stub(facts: PageFacts, text: str) -> Stub:
    if facts.free is False or (len(text) < _STUB_CHARACTERS and _SUBSCRIBE.search(text[-400:])):
        return Stub.PAYWALLED
    return Stub.TEASER if len(text) < _TEASER_CHARACTERS and _THE_REST.search(text[-100:]) else Stub.WHOLE
