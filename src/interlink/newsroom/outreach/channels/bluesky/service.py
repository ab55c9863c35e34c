"""Bluesky, by the AT Protocol (atproto.com/specs/xrpc, docs.bsky.app: com.atproto.repo and app.bsky.feed.post).

How it counts: at most 300 graphemes, and 3,000 bytes. A link in a text is a link because a facet says so, by the
place of its bytes. The card of a link is the client's to make: title, words and a picture of at most a million bytes.

Not twice: the name of a record in our own repository is ours to choose (a TID). Before one is made again, it is asked
for by that name.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from interlink.lib.fetch import Document
from interlink.newsroom.outreach.channels import answers, planning
from interlink.newsroom.outreach.channels.bluesky.session import call
from interlink.newsroom.outreach.channels.counting import WEB_ADDRESS, count_graphemes
from interlink.newsroom.outreach.channels.errors import ChannelError, NotKnown, NotOurs, NotTaken, Problem
from interlink.newsroom.outreach.channels.planning import Measure
from interlink.newsroom.outreach.channels.protocol import Content, Line, Part, Picture, Secret, Sent, Who
from interlink.newsroom.outreach.channels.rules import Abilities

LONGEST: Final = 300
LARGEST_PICTURE: Final = 1_000_000
COLLECTION: Final = "app.bsky.feed.post"
LONGEST_WORDS: Final = 300
_SORTABLE: Final = "234567abcdefghijklmnopqrstuvwxyz"
_TID_LETTERS: Final = 13


class Bluesky:
    """An account on Bluesky, or on another server that speaks the same."""

    address: ClassVar[str] = "https://bsky.social"
    targeted: ClassVar[bool] = True
    secrets: ClassVar[tuple[Secret, ...]] = (Secret("app_password"),)
    can: ClassVar[Abilities] = Abilities(
        edits=False, deletes=True, finds=True, repeats=False, settles=timedelta(seconds=30)
    )

    def plan(self, content: Content, *, whole: bool, facts: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return the posts that tell of something. The link is in the card, and written out beside a picture alone."""
        del facts
        measure = Measure(
            limit=LONGEST, length=count_graphemes, link_in_text=content.picture is not None, show_link=short_link
        )
        return planning.plan(content, measure, whole=whole)

    def new_key(self, now: datetime) -> str:
        """Return a TID: the microsecond, and ten bits of chance, in letters that sort (atproto.com/specs/tid)."""
        number = (int(now.timestamp() * 1_000_000) << 10) | secrets.randbits(10)
        return "".join(_SORTABLE[(number >> (5 * place)) & 31] for place in reversed(range(_TID_LETTERS)))

    async def who(self, line: Line) -> Who:
        """Ask whose password it is."""
        told = answers.body(await call(line, "com.atproto.server.getSession"))
        if not told.get("did"):
            raise NotKnown(Problem.STRANGE)
        return Who(f"@{told.get('handle') or told['did']}", str(told["did"]))

    async def post(self, line: Line, part: Part, key: str, before: Sequence[Sent]) -> Sent:
        """Make a record of a post."""
        record: dict[str, Any] = {
            "$type": COLLECTION,
            "text": part.text,
            "createdAt": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "langs": [part.content.language],
        }
        if facets := _facets(part.text, part.content.link):
            record["facets"] = facets
        if embed := await self._embed(line, part):
            record["embed"] = embed
        if before:
            record["reply"] = {"root": _reference(before[0]), "parent": _reference(before[-1])}
        made = {"repo": _did(line), "collection": COLLECTION, "rkey": key, "record": record}
        return _sent(line, answers.body(await call(line, "com.atproto.repo.createRecord", json=made)), key)

    async def edit(self, line: Line, part: Part, sent: Sent) -> Sent:
        """Refuse: those who have read a post are not shown another in its place.

        Raises:
            NotTaken: Always.
        """
        del line, part, sent
        raise NotTaken(Problem.CANNOT_EDIT)

    async def delete(self, line: Line, sent: Sent) -> None:
        """Take a record away; the server says yes also where there is none."""
        gone = {"repo": _did(line), "collection": COLLECTION, "rkey": sent.remote}
        await call(line, "com.atproto.repo.deleteRecord", json=gone)

    async def find(self, line: Line, part: Part, key: str, asked_at: datetime, before: Sequence[Sent]) -> Sent | None:
        """Ask for the record by its name."""
        del part, asked_at, before
        named = urlencode({"repo": _did(line), "collection": COLLECTION, "rkey": key})
        answer = await call(line, f"com.atproto.repo.getRecord?{named}", or_not_there=True)
        return _sent(line, answers.body(answer), key) if answers.is_fine(answer) else None

    async def _embed(self, line: Line, part: Part) -> dict[str, Any] | None:
        if part.picture:
            blob = await self._blob(line, part.picture)
            return {"$type": "app.bsky.embed.images", "images": [{"alt": part.picture.alt, "image": blob}]}
        if not part.card:
            return None
        content = part.content
        words = planning.shortened(content.words or content.dateline, LONGEST_WORDS, count_graphemes)
        external: dict[str, Any] = {"uri": content.link, "title": content.title, "description": words}
        if content.card and len(content.card.content) <= LARGEST_PICTURE:
            external["thumb"] = await self._blob(line, content.card)
        return {"$type": "app.bsky.embed.external", "external": external}

    async def _blob(self, line: Line, picture: Picture) -> Any:
        """Hand a picture over; the server forgets it unless a record names it soon."""
        if len(picture.content) > LARGEST_PICTURE:
            raise NotTaken(Problem.PICTURE)
        file = Document(picture.content, picture.media_type)
        try:
            answer = await call(line, "com.atproto.repo.uploadBlob", document=file)
        except ChannelError as error:
            raise answers.of_picture(error) from None
        blob = answers.body(answer).get("blob")
        if not isinstance(blob, dict):
            raise NotTaken(Problem.PICTURE)
        return blob


def _did(line: Line) -> str:
    """Return what the server calls us, which the test of the channel found out."""
    if not line.account.key:
        raise NotOurs(Problem.NO_KEYS)
    return line.account.key


def short_link(link: str) -> str:
    """Return a link as it is written in a post: the whole address is in its facet, and may be longer than a post."""
    host, slash, path = link.partition("//")[2].partition("/")
    return f"{host}{slash}…" if path else host


def _facets(text: str, link: str) -> list[dict[str, Any]]:
    """Say which bytes of a text are links: those written out, and the short one at its end."""
    links = [(found.start(), found.end(), found.group()) for found in WEB_ADDRESS.finditer(text)]
    short = short_link(link)
    if text.endswith(short):
        links.append((len(text) - len(short), len(text), link))
    return [
        {
            "index": {"byteStart": len(text[:start].encode()), "byteEnd": len(text[:end].encode())},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": uri}],
        }
        for start, end, uri in links
    ]


def _reference(sent: Sent) -> dict[str, str]:
    return {"uri": str(sent.facts["uri"]), "cid": str(sent.facts["cid"])}


def _sent(line: Line, told: dict[str, Any], key: str) -> Sent:
    if not (told.get("uri") and told.get("cid")):
        raise NotKnown(Problem.STRANGE)
    name = line.account.target.removeprefix("@") or _did(line)
    address = f"https://bsky.app/profile/{name}/post/{key}"
    return Sent(key, address, {"uri": str(told["uri"]), "cid": str(told["cid"])})
