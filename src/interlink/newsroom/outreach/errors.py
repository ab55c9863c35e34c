"""What can go wrong with mail.

OutreachError
├── HandoverStopped   the mail server cannot take the mails now
└── NotSignedOff      a digest that nobody has signed off is not mailed
"""

from __future__ import annotations


class OutreachError(Exception):
    """Something about a mailing.

    Attributes:
        again: whether trying again may help.
    """

    again = False


class HandoverStopped(OutreachError):
    """The mail server cannot take the mails now."""

    again = True


class NotSignedOff(OutreachError):
    """A digest that nobody has signed off is not mailed."""
