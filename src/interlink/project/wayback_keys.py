"""The keys by which the Wayback Machine knows this desk."""

from __future__ import annotations

from interlink.lib.wayback.client import Keys
from interlink.project.desk import Desk
from interlink.project.env.evidence import Evidence, WaybackUse
from interlink.project.errors import BadSettings


def keys_for_wayback(evidence: Evidence, desk: Desk) -> Keys | None:
    """Return the keys that the settings or their file give; None where there are none.

    Raises:
        BadSettings: The file is not there or not as it should be, half of a key is missing, or keys are needed.
    """
    access, secret = evidence.wayback_access_key.strip(), evidence.wayback_secret_key.strip()
    if evidence.wayback_key_file and not (access or secret):
        access, secret = _in_file(evidence.wayback_key_file, desk)
    if bool(access) != bool(secret):
        raise _wrong(desk, "wayback_access_key and wayback_secret_key belong together, and one is missing")
    if evidence.wayback is WaybackUse.SAVE and not access:
        raise _wrong(desk, 'wayback = "save" needs keys; wayback_key_file says where they are')
    if not f"{access}{secret}".isascii() or not f"{access}{secret}-".isprintable():
        raise _wrong(desk, "the keys for the Wayback Machine have signs that no key has")
    return Keys(access, secret) if access else None


def _in_file(name: str, desk: Desk) -> tuple[str, str]:
    try:
        said = (desk.root / name).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise _wrong(desk, f"the file {name} with the keys cannot be read") from None
    access, colon, secret = said.partition(":")
    if not (colon and access and secret) or len(said.splitlines()) > 1:
        raise _wrong(desk, f"the file {name} does not have the form ACCESS:SECRET") from None
    return access, secret


def _wrong(desk: Desk, words: str) -> BadSettings:
    return BadSettings(desk.settings_file, [f"evidence: {words}."])
