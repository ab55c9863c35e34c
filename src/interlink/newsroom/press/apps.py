"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.press"
    label = "press"
    verbose_name = _("Public site")

    def ready(self) -> None:
        """Listen to what Wagtail publishes."""
        autodiscover_modules("receivers")
