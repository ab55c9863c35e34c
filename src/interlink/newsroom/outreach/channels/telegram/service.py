"""Telegram channels, by the Bot API (core.telegram.org/bots/api: sendMessage, sendPhoto, editMessageText and so on).

How it counts: units of UTF-16, 4,096 in a message and 1,024 beside a picture.

Not twice: the service takes no key, and a bot cannot read a channel. Where no answer came, it stays not known, and an
editor looks; nothing is sent again by itself.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

from interlink.lib.fetch import Answer, Document, File, form_with_files
from interlink.lib.fetch.questions import Json
from interlink.newsroom.outreach.channels import answers, planning
from interlink.newsroom.outreach.channels.counting import count_utf16
from interlink.newsroom.outreach.channels.errors import (
    ChannelError,
    NotKnown,
    NotNow,
    NotOurs,
    NotTaken,
    NotThere,
    Problem,
)
from interlink.newsroom.outreach.channels.planning import Measure
from interlink.newsroom.outreach.channels.protocol import Content, Line, Part, Secret, Sent, Who
from interlink.newsroom.outreach.channels.rules import Abilities

LONGEST: Final = 4096
LONGEST_BESIDE_PICTURE: Final = 1024
_UNCHANGED: Final = "message is not modified"
_AWAY: Final = ("message to edit not found", "message to delete not found", "message_id_invalid")
_TOO_LONG: Final = ("message is too long", "message caption is too long")
_NO_PLACE: Final = ("chat not found", "chat_id is empty", "bot is not a member", "need administrator rights")
_PICTURE: Final = ("photo", "image", "wrong file", "file is too big")


class Telegram:
    """A channel in which a bot may post."""

    address: ClassVar[str] = "https://api.telegram.org"
    targeted: ClassVar[bool] = True
    secrets: ClassVar[tuple[Secret, ...]] = (Secret("bot_token"),)
    can: ClassVar[Abilities] = Abilities(edits=True, deletes=True, finds=False, repeats=False)

    def plan(self, content: Content, *, whole: bool, facts: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return the messages that tell of something."""
        del facts
        measure = Measure(limit=LONGEST, length=count_utf16, with_picture=LONGEST_BESIDE_PICTURE)
        return planning.plan(content, measure, whole=whole)

    def new_key(self, now: datetime) -> str:
        """Return a name for our own books: the service knows none."""
        del now
        return str(uuid.uuid4())

    async def who(self, line: Line) -> Who:
        """Ask who the bot is, and whether it sees the channel."""
        bot = await _call(line, "getMe")
        chat = await _call(line, "getChat", {"chat_id": _chat(line)})
        channel = f"@{chat['username']}" if chat.get("username") else str(chat.get("title") or chat.get("id"))
        facts = {"username": str(chat.get("username") or "")}
        return Who(f"{channel} (@{bot.get('username', '')})", str(chat.get("id", "")), facts)

    async def post(self, line: Line, part: Part, key: str, before: Sequence[Sent]) -> Sent:
        """Send a message to the channel."""
        del key
        asked: dict[str, Json] = {"chat_id": _chat(line)}
        if before:
            asked["reply_parameters"] = {"message_id": int(before[-1].remote)}
        if part.picture is None:
            told = await _call(line, "sendMessage", asked | _text(part))
        else:
            fields = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.items()}
            file = File("picture.jpg", part.picture.content, part.picture.media_type)
            form = form_with_files(fields | {"caption": part.text}, {"photo": file})
            told = await _call(line, "sendPhoto", document=form)
        return _sent(line, told, part)

    async def edit(self, line: Line, part: Part, sent: Sent) -> Sent:
        """Change the words of a message; a picture stays what it was."""
        asked: dict[str, Json] = {"chat_id": _chat(line), "message_id": int(sent.remote)}
        try:
            if sent.facts.get("picture"):
                await _call(line, "editMessageCaption", asked | {"caption": part.text})
            else:
                await _call(line, "editMessageText", asked | _text(part))
        except NotTaken as error:
            if _UNCHANGED not in error.words:
                raise
        return sent

    async def delete(self, line: Line, sent: Sent) -> None:
        """Delete a message."""
        try:
            await _call(line, "deleteMessage", {"chat_id": _chat(line), "message_id": int(sent.remote)})
        except NotThere:
            return

    async def find(self, line: Line, part: Part, key: str, asked_at: datetime, before: Sequence[Sent]) -> Sent | None:
        """Refuse: a bot cannot read a channel.

        Raises:
            NotThere: Always.
        """
        del line, part, key, asked_at, before
        raise NotThere(Problem.NOT_THERE)


def _chat(line: Line) -> str:
    target = line.account.target.strip()
    is_number = target.removeprefix("-").isdecimal()
    return target if is_number or target.startswith("@") else f"@{target}"


def _text(part: Part) -> dict[str, Json]:
    preview: dict[str, Json] = {"is_disabled": True}
    if part.card:
        preview = {"url": part.content.link, "prefer_large_media": True}
    return {"text": part.text, "link_preview_options": preview}


async def _call(
    line: Line, method: str, asked: Mapping[str, Json] | None = None, document: Document | None = None
) -> dict[str, Any]:
    # The key is part of the address, so no error that has one goes further than the line.
    path = f"/bot{line.secret('bot_token')}/{method}"
    answer = await line.send(path, json=asked if document is None else None, document=document)
    told = answers.body(answer)
    if answers.is_fine(answer) and told.get("ok") is True:
        result = told.get("result")
        return result if isinstance(result, dict) else {}
    raise _trouble(answer, told)


def _trouble(answer: Answer, told: dict[str, Any]) -> ChannelError:
    words = str(told.get("description", ""))
    small = words.lower()
    parameters = told.get("parameters")
    if answer.status == 429 and isinstance(parameters, dict) and isinstance(parameters.get("retry_after"), int):  # noqa: PLR2004
        return NotNow(Problem.BUSY, words, float(parameters["retry_after"]))
    if answer.status in {401, 404}:  # 404 is what it says of a token that was never one
        return NotOurs(Problem.KEYS, words)
    for said, made in (
        (_AWAY, NotThere(Problem.NOT_THERE, words)),
        (_NO_PLACE, NotOurs(Problem.NO_PLACE, words)),
        (_TOO_LONG, NotTaken(Problem.TOO_LONG, words)),
        (("can't be deleted",), NotTaken(Problem.CANNOT_DELETE, words)),
        (("can't be edited",), NotTaken(Problem.CANNOT_EDIT, words)),
        (_PICTURE, NotTaken(Problem.PICTURE, words)),
    ):
        if answer.status == 400 and any(one in small for one in said):  # noqa: PLR2004
            return made
    return answers.trouble(answer, words)


def _sent(line: Line, told: dict[str, Any], part: Part) -> Sent:
    number = told.get("message_id")
    if not isinstance(number, int):
        raise NotKnown(Problem.STRANGE)
    chat = told.get("chat")
    name = str((chat.get("username") if isinstance(chat, dict) else "") or line.account.facts.get("username") or "")
    address = f"https://t.me/{name}/{number}" if name else ""
    return Sent(str(number), address, {"picture": part.picture is not None})
