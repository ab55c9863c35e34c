"""What is stored about watching: subjects and aliases, sources and their history, items, versions, copies, mentions."""

from interlink.newsroom.watch.models.items import (
    AlsoSeen,
    Band,
    Copy,
    Item,
    Mention,
    PassedOver,
    Reading,
    ToIndex,
    Version,
)
from interlink.newsroom.watch.models.sameness import KeptApart, Likely, Merging
from interlink.newsroom.watch.models.sources import Event, EventKind, Kind, Source, State
from interlink.newsroom.watch.models.spotted import SpottedCapture
from interlink.newsroom.watch.models.subjects import (
    NAME_KINDS,
    NOT_COMPARED,
    Alias,
    LookingAgain,
    Origin,
    Refusal,
    Rejection,
    Sound,
    Subject,
    SubjectKind,
)

__all__ = [
    "NAME_KINDS",
    "NOT_COMPARED",
    "Alias",
    "AlsoSeen",
    "Band",
    "Copy",
    "Event",
    "EventKind",
    "Item",
    "KeptApart",
    "Kind",
    "Likely",
    "LookingAgain",
    "Mention",
    "Merging",
    "Origin",
    "PassedOver",
    "Reading",
    "Refusal",
    "Rejection",
    "Sound",
    "Source",
    "SpottedCapture",
    "State",
    "Subject",
    "SubjectKind",
    "ToIndex",
    "Version",
]
