"""Mastodon, by its REST API (docs.joinmastodon.org/methods/statuses, /media, /accounts, /instance).

How it counts: graphemes; an address with http or https counts as 23, a name such as @ida@social.example as @ida
(its StatusLengthValidator). The longest text and what an address counts as are the server's to say.

Not twice: a status is posted with an Idempotency-Key, which the server keeps for an hour, and looked for among the
account's latest before it is posted again.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

import regex

from interlink.lib.fetch import Answer, File, form_with_files
from interlink.lib.reading import cleaning
from interlink.newsroom.outreach.channels import answers, planning
from interlink.newsroom.outreach.channels.counting import WEB_ADDRESS, count_graphemes, naming_nobody
from interlink.newsroom.outreach.channels.errors import ChannelError, NotKnown, NotReached, NotTaken, NotThere, Problem
from interlink.newsroom.outreach.channels.planning import Measure
from interlink.newsroom.outreach.channels.protocol import Content, Line, Part, Picture, Secret, Sent, Who
from interlink.newsroom.outreach.channels.rules import Abilities

LONGEST: Final = 500
ADDRESS_COUNTS: Final = 23
LATEST: Final = 40
MOST: Final = 1_000_000
LOOKS: Final = 20
SECONDS_BETWEEN_LOOKS: Final = 0.5
MOST_ALT: Final = 1500
_ELSEWHERE = regex.compile(r"(@\w+)@[\w.-]+\w")
_NO_SPACE = regex.compile(r"\s+")


class Mastodon:
    """An account on a Mastodon server."""

    address: ClassVar[str] = ""
    targeted: ClassVar[bool] = False
    secrets: ClassVar[tuple[Secret, ...]] = (Secret("token"),)
    # A request that was cut off may still be worked on for a moment.
    can: ClassVar[Abilities] = Abilities(
        edits=True, deletes=True, finds=True, repeats=True, settles=timedelta(seconds=30)
    )

    def plan(self, content: Content, *, whole: bool, facts: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return the statuses that tell of something."""
        counted = int(facts.get("address_counts") or ADDRESS_COUNTS)
        measure = Measure(
            limit=int(facts.get("longest") or LONGEST),
            length=lambda text: length(text, counted),
            clean=naming_nobody,
        )
        return planning.plan(content, measure, whole=whole)

    def new_key(self, now: datetime) -> str:
        """Return an Idempotency-Key."""
        del now
        return str(uuid.uuid4())

    async def who(self, line: Line) -> Who:
        """Ask whose token it is, and what the server's limits are."""
        answer = await line.get("/api/v1/accounts/verify_credentials", _headers(line))
        told = _object(answer)
        if not told.get("id"):
            raise NotKnown(Problem.STRANGE)
        host = line.account.address.partition("//")[2]
        return Who(f"@{told.get('acct') or told.get('username')}@{host}", str(told["id"]), await self._limits(line))

    async def _limits(self, line: Line) -> dict[str, Any]:
        answer = await line.get("/api/v2/instance")
        said = answers.body(answer).get("configuration") if answers.is_fine(answer) else None
        statuses = said.get("statuses") if isinstance(said, dict) else None
        if not isinstance(statuses, dict):
            return {}
        found = {
            "longest": statuses.get("max_characters"),
            "address_counts": statuses.get("characters_reserved_per_url"),
        }
        return {name: value for name, value in found.items() if isinstance(value, int) and 1 <= value <= MOST}

    async def post(self, line: Line, part: Part, key: str, before: Sequence[Sent]) -> Sent:
        """Post a status; those after the first are kept out of the public timelines, for which one is enough."""
        media = await self._attached(line, part.picture) if part.picture else []
        status = _status(part, media) | {"visibility": "unlisted" if before else "public"}
        if before:
            status["in_reply_to_id"] = before[-1].remote
        answer = await line.send("/api/v1/statuses", json=status, headers=_headers(line) | {"Idempotency-Key": key})
        return _sent(_object(answer), part, media)

    async def edit(self, line: Line, part: Part, sent: Sent) -> Sent:
        """Change a status. Its picture is named again, or the server would take it off."""
        media = list(sent.facts.get("media", []))
        if part.picture is None:
            media = []
        elif sent.facts.get("picture") != part.picture.checksum:
            media = await self._attached(line, part.picture)
        answer = await line.send(
            f"/api/v1/statuses/{sent.remote}", json=_status(part, media), headers=_headers(line), method="PUT"
        )
        return _sent(_object(answer), part, media)

    async def delete(self, line: Line, sent: Sent) -> None:
        """Delete a status."""
        answer = await line.send(f"/api/v1/statuses/{sent.remote}", headers=_headers(line), method="DELETE")
        if not answers.is_fine(answer) and answer.status not in answers.NOT_THERE:
            raise _trouble(answer)

    async def find(self, line: Line, part: Part, key: str, asked_at: datetime, before: Sequence[Sent]) -> Sent | None:
        """Look for a status among our latest: with the same words, as an answer to the same one."""
        del key
        if not line.account.key:
            raise NotThere(Problem.NOT_THERE)
        answer = await line.get(
            f"/api/v1/accounts/{line.account.key}/statuses?limit={LATEST}&exclude_reblogs=true", _headers(line)
        )
        if not answers.is_fine(answer):
            raise _trouble(answer)
        wanted, parent = _squeezed(part.text), before[-1].remote if before else None
        for status in answers.many(answer):
            same = _squeezed(cleaning.text_of_html(str(status.get("content", "")))) == wanted
            if same and status.get("in_reply_to_id") == parent and _is_later(status.get("created_at"), asked_at):
                return _sent(status, part, [str(one.get("id")) for one in status.get("media_attachments", [])])
        return None

    async def _attached(self, line: Line, picture: Picture) -> list[str]:
        """Hand a picture over and wait until the server is done with it; nobody sees it before a status has it."""
        form = form_with_files(
            {"description": picture.alt[:MOST_ALT]}, {"file": File("picture", picture.content, picture.media_type)}
        )
        try:
            answer = await line.send("/api/v2/media", document=form, headers=_headers(line))
            told = _object(answer)
            for _ in range(LOOKS):
                if answer.status == 200:  # noqa: PLR2004 - 202 and 206 mean that it is still at work
                    return [str(told["id"])]
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
                answer = await line.get(f"/api/v1/media/{told['id']}", _headers(line))
                told = _object(answer) | {"id": told["id"]}
        except ChannelError as error:
            raise answers.of_picture(error) from None
        except KeyError:
            raise NotReached(Problem.STRANGE) from None
        raise NotReached(Problem.BUSY)


def length(text: str, address_counts: int = ADDRESS_COUNTS) -> int:
    """Count a text as the server does."""
    counted = WEB_ADDRESS.sub("x" * address_counts, text)
    return count_graphemes(_ELSEWHERE.sub(r"\1", counted))


def _headers(line: Line) -> dict[str, str]:
    return {"Authorization": f"Bearer {line.secret('token')}", "Accept": "application/json"}


def _status(part: Part, media: list[str]) -> dict[str, Any]:
    return {"status": part.text, "language": part.content.language.partition("-")[0], "media_ids": media}


def _object(answer: Answer) -> dict[str, Any]:
    if not answers.is_fine(answer):
        raise _trouble(answer)
    return answers.body(answer)


def _trouble(answer: Answer) -> ChannelError:
    words = str(answers.body(answer).get("error", ""))
    if answer.status == 422 and "character limit" in words:  # noqa: PLR2004 - what it says of a status that is too long
        return NotTaken(Problem.TOO_LONG, words)
    return answers.trouble(answer, words)


def _sent(told: dict[str, Any], part: Part, media: list[str]) -> Sent:
    if not told.get("id"):
        raise NotKnown(Problem.STRANGE)
    facts = {"media": media, "picture": part.picture.checksum if part.picture else ""}
    return Sent(str(told["id"]), str(told.get("url") or told.get("uri") or ""), facts)


def _squeezed(text: str) -> str:
    return _NO_SPACE.sub("", text)


def _is_later(said: object, asked_at: datetime) -> bool:
    try:
        at = datetime.fromisoformat(str(said))
    except ValueError:
        return False
    # Clocks differ a little.
    return at.tzinfo is not None and at > asked_at - timedelta(minutes=10)
