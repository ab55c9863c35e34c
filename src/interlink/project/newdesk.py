"""Making a desk folder: its settings, its key and its places. No Django here."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from interlink.project.desk import Desk

KEY_BYTES = 50
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Clock:
    """A timestamp authority, as the settings name it."""

    name: str
    address: str
    roots: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new desk's settings say; a desk that may fetch from this machine asks no authorities but its own."""

    name: str
    aims: str = ""
    languages: tuple[str, ...] = ("en",)
    time_zone: str = "UTC"
    port: int = 8000
    allowed_loopback: tuple[str, ...] = ()
    clocks: tuple[Clock, ...] = ()


def make_folder(desk: Desk, plan: Plan) -> None:
    """Make the folders and keys, and last the settings file, which makes it a desk.

    Nobody but their owner may look into a new desk's folders: captures are private, and the database names readers.
    Run again after a crash, it fills in what is missing and changes nothing that is there.

    Raises:
        OSError: a folder or file cannot be made.
    """
    desk.root.parent.mkdir(parents=True, exist_ok=True)
    for folder in (desk.root, desk.evidence, desk.media, desk.site, desk.run, desk.keys):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not desk.secret_key_file.exists():
        # Only with the other, and before it: a desk from before this key was there gets its own from an upgrade.
        if not desk.address_key_file.exists():
            write_private(desk.address_key_file, secrets.token_hex(KEY_BYTES) + "\n")
        write_private(desk.secret_key_file, secrets.token_urlsafe(KEY_BYTES) + "\n")
    if not desk.settings_file.exists():
        write_private(desk.settings_file, settings_text(plan))


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE), "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def _quoted(text: str) -> str:
    # TOML's strings are JSON's, but for one sign that TOML wants escaped and JSON does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


def _tables(clocks: tuple[Clock, ...]) -> str:
    lines = (
        f"    {{ name = {_quoted(one.name)}, address = {_quoted(one.address)}, roots = {_quoted(one.roots)} }},\n"
        for one in clocks
    )
    return f"[\n{''.join(lines)}]" if clocks else "[]"


SOON = "# The demo's days pass at once: what seems to be gone is looked at again at once.\nsecond_look_hours = 0\n"


def settings_text(plan: Plan) -> str:
    """Return a commented interlink.toml."""
    loopback = f"allowed_loopback = {_listed(plan.allowed_loopback)}\n" if plan.allowed_loopback else ""
    clocks = f"\n[evidence]\nauthorities = {_tables(plan.clocks)}\n{SOON}" if plan.allowed_loopback else ""
    return f"""\
# The settings of this desk. docs/settings.md explains each of them.
# Any of them can also be given as a variable: INTERLINK_SITE__ADDRESS is address in [site].

# Set to true when readers are to reach the site. The desk then checks that nothing needed is missing.
production = false

[group]
name = {_quoted(plan.name)}
aims = {_quoted(plan.aims)}
# The languages of the public site; the first is the main one.
languages = {_listed(plan.languages)}
time_zone = {_quoted(plan.time_zone)}

[site]
# Where readers find the site, such as https://watch.example
address = "http://localhost:{plan.port}"

[serve]
# Keep this on 127.0.0.1, behind a web server that speaks https.
host = "127.0.0.1"
port = {plan.port}

[mail]
# "folder" keeps mail in outbox/, for trying things out; "smtp" sends it.
transport = "folder"
sender = "digest@localhost"
# smtp_host = "mail.example"
# smtp_port = 587
# smtp_user = ""
# The password is better given as INTERLINK_MAIL__SMTP_PASSWORD.
# smtp_security = "starttls"

[watch]
# An address or page where a site's owner can reach you; we name it when we visit.
contact = ""
minutes_between_checks = 30
{loopback}{clocks}
[digest]
# The day on which the digest's week ends, 1 for Monday to 7 for Sunday.
weekday = 5
"""
