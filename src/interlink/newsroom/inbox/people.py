"""The people who sign in, as the desk asks about them: a name to sign in with and a name to be shown under.

Wagtail wants a first name, a last name and a mail address of everybody. The people here may go under a
pseudonym, and what is not asked for cannot be found.
"""

from __future__ import annotations

from typing import Any

from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
    NotificationsSettingsPanel,
)
from wagtail.users.forms import UserCreationForm, UserEditForm, UserForm
from wagtail.users.views.users import UserViewSet

from interlink.accounts.models import User


class NewPersonForm(UserCreationForm):
    """What is asked when an account is made."""

    email = None
    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        fields = ("username", "display_name", "is_superuser", "groups")


class PersonForm(UserEditForm):
    """What can be changed about an account."""

    email = None
    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        fields = ("username", "display_name", "is_active", "is_superuser", "groups")


class PeopleViewSet(UserViewSet):
    """Wagtail's list of users with these forms."""

    def get_form_class(self, for_update: bool = False) -> type[UserForm]:
        """Return the form that asks for no more than is needed."""
        return PersonForm if for_update else NewPersonForm


class DisplayNamePanel(BaseSettingsPanel):
    """The part of the account page about one's name."""

    name = "display_name"
    title = _("Your name at the desk")
    order = 100
    form_class = modelform_factory(User, fields=["display_name"])


class OwnAccountView(AccountView):
    """The account page, without the names and mail address that Wagtail demands.

    Nor does it ask about notifications: the desk never writes to editors.
    """

    def get_panels(self) -> list[BaseSettingsPanel]:
        """Put our name panel in the place of Wagtail's."""
        panels: list[Any] = super().get_panels()
        unwanted = (NameEmailSettingsPanel, NotificationsSettingsPanel)
        first = panels[0]
        named = DisplayNamePanel(first.request, first.user, first.profile)
        return [named, *(panel for panel in panels if not isinstance(panel, unwanted))]
