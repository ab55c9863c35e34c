"""Asking timestamp authorities and calendars through the door to the network."""

from __future__ import annotations

from collections.abc import Mapping

from interlink.lib.fetch import Document, Door, Limits
from interlink.lib.warc.errors import StampRefused
from interlink.lib.warc.timestamps import Post

_OK = 200


def post_through(door: Door, limits: Limits) -> Post:
    """Return what posts a body with headers to an address and gives the body of the answer.

    What it returns raises StampRefused where the answer is no success, and FetchError where there is none.
    """

    async def post(address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        own = {name: value for name, value in headers.items() if name != "Content-Type"}
        answer = await door.post(address, document=Document(body, headers["Content-Type"]), headers=own, limits=limits)
        if answer.status != _OK:
            raise StampRefused(address, f"it answered {answer.status} {answer.reason}".strip(), again=True)
        return answer.body

    return post
