"""How captures are made, proven, kept and shown."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from interlink.lib.browser.installed import AUTO, OFF
from interlink.lib.store.errors import BadAddress
from interlink.lib.store.opened import check_address
from interlink.lib.warc.calendars import INSTALLED
from interlink.project.env.sections import Section, origin


class WaybackUse(StrEnum):
    """What the Wayback Machine is asked for."""

    OFF = "off"
    LOOK = "look"
    SAVE = "save"


class Authority(Section):
    """Who gives timestamps (RFC 3161)."""

    name: str = Field(pattern="^[a-z0-9-]{1,40}$", description="A short name; it stands in the names of files.")
    address: str = Field(pattern="^https?://", description="Where it is asked.")
    roots: str = Field(
        "", description="A PEM file with the certificates that we trust it by, in the desk's folder or absolute."
    )


# Two companies with nothing to do with each other; both answer anybody, and their certificates are shipped.
AUTHORITIES = (
    Authority(name="digicert", address="http://timestamp.digicert.com", roots=""),
    Authority(name="globalsign", address="http://timestamp.globalsign.com/tsa/r6advanced1", roots=""),
)


class Evidence(Section):
    """How captures are proven, kept and shown."""

    authorities: tuple[Authority, ...] = Field(
        AUTHORITIES, description="Who is asked for timestamps; an empty list for nobody."
    )
    calendars: tuple[str, ...] = Field(
        (), description="OpenTimestamps calendars that prove the log by Bitcoin; an empty list for none."
    )
    store: str = Field(
        "", description="Where captures go once they are sealed: s3://bucket/prefix or a folder; empty to stay here."
    )
    endpoint: str = Field("", description="The address of the service that has the bucket; empty for Amazon's.")
    region: str = Field("", description="Its region, if the service wants one.")
    access_key: str = Field("", description="The name of the access key.", repr=False)
    secret_key: str = Field("", description="The access key; better given as a variable.", repr=False)
    keep_days: Annotated[int, Field(ge=0)] = Field(
        0, description="After how many days a capture that nothing cites is deleted; 0 for never."
    )

    capture_spotted: bool = Field(
        default=False, description="Capture reports by themselves when a watched name is spotted in them."
    )
    spotted_a_day: Annotated[int, Field(ge=1, le=5000)] = Field(50, description="How many a day at most.")
    spotted_score: Annotated[float, Field(ge=0, le=1)] = Field(
        0.9, description="How certain a name has to be for that, from 0 to 1."
    )
    spotted_subjects: tuple[str, ...] = Field(
        (), description="The subjects whose names count for that, as the desk writes them; empty for all."
    )
    browser: str = Field(
        "auto",
        description="What opens pages that need script, and takes pictures of pages: 'auto' for the Chromium or "
        "Chrome that is installed, 'off', or the path of one.",
    )
    browser_sandbox: bool = Field(
        default=True, description="Set to false only where the browser cannot have its sandbox and you know why."
    )
    second_look_hours: Annotated[float, Field(ge=0, le=72)] = Field(
        6,
        description="How long a page that seems to be removed waits for the second look, before which nothing is said.",
    )
    replay_address: str = Field(
        "",
        description="The address of the replay, at a host name of its own; empty for one on this machine, "
        "or for none where the site has a public address.",
    )
    replay_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        0, description="The port that the replay listens on; 0 for the one after [serve] port."
    )

    wayback: WaybackUse = Field(
        WaybackUse.OFF,
        description="'look' asks the Wayback Machine for its copy of a removed page; 'save' has it keep each page too.",
    )
    wayback_address: str = Field("https://web.archive.org", description="Where the Wayback Machine is.")
    wayback_available: str = Field(
        "https://archive.org/wayback/available",
        pattern="^https?://",
        description="Where it says whether it has a copy.",
    )
    wayback_key_file: str = Field(
        "", description="A file with ACCESS:SECRET, the keys of a member, in the desk's folder or absolute."
    )
    wayback_access_key: str = Field("", description="The member's access key, instead of the file.", repr=False)
    wayback_secret_key: str = Field(
        "", description="The member's secret key; better given as a variable or in the file.", repr=False
    )

    @field_validator("wayback_address")
    @classmethod
    def _where_it_is(cls, address: str) -> str:
        return origin(address, "https://web.archive.org")

    @field_validator("browser")
    @classmethod
    def _names_a_browser(cls, named: str) -> str:
        if named not in {AUTO, OFF} and not Path(named).is_absolute():
            raise ValueError(f"'{named}' is not 'auto', 'off' or the whole path of a browser")
        return named

    @field_validator("store")
    @classmethod
    def _names_a_store(cls, address: str) -> str:
        if address:
            try:
                check_address(address)
            except BadAddress as error:
                raise ValueError(str(error)) from None
        return address

    @field_validator("calendars")
    @classmethod
    def _each_an_address(cls, calendars: tuple[str, ...]) -> tuple[str, ...]:
        if calendars and not INSTALLED:
            raise ValueError('calendars need a library that is not there: pip install "interlink[opentimestamps]"')
        return tuple(dict.fromkeys(origin(one, "https://a.pool.opentimestamps.org") for one in calendars))

    @field_validator("authorities")
    @classmethod
    def _each_of_its_own_name(cls, authorities: tuple[Authority, ...]) -> tuple[Authority, ...]:
        if len({one.name for one in authorities}) < len(authorities):
            raise ValueError("two authorities have the same name")
        return authorities

    @field_validator("replay_address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        return origin(address, "https://replay.watch.example") if address else ""
