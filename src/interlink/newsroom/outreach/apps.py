"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OutreachConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.outreach"
    label = "outreach"
    verbose_name = _("Digest and mail")

    def ready(self) -> None:
        """Have subscribers counted from the first migration on."""
        autodiscover_modules("receivers")
