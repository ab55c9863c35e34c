"""The group's rhythm as it is stored now: the desk's choice, else what the file of settings says."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from interlink.newsroom.press.models import DigestRhythm, TitleForm
from interlink.newsroom.press.rules import Rhythm
from interlink.newsroom.press.unchanged import while_unchanged


@while_unchanged
def current() -> Rhythm:
    """Return when the group's digests are made."""
    chosen = DigestRhythm.objects.first() or DigestRhythm()
    return Rhythm(
        weekday=chosen.weekday or settings.INTERLINK_DIGEST_WEEKDAY,
        hour=settings.INTERLINK_DIGEST_HOUR if chosen.hour is None else chosen.hour,
        zone=ZoneInfo(chosen.time_zone) if chosen.time_zone else timezone.get_default_timezone(),
        weeks=chosen.every,
        daily_hour=chosen.daily_hour,
    )


def title_form(language: str) -> str:
    """Return the form of the digest's title in a language."""
    own = TitleForm.objects.filter(language=language).values_list("form", flat=True).first()
    if own:
        return own
    with override(language):
        # What stands in braces is filled in and stays as it is.
        return _("{lead} – {group} Weekly Digest – {date}")
