"""Making editions later, behind everything that readers wait for."""

from __future__ import annotations

from django.utils import timezone

from interlink.background import queries as background
from interlink.background.jobs import job
from interlink.newsroom.press.models import Edition
from interlink.newsroom.press.offline import actions, rules


@job(attempts=3, priority=-40)
def make_editions() -> None:
    """Make the editions that are due."""
    actions.make_due(timezone.now())


def make_editions_soon() -> None:
    """Have them made once the change that touches one is stored, and written out."""
    if not background.is_pending(make_editions):
        make_editions.enqueue()


def take_out_soon() -> None:
    """Have what was withdrawn taken out of the editions of the site too, which else wait for their day."""
    now = timezone.now()
    if Edition.objects.filter(digest=None).update(made_at=now - rules.BETWEEN_EDITIONS):
        make_editions_soon()
