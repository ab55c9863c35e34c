"""The ways to the channels: in the menu, and from a post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from interlink.accounts.models import User
from interlink.newsroom.inbox.access import may_publish
from interlink.newsroom.outreach.channels import queries
from interlink.newsroom.outreach.channels.models import Channel
from interlink.newsroom.outreach.channels.rules import State
from interlink.newsroom.press.models import DigestPage, PostPage

ORDER = 45


class ChannelsItem(MenuItem):
    """The way to the channels, for those who may show readers something."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Hide it from the others."""
        user: Any = request.user
        return may_publish(user)


def channel_buttons(page: Page, user: User) -> Iterator[Button]:
    """Return the way from a post or digest to how it stands on the channels, which the button says in short."""
    if not issubclass(page.specific_class or Page, PostPage | DigestPage) or not Channel.objects.exists():
        return
    if not page.permissions_for_user(user).can_publish():
        return
    states = [row.state for row in queries.states_of([page.pk])[page.pk]]
    label = _("Channels")
    if troubled := sum(state in queries.TROUBLED for state in states):
        label = _("Channels: %(number)s to look at") % {"number": troubled}
    elif told := states.count(State.TOLD):
        label = _("Channels: sent on %(number)s") % {"number": told}
    yield Button(label, reverse("telling", args=[page.pk]), icon_name="globe", priority=ORDER)
