"""Django settings of the newsroom plane, all taken from the desk's own settings."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale
from wagtail.admin.localization import WAGTAILADMIN_PROVIDED_LANGUAGES

from interlink.lib.fetch.imap import Account
from interlink.lib.store.s3 import Access
from interlink.lib.wayback.client import Service
from interlink.project.address_keys import address_key
from interlink.project.authorities import roots_of
from interlink.project.env.environment import LOCAL_HOSTS
from interlink.project.env.group import SecondFactor
from interlink.project.settings.browsers import *  # noqa: F403 - Django takes its settings as one module
from interlink.project.settings.desk import DESK, ENV
from interlink.project.settings.mail import *  # noqa: F403
from interlink.project.wayback_keys import keys_for_wayback

DEBUG = False
SECRET_KEY = DESK.secret_key() or ("" if ENV.production else "not secret: this desk has no key file yet")
INTERLINK_ADDRESS_KEY = address_key(DESK, SECRET_KEY)
# Readers may come by either address; the search and the desk answer at both.
ADDRESSES = [ENV.site.address, *([ENV.site.onion] if ENV.site.onion else [])]
ALLOWED_HOSTS = [*(urlsplit(address).hostname or "" for address in ADDRESSES), *LOCAL_HOSTS, "[::1]"]
CSRF_TRUSTED_ORIGINS = ADDRESSES
CSRF_FAILURE_VIEW = "interlink.newsroom.inbox.views.stale.stale"

INSTALLED_APPS = [
    "interlink.accounts",
    "interlink.background",
    "interlink.newsroom.evidence",
    "interlink.newsroom.watch",
    "interlink.newsroom.watch.websub",
    "interlink.newsroom.stories",
    "interlink.newsroom.press",
    "interlink.newsroom.outreach",
    "interlink.newsroom.outreach.channels",
    "interlink.newsroom.outreach.fediverse",
    "interlink.newsroom.inbox",
    "interlink.newsroom.inbox.apps.PeopleConfig",  # wagtail.users
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # the library's list of passkeys says when each was used
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "interlink.project.compressing.DeskGzipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "interlink.project.policies.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "interlink.project.lost.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "interlink.newsroom.inbox.own_language.OwnLanguageMiddleware",
    "interlink.accounts.signing_in.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

MESSAGE_STORAGE = "interlink.newsroom.inbox.told.OwnFigures"

ROOT_URLCONF = "interlink.project.urls"
WSGI_APPLICATION = "interlink.project.wsgi.application"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DESK.newsroom_database,
        # A connection is kept by the thread that opened it: opening one anew takes longer than most questions.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # The log is put into the database every 16 MB: more often, a round of watching waits for the disk to do so.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; "
                "PRAGMA wal_autocheckpoint=4000;"
            ),
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "interlink.accounts.signing_in.DeskAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = None  # asked at sign-in
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.production else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"authenticate": "interlink.accounts.factors.CodeForm"}
MFA_TOTP_ISSUER = ENV.group.name
MFA_TOTP_TOLERANCE = 1  # phones' clocks are half a minute off now and then
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.production  # a desk on this very machine has no https
USERSESSIONS_TRACK_ACTIVITY = True

# Languages: what the group publishes in; the desk speaks English wherever it has no translation.
LANGUAGE_CODE = ENV.group.languages[0]
LANGUAGES = [
    (code, (Locale.parse(code, sep="-").get_display_name(code) or code).capitalize()) for code in ENV.group.languages
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# What an editor may choose for herself: Wagtail's list, and Albanian, which the desk alone speaks.
WAGTAILADMIN_PERMITTED_LANGUAGES = [*WAGTAILADMIN_PROVIDED_LANGUAGES, ("sq", "Albanian")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENV.group.time_zone
# Wagtail's scripts ask for Wagtail's words alone, and for these.
LOCALE_PATHS = [str(Path(__file__).parents[2] / "newsroom" / "inbox" / "locale")]

STATIC_URL = "/static/"
STATIC_ROOT = DESK.run / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DESK.media
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# The desk's own additions: read by the newsroom through django.conf.settings.
INTERLINK_GROUP_NAME = ENV.group.name
INTERLINK_GROUP_AIMS = ENV.group.aims
INTERLINK_SITE_ADDRESS = ENV.site.address
INTERLINK_ONION = ENV.site.onion
INTERLINK_OFFLINE_SEARCH = ENV.site.offline_search
INTERLINK_HUB = ENV.site.hub
INTERLINK_EVIDENCE_ROOT = DESK.evidence
INTERLINK_KEYS_ROOT = DESK.keys
INTERLINK_SECOND_LOOK = timedelta(hours=ENV.evidence.second_look_hours)
INTERLINK_AUTHORITIES = tuple((one.name, one.address, roots_of(one, DESK)) for one in ENV.evidence.authorities)
INTERLINK_CALENDARS = ENV.evidence.calendars
INTERLINK_REPLAY_ADDRESS = ENV.replay_address
INTERLINK_EVIDENCE_STORE = ENV.evidence.store
INTERLINK_EVIDENCE_ACCESS = Access(
    ENV.evidence.endpoint, ENV.evidence.region, ENV.evidence.access_key, ENV.evidence.secret_key
)
INTERLINK_WAYBACK_USE = ENV.evidence.wayback.value
INTERLINK_WAYBACK = Service(
    ENV.evidence.wayback_address, ENV.evidence.wayback_available, keys_for_wayback(ENV.evidence, DESK)
)
INTERLINK_CAPTURE_SPOTTED = ENV.evidence.capture_spotted
INTERLINK_SPOTTED_A_DAY = ENV.evidence.spotted_a_day
INTERLINK_SPOTTED_SCORE = ENV.evidence.spotted_score
INTERLINK_SPOTTED_SUBJECTS = ENV.evidence.spotted_subjects
INTERLINK_BROWSER = ENV.evidence.browser
INTERLINK_BROWSER_SANDBOX = ENV.evidence.browser_sandbox
INTERLINK_EVIDENCE_KEEP_DAYS = ENV.evidence.keep_days
INTERLINK_SITE_ROOT = DESK.site
INTERLINK_OUTBOX = DESK.outbox
INTERLINK_ALLOWED_LOOPBACK = frozenset(ENV.watch.allowed_loopback)
INTERLINK_CONTACT = ENV.watch.contact
INTERLINK_WEBSUB = ENV.watch.websub
INTERLINK_MINUTES_BETWEEN_CHECKS = ENV.watch.minutes_between_checks
INTERLINK_MAILBOXES = {
    name.lower(): Account(box.host, box.port, box.user, box.password, box.security)
    for name, box in ENV.mailboxes.items()
}
INTERLINK_SECOND_FACTOR_REQUIRED = ENV.people.second_factor is SecondFactor.REQUIRED
INTERLINK_DIGEST_WEEKDAY = ENV.digest.weekday
INTERLINK_DIGEST_HOUR = ENV.digest.hour

WAGTAIL_SITE_NAME = ENV.group.name
WAGTAILADMIN_BASE_URL = ENV.site.address
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # an editor may have none, and the desk never writes to editors
WAGTAIL_PASSWORD_RESET_ENABLED = False  # by mail, that is
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one for all, as the digest's week has one
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "interlink.newsroom.press.library.forms.PaperFields"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "interlink.newsroom.inbox.page_search"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": [], "OPTIONS": {}}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "interlink": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        # A failed task keeps its reason in the queue, where interlink status shows it; no traceback on the screen.
        "django_tasks": {"level": "CRITICAL"},
    },
}
