"""The mail with the link that confirms a sign-up, in the reader's language, as plain text and as HTML."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import formatdate

import css_inline
from django.template.loader import render_to_string
from django.utils import translation

from interlink.newsroom.outreach import links, messages
from interlink.newsroom.outreach.addresses import for_server
from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.mail.stencil import sender
from interlink.newsroom.outreach.models import SignUp, Subscriber
from interlink.newsroom.press.look import colours
from interlink.newsroom.press.look.current import current


def confirmation(asked: SignUp, known: Subscriber | None) -> Letter:
    """Return the letter to somebody who asked; whoever gets the mails already gets their own link instead."""
    chosen = Choice.read(asked.choices)
    mark = marks.Mark(marks.Kind.SIGN_UP, asked.pk)
    look = current()
    with translation.override(asked.language):
        context = {
            "language": asked.language,
            "group_name": look.name,
            "accent": look.accent,
            "accent_on_dark": colours.on_dark(look.accent),
            "choices": [name for choice, name in messages.names().items() if choice in chosen],
            "known": known is not None,
            "address": links.own(known.pk).preferences if known else links.confirm_address(asked.pk),
        }
        subject = messages.subject(known=known is not None)
        text = render_to_string("outreach/confirm.txt", context)
        html = render_to_string("outreach/confirm.html", context)
    to, beyond_ascii = for_server(asked.email)
    # In seven bits: a server that knows no more would encode it anew, and break the signature.
    message = EmailMessage(policy=(SMTPUTF8 if beyond_ascii else SMTP).clone(cte_type="7bit"))
    message["From"] = sender()
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate()
    message["Message-ID"] = marks.message_id(mark)
    message["Auto-Submitted"] = "auto-replied"  # machines are not to answer it (RFC 3834)
    message.set_content(text)
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
    message.add_alternative(inliner.inline(html), subtype="html")
    message["Content-Language"] = asked.language  # of the whole; a field that is there before goes to the first part
    return Letter(marks.sender(mark), to, beyond_ascii, message.as_bytes())
