"""What counts subscribers is put up once their table is there, and again when a migration has rebuilt it."""

from __future__ import annotations

from django.apps import apps
from django.db.models.signals import post_migrate

from interlink.newsroom.outreach import tallies

post_migrate.connect(tallies.install, sender=apps.get_app_config("outreach"), dispatch_uid="interlink-tallies")
