"""An article's text out of its page, by trafilatura, with what that library would lose kept."""

import logging
import re

import trafilatura
from selectolax.lexbor import LexborHTMLParser
from trafilatura.settings import Document, Extractor

from interlink.lib.reading.bylines import clean_byline
from interlink.lib.reading.cleaning import plain
from interlink.lib.reading.errors import READER_FAULTS
from interlink.lib.reading.written_dates import find_dates

MAX_TAGS = 12_000
_JOINERS = ("\u200c", "\u200d")
_WRITTEN_JOINERS = (
    re.compile(r"&zwnj;?|&#(?:x0*200c|0*8204);?", re.IGNORECASE),
    re.compile(r"&zwj;?|&#(?:x0*200d|0*8205);?", re.IGNORECASE),
)
# Letters of Linear A, which nobody has read so far: they pass every filter for printable text, normalise to
# themselves, and no article is written in them. Should a page hold one all the same, the next two are taken.
_STAND_INS = tuple(chr(code) for code in range(0x10600, 0x10640))
_SIMPLE_PLACES = ("article p", "main p", "[itemprop=articleBody] p", "body p")
_MAX_PARAGRAPHS = 3_000
# What stands around the articles of a site; an article's own header is part of it.
_FRAME = "nav, footer, [role=navigation], [role=banner], [role=contentinfo], body > header, body > div > header"
_HTML = re.compile(r"<(?:html|body|head|!doctype html)[\s>]", re.IGNORECASE)
_NEVER_ARTICLE = "script:not([type*='ld+json']), style, svg, template, aside, footer, nav"

# Made once, since reading its settings takes trafilatura a tenth of its time for a page.
_FAST, _THOROUGH = (
    Extractor(output_format="python", fast=fast, with_metadata=False, comments=False, tables=True)
    for fast in (True, False)
)

# It reports every page without text as an error; that is our caller's to tell, in words, with the address.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def extract_text(
    html: str, tree: LexborHTMLParser, *, title: str, byline: str | None, beside: frozenset[str] = frozenset()
) -> str:
    """The article's text, its paragraphs joined by blank lines; empty where none was found.

    The title, byline and date are left out where the text begins with them, and so are the lines `beside` it.

    trafilatura drops U+200C and U+200D, without which Persian is misspelt, so stand-ins go through it in
    their place. Pages with very many tags are read more simply, since trafilatura takes a second for 15,000
    paragraphs.

    Args:
        html: The page.
        tree: The same, parsed; afterwards it lacks what is never of an article.
        title: The article's.
        byline: Its, if known.
        beside: Lines that stand beside the text.
    """
    if html.count("<") - html.count("</") > MAX_TAGS:
        return _simply(tree)
    frame = [node.text(separator=" ") for node in tree.css(_FRAME)]
    text = _by_trafilatura(_pruned(html, tree), fast=True)
    if len(text) < 200:  # noqa: PLR2004 - short enough to be a caption or a cookie notice rather than the article
        text = max(text, _by_trafilatura(html, fast=False), key=len)
    paragraphs = [part for raw in text.split("\n") if (part := plain(raw))]
    while len(paragraphs) > 1 and (paragraphs[0] in beside or _is_furniture(paragraphs[0], title, byline)):
        del paragraphs[0]
    return "" if _is_all_frame(paragraphs, frame) else "\n\n".join(paragraphs)


def _pruned(html: str, tree: LexborHTMLParser) -> str:
    """The page without what trafilatura would throw away itself, which takes it three times as long.

    Its measures of the page then speak of what may be article. JSON-LD stays, for it may hold the text. What is no
    HTML at all stays as it is, for writing it anew would make HTML of it.
    """
    if not _HTML.search(html):
        return html
    for node in tree.css(_NEVER_ARTICLE):
        node.decompose()
    return tree.html or html


def _is_all_frame(paragraphs: list[str], frame: list[str]) -> bool:
    """Say whether there is nothing but the site's name, menu and imprint.

    On a page of pictures alone, or one whose text is filled in by a script, that is all that is left to find.
    """
    around = " ".join([" ".join(plain(text).split()) for text in frame])
    return bool(around) and all(" ".join(part.split()) in around for part in paragraphs)


def _is_furniture(paragraph: str, title: str, byline: str | None) -> bool:
    if paragraph == title:
        return True
    if len(paragraph) > 100:  # noqa: PLR2004 - too long for a name or a date alone
        return False
    if byline and clean_byline(paragraph) == byline:
        return True
    dated = next(find_dates(paragraph), None)
    if dated is None:
        return False
    beside = paragraph[: dated.start] + paragraph[dated.end :]
    return sum(map(str.isalpha, beside)) <= 3  # noqa: PLR2004 - "at", "Uhr", "h": what stands with a time


def _hold_joiners(html: str) -> tuple[str, list[tuple[str, str]]]:
    stand_ins: list[tuple[str, str]] = []
    free = (letter for letter in _STAND_INS if letter not in html)
    for joiner, written in zip(_JOINERS, _WRITTEN_JOINERS, strict=True):
        if "&" in html:
            html = written.sub(joiner, html)
        stand_in = next(free, None)
        if joiner in html and stand_in is not None:
            html = html.replace(joiner, stand_in)
            stand_ins.append((stand_in, joiner))
    return html, stand_ins


def _by_trafilatura(html: str, *, fast: bool) -> str:
    held, stand_ins = _hold_joiners(html)
    try:
        document = trafilatura.bare_extraction(held, options=_FAST if fast else _THOROUGH)
    except READER_FAULTS:
        return ""
    text = (document.text or "") if isinstance(document, Document) else ""
    for stand_in, joiner in stand_ins:
        text = text.replace(stand_in, joiner)
    return text


def _simply(tree: LexborHTMLParser) -> str:
    for place in _SIMPLE_PLACES:
        found = [plain(node.text(separator=" ")) for node in tree.css(place)[:_MAX_PARAGRAPHS]]
        text = "\n\n".join(" ".join(part.split()) for part in found if part)
        if text:
            return text
    return ""
