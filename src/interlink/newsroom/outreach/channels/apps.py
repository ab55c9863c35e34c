"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ChannelsConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.outreach.channels"
    label = "channels"
    verbose_name = _("Channels")

    def ready(self) -> None:
        """Listen to what Wagtail publishes and takes back."""
        autodiscover_modules("receivers")
