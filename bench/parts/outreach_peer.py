"""The peer: one mail after the other, each put together, signed with dkimpy and sent; no ledger."""

from __future__ import annotations

import smtplib

import django

django.setup()

import dkim  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.mail import EmailMultiAlternatives  # noqa: E402

from bench.process import given, tell, timed  # noqa: E402
from interlink.newsroom.outreach.links import own  # noqa: E402
from interlink.newsroom.outreach.mail.kinds import of_digest  # noqa: E402
from interlink.newsroom.outreach.mail.stencil import PLACES  # noqa: E402
from interlink.newsroom.outreach.mail.words import words_of  # noqa: E402
from interlink.newsroom.outreach.models import Subscriber  # noqa: E402
from interlink.newsroom.press.models import DigestPage  # noqa: E402


def main() -> None:
    """Send the same digest to some of the subscribers."""
    wanted = given()
    words = words_of(of_digest(DigestPage.objects.get()))
    key = settings.INTERLINK_DKIM_KEY.read_bytes()
    readers = list(Subscriber.objects.order_by("pk")[: wanted["mails"]].values_list("pk", "email"))

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", wanted["port"]) as line:
            for number, email in readers:
                links = own(number)
                message = EmailMultiAlternatives(
                    words.subject,
                    words.text.replace(PLACES.leave, links.leave),
                    "digest@watch.example",
                    [email],
                    headers={"List-Unsubscribe": f"<{links.leave}>"},
                )
                message.attach_alternative(words.html.replace(PLACES.leave, links.leave), "text/html")
                content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
                signature = dkim.sign(content, b"interlink", b"watch.example", key)
                line.sendmail("digest@watch.example", [email], signature + content)

    taken = timed(send)
    tell({"mails_per_second": len(readers) / taken.wall, "cpu_ms_a_mail": taken.cpu / len(readers) * 1000})


if __name__ == "__main__":
    main()
