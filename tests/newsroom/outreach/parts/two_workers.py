"""Hand one mailing over from two processes at once; arguments: a database file, and the mail server's port.

Each letter says which process wrote it. When both have ended, however they did, the mailing is taken up once more,
as the clock would, and how many deliveries are in each state is printed as JSON.
"""

import json
import os
import sys

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", int(sys.argv[2]), 10
settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
settings.INTERLINK_MAIL_CONNECTIONS = 3
django.setup()

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from interlink.newsroom.outreach import queries  # noqa: E402
from interlink.newsroom.outreach.actions import order_mailing  # noqa: E402
from interlink.newsroom.outreach.ledger import sending  # noqa: E402
from interlink.newsroom.outreach.mail.letter import Letter, Reader  # noqa: E402
from interlink.newsroom.outreach.models import Mailing  # noqa: E402
from interlink.newsroom.outreach.subscribing import add_subscriber  # noqa: E402
from interlink.newsroom.press import fronts  # noqa: E402
from interlink.newsroom.press.models import DigestPage, FrontPage  # noqa: E402

READERS = 60


class Plain:
    def to(self, reader: Reader) -> Letter:
        content = f"Message-ID: <{reader.delivery}@watch.example>\r\nX-Process: {os.getpid()}\r\n\r\nHello\r\n"
        return Letter("digest@watch.example", reader.email, False, content.encode())


def prepare() -> Mailing:
    now = timezone.now()
    fronts.ensure_front_pages("Meridian Watch", "")
    front = FrontPage.objects.get(locale__language_code="en")
    for number in range(READERS):
        add_subscriber(f"reader{number}@reading.example", "en", now)
    digest = DigestPage(
        title="Weekly",
        slug="weekly",
        starts_on=now.date(),
        ends_on=now.date(),
        locale=front.locale,
        signed_off_at=now,
        first_published_at=now,
    )
    front.add_child(instance=digest)
    return order_mailing(digest, now)


def main() -> None:
    mailing = prepare()
    connections.close_all()
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            for _noted in sending.send(Mailing.objects.get(pk=mailing.pk), Plain()):
                pass
            os._exit(0)
        children.append(child)
    ends = sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
    for _noted in sending.send(Mailing.objects.get(pk=mailing.pk), Plain()):
        pass
    mailing.refresh_from_db()
    print(json.dumps({"ends": ends, "course": mailing.course, **queries.counts(mailing)}))


main()
