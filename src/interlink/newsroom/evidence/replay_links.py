"""Short-lived links to packages that are not public, for the replay on an origin of its own.

The server of that origin has no database and no sessions. All it knows of who may see what is in the link: which file,
signed by the desk, and when that was.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

LASTS = timedelta(hours=2)
PACKAGE = "copy.wacz"
"""What every package is called at that origin and among the baked pages."""
BROUGHT = ".brought"
"""Where in the folder of evidence files are that were brought from the store for a day."""
_SALT = "interlink.evidence.replay"
_SEPARATOR = "."  # the library's own, a colon, is not fit for every address


def private_token(file: str, key: str) -> str:
    """Return what lets its holder replay one package for a while.

    Args:
        file: The package's path below the folder of evidence.
        key: The desk's secret key.
    """
    return _signer(key).sign_object({"file": file})


def file_of(token: str, key: str) -> str | None:
    """Return the package that a token is for; None for one that is not ours, or too old."""
    try:
        said = _signer(key).unsign_object(token, max_age=LASTS)
    except (signing.BadSignature, ValueError):
        return None
    file = said.get("file") if isinstance(said, dict) else None
    return file if isinstance(file, str) else None


def private_path(token: str) -> str:
    """Return where a private package is replayed, as a path at the replay's origin."""
    return f"/private/{token}/"


def public_path(number: int) -> str:
    """Return where a public copy is replayed, as a path at the replay's origin."""
    return f"/public/{number}/"


def baked_package(number: int) -> str:
    """Return a public package's place among the baked pages: its being there is what makes it public."""
    return f"evidence/{number}/{PACKAGE}"


def _signer(key: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(key=key, sep=_SEPARATOR, salt=_SALT, fallback_keys=[])
