"""Who writes the letters of which mailing."""

from __future__ import annotations

from interlink.newsroom.outreach.mail.kinds import contents_of
from interlink.newsroom.outreach.mail.letter import Writer
from interlink.newsroom.outreach.mail.stencil import Stencil
from interlink.newsroom.outreach.mail.words import words_of
from interlink.newsroom.outreach.models import Mailing


def writer_of(mailing: Mailing) -> Writer:
    """Return what writes a mailing's letters, from what it brings now.

    Raises:
        NothingToSend: what it was to bring is not public any more.
        ValueError: the key for signing is broken.
        OSError: the key for signing cannot be read.
    """
    return Stencil(words_of(contents_of(mailing)))
