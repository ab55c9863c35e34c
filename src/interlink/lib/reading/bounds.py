"""What we hand to an HTML parser, kept within what it can take in reasonable time.

Parsers follow the HTML standard, in which some pages take quadratic time: deep nesting, tags with thousands
of attributes, formatting left open over thousands of paragraphs. Such pages are attacks or accidents, never
articles.
"""

import re

MAX_PAGE_CHARACTERS = 3_000_000
MAX_DEPTH = 200
MAX_OPEN_FORMATTING = 20
# Pages with fewer tags than this are fast at any depth, so they are not looked through.
_FEW_TAGS = 3000

# As the standard has it, quotes hide a ">" after an equals sign only, and a slash parts attributes as a space does.
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]{0,40})(?:=\s*+(?:"[^"]*"|'[^']*')?+|[^>=]++)*+>?""")
_MONSTER = re.compile(
    r"""<([a-zA-Z][^\s/>]{0,40})[^\s/>]*+(?:=\s*+(?:"[^"]*"?+|'[^']*'?+|[^\s>]++)?+|[\s/]++|[^\s/>=]++){400,}+>?"""
)
# What a tag must have to be one: so many characters, or a ">" in the value of an attribute that hides how many it has.
_LEAST_MONSTER = 400
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{399}")
_HIDDEN_END = re.compile(r"""=\s*(?:"[^">]*>|'[^'>]*>)""")
_HEAVY = re.compile(r"<(script|style|svg|noscript|template)\b([^>]{0,500})>", re.IGNORECASE)
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%]{200,}")
_NEVER_DEEP = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "thead", "tbody", "tfoot", "option",
     "optgroup", "html", "head", "body")
)  # fmt: skip
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)  # fmt: skip


def tame(html: str) -> str:
    """The same page without what makes a parser slow; an ordinary page comes back as it is.

    Tags nested deeper than ``MAX_DEPTH`` are dropped and their text kept; a tag with hundreds of attributes
    loses them.
    """
    if html.count("<") > _FEW_TAGS:
        html = _flatten(html)
    return _MONSTER.sub(r"<\1>", html) if _may_hold_monster(html) else html


def _may_hold_monster(html: str) -> bool:
    """A quick look, since hardly any page holds one, and `_MONSTER` stops at every attribute."""
    return _HIDDEN_END.search(html) is not None or any(
        _LONG_TAG.search(piece) for piece in html.split(">") if len(piece) >= _LEAST_MONSTER
    )


def lighten(html: str) -> str:
    """A large page without scripts, styles, drawings and inlined pictures (structured data is kept)."""
    html = _DATA_ADDRESS.sub("data:,", html)
    pieces: list[str] = []
    at = 0
    for opened in _HEAVY.finditer(html):
        if opened.start() < at or "ld+json" in opened.group(2).lower():
            continue
        pieces.append(html[at : opened.start()])
        closed = re.compile(rf"</{opened.group(1)}\s*>", re.IGNORECASE).search(html, opened.end())
        if closed is None:
            at = len(html)
            break
        at = closed.end()
    pieces.append(html[at:])
    return "".join(pieces)


def _flatten(html: str) -> str:
    pieces: list[str] = []
    at = depth = formatting = 0
    dropped: dict[str, int] = {}
    for tag in _TAG.finditer(html):
        name = tag.group(2).lower()
        if name in _NEVER_DEEP:
            continue
        is_formatting = name in _FORMATTING
        if tag.group(1):
            if dropped.get(name):
                dropped[name] -= 1
                pieces.append(html[at : tag.start()])
                at = tag.end()
            elif is_formatting:
                formatting = max(0, formatting - 1)
            else:
                depth = max(0, depth - 1)
        elif depth >= MAX_DEPTH or (is_formatting and formatting >= MAX_OPEN_FORMATTING):
            dropped[name] = dropped.get(name, 0) + 1
            pieces.append(html[at : tag.start()])
            at = tag.end()
        elif is_formatting:
            formatting += 1
        else:
            depth += 1
    if not pieces:
        return html
    pieces.append(html[at:])
    return " ".join(pieces)
