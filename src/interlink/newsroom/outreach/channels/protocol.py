"""What a channel's service is to those who tell of posts on it. No Django here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol

from interlink.lib.fetch import CALL, Answer, Document, Door, FetchError, Limits
from interlink.lib.fetch.errors import AddressRefused, BadAnswer, HostUnknown, TooLarge, TooManyRedirects
from interlink.lib.fetch.questions import Json, Method
from interlink.newsroom.outreach.channels.errors import ChannelError, NotKnown, NotOurs, NotReached, Problem
from interlink.newsroom.outreach.channels.rules import Abilities


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a file.

    Attributes:
        content: The file.
        media_type: Such as "image/jpeg".
        alt: What it shows, in words; empty where it only decorates.
        address: Where the site has it.
    """

    content: bytes = field(repr=False)
    media_type: str
    alt: str = ""
    address: str = ""

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file and its words."""
        return hashlib.sha256(self.content + self.alt.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Content:
    """A post or digest, as it is told of elsewhere.

    Attributes:
        title: Its title, one line.
        dateline: Who reported it, where and when; empty for our own words.
        words: How it begins, in paragraphs; of a digest, the titles of its posts.
        corrected: Says that it was corrected, if that matters.
        link: Its whole address.
        language: Of the page.
        kind: Of the post, or "digest".
        picture: Its own picture, with words that say what it shows.
        card: The picture that is drawn for its link.
        since: When readers first saw it.
    """

    title: str
    link: str
    language: str
    kind: str = ""
    dateline: str = ""
    words: str = ""
    corrected: str = ""
    picture: Picture | None = None
    card: Picture | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One message: what is written, and what is shown with it.

    Attributes:
        text: All of it, the link included where it is written out.
        content: What it is about.
        picture: A picture to attach.
        card: Whether the link's card is shown with it.
        length: How long the service finds the text.
        limit: How long it may be.
    """

    text: str
    content: Content
    picture: Picture | None = None
    card: bool = False
    length: int = 0
    limit: int = 0

    @property
    def checksum(self) -> str:
        """The SHA-256 of what it says and shows."""
        shown = [self.text, self.content.language, self.picture.checksum if self.picture else "", self.card]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that is there.

    Attributes:
        remote: What the service calls it.
        address: Where people see it; empty where nobody does.
        facts: What else the service wants to hear of it later.
    """

    remote: str
    address: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Who:
    """Whose account it is, as the service says.

    Attributes:
        account: For people, such as "@watch@social.example".
        key: For machines.
        facts: What it said of its limits.
    """

    account: str
    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """Where and as whom we speak.

    Attributes:
        address: Of the service, without a slash at its end.
        target: The account or channel, where the keys alone do not say it.
        key: What the service calls us, as it said when it was tested.
        facts: What it said of its limits.
        secrets: Keys and passwords.
    """

    address: str
    target: str = ""
    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Line:
    """The way to a service, through the one door.

    Attributes:
        door: Guards, bounds and paces each call.
        account: Where and as whom.
        remember: Keeps secrets that the service gives us for a while, such as a session.
        limits: The bounds of each call.
    """

    door: Door
    account: Account
    remember: Callable[[Mapping[str, str]], None] = field(repr=False)
    limits: Limits = CALL

    def secret(self, name: str) -> str:
        """Return a secret.

        Raises:
            NotOurs: There is none.
        """
        found = self.account.secrets.get(name, "")
        if not found:
            raise NotOurs(Problem.NO_KEYS)
        return found

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for something.

        Raises:
            ChannelError: It could not be asked, or gave no answer.
        """
        try:
            return await self.door.get(self._at(path), headers=headers, limits=self.limits, obey_robots=False)
        except FetchError as error:
            raise _in_our_terms(error) from None  # its address may have a key in it
        except ValueError:
            raise NotOurs(Problem.KEYS) from None

    async def send(
        self,
        path: str,
        *,
        json: Mapping[str, Json] | None = None,
        document: Document | None = None,
        headers: Mapping[str, str] | None = None,
        method: Method = "POST",
    ) -> Answer:
        """Hand something over.

        Raises:
            NotReached: It was surely not asked.
            NotKnown: It may have been.
        """
        try:
            return await self.door.post(
                self._at(path), json=json, document=document, headers=headers, method=method, limits=self.limits
            )
        except FetchError as error:
            raise _in_our_terms(error) from None
        except ValueError:  # a key with signs that no header can have
            raise NotOurs(Problem.KEYS) from None

    def _at(self, path: str) -> str:
        return path if path.startswith(("http://", "https://")) else f"{self.account.address}{path}"


def _in_our_terms(error: FetchError) -> ChannelError:
    if isinstance(error, AddressRefused) or (isinstance(error, HostUnknown) and not error.again):
        return NotOurs(Problem.ADDRESS, error.message)
    if not error.asked:
        return NotReached(Problem.AWAY, error.message)
    strange = isinstance(error, BadAnswer | TooLarge | TooManyRedirects)
    return NotKnown(Problem.STRANGE if strange else Problem.NO_ANSWER, error.message)


@dataclass(frozen=True, slots=True)
class Secret:
    """A key or password that a service asks for; `words.py` says what it is called."""

    name: str
    made_here: bool = False


class ServiceKind(Protocol):
    """A service on which posts can be told of."""

    address: ClassVar[str]
    """Where it is; empty where each group has its own."""
    targeted: ClassVar[bool]
    """Whether an account has to be named beside the keys."""
    secrets: ClassVar[tuple[Secret, ...]]
    can: ClassVar[Abilities]

    def plan(self, content: Content, *, whole: bool, facts: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return the messages that tell of something, each as long as the service takes it."""

    def new_key(self, now: datetime) -> str:
        """Return a key by which the service knows a message again that it has already."""

    async def who(self, line: Line) -> Who:
        """Ask whose account it is.

        Raises:
            ChannelError: It did not say.
        """

    async def post(self, line: Line, part: Part, key: str, before: Sequence[Sent]) -> Sent:
        """Post a message, as an answer to the last of those before it.

        Raises:
            ChannelError: It was not posted, or is not known to be: only NotKnown leaves that open.
        """

    async def edit(self, line: Line, part: Part, sent: Sent) -> Sent:
        """Change a message; doing it twice does no harm.

        Raises:
            ChannelError: It was not changed, or is not known to be.
        """

    async def delete(self, line: Line, sent: Sent) -> None:
        """Take a message away; doing it twice does no harm.

        Raises:
            ChannelError: It is still there, or not known to be gone.
        """

    async def find(self, line: Line, part: Part, key: str, asked_at: datetime, before: Sequence[Sent]) -> Sent | None:
        """Return the message if the service has it, after no answer came.

        Raises:
            ChannelError: It did not say.
        """
