"""What a mail brings, put into words: a plain part, and one with its style within its elements."""

from __future__ import annotations

import css_inline
from django.template.loader import render_to_string
from django.utils import translation

from interlink.lib.reading.cleaning import text_of_html
from interlink.newsroom.outreach.mail.contents import Contents
from interlink.newsroom.outreach.mail.stencil import PLACES, Words
from interlink.newsroom.press import languages
from interlink.newsroom.press.look import colours
from interlink.newsroom.press.look.current import current

_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True)
_BIDI_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


def words_of(contents: Contents) -> Words:
    """Write a mail in its language."""
    language = contents.language
    look = current()
    context = {
        "mail": contents,
        "language": language,
        "direction": languages.direction(language),
        "greeting": text_of_html(contents.greeting),
        "group_name": look.name,
        "links": PLACES,
        "accent": look.accent,
        "accent_on_dark": colours.on_dark(look.accent),
        "paper_on_dark": colours.DARK_PAPER,
    }
    with translation.override(language):
        text = render_to_string("outreach/mail.txt", context)
        html = render_to_string("outreach/mail.html", context)
    # Mail programs show a subject by itself, and some show what keeps a name's direction as a box.
    subject = contents.subject.translate(_BIDI_ISOLATES)
    return Words(subject, text, _INLINER.inline(html), language, contents.name)
