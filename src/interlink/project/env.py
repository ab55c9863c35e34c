"""The desk's settings, typed: interlink.toml, overridden by environment variables.

A variable is the setting's path in capitals after INTERLINK_, parts joined by two
underscores: `INTERLINK_SITE__ADDRESS` is `address` in `[site]`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings.exceptions import SettingsError

from interlink.lib.browser.installed import AUTO, OFF
from interlink.lib.fetch.imap import Security
from interlink.lib.store.errors import BadAddress
from interlink.lib.store.opened import check_address
from interlink.lib.warc.calendars import INSTALLED
from interlink.project.errors import BadSettings
from interlink.project.spelling import nearest, unread_variables

# Version 3, the only one that is left; the 56 letters are its key.
ONION = re.compile(r"https?://(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion")
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
LAST_PORT = 65535


class Transport(StrEnum):
    """How mail leaves the desk."""

    FOLDER = "folder"
    SMTP = "smtp"
    SERVICE = "service"


class MailService(StrEnum):
    """A mail service that django-anymail speaks to, and that carries our mark along and back."""

    BREVO = "brevo"
    MAILGUN = "mailgun"
    MAILJET = "mailjet"
    MAILTRAP = "mailtrap"
    MANDRILL = "mandrill"
    POSTMARK = "postmark"
    RESEND = "resend"
    SENDGRID = "sendgrid"
    SPARKPOST = "sparkpost"


class SecondFactor(StrEnum):
    """Whether a password alone opens the desk."""

    OFFERED = "offered"
    REQUIRED = "required"


class WaybackUse(StrEnum):
    """What the Wayback Machine is asked for."""

    OFF = "off"
    LOOK = "look"
    SAVE = "save"


class Section(BaseModel):
    """One table of interlink.toml; a name it does not know is an error, not a shrug."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


def _origin(address: str, example: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ValueError(f"'{address}' is not an address such as {example}")
    return address.rstrip("/")


class Site(Section):
    """Where readers find the site."""

    address: str = Field("http://localhost:8000", description="The public address, without a path.")

    @field_validator("address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        return _origin(address, "https://watch.example")

    hub: str = Field("", description="The WebSub hub that is told of new posts, such as https://hub.example/.")

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


class Mail(Section):
    """How mail leaves the desk."""

    transport: Transport = Field(
        Transport.FOLDER,
        description="'folder' keeps mail in outbox/; 'smtp' sends it; 'service' sends it by a mail service.",
    )
    sender: str = Field("digest@localhost", description="The address that mail comes from.")
    smtp_host: str = Field("", description="The mail server's name.")
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(587, description="The mail server's port.")
    smtp_user: str = Field("", description="The account at the mail server, if it wants one.")
    smtp_password: str = Field(
        "", description="Its password; better given as INTERLINK_MAIL__SMTP_PASSWORD.", repr=False
    )
    smtp_security: str = Field(
        "starttls",
        pattern="^(starttls|tls|none)$",
        description="'starttls', 'tls', or 'none' for a server on this machine.",
    )
    service: MailService | Literal[""] = Field("", description="The mail service, such as 'postmark'.")
    service_settings: dict[str, Annotated[str, Field(min_length=1)]] = Field(
        {}, description="What the service wants, under anymail's names: its keys, its address.", repr=False
    )
    bounces: str = Field("", description="The address that mails come back to, each with a mark of its own in it.")
    bounce_box: str = Field("", description="The name of the mailbox, in [mailboxes], that they come to.")
    bounce_secret: str = Field(
        "",
        description="What a service signs with that tells of mails that came back; better given as "
        "INTERLINK_MAIL__BOUNCE_SECRET.",
        repr=False,
    )
    signups_an_hour: Annotated[int, Field(ge=1)] = Field(
        500, description="How many may sign up by the form in an hour before it pauses."
    )
    connections: Annotated[int, Field(ge=1, le=50)] = Field(
        4, description="How many lines to the mail server are open at once while a mailing is handed over."
    )
    dkim_selector: str = Field(
        "interlink",
        pattern="^[a-z0-9]([a-z0-9-]*[a-z0-9])?$",
        description="The name of the signing key in the DNS: NAME._domainkey.YOUR-DOMAIN.",
    )
    resolver: str = Field(
        "",
        description="The DNS server that is asked about the domain's mail records; empty for the machine's own choice.",
    )
    limits: dict[str, Annotated[int, Field(ge=0)]] = Field(
        {}, description="How many mails a minute a domain may get; '*' stands for each other domain."
    )

    @model_validator(mode="after")
    def _service_is_named(self) -> Mail:
        if self.transport is Transport.SERVICE and not (self.service and self.service_settings):
            raise ValueError('transport = "service" needs service and [mail.service_settings]')
        return self

    @property
    def leaves(self) -> bool:
        """Whether mail leaves this machine."""
        return self.transport is Transport.SERVICE or (self.transport is Transport.SMTP and bool(self.smtp_host))


class Watch(Section):
    """How sources are watched."""

    contact: str = Field("", description="An address or page where a site's owner can reach the group.")
    minutes_between_checks: Annotated[int, Field(ge=5, le=1440)] = Field(
        30, description="How long a source rests between two checks."
    )
    allowed_loopback: tuple[str, ...] = Field(
        (),
        description="host:port patterns on this very machine that may be fetched; for the demo press only.",
    )
    websub: bool = Field(
        default=True, description="Let feeds' hubs tell of news at once, where they can reach the desk over https."
    )


class MailboxAccount(Section):
    """A mailbox that receives newsletters; a source names it as imap://NAME/FOLDER."""

    host: str = Field("", min_length=1, description="The IMAP server's name.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(993, description="Its port.")
    user: str = Field("", min_length=1, description="The account's name at the server.")
    password: str = Field(
        "", description="Its password; better given as INTERLINK_MAILBOXES__NAME__PASSWORD.", repr=False
    )
    security: Security = Field(Security.TLS, description="'tls', 'starttls', or 'none' for a server on this machine.")


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
        return _origin(address, "https://web.archive.org")

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
        return tuple(dict.fromkeys(_origin(one, "https://a.pool.opentimestamps.org") for one in calendars))

    @field_validator("authorities")
    @classmethod
    def _each_of_its_own_name(cls, authorities: tuple[Authority, ...]) -> tuple[Authority, ...]:
        if len({one.name for one in authorities}) < len(authorities):
            raise ValueError("two authorities have the same name")
        return authorities

    @field_validator("replay_address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        return _origin(address, "https://replay.watch.example") if address else ""


class Digest(Section):
    """The weekly digest."""

    weekday: Annotated[int, Field(ge=1, le=7)] = Field(
        5, description="The day its week ends: 1 is Monday, 7 is Sunday."
    )
    hour: Annotated[int, Field(ge=0, le=23)] = Field(18, description="The hour at which the draft is compiled.")


class Environment(BaseSettings):
    """All settings of a desk."""

    model_config = SettingsConfigDict(
        env_prefix="INTERLINK_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    production: bool = Field(
        default=False,
        description="Set to true when readers are to reach the site; the desk then refuses to start half-configured.",
    )
    group: Group = Group()
    site: Site = Site()
    serve: Serve = Serve()
    people: People = People()
    mail: Mail = Mail()
    watch: Watch = Watch()
    evidence: Evidence = Evidence()
    digest: Digest = Digest()
    mailboxes: dict[str, MailboxAccount] = Field({}, description="Mailboxes that receive newsletters, by name.")

    @classmethod
    def settings_customise_sources(  # noqa: D102 - the library's own hook
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def replay_port(self) -> int:
        """The port that the replay of captures listens on."""
        after = self.serve.port + 1 if self.serve.port < LAST_PORT else self.serve.port - 1
        return self.evidence.replay_port or after

    @property
    def replay_address(self) -> str:
        """Where captures are replayed; empty for nowhere.

        A desk on one machine takes another port. Another name for that machine would be another site to a browser,
        and most let no service worker of one site work in a page of another.
        """
        if self.evidence.replay_address or self.site.host not in LOCAL_HOSTS:
            return self.evidence.replay_address
        name = f"[{self.site.host}]" if ":" in self.site.host else self.site.host
        return f"http://{name}:{self.replay_port}"

    @model_validator(mode="after")
    def _replay_apart(self) -> Environment:
        if self.evidence.replay_address and urlsplit(self.evidence.replay_address).hostname == self.site.host:
            raise ValueError(
                "[evidence] replay_address has the site's host name; replayed pages need one of their own, "
                "such as https://replay.watch.example"
            )
        return self

    @model_validator(mode="after")
    def _whole_in_production(self) -> Environment:
        missing = list(production_gaps(self)) if self.production else []
        if missing:
            raise ValueError("production = true, but " + "; ".join(missing))
        return self


def production_gaps(env: Environment) -> list[str]:
    """Name in plain words what a desk that faces readers still lacks."""
    gaps = []
    secure = env.site.address.startswith("https://") or env.site.host.endswith(".onion")
    if env.site.host in LOCAL_HOSTS or not secure:
        gaps.append("[site] address is not a public https address")
    replay = env.evidence.replay_address
    if replay and not (replay.startswith("https://") or replay.endswith(".onion")):
        gaps.append("[evidence] replay_address is not an https address, and browsers replay nothing without")
    if not env.mail.leaves:
        gaps.append('[mail] has no smtp server (transport = "smtp" and smtp_host) and no service')
    if env.mail.sender.endswith("@localhost"):
        gaps.append("[mail] sender is not a real address")
    if not env.watch.contact:
        gaps.append("[watch] contact is empty; sites that we visit must be able to reach us")
    if env.evidence.second_look_hours < 1:
        gaps.append("[evidence] second_look_hours below 1 is for the demo only")
    if env.watch.allowed_loopback:
        gaps.append("[watch] allowed_loopback is for the demo only")
    return gaps


def read_environment(settings_file: Path) -> Environment:
    """Read and check the settings of the desk whose interlink.toml is given.

    Raises:
        BadSettings: the file is not TOML, or a setting is unknown, of the wrong kind, or missing in production.
    """
    unread = unread_variables(os.environ, settings_paths())
    if unread:
        raise BadSettings(settings_file, unread)

    class Here(Environment):
        model_config = SettingsConfigDict(toml_file=settings_file)

    try:
        return Here()
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(settings_file, [f"It is not a TOML file: {error}."]) from error
    except UnicodeDecodeError as error:
        raise BadSettings(settings_file, ["It is not a text file in UTF-8."]) from error
    except SettingsError as error:
        raise BadSettings(settings_file, [f"A variable is not written as JSON: {error}."]) from error
    except ValidationError as error:
        raise BadSettings(settings_file, [_told(fault) for fault in error.errors()]) from error


def settings_paths() -> list[str]:
    """Return the path of each setting in interlink.toml."""
    paths = []
    for name, field in Environment.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            paths += [f"{name}.{inner}" for inner in section.model_fields]
        else:
            paths.append(name)
    return paths


def _told(fault: Mapping[str, Any]) -> str:
    """Say one fault in plain words, with the setting's path in interlink.toml."""
    place = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return f"{place}: there is no such setting.{nearest(place, settings_paths())}"
    message = fault["msg"].removeprefix("Value error, ")
    return f"{place}: {message}." if place else f"{message}."
