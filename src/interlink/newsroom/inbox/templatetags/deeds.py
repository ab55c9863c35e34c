"""What the log of activity keeps as codes, said in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry

from interlink.accounts.actions import ALL_FACTORS
from interlink.accounts.models import Activity, Deed
from interlink.accounts.roles import NAMES
from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.press.approving.rules import Reason

register = template.Library()

_REASONS: dict[str, Promise] = {
    Reason.PRIVATE_PERSON: gettext_lazy("names a private person"),
    Reason.ACCUSATION: gettext_lazy("an accusation"),
    Reason.WAS_ACCUSATION: gettext_lazy("was an accusation before"),
}

_ROLES: dict[str, Promise] = {role.value: name for role, name in NAMES.items()}


def _action(code: str) -> str:
    if code in deed_codes.SAID:
        return str(deed_codes.SAID[code])
    return str(registry.get_action_label(code)) if registry.action_exists(code) else code


def _role(code: str) -> str:
    return str(_ROLES.get(code, code))


def _factor(code: str) -> str:
    if code == ALL_FACTORS:
        return _("all of them")
    return str(Authenticator.Type(code).label) if code in Authenticator.Type.values else code


def _reasons(codes: str) -> str:
    return ", ".join(str(_REASONS.get(code, code)) for code in codes.split(", "))


_SAID: dict[str, Callable[[str], str]] = {
    Deed.PAGE: _action,
    Deed.LIST: _action,
    Deed.PERSON_ADDED: _role,
    Deed.ROLE_GIVEN: _role,
    Deed.FACTOR_ADDED: _factor,
    Deed.FACTOR_REMOVED: _factor,
    Deed.LOOK_ASKED: _reasons,
}


@register.filter
def detail(line: Activity) -> str:
    """Say how something was done; what is no code, such as a line of an older desk, is said as it stands."""
    say = _SAID.get(line.deed)
    return say(line.detail) if say and line.detail else line.detail
