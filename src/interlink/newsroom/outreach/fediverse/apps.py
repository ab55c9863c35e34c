"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FediverseConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.outreach.fediverse"
    label = "fediverse"
    verbose_name = "Fediverse"

    def ready(self) -> None:
        """Listen to what Wagtail publishes and takes back, and tell the press who can be followed."""
        autodiscover_modules("receivers")
