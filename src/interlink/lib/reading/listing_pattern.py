"""What is learnt from one page of links: where in the page the articles stand, and how their addresses are built."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from selectolax.lexbor import LexborNode

from interlink.lib.reading.address_shape import Shape

MAX_STEPS = 5
_MAX_NAMES = 12
_MAX_NAME = 60
_VERSION = 1
_LANDMARKS = frozenset(("nav", "footer", "aside", "header"))
_ALIKE = 0.5
# Names that say which of the siblings, or what state it is in, and not what kind of thing it is.
_PASSING = re.compile(
    r"\d|^(?:first|last|odd|even|active|current|selected|open|closed|is-|has-|sticky|lead|featured|hero|big|small|large"
    r"|new|visited|hover|lazy|loaded|tag-|category-|format-|status-|type-|post-|hentry|sm[:-]|md[:-]|lg[:-]|xl[:-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One element on the way from an article's card up through the page.

    Attributes:
        identity: Its id where that is a name rather than a number.
        names: Its classes, without those that tell siblings apart.
    """

    tag: str
    identity: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, node: LexborNode) -> "Step":
        """The step that an element is."""
        attributes = node.attributes
        identity = (attributes.get("id") or "")[:_MAX_NAME]
        written = (attributes.get("class") or "")[: _MAX_NAMES * _MAX_NAME].split()
        names = {name for name in written if len(name) <= _MAX_NAME and not _PASSING.search(name)}
        return cls(node.tag or "", "" if _PASSING.search(identity) else identity, tuple(sorted(names)[:_MAX_NAMES]))

    def is_kind_of(self, other: "Step") -> bool:
        """Whether both are the same kind of element, as two places in a page are."""
        if self.tag != other.tag or self.identity != other.identity:
            return False
        mine, theirs = set(self.names), set(other.names)
        return mine == theirs or len(mine & theirs) >= _ALIKE * len(mine | theirs)

    def is_sibling_of(self, other: "Step") -> bool:
        """Whether both may be cards of one list, where some carry more classes than others."""
        mine, theirs = set(self.names), set(other.names)
        return self.tag == other.tag and (not mine or not theirs or bool(mine & theirs))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which links of a page are its articles.

    Attributes:
        shape: How their addresses are built.
        card: The element that holds one article; the link itself where nothing else is around it.
        above: The elements above the cards, the nearest first, at most ``MAX_STEPS``.
        named: Whether the example's address looks like an article's, so that where links built alike stand in one card
            the one that looks so is its article.
        landmark: The navigation, header, footer or aside they stand in, or empty: elsewhere these never count.
    """

    shape: Shape
    card: Step
    above: tuple[Step, ...]
    landmark: str
    named: bool

    def as_json(self) -> str:
        """For storing; ``from_json`` reads it."""
        return json.dumps({"version": _VERSION, **asdict(self)}, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, stored: str) -> "Pattern":
        """What ``as_json`` wrote.

        Raises:
            ValueError: It did not write this.
        """
        try:
            data = json.loads(stored)
            if data["version"] != _VERSION:
                raise ValueError(f"a pattern of version {data['version']} is not known here")
            shape = data["shape"]
            return cls(
                Shape(str(shape["host"]), tuple(map(str, shape["parts"])), tuple(map(str, shape["parameters"]))),
                _step(data["card"]),
                tuple(_step(step) for step in data["above"]),
                str(data["landmark"]),
                bool(data["named"]),
            )
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError("this is not a stored pattern") from error


def landmark(way: Sequence[LexborNode]) -> str:
    """The nearest navigation, header, footer or aside on an element's way up; empty where there is none.

    The header or footer of an article is none of them.
    """
    for at, node in enumerate(way):
        if node.tag in _LANDMARKS and not (
            node.tag in {"header", "footer"} and any(one.tag in {"article", "li"} for one in way[at + 1 :])
        ):
            return node.tag or ""
    return ""


def _step(data: dict[str, object]) -> Step:
    names = data["names"]
    if not isinstance(names, list):
        raise TypeError(names)
    return Step(str(data["tag"]), str(data["identity"]), tuple(map(str, names)))
