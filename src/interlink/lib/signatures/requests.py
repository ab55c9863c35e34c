"""A request as its signature sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A request.

    Attributes:
        method: In capitals.
        scheme: "https" or "http".
        authority: The host, with the port where it is not the usual one.
        target: The path as it was sent, with "?" and the query where there is one.
        headers: As received, in order.
        body: All of it.
    """

    method: str
    scheme: str
    authority: str
    target: str
    headers: Headers
    body: bytes = b""

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    def header(self, name: str) -> str | None:
        """Return the values of a header as one, or None where it is not there (RFC 9110, 5.3)."""
        found = [value.strip(" \t") for key, value in self.headers if key.lower() == name]
        return ", ".join(found) if found else None

    def with_headers(self, headers: Iterable[tuple[str, str]]) -> Request:
        """Return the request with other headers."""
        return Request(self.method, self.scheme, self.authority, self.target, tuple(headers), self.body)
