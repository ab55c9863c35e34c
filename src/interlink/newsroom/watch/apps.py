"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.watch"
    label = "watch"
    verbose_name = _("Sources and subjects")
