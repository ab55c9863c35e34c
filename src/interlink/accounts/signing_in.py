"""How people sign in: nobody signs up, no mail is sent, and a second factor may be asked for."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class DeskAdapter(DefaultAccountAdapter):
    """The rules of the desk for the library that signs people in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves."""
        del request
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing: the desk never writes to editors, and knows no addresses of theirs."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead to the desk's first page."""
        del request
        return reverse("wagtailadmin_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to where one signs in."""
        del request
        return reverse("account_login")


class SecondFactorMiddleware:
    """Where the desk asks for a second factor, lets nobody further who has none yet."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        self._required = settings.INTERLINK_SECOND_FACTOR_REQUIRED

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the page where a second factor is set up."""
        if self._required and self._is_held(request):
            messages.warning(request, _("This desk asks everybody for a second factor. Set one up to go on."))
            return redirect("mfa_index")
        return self._get_response(request)

    def _is_held(self, request: HttpRequest) -> bool:
        path = request.path_info
        if not path.startswith(settings.INTERLINK_DESK_PATH) or path.startswith(settings.INTERLINK_SIGN_IN_PATHS):
            return False
        return request.user.is_authenticated and not is_mfa_enabled(request.user)
