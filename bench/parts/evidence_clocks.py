"""Two authorities of the demo press for the desk of a bench: they give timestamps of the log, without a network.

Importing this sets Django up, so what needs Django is imported after it.
"""

from __future__ import annotations

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first

from demo_press.timestamps import authority_in  # noqa: E402
from interlink.lib.warc.log import head_of  # noqa: E402
from interlink.lib.warc.log_stamps import keep_stamp  # noqa: E402
from interlink.lib.warc.timestamps import query_for  # noqa: E402
from interlink.newsroom.evidence import trusting  # noqa: E402


class Clocks:
    """The authorities, in the desk's settings as well."""

    def __init__(self) -> None:
        folder = trusting.evidence_folder().parent
        self._clocks = {name: authority_in(folder / name) for name in ("tarn-clock", "harbour-clock")}
        settings.INTERLINK_AUTHORITIES = tuple((name, "", clock.roots) for name, clock in self._clocks.items())

    def stamp(self) -> None:
        """Keep a timestamp of the log's last line by each of them."""
        log = trusting.log_path()
        head = head_of(log)
        for authority in trusting.authorities():
            answer = self._clocks[authority.name].reply(query_for(head.sha256).content)
            keep_stamp(answer, log, head.number, authority)
