"""What can go wrong with mail.

OutreachError
├── BadAddress        what was given is no mail address
├── HandoverStopped   the mail server cannot take the mails now
├── NothingToSend     what a mailing was to bring is not public any more
├── NoList            a file is no list of subscribers
├── NotSignedOff      a digest that nobody has signed off is not mailed
└── Suppressed        the address is on the list of those who are not mailed
"""

from __future__ import annotations


class OutreachError(Exception):
    """Something about a mailing.

    Attributes:
        again: whether trying again may help.
    """

    again = False


class BadAddress(OutreachError):
    """What was given is no mail address."""


class HandoverStopped(OutreachError):
    """The mail server cannot take the mails now."""

    again = True


class NothingToSend(OutreachError):
    """What a mailing was to bring is not public any more."""


class NoList(OutreachError):
    """A file is no list of subscribers."""


class NotSignedOff(OutreachError):
    """A digest that nobody has signed off is not mailed."""


class Suppressed(OutreachError):
    """The address is on the list of those who are not mailed."""
