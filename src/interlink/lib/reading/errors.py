"""What can go wrong when bytes are read.

    ReadingError
    ├── FeedError
    │   ├── NotAFeed        it is something else: a page, a picture, nothing
    │   ├── BrokenFeed      it is a feed, and nothing could be read from it
    │   └── RefusedFeed     reading it could do harm: it declares XML entities, or is too large
    ├── SitemapError
    │   ├── NotASitemap     it is something else
    │   └── RefusedSitemap  reading it could do harm: it declares XML entities, or is too large
    ├── ListingError
    │   ├── ExampleNotFound the page does not link to the example that the editor gave
    │   └── ListingChanged  the page no longer holds what the pattern finds
    ├── NotAChannel         the page shows no posts of a public channel
    ├── NotALetter          the mail holds nothing to read, or is too large
    └── NoArticle           the page has no article text that could be found, or is too large

Each carries the address it was about, and ``again``: whether fetching the same address later may help.
``str(error)`` is a sentence for a person.
"""

from interlink.lib.sentences import Sentence


class ReadingError(Exception):
    """Something fetched could not be read.

    Attributes:
        message: A sentence for a person.
        address: Where the bytes came from.
        again: Whether trying again later may help.
    """

    def __init__(self, message: str, *, address: str, again: bool) -> None:
        super().__init__(message)
        self.message = message
        self.address = address
        self.again = again


class FeedError(ReadingError):
    """A feed could not be read."""


class NotAFeed(FeedError):
    """What the address gave is not a feed at all."""

    def __init__(self, address: str, found: str) -> None:
        super().__init__(
            Sentence("What %(address)s gave is not a feed: it is %(found)s.", address=address, found=found),
            address=address,
            again=False,
        )
        self.found = found


class BrokenFeed(FeedError):
    """The feed is so broken that nothing could be read from it."""

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(
            Sentence(
                "The feed at %(address)s is broken and nothing could be read from it: %(problem)s",
                address=address,
                problem=problem,
            ),
            address=address,
            again=True,
        )
        self.problem = problem


class RefusedFeed(FeedError):
    """The feed was not read because reading it could do harm."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            Sentence("The feed at %(address)s was not read: %(reason)s", address=address, reason=reason),
            address=address,
            again=False,
        )
        self.reason = reason


class SitemapError(ReadingError):
    """A sitemap could not be read."""


class NotASitemap(SitemapError):
    """What the address gave is not a sitemap."""

    def __init__(self, address: str, found: str) -> None:
        super().__init__(
            Sentence("What %(address)s gave is not a sitemap: it is %(found)s.", address=address, found=found),
            address=address,
            again=False,
        )
        self.found = found


class RefusedSitemap(SitemapError):
    """The sitemap was not read because reading it could do harm."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            Sentence("The sitemap at %(address)s was not read: %(reason)s", address=address, reason=reason),
            address=address,
            again=False,
        )
        self.reason = reason


class ListingError(ReadingError):
    """The articles that a page lists could not be found."""


class ExampleNotFound(ListingError):
    """The page does not link to the example article."""

    def __init__(self, address: str, example: str) -> None:
        super().__init__(
            Sentence(
                "The page %(address)s does not link to %(example)s. Open the page, choose one of the newest articles "
                "on it, copy that link’s address and give it as the example. If the article is there when you look, "
                "the page puts its links in by script; then its feed, sitemap or newsletter is the way to watch it.",
                address=address,
                example=example,
            ),
            address=address,
            again=False,
        )
        self.example = example


class ListingChanged(ListingError):
    """The page no longer holds any link of the kind that was learnt."""

    def __init__(self, address: str) -> None:
        super().__init__(
            Sentence(
                "No articles are found on the page %(address)s any more. It was probably redesigned: give one article "
                "on it as an example again.",
                address=address,
            ),
            address=address,
            again=True,
        )


class NotAChannel(ReadingError):
    """The page shows no posts of a public channel."""

    def __init__(self, address: str) -> None:
        super().__init__(
            Sentence(
                "%(address)s shows no posts of a public Telegram channel: there is no such channel, it is private, it "
                "hides its posts from the web, or it has not posted yet.",
                address=address,
            ),
            address=address,
            again=True,
        )


class NotALetter(ReadingError):
    """The mail holds nothing that could be read.

    Its ``address`` is the mail's Message-ID, or empty.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(Sentence("The mail was not read: %(reason)s", reason=reason), address=address, again=False)
        self.reason = reason


class NoArticle(ReadingError):
    """The page holds no article that could be read."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            Sentence("No article could be read at %(address)s: %(reason)s", address=address, reason=reason),
            address=address,
            again=False,
        )
        self.reason = reason


# A parser written by others, given hostile bytes, may fail in any of these ways; each means "nothing could
# be read".
READER_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
