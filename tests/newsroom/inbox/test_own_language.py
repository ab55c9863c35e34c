"""The pages about one's own security speak the language that was chosen in the account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from wagtail.users.models import UserProfile


def test_factors_and_sessions_are_told_in_the_language_of_the_account_not_of_the_browser(
    cast: Any, enter: Callable[[Any], Client]
) -> None:
    UserProfile.objects.update_or_create(user=cast.editor, defaults={"preferred_language": "sq"})
    client = enter(cast.editor)
    for address in ("/desk/security/factors/", "/desk/security/sessions/"):
        page = client.get(address, headers={"Accept-Language": "fa"})
        assert page.status_code == 200
        assert page.headers["Content-Language"] == "sq"
        assert 'lang="sq" dir="ltr"' in page.content.decode()
    assert Client().get("/desk/login/", headers={"Accept-Language": "fa"}).headers["Content-Language"] == "fa"
