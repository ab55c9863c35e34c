"""A digest as a mail: plain text and HTML, with a way out in both."""

from __future__ import annotations

from email.utils import formataddr

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from interlink.lib.reading.cleaning import text_of_html
from interlink.newsroom.outreach.addresses import for_server
from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.links import leave_address
from interlink.newsroom.outreach.mail.letter import Letter, Reader
from interlink.newsroom.press.models import DigestPage

# The mail is rendered once for all, so each subscriber's own link is put in afterwards.
LEAVE_PLACEHOLDER = "https://leave.invalid/"


class DigestMail:
    """Renders one digest once, then a letter for each reader."""

    def __init__(self, digest: DigestPage) -> None:
        self.digest = digest
        self.language = digest.locale.language_code
        context = {
            "digest": digest,
            "posts": digest.posts(),
            "greeting": text_of_html(digest.greeting),
            "group_name": settings.INTERLINK_GROUP_NAME,
            "site_address": settings.INTERLINK_SITE_ADDRESS,
            "language": self.language,
            "leave_address": LEAVE_PLACEHOLDER,
        }
        with translation.override(self.language):
            self._text = render_to_string("outreach/digest.txt", context)
            html = render_to_string("outreach/digest.html", context)
        self._html = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True).inline(html)

    def to(self, reader: Reader) -> Letter:
        """Return the letter to one reader, with a Message-ID that names the delivery: each time the same.

        Raises:
            ValueError: this reader cannot be written to.
        """
        leave = leave_address(reader.subscriber)
        mark = marks.Mark(marks.Kind.DELIVERY, reader.delivery)
        message = EmailMultiAlternatives(
            subject=" ".join(self.digest.title.split()),
            body=self._text.replace(LEAVE_PLACEHOLDER, leave),
            from_email=formataddr((settings.INTERLINK_GROUP_NAME, settings.DEFAULT_FROM_EMAIL)),
            to=[reader.email],
            headers={
                "Message-ID": marks.message_id(mark),
                "List-Unsubscribe": f"<{leave}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Content-Language": self.language,
            },
        )
        message.attach_alternative(self._html.replace(LEAVE_PLACEHOLDER, leave), "text/html")
        to, beyond_ascii = for_server(reader.email)
        content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own has it
        return Letter(marks.sender(mark), to, beyond_ascii, content)
