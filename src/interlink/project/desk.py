"""A desk is one folder: settings, database, evidence, media, the baked site and keys."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

SETTINGS_FILE = "interlink.toml"
DESK_VARIABLE = "INTERLINK_DESK"
KEY_VARIABLE = "INTERLINK_SECRET_KEY"


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder of one desk and the places in it.

    Copying the folder, while nothing runs, is a backup.
    """

    root: Path

    @property
    def settings_file(self) -> Path:
        """The commented settings, in TOML."""
        return self.root / SETTINGS_FILE

    @property
    def newsroom_database(self) -> Path:
        """The SQLite file of the newsroom plane."""
        return self.root / "newsroom.sqlite3"

    @property
    def evidence(self) -> Path:
        """Captures, one web archive file each; never served."""
        return self.root / "evidence"

    @property
    def media(self) -> Path:
        """Pictures and files that editors upload."""
        return self.root / "media"

    @property
    def site(self) -> Path:
        """The public site as plain files."""
        return self.root / "site"

    @property
    def keys(self) -> Path:
        """Secrets of this desk; readable by the operator alone."""
        return self.root / "keys"

    @property
    def secret_key_file(self) -> Path:
        """The key that signs sessions and links in mails."""
        return self.keys / "secret-key"

    @property
    def dkim_key_file(self) -> Path:
        """The key that mails are signed with, once somebody has made one."""
        return self.keys / "dkim.pem"

    def secret_key(self) -> str:
        """Return that key, from its variable or its file; nothing where there is neither."""
        file = self.secret_key_file
        return os.environ.get(KEY_VARIABLE) or (file.read_text().strip() if file.is_file() else "")

    @property
    def address_key_file(self) -> Path:
        """The key that hides the addresses that are not mailed."""
        return self.keys / "address-key"

    @property
    def outbox(self) -> Path:
        """Mail that was delivered to a folder instead of a server, as a Maildir."""
        return self.root / "outbox"

    @property
    def run(self) -> Path:
        """What only matters while the desk runs: lock files and ports."""
        return self.root / "run"

    @property
    def exists(self) -> bool:
        """Whether the folder holds a desk."""
        return self.settings_file.is_file()


def find_desk(start: Path | None = None) -> Desk:
    """Return the desk named by INTERLINK_DESK, else the one at or above `start`.

    Without any, the desk would be at `start`; ask `exists` before use.
    """
    named = os.environ.get(DESK_VARIABLE)
    if named:
        return Desk(Path(named).expanduser().resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return Desk(folder)
    return Desk(here)
