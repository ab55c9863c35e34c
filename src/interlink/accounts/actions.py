"""What happens with accounts."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from interlink.accounts.errors import NameTaken
from interlink.accounts.models import User

EDITORS = "Editors"


@transaction.atomic
def add_user(name: str, password: str, *, display_name: str = "", operator: bool = False) -> User:
    """Make an account for an editor, or for an operator, who may do everything.

    Raises:
        NameTaken: somebody has that name already.
        ValidationError: the name has signs that a user name cannot have.
    """
    if User.objects.filter(username__iexact=name).exists():
        raise NameTaken(name, f"There is a {name} already.")
    user = User(username=name, display_name=display_name, is_superuser=operator, is_staff=operator)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    return user
