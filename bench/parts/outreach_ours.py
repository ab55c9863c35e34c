"""Our side: the digest compiled with all its forms, signed off, and handed over to a mail server."""

from __future__ import annotations

import smtplib

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.process import given, peak_memory_mb, tell, timed  # noqa: E402
from interlink.accounts.models import User  # noqa: E402
from interlink.newsroom.outreach import actions, queries, trying  # noqa: E402
from interlink.newsroom.outreach.ledger import sending  # noqa: E402
from interlink.newsroom.outreach.mail.kinds import of_digest  # noqa: E402
from interlink.newsroom.outreach.mail.writers import writer_of  # noqa: E402
from interlink.newsroom.outreach.models import Handover, Mailing  # noqa: E402
from interlink.newsroom.press import digests, feeds  # noqa: E402
from interlink.newsroom.press.models import DigestPage, FrontPage  # noqa: E402

EARLY = 10


def compiled() -> DigestPage:
    """Compile the open week, and make its page and its mail with both parts."""
    front = FrontPage.objects.get(locale__language_code="en")
    digest = digests.compile_week(front, digests.open_week(front, timezone.now()), None)
    trying.preview(of_digest(digest))
    return digest


def published(digest: DigestPage) -> Mailing:
    """Sign it off: its page and its feed are made, and the ledger is written."""
    mailing = actions.sign_and_send(digest, User.objects.get(username="ida"), timezone.now())
    page = Client().get(DigestPage.objects.get(pk=digest.pk).get_url(), headers={"host": "localhost:8000"})
    if page.status_code != 200:
        raise SystemExit(f"the digest's page answered {page.status_code}")
    feeds.of_digests(FrontPage.objects.get(locale__language_code="en"))
    return mailing


def received(port: int) -> list[int]:
    """Ask the server what it has: mails, readers, bytes."""
    with smtplib.SMTP("127.0.0.1", port) as line:
        return [int(part) for part in line.noop()[1].split()]


def main() -> None:
    """Compile, sign off and send."""
    wanted = given()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", wanted["port"]
    made: list[DigestPage] = []
    compiling = timed(lambda: made.append(compiled()))
    ordered: list[Mailing] = []
    publishing = timed(lambda: ordered.append(published(made[0])))
    (mailing,) = ordered
    total, memory = mailing.deliveries.count(), []

    def send() -> None:
        for number, _noted in enumerate(sending.send(mailing, writer_of(mailing))):
            if number == total // EARLY:
                memory.append(peak_memory_mb())

    taken = timed(send)
    counts = queries.counts(mailing)
    mails, readers, octets = received(wanted["port"])
    if not counts[Handover.SENT] == mails == readers == total:
        raise SystemExit(f"{counts} in the ledger, {mails} mails for {readers} readers at the server, of {total}")
    tell(
        {
            "mails_per_second": total / taken.wall,
            "cpu_ms_a_mail": taken.cpu / total * 1000,
            "compile_seconds": compiling.wall,
            "publish_seconds": publishing.wall,
            "memory_early_mb": memory[0],
            "mail_kb": octets / mails / 1000,
        }
    )


if __name__ == "__main__":
    main()
