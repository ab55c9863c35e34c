"""The links that an HTTP answer carries in its headers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interlink.lib.reading.links import absolute

MAX_LINKS = 50
_MAX_HEADER = 8_000
_TARGET = re.compile(r"<([^<>]{0,4000})>")
# A value in quotes may hold commas and semicolons, so the parameters are taken one by one.
_PARAMETER = re.compile(
    r"""\s*;\s*([!#$%&'*+.^`|~\w-]{1,60})(?:\s*=\s*(?:"((?:[^"\\]|\\.){0,1000})"|([^\s;,"]{0,1000})))?"""
)
_NEXT = re.compile(r"[^,<]{0,1000},?\s*")


@dataclass(frozen=True, slots=True)
class HeaderLink:
    """One link of a ``Link`` header.

    Attributes:
        address: Where it leads, absolute.
        relations: What it is to the answer, in lower case, such as "hub" or "self".
    """

    address: str
    relations: frozenset[str]


def read_links(headers: Iterable[tuple[str, str]], *, address: str) -> tuple[HeaderLink, ...]:
    """Read the ``Link`` headers of an answer (RFC 8288); what is not well formed is passed over.

    Args:
        headers: All headers of the answer.
        address: Where it came from; relative links are resolved against it.
    """
    found: list[HeaderLink] = []
    for name, value in headers:
        if name.lower() == "link":
            found.extend(_read(value[:_MAX_HEADER], address))
    return tuple(found[:MAX_LINKS])


def _read(value: str, address: str) -> Iterable[HeaderLink]:
    at = 0
    while (target := _TARGET.search(value, at)) is not None:
        at = target.end()
        relations = anchored = None
        while (parameter := _PARAMETER.match(value, at)) is not None:
            at = parameter.end()
            told = parameter[2] if parameter[2] is not None else parameter[3] or ""
            name = parameter[1].lower()
            if name == "rel" and relations is None:  # the first counts, by the standard
                relations = frozenset(told.lower().split())
            anchored = anchored or name == "anchor"
        # A link with an anchor is about another page than the one that was asked for.
        if relations and not anchored and (found := absolute(target[1], address)) is not None:
            yield HeaderLink(found, relations)
        if (rest := _NEXT.match(value, at)) is not None:
            at = rest.end()
