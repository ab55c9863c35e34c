"""Calls to a server of the AT Protocol: with a session that is renewed when it has run out.

A session is begun by an app password and is good for some hours (com.atproto.server.createSession, refreshSession).
Beginning one is allowed a few hundred times a day, so it is kept beside the password.
"""

from __future__ import annotations

from typing import Any, Final

from interlink.lib.fetch import Answer, Document
from interlink.newsroom.outreach.channels import answers
from interlink.newsroom.outreach.channels.errors import ChannelError, NotOurs, NotReached, NotTaken, Problem
from interlink.newsroom.outreach.channels.protocol import Line

ACCESS: Final = "access"
REFRESH: Final = "refresh"
_RUN_OUT: Final = frozenset({"ExpiredToken", "InvalidToken"})
_BARRED: Final = frozenset({"AccountTakedown", "AccountDeactivated", "AccountSuspended"})
_NOT_THERE: Final = frozenset({"RecordNotFound"})


async def call(
    line: Line,
    name: str,
    *,
    json: dict[str, Any] | None = None,
    document: Document | None = None,
    or_not_there: bool = False,
) -> Answer:
    """Call a method of the server by its name; one with nothing to hand over asks for something.

    Args:
        line: The way there.
        name: Of the method, with what is asked in the form of an address.
        json: What to hand over.
        document: A file to hand over instead.
        or_not_there: Whether "there is no such record" is an answer.

    Raises:
        ChannelError: It was not done, or is not known to be.
    """
    access = line.account.secrets.get(ACCESS) or await _begin(line)
    answer = await _call(line, name, access, json, document)
    if not answers.is_fine(answer) and _error(answer) in _RUN_OUT:
        answer = await _call(line, name, await _renew(line), json, document)
    if answers.is_fine(answer) or (or_not_there and _error(answer) in _NOT_THERE):
        return answer
    raise _trouble(answer)


async def _call(line: Line, name: str, token: str, json: dict[str, Any] | None, document: Document | None) -> Answer:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    if json is None and document is None:
        return await line.get(f"/xrpc/{name}", headers)
    return await line.send(f"/xrpc/{name}", json=json, document=document, headers=headers)


async def _renew(line: Line) -> str:
    refresh = line.account.secrets.get(REFRESH)
    if refresh:
        headers = {"Authorization": f"Bearer {refresh}", "Accept": "application/json"}
        answer = await _before(line.send("/xrpc/com.atproto.server.refreshSession", headers=headers))
        if answers.is_fine(answer):
            return _kept(line, answer)
    return await _begin(line)


async def _begin(line: Line) -> str:
    who = {"identifier": line.account.target.removeprefix("@"), "password": line.secret("app_password")}
    answer = await _before(line.send("/xrpc/com.atproto.server.createSession", json=who))
    if not answers.is_fine(answer):
        raise answers.nothing_done(_trouble(answer))
    return _kept(line, answer)


async def _before(asked: Any) -> Answer:
    """Wait for an answer that leaves nothing open: a session shows nobody anything."""
    try:
        answer: Answer = await asked
    except ChannelError as error:
        raise answers.nothing_done(error) from None
    return answer


def _kept(line: Line, answer: Answer) -> str:
    told = answers.body(answer)
    access, refresh = told.get("accessJwt"), told.get("refreshJwt")
    if not (isinstance(access, str) and isinstance(refresh, str)):
        raise NotReached(Problem.STRANGE)
    line.remember({ACCESS: access, REFRESH: refresh})
    return access


def _error(answer: Answer) -> str:
    return str(answers.body(answer).get("error", ""))


def _trouble(answer: Answer) -> ChannelError:
    told = answers.body(answer)
    words = str(told.get("message") or told.get("error") or "")
    if told.get("error") in _BARRED:
        return NotOurs(Problem.FORBIDDEN, words)
    if told.get("error") == "AuthenticationRequired" or told.get("error") in _RUN_OUT:
        return NotOurs(Problem.KEYS, words)
    if told.get("error") == "BlobTooLarge":
        return NotTaken(Problem.PICTURE, words)
    return answers.trouble(answer, words)
