"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsubConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.watch.websub"
    label = "websub"
    verbose_name = _("WebSub")
