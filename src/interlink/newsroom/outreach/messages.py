"""What readers are told about their mails, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from interlink.newsroom.outreach.choices import Choice
from interlink.newsroom.press.look.current import site_name


def names() -> dict[Choice, str]:
    """Return what each choice is called."""
    return {
        Choice.WEEKLY: _("The weekly digest"),
        Choice.DAILY: _("The posts of each day, in one mail"),
        Choice.EVERY_POST: _("Each post by itself, at once"),
        Choice.REMOVALS: _("An alert when a page that we cited is removed"),
    }


def offered(chosen: Iterable[Choice]) -> list[tuple[Choice, str, bool]]:
    """Return all choices with their names, and whether each is chosen."""
    given = set(chosen)
    return [(choice, name, choice in given) for choice, name in names().items()]


def words_agreed_to(choices: Iterable[Choice]) -> str:
    """Return the words that somebody agrees to by pressing the button; they are kept as proof."""
    given = set(choices)
    what = " · ".join(name for choice, name in names().items() if choice in given)
    return _("%(group)s may send me by mail: %(what)s. I can stop it at any time by a link in each mail.") % {
        "group": site_name(),
        "what": what,
    }


def no_address() -> str:
    """Return what somebody is told who wrote no mail address."""
    return _("This is no mail address. Please check how it is written.")


def no_choice() -> str:
    """Return what somebody is told who chose nothing."""
    return _("Please choose what you want to get.")


def once_more() -> str:
    """Return what somebody is told whose form came too soon or too late."""
    return _("Please press the button once more.")


def too_many_of_a_network() -> str:
    """Return what somebody is told from whose network too many forms came."""
    return _("Too many have asked from your network just now. Please try again in an hour.")


def too_many() -> str:
    """Return what everybody is told while the form pauses."""
    return _("Too many ask just now, so the form pauses. Please try again in an hour.")


def subject(*, known: bool) -> str:
    """Return the subject of the mail with the link."""
    group = {"group": site_name()}
    return _("Your mails from %(group)s") % group if known else _("Please confirm: mails from %(group)s") % group


def posts_by_itself() -> str:
    """Return what followers in the fediverse are told of our account."""
    return _("This account posts by itself. Nobody reads answers to it.")
