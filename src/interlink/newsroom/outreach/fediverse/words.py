"""What is wrong with another server, in an editor's language: what it is, and the way out."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.outreach.fediverse.rules import Problem

PROBLEMS: Final[dict[str, Promise]] = {
    Problem.AWAY: _("It does not answer. It is tried again by itself, for four weeks."),
    Problem.BUSY: _("It asks us to come back later. It is tried again by itself."),
    Problem.NOT_ALLOWED: _("It does not take what we send. It may have blocked this site."),
    Problem.REFUSED: _("It finds something wrong with what we send."),
    Problem.NOT_THERE: _("It knows the address no more. It is tried again for four weeks, in case it is only moving."),
    Problem.ADDRESS: _("Its address leads nowhere that we may go, such as into a private network."),
}
LET_GO: Final = _("It was out of reach for four weeks, so its followers were let go.")


def told(problem: str) -> str:
    """Say what is wrong; nothing where nothing is."""
    return str(PROBLEMS.get(problem, ""))
