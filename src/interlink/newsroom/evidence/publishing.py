"""What of the evidence is published, so that back-dating shows: heads of the log, and the desk's public keys.

The log itself is not: how many captures there were at which hour says when a group works. Of each day the last line's
number and checksum are enough, since the whole log that comes with an export has to lead through them.
"""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from interlink.lib.warc.log import Head, head_of
from interlink.lib.warc.log_heads import heads_by_day
from interlink.lib.warc.signing import public_keys_in
from interlink.newsroom.evidence.trusting import key_folder, log_as_it_is, log_path

_ABOUT = """\
# Heads of the log of captures: the day (UTC), the number of its last line, and that line's SHA-256.
# Each line of the log has the checksum of the one before. A log that does not lead through all of these was changed.
"""


def head() -> Head:
    """Return the end of the log as it is now."""
    return head_of(log_path())


def head_at(moment: datetime) -> Head | None:
    """Return the end of the log as it was at a moment; None where it had no line yet."""
    before = [entry for entry in log_as_it_is().entries if entry.at <= moment]
    return Head(before[-1].number, before[-1].sha256) if before else None


def heads_text() -> str:
    """Return the published heads of the log, one for each day on which there was a line.

    What was read once is not read again: only the lines that came since cost anything.
    """
    days = heads_by_day(log_path())
    return _ABOUT + "".join(f"{day} {one.number} {one.sha256}\n" for day, one in days.items())


def keys_text() -> str:
    """Return the desk's public keys as PEM, those retired too, each below its fingerprint."""
    keys = public_keys_in(key_folder()).items()
    return "".join(f"# {fingerprint}\n{pem_of(public).decode()}" for fingerprint, public in keys)


def pem_of(public: bytes) -> bytes:
    """Return a public key (DER) as PEM."""
    return load_der_public_key(public).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
