"""What can go wrong when we ask another machine for something.

    FetchError
    ├── AddressRefused     we do not go there: not http(s), a private network, a login in the address
    ├── RobotsRefused      the site's robots.txt asks programs like ours to stay out
    ├── HostUnknown        the name does not exist, or the name service did not answer
    ├── Unreachable        nobody answered, the connection broke, or the certificate is not valid
    ├── TooSlow            the time allowed ran out
    ├── TooLarge           more bytes than allowed: headers, body as sent, or body unpacked
    ├── LoginRefused       the mailbox does not open to this user name and password
    ├── NoSuchFolder       the mailbox has no such folder, or not for us
    ├── TooManyRedirects   sent on and on, or in a circle
    └── BadAnswer          what came back is not proper HTTP, breaks off, or cannot be unpacked

An answer with an HTTP status of 400 or more is an answer, not an error.
"""

_LONGEST_SHOWN = 120


class FetchError(Exception):
    """An address could not be fetched.

    Attributes:
        address: The address that was asked for, or the redirect target at which it went wrong.
        message: One plain sentence for an editor.
        again: Whether trying again later may help without anybody changing anything.
        asked: Whether the question may have reached the other side, which may have acted on it then.
    """

    again: bool = True
    asked: bool = True

    def __init__(self, address: str, message: str, *, again: bool | None = None, asked: bool | None = None) -> None:
        super().__init__(address, message)
        self.address = address
        self.message = message
        if again is not None:
            self.again = again
        if asked is not None:
            self.asked = asked

    def __str__(self) -> str:
        return self.message


class AddressRefused(FetchError):
    """We do not go to this address, whoever asks."""

    again = False
    asked = False


class RobotsRefused(FetchError):
    """The site's robots.txt asks us to stay out of this address."""

    again = False
    asked = False


class HostUnknown(FetchError):
    """The name in the address leads nowhere."""

    asked = False


class Unreachable(FetchError):
    """No connection, or one that broke before an answer came."""


class TooSlow(FetchError):
    """The time allowed ran out."""


class TooLarge(FetchError):
    """More came, or was about to come, than we take in."""

    again = False


class LoginRefused(FetchError):
    """The user name or the password is not accepted."""

    again = False


class NoSuchFolder(FetchError):
    """The mailbox has no such folder, or does not let us read it."""

    again = False


class TooManyRedirects(FetchError):
    """The address leads to another, and that to another, without end."""

    again = False


class BadAnswer(FetchError):
    """What came back cannot be used."""


def shown(text: str) -> str:
    """The text made fit to stand in a sentence: printable, and not longer than 120 characters."""
    clean = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[: _LONGEST_SHOWN + 1])
    return clean if len(clean) <= _LONGEST_SHOWN else clean[: _LONGEST_SHOWN - 1] + "…"
