"""The Wayback Machine, asked through the one door."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from interlink.lib.fetch import CALL, Door
from interlink.lib.sentences import Sentence
from interlink.lib.wayback import answers
from interlink.lib.wayback.answers import Job, Memento
from interlink.lib.wayback.errors import Busy, KeysRefused, NotUnderstood

BASE: Final = "https://web.archive.org"
AVAILABLE: Final = "https://archive.org/wayback/available"
NOT_AGAIN_WITHIN: Final = "1h"
"""What was captured so lately, for whomever, is not captured again for us; the copy is the one that is there."""
_OK: Final = 200


@dataclass(frozen=True, slots=True)
class Keys:
    """A member's keys, as archive.org/account/s3.php shows them."""

    access: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Service:
    """Where the Wayback Machine is, and as whom we ask it.

    Attributes:
        base: Its address without a path; copies are below it.
        available: Where it says whether it has a copy.
        keys: Without them it can be asked whether it has a copy, and not to make one.
    """

    base: str = BASE
    available: str = AVAILABLE
    keys: Keys | None = None


class Wayback:
    """Asks the Wayback Machine.

    Args:
        door: The way there; it guards, bounds and paces each request.
        service: Where, and as whom.
    """

    def __init__(self, door: Door, service: Service) -> None:
        self._door = door
        self._service = service

    async def closest(self, address: str, at: datetime) -> Memento | None:
        """Return the copy of a page that is nearest to a time; None where there is none.

        Raises:
            WaybackError: It did not say.
            FetchError: It could not be asked.
        """
        asked = urlencode({"url": address, "timestamp": answers.moment(at)})
        answer = await self._door.get(f"{self._service.available}?{asked}", limits=CALL, obey_robots=False)
        if answer.status == 429 or answer.status >= 500:  # noqa: PLR2004 - RFC 6585, RFC 9110
            told = Sentence("The Wayback Machine has too much to do (%(status)s).", status=str(answer.status))
            raise Busy(told, wait=answer.retry_after)
        if answer.status != _OK:
            raise NotUnderstood(Sentence("The Wayback Machine answered %(status)s.", status=str(answer.status)))
        return answers.closest(answer.body)

    async def save(self, address: str) -> Job:
        """Order a capture of a page; it takes a while, and `outcome` says what comes of it.

        An answer that is an error is kept too: that a page is gone is worth a witness.

        Raises:
            WaybackError: It takes no order.
            FetchError: It could not be asked.
        """
        wanted = {
            "url": address, "capture_all": "1", "skip_first_archive": "1", "if_not_archived_within": NOT_AGAIN_WITHIN,
        }  # fmt: skip
        return answers.ordered(*await self._ask("/save", wanted))

    async def outcome(self, job: Job) -> Memento | None:
        """Return the copy that was ordered; None while it is being made.

        Raises:
            WaybackError: There will be none, or it did not say.
            FetchError: It could not be asked.
        """
        return answers.outcome(*await self._ask("/save/status", {"job_id": job.name}))

    async def _ask(self, path: str, form: dict[str, str]) -> tuple[int, bytes, float | None]:
        keys = self._service.keys
        if keys is None:
            told = Sentence("The Wayback Machine makes copies for its members alone, and no keys are set.")
            raise KeysRefused(told)
        headers = {"Accept": "application/json", "Authorization": f"LOW {keys.access}:{keys.secret}"}
        answer = await self._door.post(f"{self._service.base}{path}", form=form, headers=headers, limits=CALL)
        return answer.status, answer.body, answer.retry_after
