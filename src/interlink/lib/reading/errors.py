"""What can go wrong when bytes are read.

    ReadingError
    ├── FeedError
    │   ├── NotAFeed        it is something else: a page, a picture, nothing
    │   ├── BrokenFeed      it is a feed, and nothing could be read from it
    │   └── RefusedFeed     reading it could do harm: it declares XML entities, or is too large
    └── NoArticle           the page has no article text that could be found, or is too large

Each carries the address it was about, and ``again``: whether fetching the same address later may help.
``str(error)`` is a sentence for a person.
"""


class ReadingError(Exception):
    """Something fetched could not be read.

    Attributes:
        address: Where the bytes came from.
        again: Whether trying again later may help.
    """

    def __init__(self, message: str, *, address: str, again: bool) -> None:
        super().__init__(message)
        self.address = address
        self.again = again


class FeedError(ReadingError):
    """A feed could not be read."""


class NotAFeed(FeedError):
    """What the address gave is not a feed at all."""

    def __init__(self, address: str, found: str) -> None:
        super().__init__(f"What {address} gave is not a feed: it is {found}.", address=address, again=False)
        self.found = found


class BrokenFeed(FeedError):
    """The feed is so broken that nothing could be read from it."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            f"The feed at {address} is broken and nothing could be read from it: {problem}",
            address=address,
            again=True,
        )
        self.problem = problem


class RefusedFeed(FeedError):
    """The feed was not read because reading it could do harm."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"The feed at {address} was not read: {reason}", address=address, again=False)
        self.reason = reason


class NoArticle(ReadingError):
    """The page holds no article that could be read."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"No article could be read at {address}: {reason}", address=address, again=False)
        self.reason = reason


# A parser written by others, given hostile bytes, may fail in any of these ways; each means "nothing could
# be read".
READER_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
