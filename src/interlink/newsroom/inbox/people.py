"""The people who sign in, as the desk asks about them: a name to sign in with and a name to be shown under.

Wagtail wants a first name, a last name and a mail address of everybody. The people here may go under a
pseudonym, and what is not asked for cannot be found.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.views.account import (
    AccountView,
    BaseSettingsPanel,
    NameEmailSettingsPanel,
    NotificationsSettingsPanel,
)
from wagtail.users.forms import UserCreationForm, UserEditForm, UserForm
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from interlink.accounts.actions import change_role, welcome
from interlink.accounts.models import User
from interlink.accounts.roles import MEANINGS, NAMES, Role, role_of


def _roles() -> list[tuple[str, str]]:
    # Asked anew for each form, in the language of whoever sees it.
    return [(role.value, f"{capfirst(str(NAMES[role]))}. {MEANINGS[role]}") for role in Role]


class RoleField(forms.TypedChoiceField):
    """One of the roles, each with what it may do."""

    def __init__(self) -> None:
        super().__init__(choices=_roles, coerce=Role, widget=forms.RadioSelect, label=_("Role"), initial=Role.EDITOR)


class NewPersonForm(UserCreationForm):
    """What is asked when an account is made."""

    email = None
    first_name = None
    last_name = None
    is_superuser = None
    role = RoleField()
    by: User | None = None

    class Meta(UserCreationForm.Meta):
        fields = ("username", "display_name")

    def save(self, commit: bool = True) -> User:
        """Store the account, and give it its role."""
        user: User = super().save(commit)
        welcome(user, self.cleaned_data["role"], self.by)
        return user


class PersonForm(UserEditForm):
    """What can be changed about an account; the role only of somebody else."""

    email = None
    first_name = None
    last_name = None
    role = RoleField()
    by: User | None = None

    class Meta(UserEditForm.Meta):
        fields = ("username", "display_name", "is_active", "is_superuser")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._editing_self = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        # Who may come in is decided by taking somebody out, which also hands over what they held.
        for name in ("is_active", "is_superuser"):
            self.fields.pop(name, None)
        self.initial["role"] = role_of(self.instance)
        if self._editing_self:
            del self.fields["role"]

    def clean_role(self) -> Role:
        """Keep somebody who may look after people."""
        role: Role = self.cleaned_data["role"]
        last = not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=self.instance.pk).exists()
        if self.instance.is_superuser and role is not Role.OPERATOR and last:
            raise ValidationError(_("This is the only operator. Make somebody else an operator first."))
        return role

    def save(self, commit: bool = True) -> User:
        """Store the account, and the role if it is another now."""
        user: User = super().save(commit)
        role = self.cleaned_data.get("role")
        if role is not None and role is not role_of(user):
            change_role(user, role, self.by)
        return user


def _role_name(user: User) -> str:
    role = role_of(user)
    return str(NAMES[role]) if role else ""


class PeopleView(IndexView):
    """The list of people, with their roles."""

    page_title = _("People")
    add_item_label = _("Add a person")

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Show the role in the place of Wagtail's access level, and nothing that acts on many people at once."""
        columns = [column for column in super().columns if column.name not in {"bulk_actions", "is_superuser"}]
        role = Column("role", accessor=_role_name, label=_("Role"), classname="role", width="15%")
        return [*columns[:2], role, *columns[2:]]

    def get_delete_url(self, instance: User) -> str | None:
        """Offer no deletion: somebody who goes is taken out, and what they wrote keeps its author."""
        del instance
        return None


class AddPersonView(CreateView):
    """Making an account."""

    page_title = _("Add a person")

    def get_form(self, form_class: Any = None) -> Any:
        """Let the form know who asks."""
        form = super().get_form(form_class)
        form.by = self.request.user
        return form


class PersonView(EditView):
    """Changing an account."""

    def get_form(self, form_class: Any = None) -> Any:
        """Let the form know who asks."""
        form = super().get_form(form_class)
        form.by = self.request.user
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer no deletion."""
        return super().get_context_data(**kwargs) | {"can_delete": False, "may_take_out": not self.editing_self}


class NoDeletionView(DeleteView):
    """Nobody is deleted, not by address either: what somebody wrote keeps its author, and the log its sense."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead to taking the person out instead."""
        del request, args
        return redirect("take_out", kwargs["pk"])


class PeopleViewSet(UserViewSet):
    """Wagtail's list of users with these forms."""

    menu_label = _("People")
    index_view_class = PeopleView
    add_view_class = AddPersonView
    edit_view_class = PersonView
    delete_view_class = NoDeletionView

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
