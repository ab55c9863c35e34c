"""The way to the alerts in the desk's menu, with how many are new."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import may_write
from interlink.newsroom.inbox.templatetags.written import own_digits
from interlink.newsroom.press.alerts import queries


class AlertsItem(MenuItem):
    """Counts anew for each page, as the menu's items are kept."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from people who may not write."""
        return isinstance(request.user, User) and may_write(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Put the number beside the name."""
        component: LinkMenuItem = super().render_component(request)
        number = queries.new_alerts()
        if number:
            component.label = _("Alerts (%(number)s)") % {"number": own_digits(number)}
        return component
