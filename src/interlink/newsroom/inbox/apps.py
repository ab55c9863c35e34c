"""Where Django finds this app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _
from wagtail.users import apps as wagtail_users


class InboxConfig(AppConfig):
    """The app's name and label."""

    name = "interlink.newsroom.inbox"
    label = "inbox"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        """Let the log of activity have what Wagtail notes."""
        autodiscover_modules("receivers")


class PeopleConfig(wagtail_users.WagtailUsersAppConfig):
    """Wagtail's users, asked about in our way; the settings name it in the place of `wagtail.users`."""

    default = False
    user_viewset = "interlink.newsroom.inbox.people.PeopleViewSet"
