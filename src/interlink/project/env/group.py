"""Who the group is, where readers find it, and who may enter."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from pydantic import Field, field_validator

from interlink.project.env.sections import Section, origin

# Version 3, the only one that is left; the 56 letters are its key.
ONION = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion")


class SecondFactor(StrEnum):
    """Whether a password alone opens the desk."""

    OFFERED = "offered"
    REQUIRED = "required"


class Group(Section):
    """Who the group is, as readers see it."""

    name: str = Field("Our watch", description="The group's name, on every page and mail.")
    aims: str = Field("", description="One or two sentences on what the group does, on the front page.")
    languages: tuple[str, ...] = Field(
        ("en",), min_length=1, description="The languages of the public site; the first is the main one."
    )
    time_zone: str = Field("UTC", description="The time zone of the desk and of the digest's week.")

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            try:
                Locale.parse(code, sep="-")
            except (UnknownLocaleError, ValueError):
                raise ValueError(f"'{code}' is not a language code such as en, fr or fa") from None
        if len(set(codes)) != len(codes):
            raise ValueError("a language is listed twice")
        return codes

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"'{name}' is not a time zone such as Europe/Paris") from None
        return name


class Site(Section):
    """Where readers find the site."""

    address: str = Field("http://localhost:8000", description="The public address, without a path.")

    @field_validator("address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        return origin(address, "https://watch.example")

    hub: str = Field(
        "", description="The WebSub hub that is told of each feed that changed, such as https://hub.example/."
    )

    @field_validator("hub")
    @classmethod
    def _hub_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError(f"'{address}' is not an address such as https://hub.example/")
        return address

    onion: str = Field("", description="The site's onion address, such as http://...onion, if it has one.")

    @field_validator("onion")
    @classmethod
    def _onion_address(cls, address: str) -> str:
        if address and not ONION.fullmatch(address.rstrip("/")):
            raise ValueError(f"'{address}' is not an onion address: http:// and 56 letters and digits before .onion")
        return address.rstrip("/")

    offline_search: bool = Field(
        False, description="Whether the files of the site can be searched where no server of ours answers (Pagefind)."
    )

    @property
    def host(self) -> str:
        """The host name in the address."""
        return urlsplit(self.address).hostname or ""


class Serve(Section):
    """Where `interlink up` listens."""

    host: str = Field("127.0.0.1", description="The network address to listen on; keep it behind a web server.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="The port to listen on.")


class People(Section):
    """Who may enter the editors' desk."""

    second_factor: SecondFactor = Field(
        SecondFactor.OFFERED, description="'required' lets nobody work who has set up no second factor."
    )


class Digest(Section):
    """The weekly digest."""

    weekday: Annotated[int, Field(ge=1, le=7)] = Field(
        5, description="The day its week ends: 1 is Monday, 7 is Sunday."
    )
    hour: Annotated[int, Field(ge=0, le=23)] = Field(18, description="The hour at which the draft is compiled.")
