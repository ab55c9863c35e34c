"""Asking the DNS about the domain that our mails come from."""

from __future__ import annotations

from django.conf import settings

from interlink.lib.fetch.records import RecordsUnknown, texts
from interlink.newsroom.outreach.domain import rules
from interlink.newsroom.outreach.domain.rules import Finding, State, What
from interlink.newsroom.outreach.mail import dkim
from interlink.newsroom.outreach.mail.ways import FOLDER


def look() -> list[Finding]:
    """Return how the records of our domain stand now.

    Raises:
        ValueError: the key for signing is broken.
        OSError: the key for signing cannot be read.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].encode("idna").decode()
    signer = dkim.signer()
    key_name = signer.name if signer else f"{settings.INTERLINK_DKIM_SELECTOR}._domainkey.{domain}"
    if settings.INTERLINK_MAIL_SERVICE:  # the service has names and keys of its own, and shows what it found
        signed = Finding(What.DKIM, State.UNKNOWN, "dkim-service", domain)
    else:
        signed = _dkim(key_name, signer.record if signer else "")
    return [_spf(domain), signed, _dmarc(domain)]


def _ask(name: str) -> list[str]:
    return texts(name, settings.INTERLINK_RESOLVER)


def _spf(domain: str) -> Finding:
    try:
        server = "" if settings.EMAIL_BACKEND == FOLDER or settings.INTERLINK_MAIL_SERVICE else settings.EMAIL_HOST
        return rules.judge_spf(domain, _ask(domain), server)
    except RecordsUnknown as error:
        return Finding(What.SPF, State.UNKNOWN, "no-answer", domain, found=str(error))


def _dkim(name: str, wanted: str) -> Finding:
    try:
        return rules.judge_dkim(name, _ask(name), wanted)
    except RecordsUnknown as error:
        return Finding(What.DKIM, State.UNKNOWN, "no-answer", name, wanted, str(error))


def _dmarc(domain: str) -> Finding:
    try:
        found = [(place, _ask(f"_dmarc.{place}")) for place in rules.above(domain)]
    except RecordsUnknown as error:
        return Finding(What.DMARC, State.UNKNOWN, "no-answer", f"_dmarc.{domain}", found=str(error))
    return rules.judge_dmarc(domain, found)
