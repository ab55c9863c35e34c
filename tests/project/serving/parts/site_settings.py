"""Settings of a project that has little to serve itself."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

DESK = Path(os.environ["INTERLINK_DESK"])
SECRET_KEY = "of a test"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "interlink.background",
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "csp.middleware.CSPMiddleware"]
ROOT_URLCONF = "site_pages"
USE_TZ = True
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DESK / "newsroom.sqlite3"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
STATIC_URL, STATIC_ROOT = "/static/", DESK / "run" / "static"
MEDIA_URL, MEDIA_ROOT = "/media/", DESK / "media"
INTERLINK_SITE_ROOT = DESK / "site"
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
INTERLINK_PERMISSIONS = "camera=()"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": [NONE], "style-src": [SELF], "base-uri": [NONE]}}
