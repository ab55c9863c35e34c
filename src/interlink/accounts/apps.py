"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.accounts"
    label = "accounts"
    verbose_name = _("People who sign in")

    def ready(self) -> None:
        """Write down who signs in and what changes about it."""
        autodiscover_modules("receivers")
