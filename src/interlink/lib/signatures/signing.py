"""Signing our own requests, as the draft says: the one way that every server of the fediverse understands."""

from __future__ import annotations

import base64
from datetime import datetime
from email.utils import format_datetime

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from interlink.lib.signatures import draft
from interlink.lib.signatures.checksums import digest
from interlink.lib.signatures.keys import read_private
from interlink.lib.signatures.requests import Request


def sign(request: Request, key_id: str, private: str, now: datetime) -> dict[str, str]:
    """Return the headers that sign a request: Date, Digest where it has a body, and Signature.

    Host is signed as `authority` says; whoever sends the request has to send the same.

    Args:
        request: What is sent. Its headers do not matter.
        key_id: Where the public half of the key is.
        private: The key, in PEM.
        now: The time.

    Raises:
        BadKey: The key is none.
    """
    headers = {"Date": format_datetime(now, usegmt=True)}
    covered = [draft.TARGET, "host", "date"]
    if request.body:
        headers["Digest"] = digest(request.body)
        covered.append("digest")
    told = draft.Parameters(key_id, draft.RSA, tuple(covered), b"")
    base = draft.base_of(request.with_headers([*headers.items(), ("Host", request.authority)]), told)
    made = base64.b64encode(read_private(private).sign(base, PKCS1v15(), SHA256())).decode()
    return headers | {
        "Signature": f'keyId="{key_id}",algorithm="{draft.RSA}",headers="{" ".join(covered)}",signature="{made}"'
    }
