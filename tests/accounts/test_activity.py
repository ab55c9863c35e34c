"""The log of what people did."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from interlink.accounts import activity
from interlink.accounts.actions import add_user
from interlink.accounts.models import Activity, Deed

pytestmark = pytest.mark.django_db
PASSWORD = "a long password of hers"
CHANGES: dict[str, Callable[[], object]] = {
    "changed": lambda: Activity.objects.update(who="somebody else"),
    "taken out": lambda: Activity.objects.all().delete(),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_database_refuses_to_have_a_line(change: str) -> None:
    activity.record(None, Deed.MAILED, "the digest")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        CHANGES[change]()
    assert Activity.objects.get().who == activity.THE_DESK


def test_a_line_keeps_the_name_and_cuts_what_is_too_long() -> None:
    ida = add_user("ida", PASSWORD)
    activity.record(ida, Deed.PAGE, "x" * 5000, "y" * 5000)
    activity.record(AnonymousUser(), Deed.PAGE)
    last, before = Activity.objects.all()[:2]
    assert (last.who, before.who, len(before.about), len(before.detail)) == (activity.THE_DESK, "ida", 300, 300)


def test_a_place_in_the_log_leads_to_what_was_before_it() -> None:
    for number in range(5):
        activity.record(None, Deed.MAILED if number % 2 else Deed.PAGE, str(number))
    lines = list(activity.before(None))
    assert [line.about for line in activity.before(lines[1].pk)] == ["2", "1", "0"]
    assert [line.about for line in activity.before(None, deed=Deed.MAILED)] == ["3", "1"]
    assert not activity.before(None, who="ida").exists()


def test_who_signs_in_and_who_is_refused_is_noted_but_no_word_that_may_be_a_password(client: Client) -> None:
    add_user("ida", PASSWORD)
    Activity.objects.count()
    address = reverse("account_login")
    client.post(address, {"login": PASSWORD, "password": "ida"})
    client.post(address, {"login": "Ida", "password": "wrong"})
    client.post(address, {"login": "ida", "password": PASSWORD})
    client.post(reverse("account_logout"))
    noted = [(line.who, line.deed) for line in Activity.objects.exclude(deed=Deed.PERSON_ADDED).order_by("pk")]
    assert noted == [("ida", Deed.REFUSED), ("ida", Deed.SIGNED_IN), ("ida", Deed.SIGNED_OUT)]
    assert not Activity.objects.filter(who__contains="password").exists()
