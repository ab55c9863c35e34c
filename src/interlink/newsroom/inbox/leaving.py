"""Taking somebody out of the desk, with what they had in hand going to somebody else; and letting them back in."""

from __future__ import annotations

from django.db import transaction

from interlink.accounts.actions import close_account
from interlink.accounts.models import User
from interlink.newsroom.press.handing_over import Held, hand_over


@transaction.atomic
def take_out(user: User, to: User, by: User | None) -> Held:
    """Close somebody's account, end their sessions, and hand over what they held; return what that was.

    Raises:
        LastOperator: nobody would be left who may look after people.
    """
    close_account(user, by)
    return hand_over(user, to)
