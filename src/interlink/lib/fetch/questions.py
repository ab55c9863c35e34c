"""What we ask: the method, the headers of our own and the body of one request."""

import json as json_format
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from urllib.parse import urlencode

from interlink.lib.fetch.answers import REDIRECTS, Headers, Validators

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

Method: TypeAlias = Literal["POST", "PUT", "DELETE"]

_KEEPS_THE_METHOD: Final = frozenset({307, 308})
_SEE_OTHER: Final = 303

MAX_HEADERS: Final = 20
_MAX_HEADER: Final = 4_096
_HEADER_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
_MEDIA_TYPE: Final = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}(?:; boundary=[A-Za-z0-9]{1,70})?", re.ASCII)
_PART_NAME: Final = re.compile(r"[\w.\[\]-]{1,100}", re.ASCII)
# What the door or the HTTP client says for itself, or what would change how the request is cut up on the wire.
_OURS: Final = frozenset(
    {
        *("accept-encoding", "connection", "content-encoding", "content-length", "content-type", "cookie"),
        *("expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "user-agent"),
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """One request, without where it goes.

    Attributes:
        method: "GET", "POST", "PUT" or "DELETE".
        headers: Beside those that every request carries.
        body: What is sent along, or None.
        private: Whether headers or body are meant for the asked site only.
    """

    method: str = "GET"
    headers: Headers = ()
    body: bytes | None = None
    private: bool = False

    def redirected(self, status: int) -> "Question | None":
        """What to ask where an answer of this status leads to; None when it is not followed but is the answer.

        A 301 or 302 to anything but a GET is not followed: whether the body goes along is read in two ways.
        Source: RFC 9110, 15.4.
        """
        if status not in REDIRECTS:
            return None
        if self.method == "GET" or status in _KEEPS_THE_METHOD:
            return self
        return Question() if status == _SEE_OTHER else None


def get_question(validators: Validators | None, headers: Mapping[str, str] | None = None) -> Question:
    """Ask for a page, or whether it has changed.

    Raises:
        ValueError: A header that may not be sent.
    """
    own = validators.headers() if validators is not None else ()
    return Question(headers=(*own, *_checked(headers or {})), private=bool(headers))


def may_be_sent(name: str, value: str) -> bool:
    """Whether a header is one that a caller may add to a request."""
    return _is_the_callers(name) and _fit_to_send(value)


def _is_the_callers(name: str) -> bool:
    low = name.lower()
    return _HEADER_NAME.fullmatch(name) is not None and low not in _OURS and not low.startswith("proxy-")


def _fit_to_send(value: str) -> bool:
    return len(value) <= _MAX_HEADER and value.isascii() and value.isprintable()


@dataclass(frozen=True, slots=True)
class Document:
    """A body that is handed over as it is.

    Attributes:
        content: All of it.
        media_type: What it is, as "application/timestamp-query".
    """

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class File:
    """A file in a form.

    Attributes:
        name: What it is called, in ASCII.
        content: All of it.
        media_type: What it is, as "image/jpeg".
    """

    name: str
    content: bytes
    media_type: str


def form_with_files(fields: Mapping[str, str], files: Mapping[str, File]) -> Document:
    """Put fields and files into one body, as web forms do (RFC 7578).

    Names are the caller's own words, never a stranger's: what would break out of its quotes is refused.

    Raises:
        ValueError: A name that cannot stand in a header.
    """
    boundary = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        parts.append(f'Content-Disposition: form-data; name="{_part_name(name)}"\r\n\r\n{value}'.encode())
    for name, file in files.items():
        if not _MEDIA_TYPE.fullmatch(file.media_type):
            raise ValueError(f"This is no media type: {file.media_type!r}")
        head = f'Content-Disposition: form-data; name="{_part_name(name)}"; filename="{_part_name(file.name)}"'
        parts.append(f"{head}\r\nContent-Type: {file.media_type}\r\n\r\n".encode() + file.content)
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return Document(body, f"multipart/form-data; boundary={boundary}")


def _part_name(name: str) -> str:
    if not _PART_NAME.fullmatch(name):
        raise ValueError(f"This cannot name a part of a form: {name!r}")
    return name


def post_question(
    form: Mapping[str, str] | None,
    json: Mapping[str, Json] | Sequence[Json] | None,
    document: Document | None,
    headers: Mapping[str, str],
    method: Method = "POST",
) -> Question:
    """Hand something over, or have it changed or taken away.

    Raises:
        ValueError: More than one body, a number that JSON cannot hold, or a header or type that may not be sent.
    """
    if sum(body is not None for body in (form, json, document)) > 1:
        raise ValueError("A request carries a form, JSON or a document, not several of them.")
    own = _checked(headers)
    if form is not None:
        return Question(
            method, (*own, ("Content-Type", "application/x-www-form-urlencoded")), _form(form), private=True
        )
    if json is not None:
        body = json_format.dumps(json, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        return Question(method, (*own, ("Content-Type", "application/json")), body, private=True)
    if document is not None:
        if not _MEDIA_TYPE.fullmatch(document.media_type):
            raise ValueError(f"This is no media type: {document.media_type!r}")
        return Question(method, (*own, ("Content-Type", document.media_type)), document.content, private=True)
    return Question(method, own, private=True)


def _form(fields: Mapping[str, str]) -> bytes:
    return urlencode(list(fields.items())).encode()


def _checked(headers: Mapping[str, str]) -> Headers:
    if len(headers) > MAX_HEADERS:
        raise ValueError(f"More than {MAX_HEADERS} headers.")
    for name, value in headers.items():
        if not _is_the_callers(name):
            raise ValueError(f"This header is not the caller's to send: {name!r}")
        if not _fit_to_send(value):
            # The value may be a key, so it is not shown.
            raise ValueError(f"A value that cannot be sent in the header {name!r}")
    return tuple(headers.items())
