"""A webhook: each event is posted as signed JSON to an address of the group's own (Standard Webhooks).

Not twice: an event keeps its `webhook-id` however often it is sent, and receivers know it by that.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from interlink.lib.fetch import Document
from interlink.newsroom.outreach.channels import answers
from interlink.newsroom.outreach.channels.errors import NotOurs, NotThere, Problem
from interlink.newsroom.outreach.channels.protocol import Content, Line, Part, Secret, Sent, Who
from interlink.newsroom.outreach.channels.rules import Abilities
from interlink.newsroom.outreach.channels.webhook.signing import signature

GONE: Final = 410


class Webhook:
    """Another program's address."""

    address: ClassVar[str] = ""
    targeted: ClassVar[bool] = False
    secrets: ClassVar[tuple[Secret, ...]] = (Secret("signing_secret", made_here=True),)
    can: ClassVar[Abilities] = Abilities(edits=True, deletes=True, finds=False, repeats=True)

    def plan(self, content: Content, *, whole: bool, facts: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return one event, whose length nobody limits."""
        del facts
        told = content if whole else replace(content, words="")
        text = json.dumps(_told(told), ensure_ascii=False, indent=2)
        return (Part(text, told, length=len(text)),)

    def new_key(self, now: datetime) -> str:
        """Return an event's name."""
        del now
        return f"msg_{uuid.uuid4().hex}"

    async def who(self, line: Line) -> Who:
        """Send an event that only tries the way."""
        await _send(line, self.new_key(datetime.now(UTC)), "test", {})
        return Who(urlsplit(line.account.address).hostname or "", line.account.address)

    async def post(self, line: Line, part: Part, key: str, before: Sequence[Sent]) -> Sent:
        """Send word of a post."""
        del before
        await _send(line, key, "post.published", _told(part.content))
        return Sent(key, "", {"link": part.content.link})

    async def edit(self, line: Line, part: Part, sent: Sent) -> Sent:
        """Send word that a post was changed; the same change has the same name."""
        await _send(line, f"{sent.remote}.{part.checksum[:16]}", "post.updated", _told(part.content))
        return replace(sent, facts={"link": part.content.link})

    async def delete(self, line: Line, sent: Sent) -> None:
        """Send word that a post is gone."""
        await _send(line, f"{sent.remote}.gone", "post.deleted", {"url": str(sent.facts.get("link", ""))})

    async def find(self, line: Line, part: Part, key: str, asked_at: datetime, before: Sequence[Sent]) -> Sent | None:
        """Refuse: a webhook cannot be asked. An event is sent again under its name.

        Raises:
            NotThere: Always.
        """
        del line, part, key, asked_at, before
        raise NotThere(Problem.NOT_THERE)


def _told(content: Content) -> dict[str, Any]:
    picture = content.picture or content.card
    return {
        "url": content.link,
        "title": content.title,
        "language": content.language,
        "kind": content.kind,
        "dateline": content.dateline,
        "text": content.words,
        "corrected": content.corrected,
        "image": {"url": picture.address, "alt": picture.alt} if picture else None,
        "published": content.since.isoformat() if content.since else None,
    }


async def _send(line: Line, name: str, kind: str, data: Mapping[str, Any]) -> None:
    now = datetime.now(UTC)
    event = {"type": kind, "timestamp": now.isoformat(timespec="milliseconds"), "data": data}
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        signed = signature(line.secret("signing_secret"), name, int(now.timestamp()), body)
    except ValueError:
        raise NotOurs(Problem.DAMAGED) from None
    headers = {"webhook-id": name, "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signed}
    answer = await line.send("", document=Document(body, "application/json"), headers=headers)
    if answer.status == GONE:  # the receiver wants nothing more of us
        raise NotOurs(Problem.NOT_THERE)
    if not answers.is_fine(answer):
        trouble = answers.trouble(answer)
        raise NotOurs(Problem.ADDRESS, trouble.words) if isinstance(trouble, NotThere) else trouble
