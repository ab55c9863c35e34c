"""How fast a domain is mailed: limits that all workers keep together."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from interlink.newsroom.outreach.ledger import rules
from interlink.newsroom.outreach.models import Pace


class Limits:
    """The limits of domains, asked within one transaction."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        # Domains that have had enough for now, and when each may have its next mail.
        self.closed = {
            domain: at
            for domain, at in Pace.objects.filter(next_at__gt=now).values_list("domain", "next_at")
            if limit_of(domain)
        }

    def take(self, domain: str) -> bool:
        """Take one mail's place at a domain, if it may have one now."""
        limit = limit_of(domain)
        if not limit:
            return True
        noted = Pace.objects.select_for_update().filter(domain=domain).first()
        granted, at = rules.next_slot(noted.next_at if noted else None, limit, self.now)
        if granted:
            Pace.objects.update_or_create(domain=domain, defaults={"next_at": at})
        if at > self.now:
            self.closed[domain] = at
        return granted


def limit_of(domain: str) -> int:
    """Return how many mails a domain may get in a minute; 0 for as many as it takes."""
    limits: dict[str, int] = settings.INTERLINK_MAIL_LIMITS
    return limits.get(domain, limits.get("*", 0))
