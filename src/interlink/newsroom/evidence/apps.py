"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.evidence"
    label = "evidence"
    verbose_name = _("Evidence")
