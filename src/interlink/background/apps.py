"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackgroundConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.background"
    label = "background"
    verbose_name = _("Background work")
