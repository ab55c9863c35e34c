"""The one place where text and HTML from outside are made harmless."""

import functools
import html as entities
import re

import nh3

from interlink.lib.reading.bounds import tame

MAX_LINE = 1_000
MAX_TEXT = 500_000
MAX_HTML = 1_000_000

# C0 and C1 controls, the bidirectional overrides, isolates and embeddings, the byte order mark,
# noncharacters and halves of surrogate pairs. U+200C and U+200D stay: Persian and other scripts are
# misspelt without them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Marks above and below a letter: no script puts many of these on one, and dozens of them cover the lines around.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACK = re.compile(f"({_MARK}{{4}}){_MARK}+")
_LINE_BREAK = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_BLANK_LINES = re.compile(r"\n{3,}")
_LOOKS_LIKE_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")

_TEXT_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "q", "s",
    "small", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul", "div",
    "span",
}  # fmt: skip
_REMOVED_WITH_CONTENT = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "form",
    "button", "select", "textarea", "title", "head",
}  # fmt: skip
# Pictures and frames are left out although nh3 could keep them: showing one would tell its server who reads
# it.
_ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "*": {"dir", "lang"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan"},
}
_SCHEMES = {"http", "https", "mailto"}
_LINK_REL = "noopener noreferrer nofollow"
_CLEANER = nh3.Cleaner(
    tags=_TEXT_TAGS,
    clean_content_tags=_REMOVED_WITH_CONTENT,
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    link_rel=_LINK_REL,
    url_relative="deny",
)
_BLOCKS = {
    "blockquote", "br", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "p", "pre", "table", "tr",
}  # fmt: skip
_BLOCKS_ONLY = nh3.Cleaner(tags=_BLOCKS, clean_content_tags=_REMOVED_WITH_CONTENT, attributes={}, link_rel=None)
_BREAK_TAG = re.compile(r"<br>")
_CLEAN_TAG = re.compile(r"""</?([a-z][a-z0-9]*)(?:[^>"]|"[^"]*")*+>""")
_BLOCK_TAG = re.compile(r"</?[a-z][a-z0-9]*>")


def plain(text: str) -> str:
    """Text without control characters and bidirectional overrides, its spaces folded and its paragraphs kept.

    Runs of spaces become one, runs of empty lines one empty line. Markup is not looked at: see
    ``text_of_html``.
    """
    if len(text) > MAX_TEXT:
        text = text[:MAX_TEXT]
    if not _is_harmless(text):
        text = _UNWANTED.sub("", _LINE_BREAK.sub("\n", text))
    elif "  " not in text and " \n" not in text and "\n " not in text:
        # What is harmless has no spaces but the plain one, so that none is left to be folded.
        return _folded_lines(text)
    # A pattern for runs of spaces would stop at every word.
    return _folded_lines("\n".join(" ".join(part.split()) for part in text.split("\n")))


def _folded_lines(text: str) -> str:
    return (_BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text).strip()


def line(text: str | None, limit: int = MAX_LINE) -> str:
    """One line of text from a field that may hold markup and HTML entities: a title, a name.

    Longer than ``limit`` characters, it is cut and ends with an ellipsis. Nothing gives an empty string.
    """
    if not text:
        return ""
    text = text[: limit * 20]
    if "<" in text:
        text = _LOOKS_LIKE_TAG.sub(" ", text)
    if "&" in text:
        text = entities.unescape(text)
        if "<" in text:
            text = _LOOKS_LIKE_TAG.sub(" ", text)
    if not text.isprintable() or "  " in text:  # what is printable has no spaces but the plain one
        text = " ".join((text if _is_harmless(text) else _UNWANTED.sub("", text)).split())
    text = unstacked(text.strip())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def unstacked(text: str) -> str:
    """Text with at most four marks above and below one letter, so that they do not cover the lines around."""
    return text if text.isascii() else _STACK.sub(r"\1", text)


def _is_harmless(text: str) -> bool:
    """Whether a look at the whole text, far quicker than a search, shows that nothing is to be taken out of it."""
    return text.isprintable() or text.replace("\n", "").replace("\u200c", "").isprintable()


def text_of_html(html: str) -> str:
    """The text of a piece of HTML, its blocks as paragraphs."""
    if "<" in html:
        html = _BLOCK_TAG.sub("\n\n", _BREAK_TAG.sub("\n", _BLOCKS_ONLY.clean(_cut(html))))
    return plain(entities.unescape(html) if "&" in html else html)


def text_of_clean_html(html: str) -> str:
    """As ``text_of_html``, of what ``clean_html`` gave: its tags are known, so that no second cleaning is needed."""
    return plain(entities.unescape(_CLEAN_TAG.sub(_as_break, html)))


def _as_break(tag: re.Match[str]) -> str:
    name = tag.group(1)
    return "\n" if name == "br" else "\n\n" if name in _BLOCKS else ""


def clean_html(html: str, *, base: str | None = None) -> str:
    """HTML with nothing active left in it: text, lists, tables, quotations and links.

    Args:
        html: Anything.
        base: The address of the page, against which relative links are resolved; without it they are dropped.
    """
    cleaner = _CLEANER if base is None or "href" not in html else _resolving(base)
    return cleaner.clean(_cut(html)).strip()


def _cut(html: str) -> str:
    # Without what is unwanted from the start: a control character may stand in the middle of what then is a tag.
    cut = tame(html[:MAX_HTML])
    return cut if _is_harmless(cut) else _UNWANTED.sub("", cut)


@functools.lru_cache(maxsize=64)
def _resolving(base: str) -> nh3.Cleaner:
    try:
        return nh3.Cleaner(
            tags=_TEXT_TAGS,
            clean_content_tags=_REMOVED_WITH_CONTENT,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel=_LINK_REL,
            url_relative=("rewrite_with_base", base),
        )
    except ValueError:  # the base is not an address
        return _CLEANER
