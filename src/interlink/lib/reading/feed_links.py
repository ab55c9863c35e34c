"""What a feed in XML says about itself as a whole: where it is, and which hubs tell of its news."""

import html
import re
from dataclasses import dataclass

# Above the first entry, as every feed has it; entries have links of their own.
_HEAD = 20_000
_ENTRY = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)[\s>/]")
_LINK = re.compile(r"""<(?:\w{1,20}:)?link\s((?:[^<>"']|"[^"<]{0,4000}"|'[^'<]{0,4000}'){1,8000}?)/?>""")
_ATTRIBUTE = re.compile(r"""([\w:]{1,40})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """The links of a feed's head, as written.

    Attributes:
        hubs: Those with ``rel="hub"``, in order.
        own_address: The first with ``rel="self"``, or None.
    """

    hubs: tuple[str, ...]
    own_address: str | None


def read_feed_links(text: str) -> FeedLinks:
    """Read the hub and self links of a feed (WebSub 4, RFC 4287 4.2.7.2)."""
    head = text[:_HEAD]
    first = _ENTRY.search(head)
    if first is not None:
        head = head[: first.start()]
    hubs: list[str] = []
    own_address: str | None = None
    for link in _LINK.finditer(head):
        attributes = {name.lower(): html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(link[1])}
        relations = attributes.get("rel", "").lower().split()
        target = attributes.get("href")
        if target and "hub" in relations:
            hubs.append(target)
        if target and "self" in relations and own_address is None:
            own_address = target
    return FeedLinks(tuple(hubs), own_address)
