"""Where the certificates of a timestamp authority are."""

from __future__ import annotations

from pathlib import Path

from interlink.lib import warc
from interlink.project.desk import Desk
from interlink.project.env.evidence import Authority
from interlink.project.errors import BadSettings

SHIPPED = Path(warc.__file__).parent / "roots"


def roots_of(authority: Authority, desk: Desk) -> Path | None:
    """Return the file of certificates that the settings name, else the one that we ship, else None.

    Raises:
        BadSettings: there is no such file.
    """
    if not authority.roots:
        shipped = SHIPPED / f"{authority.name}.pem"
        return shipped if shipped.is_file() else None
    named = desk.root / authority.roots
    if not named.is_file():
        raise BadSettings(
            desk.settings_file,
            [f"evidence.authorities: there is no file {authority.roots} with the certificates of {authority.name}."],
        )
    return named
