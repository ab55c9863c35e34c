"""The mail with the link that confirms a sign-up, in the reader's language, as plain text and as HTML."""

from __future__ import annotations

from email.utils import formataddr

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from interlink.newsroom.outreach import links, messages
from interlink.newsroom.outreach.addresses import for_server
from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.outreach.mail.letter import Letter
from interlink.newsroom.outreach.models import SignUp, Subscriber


def confirmation(asked: SignUp, known: Subscriber | None) -> Letter:
    """Return the letter to somebody who asked; whoever gets the mails already gets their own link instead."""
    chosen = Choice.read(asked.choices)
    mark = marks.Mark(marks.Kind.SIGN_UP, asked.pk)
    with translation.override(asked.language):
        context = {
            "language": asked.language,
            "group_name": settings.INTERLINK_GROUP_NAME,
            "choices": [name for choice, name in messages.names().items() if choice in chosen],
            "known": known is not None,
            "address": links.own(known.pk).preferences if known else links.confirm_address(asked.pk),
        }
        message = EmailMultiAlternatives(
            subject=messages.subject(known=known is not None),
            body=render_to_string("outreach/confirm.txt", context),
            from_email=formataddr((settings.INTERLINK_GROUP_NAME, settings.DEFAULT_FROM_EMAIL)),
            to=[asked.email],
            # Machines are not to answer it (RFC 3834).
            headers={
                "Message-ID": marks.message_id(mark),
                "Auto-Submitted": "auto-replied",
                "Content-Language": asked.language,
            },
        )
        html = render_to_string("outreach/confirm.html", context)
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
    message.attach_alternative(inliner.inline(html), "text/html")
    to, beyond_ascii = for_server(asked.email)
    content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own has it
    return Letter(marks.sender(mark), to, beyond_ascii, content)
