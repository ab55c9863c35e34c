"""Loading, once, what the site and the workers need, for the processes that are then forked."""

from __future__ import annotations

import gc
import os

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.urls import get_resolver

from interlink.project.garbage import collect_seldom


def load_all() -> None:
    """Load Django with all apps, the addresses of the site and what they lead to; leave no database open."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlink.project.settings.newsroom")
    gc.disable()
    try:
        django.setup()
        WSGIHandler()  # loads the middleware
        _ = get_resolver().url_patterns
    finally:
        gc.enable()
    connections.close_all()
    collect_seldom()
