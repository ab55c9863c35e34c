"""A digest as a mail: plain text and HTML, with a way out in both."""

from __future__ import annotations

from email.utils import formataddr

import css_inline
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from interlink.lib.reading.cleaning import text_of_html
from interlink.newsroom.outreach.models import Delivery, Subscriber
from interlink.newsroom.press.models import DigestPage

LEAVE_SALT = "interlink.leave"
# The mail is rendered once for all, so each subscriber's own link is put in afterwards.
LEAVE_PLACEHOLDER = "https://leave.invalid/"


class DigestMail:
    """Renders one digest once, then a message for each subscriber."""

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

    def to(self, delivery: Delivery) -> EmailMultiAlternatives:
        """Return the message for one subscriber, with a Message-ID that names the delivery."""
        leave = leave_address(delivery.subscriber)
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
        message = EmailMultiAlternatives(
            subject=" ".join(self.digest.title.split()),
            body=self._text.replace(LEAVE_PLACEHOLDER, leave),
            from_email=formataddr((settings.INTERLINK_GROUP_NAME, settings.DEFAULT_FROM_EMAIL)),
            to=[delivery.subscriber.email],
            headers={
                "Message-ID": f"<digest-{self.digest.pk}-{delivery.pk}@{host}>",
                "List-Unsubscribe": f"<{leave}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Content-Language": self.language,
            },
        )
        message.attach_alternative(self._html.replace(LEAVE_PLACEHOLDER, leave), "text/html")
        return message


def leave_address(subscriber: Subscriber) -> str:
    """Return the subscriber's own link to stop the mails (RFC 8058 asks that it works without signing in)."""
    token = signing.dumps(subscriber.pk, salt=LEAVE_SALT)
    return settings.INTERLINK_SITE_ADDRESS + reverse("leave", args=[token])


def subscriber_of(token: str) -> Subscriber | None:
    """Return whose link this is, or None when it was not made by this desk."""
    try:
        return Subscriber.objects.filter(pk=signing.loads(token, salt=LEAVE_SALT)).first()
    except signing.BadSignature:
        return None
