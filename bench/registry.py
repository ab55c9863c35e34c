"""Every bench there is. A bench is a module with `run(options) -> Report`; registering it here is all it takes."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.report import Report


class NoSamples(Exception):
    """A folder has no labelled samples in it."""

    def __init__(self, folder: Path, wanted: str) -> None:
        super().__init__(f"There is nothing to measure in {folder}: {wanted}")


class BadSample(Exception):
    """A labelled sample is missing, broken, or its truth is not written as bench/README.md says."""


@contextmanager
def sample(name: Path) -> Iterator[None]:
    """Read a sample inside: whatever is wrong with it is told with its name.

    Raises:
        BadSample: It could not be read.
    """
    try:
        yield
    except KeyError as error:
        raise BadSample(f"{name}: it does not say {error}.") from error
    except (OSError, EOFError, zlib.error, ValueError, TypeError, AttributeError) as error:
        raise BadSample(f"{name}: {getattr(error, 'strerror', None) or error}") from error


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of a bench.

    Attributes:
        quick: A smaller size, for a look; floors are then checked on ratios only.
        size: How many feeds or pages, or None for the bench's own choice.
        folder: Where the labelled samples are, for the accuracy benches; None for the built-in ones.
        synsets: A file of names' spellings, for the bench of names; None for that of the development data.
        tokens: A file of pairs of name tokens, likewise.
        stories: A file of articles with their stories, for the bench of stories; None for the development data.
        story_pairs: A file of pairs of articles, likewise.
    """

    quick: bool = False
    size: int | None = None
    folder: Path | None = None
    synsets: Path | None = None
    tokens: Path | None = None
    stories: Path | None = None
    story_pairs: Path | None = None


# Name, and what it measures in a line. The module has the bench's name.
BENCHES = {
    "watch": "Feeds fetched, read and stored a second, against lemon24/reader.",
    "hour": "What an hour of polling five thousand sources costs.",
    "articles": "Articles fetched, extracted, spotted and stored, against trafilatura alone.",
    "pages": "Text, title, byline and date of article pages, against trafilatura's own.",
    "names": "Names found in running text and compared in pairs, in each script; speed and memory.",
    "stories": "Reports grouped into stories within and across languages, against TF-IDF; speed.",
    "evidence": "Verdicts on cited pages: false removals, edits in changing noise; pages re-checked a second.",
    "inbox": "Pages of the inbox at 50,000 stories, and how they grow.",
    "readers": "The desk's list of a million subscribers, and bringing a list along.",
    "outreach": "Signed mails a second to a server that receives, the ledger included; a digest compiled.",
    "editions": "The site and a digest made into files to take away, beside packing the files as they are.",
    "press": "The public site served, searched, published and written out, against WordPress.",
    "feeds": "Fields of feeds' entries, against feedparser's own.",
}


def load(name: str) -> Callable[[Options], Report]:
    """Return the `run` function of a bench."""
    run: Callable[[Options], Report] = importlib.import_module(f"bench.{name}").run
    return run
