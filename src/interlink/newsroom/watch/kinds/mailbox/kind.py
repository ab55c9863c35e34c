"""Newsletters and alerts from a mailbox: its key is in the desk's settings, its name in the source's address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from interlink.lib.fetch import DoorRules
from interlink.lib.fetch.imap import Account
from interlink.lib.fetch.mailboxes import Mailbox, read_mailbox
from interlink.lib.reading.errors import NotALetter
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.newsletters import Letter, read_newsletter
from interlink.lib.sentences import Sentence
from interlink.newsroom.watch.errors import NoSuchMailbox
from interlink.newsroom.watch.kinds.protocol import News, Target

SCHEME = "imap"
MOST_ROUNDS = 5
VALIDITY, READ_TO = "uid_validity", "read_to"


@dataclass(frozen=True, slots=True)
class Place:
    """What a mailbox source's address says.

    Attributes:
        name: of the mailbox in the desk's settings.
        folder: in it.
        sender: only mails from this address or domain, in lower case; empty for all.
    """

    name: str
    folder: str
    sender: str

    @classmethod
    def of(cls, address: str) -> Place:
        """Read an address such as imap://letters/INBOX?from=news@gazette.example."""
        parts = urlsplit(address)
        sender = parse_qs(parts.query).get("from", [""])[0].strip().lower()
        return cls((parts.hostname or "").lower(), unquote(parts.path.strip("/")) or "INBOX", sender)

    @property
    def address(self) -> str:
        """The address in the one spelling that all its spellings share."""
        query = f"?{urlencode({'from': self.sender}, safe='@')}" if self.sender else ""
        return f"{SCHEME}://{self.name}/{quote(self.folder)}{query}"

    def accepts(self, letter: Letter) -> bool:
        """Tell whether a mail is from whom we read here."""
        sender = letter.sender or ""
        return not self.sender or sender == self.sender or sender.endswith("@" + self.sender.removeprefix("@"))


def is_mailbox(address: str) -> bool:
    """Tell whether an address names a mailbox."""
    return address.lower().startswith(f"{SCHEME}://")


def ask(target: Target, accounts: Mapping[str, Account], rules: DoorRules) -> News:
    """Read what has come since the last time. It waits for the network.

    Raises:
        NoSuchMailbox: the settings know none of this name.
        FetchError: the mailbox could not be read.
    """
    place = Place.of(target.address)
    if place.name not in accounts:
        raise NoSuchMailbox(target.address, place.name)
    memory = dict(target.memory)
    letters: list[Letter] = []
    problem = None
    for _ in range(MOST_ROUNDS):
        found = read_mailbox(
            accounts[place.name],
            folder=place.folder,
            after_uid=memory.get(READ_TO, 0),
            uid_validity=memory.get(VALIDITY),
            rules=rules,
        )
        letters.extend(letter for letter in _letters(found) if place.accepts(letter))
        memory |= {VALIDITY: found.uid_validity, READ_TO: found.read_to}
        if found.skipped:
            problem = Sentence(
                "Messages that could not be taken in, for they are too large or were held back: %(number)s.",
                number=len(found.skipped),
            )
        if not found.more:
            break
    return News(_feed(letters, problem), memory)


def _letters(found: Mailbox) -> list[Letter]:
    letters = []
    for message in found.messages:
        try:
            letters.append(read_newsletter(message.raw))
        except NotALetter:
            continue  # an empty message is no news
    return letters


def _feed(letters: list[Letter], problem: str | None) -> Feed:
    entries: list[Entry] = [entry for letter in reversed(letters) for entry in letter.feed.entries]
    languages = {letter.feed.language for letter in letters}
    title = letters[-1].feed.title if letters else ""
    return Feed(title, None, next(iter(languages)) if len(languages) == 1 else None, tuple(entries), problem)
