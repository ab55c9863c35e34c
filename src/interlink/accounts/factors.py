"""What is asked of somebody who signs in with a second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from django.utils.translation import gettext_lazy as _


class CodeForm(AuthenticateForm):
    """Asks for a code, and says where one may come from: the library's own words leave out the recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your app, or one of your recovery codes.")
