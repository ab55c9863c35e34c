"""Why a request is not taken for its sender's.

SignatureError
├── NotSigned       there is no signature
├── BadSignature    it is not written as signatures are, or another key made it
├── NotCovered      it leaves out something that could have been changed on the way
├── OtherContent    the body is not the one that its checksum is of
├── WrongTime       it was made too long ago, or is yet to be made
└── BadKey          the key is none that we can check with
"""


class SignatureError(Exception):
    """A request is not taken for its sender's.

    Attributes:
        message: One plain sentence, for whoever runs the other server.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotSigned(SignatureError):
    """There is no signature."""


class BadSignature(SignatureError):
    """It is not written as signatures are, or another key made it."""


class NotCovered(SignatureError):
    """It leaves out something that could have been changed on the way."""


class OtherContent(SignatureError):
    """The body is not the one that its checksum is of."""


class WrongTime(SignatureError):
    """It was made too long ago, or is yet to be made."""


class BadKey(SignatureError):
    """The key is none that we can check with."""
