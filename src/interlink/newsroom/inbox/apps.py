"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.inbox"
    label = "inbox"
    verbose_name = _("Inbox")
