"""The links of a newsletter or alert: which of them are its articles, and which leads to its page on the web."""

import html as entities
import re
from dataclasses import dataclass
from itertools import islice

from interlink.lib.reading.address_shape import looks_like_article
from interlink.lib.reading.addresses import address_key
from interlink.lib.reading.cleaning import line
from interlink.lib.reading.links import absolute
from interlink.lib.reading.redirectors import unwrap_any

MAX_LINKS = 1_000
MAX_ARTICLES = 200
_LEAST_TITLE = 12
_BESIDE_TITLE = 12
_LONG_TITLE = 300
_MANY = 20
_HEADLINE_WORDS = 4
_TOKEN = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>""")
_HREF = re.compile(r'href="([^"]*)"')
_INLINE = frozenset(
    ("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "q", "s", "small", "span", "strong", "sub", "sup", "u")
)  # fmt: skip
_ADDRESS = re.compile(r"<?\b(https?://[^\s<>\"]{4,2000})>?", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_BROWSER = re.compile(
    r"(?:view|read|open|see|display)\b.{0,40}\b(?:browser|online|web)\b|web\s*version|online\s+version|having trouble"
    r"|(?:voir|lire|ouvrir|afficher|consulte[rz]|visualise[rz])\b.{0,40}\b(?:navigateur|en\s+ligne|web)\b|version\s+(?:en\s+ligne|web)"
    r"|(?:im|zur)\s+(?:web)?browser|browser\s*(?:ansicht|anzeigen|öffnen)|online[\s-]*(?:version|ansicht|lesen)|webansicht"
    r"|(?:shiko|shih|lexo|hap)\w*\b.{0,40}\b(?:shfletues|brows|online|internet)\w*|versioni\w*\s+(?:online|n[eë]\s+(?:internet|ueb|web))"
    r"|(?:عرض|شاهد|اقرأ|افتح|مشاهدة|فتح|قراءة).{0,40}(?:المتصفح|متصفح|الويب|الإنترنت|أونلاين)"
    r"|(?:مشاهده|نمایش|دیدن|خواندن|باز\s+کردن).{0,40}(?:مرورگر|وب|آنلاین|اینترنت)|نسخهٔ?ی?\s+(?:آنلاین|وب|اینترنتی)|(?:در|با)\s+مرورگر",
    re.IGNORECASE,
)
_HOUSEKEEPING = re.compile(
    r"unsubscri|opt[\s-]?out|preferences|manage\b.{0,30}(?:subscription|alert)|privacy|terms\b|forward\b.{0,20}friend|subscribe|sign\s+up"
    r"|flag\s+as|see\s+(?:more|all)\s+results|edit\s+this\s+alert|rss\s+feed|send\s+feedback|contact\s+us|advertis"
    r"|désabonn|désinscri|se\s+désab|préférences|confidentialité|mentions\s+légales|gérer"
    r"|abbestell|abmeld|datenschutz|impressum|einstellungen|abonnement"
    r"|çabon|çregjistro|anulo\w*\s+abon|preferenca|privatësi"
    r"|إلغاء\s+الاشتراك|الغاء\s+الاشتراك|إدارة|سياسة\s+الخصوصية|التفضيلات"
    r"|لغو\s+(?:اشتراک|عضویت)|لغو|حریم\s+خصوصی|تنظیمات|ترجیحات",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"^(?:facebook|twitter|x|instagram|youtube|linkedin|telegram|whatsapp|tiktok|threads|bluesky|mastodon)\.(?:com|me)"
    r"(?:/(?:share|sharer|intent|send)|/[\w.@-]*$|\?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A link in a mail.

    Attributes:
        address: Where it leads in the end, as far as the link itself says.
        title: The link's text.
        alone: Whether nothing else stands on its line, as with a headline.
        after: What follows it up to the next link that stands alone.
    """

    address: str
    title: str
    alone: bool
    after: str = ""


def links_of_html(html: str) -> list[LetterLink]:
    """The links in sanitised HTML, in order."""
    lines: list[_Line] = [_Line()]
    opened: _Open | None = None
    at = 0
    for token in _TOKEN.finditer(html):
        _say(lines, opened, html[at : token.start()])
        at = token.end()
        closing, tag, attributes = token.group(1), token.group(2), token.group(3)
        if tag == "a" and not closing:
            found = _HREF.search(attributes)
            opened = _Open(found.group(1) if found else "")
        elif tag == "a":
            if opened is not None:
                lines[-1].links.append(opened)
            opened = None
        elif tag not in _INLINE and opened is None:
            lines.append(_Line())
    _say(lines, None, html[at:])
    found_links: list[LetterLink] = []
    for number, link in islice(((at, link) for at, one in enumerate(lines) for link in one.links), MAX_LINKS):
        alone = lines[number].is_only(link)
        made = _made(entities.unescape(link.href), line(link.text, _LONG_TITLE), alone=alone)
        if made is not None:
            after = _text_until_next(lines, number) if alone else ""
            found_links.append(LetterLink(made.address, made.title, alone, after))
    return found_links


def links_of_text(text: str) -> list[LetterLink]:
    """The links in a plain text, in order: a block's first line is taken for the title of the one link below it."""
    found: list[LetterLink] = []
    for block in _BLANK_LINE.split(text):
        addresses = _ADDRESS.findall(block)
        head = block.strip().split("\n", 1)[0]
        own = line(_ADDRESS.sub(" ", head), _LONG_TITLE)
        for address in addresses[: MAX_LINKS - len(found)]:
            alone = len(addresses) == 1 and len(own) >= _LEAST_TITLE and not _ADDRESS.match(head)
            made = _made(address.rstrip(".,;:!?)]}'»”،؛"), own, alone=alone)
            if made is not None:
                after = line(_ADDRESS.sub(" ", block.strip().partition("\n")[2])) if alone else ""
                found.append(LetterLink(made.address, made.title, made.alone, after))
    return found


def browser_address(links: list[LetterLink]) -> str | None:
    """The address of the mail's own page on the web, where a link says so in one of the six languages."""
    return next((link.address for link in links if _BROWSER.search(link.title)), None)


def article_links(links: list[LetterLink]) -> list[LetterLink]:
    """The links that are headlines: alone on their line, long enough for one, and nothing of the mail's housekeeping.

    An address of no known kind is taken too where the link is a counter's, which hides the article's.
    """
    found: dict[str, LetterLink] = {}
    for link in links:
        if not link.alone or len(link.title) < _LEAST_TITLE:
            continue
        if _BROWSER.search(link.title) or _HOUSEKEEPING.search(link.title) or _SOCIAL.match(address_key(link.address)):
            continue
        if looks_like_article(link.address) or len(link.title.split()) >= _HEADLINE_WORDS:
            found.setdefault(address_key(link.address), link)
    return list(found.values())[:MAX_ARTICLES]


class _Open:
    """A link with the text found in it so far."""

    __slots__ = ("href", "text")

    def __init__(self, href: str) -> None:
        self.href = href
        self.text = ""


class _Line:
    """What stands between two breaks."""

    __slots__ = ("links", "text")

    def __init__(self) -> None:
        self.links: list[_Open] = []
        self.text = ""

    def is_only(self, link: _Open) -> bool:
        if len(self.text.strip()) > _BESIDE_TITLE:
            return False
        return not any(one is not link and one.text.strip() and one.href != link.href for one in self.links[:_MANY])


def _say(lines: list[_Line], opened: _Open | None, text: str) -> None:
    if not text:
        return
    text = entities.unescape(text)
    if opened is not None:
        opened.text += text
    else:
        lines[-1].text += text


def _text_until_next(lines: list[_Line], number: int) -> str:
    found: list[str] = []
    for one in lines[number + 1 : number + 12]:
        if any(link.text.strip() and one.is_only(link) for link in one.links):
            break
        if one.text.strip():
            found.append(one.text)
    return line(" ".join(found))


def _made(href: str, title: str, *, alone: bool) -> LetterLink | None:
    address = absolute(href, "http:")
    if address is None:
        return None
    return LetterLink(unwrap_any(address), title, alone)
