"""Why a mailing stands still, in words for an editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# Told in the ledger's own words; the first that fits counts.
_SAID = (
    ("No space left", _("The disk that mails are kept on is full. Make room; the mails wait, and none is lost.")),
    ("Disk quota", _("The disk that mails are kept on is full. Make room; the mails wait, and none is lost.")),
    ("database or disk is full", _("The disk is full. Make room; the mails wait, and none is lost.")),
    (
        "so the mailing was paused",
        _(
            "The server takes mails without saying what becomes of them. So that not more of them are left open, the "
            "mailing was paused. Look at the server or the account, then press “Go on”."
        ),
    ),
    (
        "mail service cannot be reached",
        _("The mail service cannot be reached. The mails wait; it is tried again by itself."),
    ),
    (
        "mail service does not take our mail",
        _(
            "The mail service does not take your mails now. Its words are below: look at the account, its keys and the "
            "sender. The mails wait; it is tried again by itself."
        ),
    ),
    (
        "puts every mail off",
        _(
            "The mail server puts every mail off for now; its queue may be full. Nobody is lost by it: the mails wait, "
            "and it is tried again by itself."
        ),
    ),
    ("timed out", _("The mail server is reached but does not answer. The mails wait; it is tried again by itself.")),
    ("cannot be reached", _("The mail server cannot be reached. The mails wait; it is tried again by itself.")),
    (
        "does not take our mail",
        _("The mail server refuses mails from your address. Look at the account and the sender in the settings."),
    ),
    (
        "key for signing",
        _("The key that signs mails cannot be used, and nothing is sent unsigned. Put the file keys/dkim.pem right."),
    ),
)
_OTHER = _("Something stopped the mails. They wait, and it is tried again by itself.")


def plain(problem: str) -> str:
    """Return a problem of a mailing as a sentence with the way out; empty where there is none."""
    if not problem:
        return ""
    return str(next((said for sign, said in _SAID if sign in problem), _OTHER))
