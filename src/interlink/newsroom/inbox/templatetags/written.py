"""Dates and figures in the desk's own language, which for Persian are of its own calendar and digits."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.template.defaultfilters import date as django_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from interlink.lib.reading.cleaning import plain, unstacked
from interlink.lib.reading.digits import persian
from interlink.lib.reading.written_dates import write_day
from interlink.lib.sentences import Sentence
from interlink.newsroom.sentences import told

register = template.Library()

_PERSIAN = "fa"
# Django's own notation has each language's words, but hardly the way in which they are put together.
_SHORT_WITH_A_POINT = {"M": "N"}
_FORMS = {
    "de": {"j": "j.", **_SHORT_WITH_A_POINT},
    "fr": _SHORT_WITH_A_POINT,
    "sq": _SHORT_WITH_A_POINT,
    "ar": {",": "،"},
}
# A tag, which has digits in its addresses, or a character written as a number.
_MARKUP = re.compile(r"(<[^>]*>|&#\w+;)")
# What is somebody's own words, in quotes or isolates, an address, or a name with digits in it.
_NOT_OURS = re.compile(
    r"(<q\b[^>]*>[^<]*</q>|<[^>]*>|&#\w+;|\u2068[^\u2069]*\u2069|“[^”]*”|«[^»]*»|\S*(?:://|@|\.\w*[A-Za-z])\S*|[A-Za-z]\w*)"
)


@register.filter
def harmless(text: str) -> str:
    """Write what a colleague wrote, in its lines, without what would turn the words around."""
    return unstacked(plain(text))


@register.filter(expects_localtime=True)
def own_date(moment: date | None, form: str) -> str:
    """Write a day or a moment in Django's notation; of that, Persian knows j, M, F, Y, H and i."""
    if moment is None:
        return ""
    if not _is_persian():
        return _written(moment, form, str(get_language()).partition("-")[0])
    number, month, year = write_day(moment.date() if isinstance(moment, datetime) else moment, _PERSIAN).split()
    parts = {"j": number, "M": month, "F": month, "Y": year, ",": "،"}
    return persian("".join(parts.get(sign) or _time(moment, sign) for sign in form))


def _written(moment: date, form: str, language: str) -> str:
    own = _FORMS.get(language, {})
    if language == "fr" and moment.day == 1:
        own = {**own, "j": r"j\e\r"}
    text = str(django_date(moment, "".join(own.get(sign, sign) for sign in form)))
    return text.lower() if language == "sq" else text  # months have no capital there


@register.filter
def own_digits(text: object) -> str:
    """Write the digits of a number or of a text of ours in the desk's language."""
    return persian(str(text)) if _is_persian() else str(text)


register.filter("told", told)


@register.filter
def reason(text: str) -> SafeString:
    """Show why something did not work: a sentence of ours in the desk's language, what others said as a quotation."""
    if not text:
        return SafeString()
    words = told(text)
    is_ours = isinstance(text, Sentence) and (bool(text.values) or words != str.__str__(text))
    return format_html("<bdi>{}</bdi>" if is_ours else '<q dir="auto">{}</q>', words)


def own_figures(text: str) -> str:
    """Write the figures of a sentence of ours in the desk's language, but not those in the words it quotes."""
    if not _is_persian():
        return text
    parts = _NOT_OURS.split(text)
    parts[::2] = map(persian, parts[::2])
    return "".join(parts)


@register.tag
def digits(parser: Parser, token: Token) -> Node:
    """Write the digits of what stands up to `enddigits` in the desk's language, but leave addresses alone."""
    del token
    inner = parser.parse(("enddigits",))
    parser.delete_first_token()
    return _Digits(inner)


class _Digits(Node):
    def __init__(self, inner: NodeList) -> None:
        self.nodelist = inner

    def render(self, context: Context) -> SafeString:
        html: Any = self.nodelist.render(context)
        if not _is_persian():
            return mark_safe(html)  # noqa: S308 - as the template made it
        parts = _MARKUP.split(html)
        parts[::2] = map(persian, parts[::2])
        return mark_safe("".join(parts))  # noqa: S308 - only digits were changed, outside of tags


def _time(moment: date, sign: str) -> str:
    return str(django_date(moment, sign)) if sign in {"H", "i"} else sign


def _is_persian() -> bool:
    return (get_language() or "").partition("-")[0] == _PERSIAN
