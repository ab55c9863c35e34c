"""X, by its API v2 (docs.x.com/x-api/posts, /x-api/media), signed by OAuth 1.0a as one user (RFC 5849).

Not twice: the API takes no key. A post is looked for among our latest before it is made again, where the account's
plan may read; where it may not, it stays not known. X itself refuses the same words twice in a row.
"""

from __future__ import annotations

import html
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final, Literal
from urllib.parse import urlencode

from oauthlib.oauth1 import Client

from interlink.lib.fetch import Answer, File, form_with_files
from interlink.newsroom.outreach.channels import answers, planning
from interlink.newsroom.outreach.channels.counting import naming_nobody
from interlink.newsroom.outreach.channels.errors import ChannelError, NotKnown, NotTaken, NotThere, Problem
from interlink.newsroom.outreach.channels.planning import Measure
from interlink.newsroom.outreach.channels.protocol import Content, Line, Part, Picture, Secret, Sent, Who
from interlink.newsroom.outreach.channels.rules import Abilities
from interlink.newsroom.outreach.channels.x.counting import LONGEST, weighted_length

MOST_ALT: Final = 1000
LATEST: Final = 20


class X:
    """An account on X."""

    address: ClassVar[str] = "https://api.x.com"
    targeted: ClassVar[bool] = False
    secrets: ClassVar[tuple[Secret, ...]] = (
        Secret("api_key"),
        Secret("api_secret"),
        Secret("access_token"),
        Secret("access_secret"),
    )
    # What was posted shows among the latest after a moment only.
    can: ClassVar[Abilities] = Abilities(
        edits=False, deletes=True, finds=True, repeats=False, settles=timedelta(seconds=90)
    )

    def plan(self, content: Content, *, whole: bool, facts: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return the posts that tell of something."""
        del facts
        measure = Measure(limit=LONGEST, length=weighted_length, clean=naming_nobody)
        return planning.plan(content, measure, whole=whole)

    def new_key(self, now: datetime) -> str:
        """Return a name for our own books: the service knows none."""
        del now
        return str(uuid.uuid4())

    async def who(self, line: Line) -> Who:
        """Ask whose tokens they are."""
        told = _data(await _get(line, "/2/users/me"))
        if not told.get("id"):
            raise NotKnown(Problem.STRANGE)
        return Who(f"@{told.get('username')}", str(told["id"]), {"username": str(told.get("username") or "")})

    async def post(self, line: Line, part: Part, key: str, before: Sequence[Sent]) -> Sent:
        """Make a post."""
        del key
        made: dict[str, Any] = {"text": part.text}
        if part.picture:
            made["media"] = {"media_ids": [await self._attached(line, part.picture)]}
        if before:
            made["reply"] = {"in_reply_to_tweet_id": before[-1].remote}
        path = "/2/tweets"
        told = _data(await line.send(path, json=made, headers=_signed(line, "POST", path)))
        return _sent(line, str(told.get("id") or ""))

    async def edit(self, line: Line, part: Part, sent: Sent) -> Sent:
        """Refuse: the API has no way to change a post.

        Raises:
            NotTaken: Always.
        """
        del line, part, sent
        raise NotTaken(Problem.CANNOT_EDIT)

    async def delete(self, line: Line, sent: Sent) -> None:
        """Delete a post."""
        path = f"/2/tweets/{sent.remote}"
        answer = await line.send(path, headers=_signed(line, "DELETE", path), method="DELETE")
        if not answers.is_fine(answer) and answer.status not in answers.NOT_THERE:
            raise _trouble(answer)

    async def find(self, line: Line, part: Part, key: str, asked_at: datetime, before: Sequence[Sent]) -> Sent | None:
        """Look for a post among our latest: with the same words once its links are written out."""
        del key
        if not line.account.key:
            raise NotThere(Problem.NOT_THERE)
        asked = {
            "max_results": str(LATEST),
            "start_time": (asked_at - timedelta(minutes=10)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tweet.fields": "created_at,entities,referenced_tweets",
        }
        told = answers.body(await _get(line, f"/2/users/{line.account.key}/tweets?{urlencode(asked)}"))
        if not isinstance(told.get("meta"), dict):  # no list at all is not an empty one
            raise NotKnown(Problem.STRANGE)
        parent = before[-1].remote if before else None
        for post in told.get("data") or []:
            if _written_out(post) == _squeezed(part.text) and _answers(post) == parent:
                return _sent(line, str(post.get("id") or ""))
        return None

    async def _attached(self, line: Line, picture: Picture) -> str:
        """Hand a picture over, and say what it shows; nobody sees it before a post has it."""
        form = form_with_files(
            {"media_category": "tweet_image"}, {"media": File("picture", picture.content, picture.media_type)}
        )
        try:
            path = "/2/media/upload"
            told = _data(await line.send(path, document=form, headers=_signed(line, "POST", path)))
            name = str(told.get("id") or "")
            if not name:
                raise NotTaken(Problem.PICTURE)
            if picture.alt:
                path = "/2/media/metadata"
                words: dict[str, Any] = {"id": name, "metadata": {"alt_text": {"text": picture.alt[:MOST_ALT]}}}
                _data(await line.send(path, json=words, headers=_signed(line, "POST", path)))
        except ChannelError as error:
            raise answers.of_picture(error) from None
        return name


def _signed(line: Line, method: Literal["GET", "POST", "DELETE"], path: str) -> dict[str, str]:
    """Return the headers of a signed request. What is sent as JSON or as files is not part of what is signed."""
    keys = [line.secret(one.name) for one in X.secrets]
    client = Client(keys[0], client_secret=keys[1], resource_owner_key=keys[2], resource_owner_secret=keys[3])
    _, headers, _ = client.sign(f"{line.account.address}{path}", http_method=method)
    return {"Authorization": str(headers["Authorization"]), "Accept": "application/json"}


async def _get(line: Line, path: str) -> Answer:
    answer = await line.get(path, _signed(line, "GET", path))
    if not answers.is_fine(answer):
        raise _trouble(answer)
    return answer


def _data(answer: Answer) -> dict[str, Any]:
    if not answers.is_fine(answer):
        raise _trouble(answer)
    data = answers.body(answer).get("data")
    return data if isinstance(data, dict) else {}


def _trouble(answer: Answer) -> ChannelError:
    told = answers.body(answer)
    words = str(told.get("detail") or told.get("title") or "")
    if answer.status == 403 and "duplicate content" in words:  # noqa: PLR2004
        return NotTaken(Problem.TWICE, words)
    return answers.trouble(answer, words)


def _sent(line: Line, number: str) -> Sent:
    if not number:
        raise NotKnown(Problem.STRANGE)
    name = line.account.facts.get("username") or "i"
    return Sent(number, f"https://x.com/{name}/status/{number}")


def _written_out(post: dict[str, Any]) -> str:
    """Return a post's words with its links as they were before X shortened them; those to its pictures are X's own."""
    text = str(post.get("text", ""))
    for link in (post.get("entities") or {}).get("urls") or []:
        ours = "" if link.get("media_key") else str(link.get("expanded_url", ""))
        text = text.replace(str(link.get("url", "")), ours)
    return _squeezed(html.unescape(text))


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _answers(post: dict[str, Any]) -> str | None:
    referred = post.get("referenced_tweets") or []
    return next((str(one.get("id")) for one in referred if one.get("type") == "replied_to"), None)
