"""The roles at a desk, each with what the one before may do and more."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interlink.accounts.models import User


class Role(StrEnum):
    """What somebody is at the desk; the order is from the least to the most."""

    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    OPERATOR = "operator"


# The group that carries each role's permissions; an operator needs none.
GROUPS = {Role.CONTRIBUTOR: "Contributors", Role.EDITOR: "Editors", Role.PUBLISHER: "Publishers"}

NAMES: dict[Role, Promise] = {
    Role.CONTRIBUTOR: _("contributor"),
    Role.EDITOR: _("editor"),
    Role.PUBLISHER: _("publisher"),
    Role.OPERATOR: _("operator"),
}
MEANINGS: dict[Role, Promise] = {
    Role.CONTRIBUTOR: _("Clips reports and writes drafts. Somebody else publishes them."),
    Role.EDITOR: _("Also publishes posts, keeps sources and subjects, and deals with alerts."),
    Role.PUBLISHER: _("Also signs off and sends the digest, publishes copies, and keeps subscribers."),
    Role.OPERATOR: _("Also looks after people and settings. May do everything."),
}


def role_of(user: User) -> Role | None:
    """Return somebody's role, the highest if there are several; None for an account that has none."""
    if user.is_superuser:
        return Role.OPERATOR
    held = set(user.groups.values_list("name", flat=True))
    return next((role for role in reversed(Role) if GROUPS.get(role) in held), None)


def give_role(user: User, role: Role) -> None:
    """Make this somebody's only role; the account has to be stored already."""
    user.is_superuser = user.is_staff = role is Role.OPERATOR
    user.save(update_fields=["is_superuser", "is_staff"])
    others = [name for other, name in GROUPS.items() if other is not role]
    user.groups.remove(*user.groups.filter(name__in=others))
    if role in GROUPS:
        user.groups.add(Group.objects.get_or_create(name=GROUPS[role])[0])
