"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.stories"
    label = "stories"
    verbose_name = _("Stories")
