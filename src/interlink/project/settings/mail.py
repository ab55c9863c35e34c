"""How mail leaves the newsroom, and how what comes back is taken."""

from __future__ import annotations

from interlink.project.env.mail import Transport
from interlink.project.settings.desk import DESK, ENV

INTERLINK_MAIL_CONNECTIONS = ENV.mail.connections
INTERLINK_MAIL_LIMITS = {domain.lower(): limit for domain, limit in ENV.mail.limits.items()}
INTERLINK_IMPORTS_ROOT = DESK.run / "imports"
INTERLINK_BOUNCES = ENV.mail.bounces
INTERLINK_BOUNCE_BOX = ENV.mail.bounce_box.lower()
INTERLINK_BOUNCE_SECRET = ENV.mail.bounce_secret
INTERLINK_SIGNUPS_AN_HOUR = ENV.mail.signups_an_hour
INTERLINK_DKIM_KEY = DESK.dkim_key_file
INTERLINK_RESOLVER = ENV.mail.resolver
INTERLINK_DKIM_SELECTOR = ENV.mail.dkim_selector
DEFAULT_FROM_EMAIL = ENV.mail.sender
SERVER_EMAIL = ENV.mail.sender
INTERLINK_MAIL_SERVICE = str(ENV.mail.service) if ENV.mail.transport is Transport.SERVICE else ""
ANYMAIL = {
    **{f"{INTERLINK_MAIL_SERVICE}_{name}".upper(): value for name, value in ENV.mail.service_settings.items()},
    # Nobody is followed; where a service cannot be told so for each mail, its own settings have to say it.
    "IGNORE_UNSUPPORTED_FEATURES": True,
    "WEBHOOK_SECRET": f"interlink:{ENV.mail.bounce_secret}",
}
if ENV.mail.transport is Transport.SMTP:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = ENV.mail.smtp_host
    EMAIL_PORT = ENV.mail.smtp_port
    EMAIL_HOST_USER = ENV.mail.smtp_user
    EMAIL_HOST_PASSWORD = ENV.mail.smtp_password
    EMAIL_USE_TLS = ENV.mail.smtp_security == "starttls"
    EMAIL_USE_SSL = ENV.mail.smtp_security == "tls"
    EMAIL_TIMEOUT = 30
elif ENV.mail.transport is Transport.SERVICE:
    EMAIL_BACKEND = "interlink.newsroom.outreach.mail.service.ServiceBackend"
else:
    EMAIL_BACKEND = "interlink.newsroom.outreach.mail.outbox.MaildirBackend"
