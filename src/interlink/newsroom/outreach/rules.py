"""What we decide about mails that need no editor; pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from interlink.newsroom.press.rules import Rhythm

# For so long something has to be out before it is mailed, so that a slip can be taken back.
SETTLING = timedelta(minutes=10)
LONGEST_SPAN = timedelta(days=7)
DAY = timedelta(days=1)
BETWEEN_ALERTS = timedelta(hours=1)


def day_due(now: datetime, rhythm: Rhythm, last_until: datetime | None) -> tuple[datetime, datetime] | None:
    """Return the span of the daily mail that is due: from the last one's end, to the hour that came last.

    A day on which the desk was off is in the next mail, up to a week back.

    Args:
        now: the time.
        rhythm: with the hour and its time zone.
        last_until: where the last daily mail ended; None where there was none.
    """
    local = now.astimezone(rhythm.zone)
    until = datetime.combine(local.date(), time(rhythm.daily_hour), rhythm.zone)
    if until > local:
        until = datetime.combine(local.date() - DAY, time(rhythm.daily_hour), rhythm.zone)
    if last_until is not None and last_until >= until:
        return None
    since = max(last_until, until - LONGEST_SPAN) if last_until else until - DAY
    return since, until


def removals_span(now: datetime, last_until: datetime | None) -> tuple[datetime, datetime] | None:
    """Return the span of the alerts that are due: from the last mail's end to a while ago, at most once an hour."""
    until = now - SETTLING
    if last_until is None:
        return (until - DAY).replace(minute=0, second=0, microsecond=0), until
    return (max(last_until, until - LONGEST_SPAN), until) if until - last_until >= BETWEEN_ALERTS else None
