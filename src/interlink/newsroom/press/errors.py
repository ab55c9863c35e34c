"""What can stand in the way of publishing.

PressError
├── NoFrontPage      the site has no front page in any language yet
├── NotAnAddress     what was to be clipped is no web address
├── NotReady         a post lacks something that the house asks of every post
├── LookNeeded       somebody else has to read these words first
├── LookRefused      somebody's reading does not count
├── LengthRefused    there is no reason to quote more than is usual
├── NotSigned        nobody has signed the digest off
├── AlreadySigned    a digest was signed off and cannot be compiled anew
├── NotForReaders    the public register does not list news of this kind
└── HubRefused       the hub did not take the news of a new post
"""

from __future__ import annotations

from django.utils.translation import gettext as _


class PressError(Exception):
    """Something that an editor can put right; the message says how.

    Attributes:
        again: whether trying again, unchanged, may help.
    """

    again = False


class NoFrontPage(PressError):
    """The site has no front page in any language yet."""


class NotAnAddress(PressError):
    """What was to be clipped is no web address."""

    def __init__(self, text: str) -> None:
        super().__init__(_("This is no address of a page: %(text)s") % {"text": text[:200]})
        self.text = text


class NotReady(PressError):
    """A post lacks something that the house asks of every post."""

    again = True


class LookNeeded(PressError):
    """Somebody else has to read these words before readers see them."""


class LookRefused(PressError):
    """Somebody's reading does not count, or there is nothing to read any more."""


class LengthRefused(PressError):
    """There is no reason given to quote more than is usual, or nothing to allow."""


class NotSigned(PressError):
    """Nobody has signed the digest off."""


class AlreadySigned(PressError):
    """A digest was signed off and cannot be compiled anew."""


class NotForReaders(PressError):
    """The public register does not list news of this kind."""

    def __init__(self, alert: object) -> None:
        super().__init__(_("The public register lists what was removed or changed, not this."))
        self.alert = alert


class HubRefused(PressError):
    """The hub did not take the news of a new post.

    Attributes:
        status: Its HTTP status.
    """

    again = True

    def __init__(self, status: int) -> None:
        super().__init__(_("The hub answered with status %(status)s.") % {"status": status})
        self.status = status
