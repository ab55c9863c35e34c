"""All settings of a desk together, and what they must not lack."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from interlink.project.env.evidence import Evidence
from interlink.project.env.group import Digest, Group, People, Serve, Site
from interlink.project.env.mail import Mail, MailboxAccount
from interlink.project.env.watch import Watch

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
LAST_PORT = 65535


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
