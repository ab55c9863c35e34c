"""How mail leaves the desk, and which mailboxes it reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from interlink.lib.fetch.imap import Security
from interlink.project.env.sections import Section


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


class MailboxAccount(Section):
    """A mailbox that receives newsletters; a source names it as imap://NAME/FOLDER."""

    host: str = Field("", min_length=1, description="The IMAP server's name.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(993, description="Its port.")
    user: str = Field("", min_length=1, description="The account's name at the server.")
    password: str = Field(
        "", description="Its password; better given as INTERLINK_MAILBOXES__NAME__PASSWORD.", repr=False
    )
    security: Security = Field(Security.TLS, description="'tls', 'starttls', or 'none' for a server on this machine.")
