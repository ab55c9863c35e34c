"""What every table of interlink.toml has in common."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """One table of interlink.toml; a name it does not know is an error, not a shrug."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def origin(address: str, example: str) -> str:
    """Return an address of a whole site, without a slash at its end.

    Raises:
        ValueError: it is none; the example shows how one looks.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ValueError(f"'{address}' is not an address such as {example}")
    return address.rstrip("/")
