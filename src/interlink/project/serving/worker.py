"""The worker process: background work and the clock.

Also started as `python -m interlink.project.serving.worker`.
"""

from __future__ import annotations

import os

import django
from django.core.management import call_command

from interlink.project.garbage import collect_seldom
from interlink.project.serving import lifeline


def main() -> None:
    """Work until SIGTERM or SIGINT."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interlink.project.settings.newsroom")
    lifeline.watch()
    django.setup()
    collect_seldom()
    call_command("work")


if __name__ == "__main__":
    main()
