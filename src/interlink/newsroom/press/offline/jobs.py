"""Making editions later, behind everything that readers wait for."""

from __future__ import annotations

from django.utils import timezone

from interlink.background import queries as background
from interlink.background.jobs import job
from interlink.newsroom.press.offline import actions


@job(attempts=3, priority=-40)
def make_editions() -> None:
    """Make the editions that are due."""
    actions.make_due(timezone.now())


def make_editions_soon() -> None:
    """Have them made once the change that touches one is stored, and written out."""
    if not background.is_pending(make_editions):
        make_editions.enqueue()
