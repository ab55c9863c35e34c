"""What we decide about a second pair of eyes; pure.

Two people stand for what may hurt somebody: whoever wrote it, and a colleague who has read exactly these words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ENOUGH = 2


class Reason(StrEnum):
    """Why a post needs a second pair of eyes."""

    PRIVATE_PERSON = "private person"
    ACCUSATION = "accusation"
    WAS_ACCUSATION = "was accusation"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the words that are to be published.

    Attributes:
        private_persons: The names of the private persons that the words name.
        accusation: Whether an editor has marked them as an accusation.
        was_accusation: Whether they were so marked at some time since readers last got a version.
        writer: The number of the person who first saved exactly these words; None where it was no person.
        readers: The numbers of the people who have read and approved exactly these words.
    """

    private_persons: tuple[str, ...] = ()
    accusation: bool = False
    was_accusation: bool = False
    writer: int | None = None
    readers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether words may go out.

    Attributes:
        reasons: Why they need a second pair of eyes; none if they need none.
        lacking: How many people more have to read them.
    """

    reasons: tuple[Reason, ...]
    lacking: int

    @property
    def free(self) -> bool:
        """Whether nothing stands in the way."""
        return self.lacking == 0


def decide(facts: Facts) -> Decision:
    """Say whether words may go out as they are, and if not, why not.

    A mark of accusation that was taken away counts until somebody else has read the words without it: else whoever set
    it could go around the rule by taking it away.
    """
    reasons = []
    if facts.private_persons:
        reasons.append(Reason.PRIVATE_PERSON)
    if facts.accusation:
        reasons.append(Reason.ACCUSATION)
    elif facts.was_accusation:
        reasons.append(Reason.WAS_ACCUSATION)
    if not reasons:
        return Decision((), 0)
    standing = facts.readers | ({facts.writer} if facts.writer is not None else set())
    return Decision(tuple(reasons), max(0, ENOUGH - len(standing)))


def may_approve(reader: int, writer: int | None, readers: Collection[int]) -> bool:
    """Say whether somebody's reading would count: not one's own words, and not twice."""
    return reader != writer and reader not in readers


# What Wagtail keeps of a page beside what it says.
BESIDE = frozenset(
    {
        "pk", "path", "depth", "numchild", "translation_key", "locale", "content_type", "draft_title", "live",
        "has_unpublished_changes", "url_path", "owner", "go_live_at", "expire_at", "expired", "locked", "locked_at",
        "locked_by", "first_published_at", "last_published_at", "latest_revision_created_at", "latest_revision",
        "live_revision", "alias_of", "dated", "capture", "story", "item", "content_sha256", "wagtail_admin_comments",
        "show_in_menus", "page_ptr", "filings",
    }
)  # fmt: skip
_BESIDE_IN_PARTS = frozenset({"pk", "sort_order", "post", "uid", "content_object"})


def checksum(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of what a version of a page says, whoever saved it and whenever it is to go out.

    Args:
        content: the fields of the version, as Wagtail keeps them; lists of mappings are its parts, in their order.
    """
    said = {name: _parts(value) for name, value in content.items() if name not in BESIDE}
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def _parts(value: object) -> object:
    if not isinstance(value, list):
        return value
    return [
        {name: held for name, held in part.items() if name not in _BESIDE_IN_PARTS} if isinstance(part, dict) else part
        for part in value
    ]


def first_writer(versions: Iterable[tuple[str, int | None]], checksum: str) -> int | None:
    """Return who first saved words: of the versions, oldest first, each with its checksum and who saved it."""
    return next((who for said, who in versions if said == checksum), None)
