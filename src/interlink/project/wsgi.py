"""The dynamic part of the newsroom plane, for a WSGI server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlink.project.settings.newsroom")

application = get_wsgi_application()
