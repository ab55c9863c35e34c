"""What went wrong on a channel, in an editor's language: what it is, and the way out."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.outreach.channels.errors import Problem

PROBLEMS: Final[dict[str, Promise | str]] = {
    Problem.REFUSED: _("The service does not take this message."),
    Problem.TOO_LONG: _("The service finds this message too long."),
    Problem.PICTURE: _("The service does not take the picture. Take it off the post, or give it another one."),
    Problem.TWICE: _("The service says that it has the same words already."),
    Problem.KEYS: _("The service does not accept the keys. They may have been withdrawn; give new ones and test them."),
    Problem.NO_KEYS: _("The keys of this channel are missing or it was never tested. Give them again and test them."),
    Problem.FORBIDDEN: _(
        "The service does not let this account do that. Look at the account, and at what its keys allow."
    ),
    Problem.NO_PLACE: _("The channel is not found there, or the bot may not post in it. Make it an administrator."),
    Problem.BUSY: _("The service asks us to come back later. It is tried again by itself."),
    Problem.AWAY: _("The service could not be reached. It is tried again by itself."),
    Problem.ADDRESS: _("The address of the service leads nowhere that we may go. Look at the channel’s address."),
    Problem.NO_ANSWER: _("The service gave no answer, so it is not known whether it did what it was asked."),
    Problem.STRANGE: _("The service answered with something that makes no sense."),
    Problem.NOT_THERE: _("The message is not there any more. Somebody may have deleted it at the service."),
    Problem.CANNOT_EDIT: _("The service does not let us change what is there."),
    Problem.CANNOT_DELETE: _("The service does not let us delete it. Delete it there by hand."),
    Problem.DAMAGED: _("The signing secret is not written as such secrets are."),
    Problem.NOT_PUBLIC: _("Readers do not see this page, so it is not told of."),
}

SECRETS: Final[dict[str, Promise | str]] = {
    "token": _("Access token"),
    "app_password": _("App password"),
    "bot_token": _("Bot token"),
    "api_key": _("API key"),
    "api_secret": _("API key secret"),
    "access_token": _("Access token"),
    "access_secret": _("Access token secret"),
    "signing_secret": _("Signing secret"),
}

HELP: Final[dict[str, Promise | str]] = {
    "token": _("Preferences, Development, New application, with the scopes read and write."),
    "app_password": _("Settings, Privacy and security, App passwords. Never the account’s own password."),
    "bot_token": _("As @BotFather gives it. Make the bot an administrator of the channel."),
    "signing_secret": _("Leave it empty for a new one, which is shown once."),
}


def told(problem: str) -> str:
    """Say what went wrong; nothing where nothing did."""
    return str(PROBLEMS.get(problem, ""))
