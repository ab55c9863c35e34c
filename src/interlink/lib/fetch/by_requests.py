"""The door for libraries that ask by way of `requests`: what they send leaves through ours, guarded and bounded."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from requests import PreparedRequest, Response, Session
from requests.adapters import BaseAdapter
from requests.exceptions import ConnectionError as NoAnswer
from requests.structures import CaseInsensitiveDict

from interlink.lib.fetch.answers import Answer
from interlink.lib.fetch.conduct import DoorRules
from interlink.lib.fetch.door import Door
from interlink.lib.fetch.errors import FetchError
from interlink.lib.fetch.limits import CALL, Limits
from interlink.lib.fetch.questions import Document, may_be_sent


def why(error: BaseException) -> FetchError | None:
    """Return the door's own error that an error of `requests` stands for; None where it is about something else."""
    return error.__cause__ if isinstance(error.__cause__, FetchError) else None


def session(rules: DoorRules, *, user_agent: str, limits: Limits = CALL) -> Session:
    """Return a session of `requests` whose every request goes through the door.

    It takes no proxy and no password from the machine it runs on, and follows no redirect: whoever is asked was named
    in the settings. One thread uses it at a time; it has to be closed.
    """
    made = Session()
    made.trust_env = False
    made.adapters.clear()
    made.mount("http", DoorAdapter(rules, user_agent=user_agent, limits=limits))  # and so https
    return made


class DoorAdapter(BaseAdapter):
    """Carries the requests of one session through a door of its own, which stays open between them."""

    def __init__(self, rules: DoorRules, *, user_agent: str, limits: Limits = CALL) -> None:
        super().__init__()
        self._limits = replace(limits, max_redirects=0)
        self._runner = asyncio.Runner()
        # An interface is not a site: it says by itself when it is asked too much.
        self._door = Door(replace(rules, gap_seconds=0.0), user_agent=user_agent)
        self._runner.run(self._door.__aenter__())

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - what requests passes along; our own bounds hold
        timeout: Any = None,  # noqa: ARG002
        verify: Any = True,  # noqa: ARG002
        cert: Any = None,  # noqa: ARG002
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> Response:
        """Ask, and return what was answered.

        Raises:
            NoAnswer: Nothing was, or we do not go there; `why` says which.
            ValueError: It is not a POST, which is all that such libraries were seen to need.
        """
        if request.method != "POST" or request.url is None:
            raise ValueError(f"Only POST goes this way, not {request.method}.")
        headers = {name: _text(value) for name, value in request.headers.items()}
        kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
        own = {name: value for name, value in headers.items() if may_be_sent(name, value)}
        document = Document(_bytes(request.body), _media_type(kind))
        asking = self._door.post(request.url, document=document, headers=own, limits=self._limits)
        try:
            return _response(self._runner.run(asking), request)
        except FetchError as error:
            raise NoAnswer(str(error), request=request) from error

    def close(self) -> None:
        """Close the door."""
        self._runner.run(self._door.__aexit__(None, None, None))
        self._runner.close()


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _bytes(body: Any) -> bytes:
    return body.encode() if isinstance(body, str) else body or b""


def _media_type(said: str) -> str:
    """Return a media type with its boundary, and without what it says of letters, which are UTF-8 in any case."""
    kind, _, rest = said.partition(";")
    return said if "boundary=" in rest else kind.strip() or "application/octet-stream"


def _response(answer: Answer, request: PreparedRequest) -> Response:
    made = Response()
    made.status_code, made.reason, made.url = answer.status, answer.reason, answer.address
    made.headers = CaseInsensitiveDict(answer.headers)
    made.encoding = answer.charset or "utf-8"
    made.request, made.elapsed = request, timedelta(seconds=answer.seconds)
    made._content = answer.body  # noqa: SLF001 - how a response without a socket is filled, as its own tests do
    made._content_consumed = True  # type: ignore[attr-defined]  # noqa: SLF001
    return made
