"""Who writes the letters of which mailing."""

from __future__ import annotations

from interlink.newsroom.outreach.errors import NothingToSend
from interlink.newsroom.outreach.mail.digest import DigestMail
from interlink.newsroom.outreach.mail.letter import Writer
from interlink.newsroom.outreach.models import Mailing


def writer_of(mailing: Mailing) -> Writer:
    """Return what writes a mailing's letters.

    Raises:
        NothingToSend: what it was to bring is not public any more.
    """
    if mailing.digest is None or not mailing.digest.live:
        raise NothingToSend("What this mailing was to bring is not public any more.")
    return DigestMail(mailing.digest)
