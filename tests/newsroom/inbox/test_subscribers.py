"""Subscribers at the desk: added once, with an address that is one, and forgotten for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.accounts.actions import add_user
from interlink.accounts.roles import Role
from interlink.newsroom.outreach import browsing, subscribing
from interlink.newsroom.outreach.importing.models import Import
from interlink.newsroom.outreach.importing.tasks import undo, work_on
from interlink.newsroom.outreach.models import Subscriber, Subscription, Suppression
from interlink.newsroom.outreach.signup import limits
from interlink.project.commands.status import look

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(cast: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(add_user("heron", "a long password of hers", role=Role.PUBLISHER))


def add(client: Client, email: str, language: str = "en") -> str:
    answer = client.post(reverse("subscribers:add"), {"email": email, "language": language}, follow=True)
    return answer.content.decode()


def test_a_publisher_adds_somebody_who_asked_and_may_change_the_language_alone(publisher: Client) -> None:
    add(publisher, " Reader@Example.ORG ")
    (reader,) = Subscriber.objects.all()
    assert (reader.key, reader.standing, reader.how) == ("reader@example.org", Subscription.ACTIVE, "hand")
    assert reader.consent_from == "heron"  # who noted it
    publisher.post(reverse("subscribers:edit", args=[reader.pk]), {"language": "fa", "standing": "left"})
    reader.refresh_from_db()
    assert (reader.language, reader.standing) == ("fa", Subscription.ACTIVE)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@example.org", "a@example.org\r\nBcc: b@example.org"])
def test_what_is_no_address_is_refused(publisher: Client, email: str) -> None:
    page = add(publisher, email)
    assert 'name="email"' in page
    assert not Subscriber.objects.exists()


def test_nobody_is_added_twice_or_brought_back(publisher: Client) -> None:
    add(publisher, "reader@example.org")
    assert "This address gets the digest already." in add(publisher, "READER@example.org")
    publisher.post(reverse("subscribers:delete", args=[Subscriber.objects.get().pk]))
    assert not Subscriber.objects.exists()
    assert Suppression.objects.count() == 1
    assert "This person has left" in add(publisher, "reader@example.org")
    assert not Subscriber.objects.exists()


def test_the_list_is_gone_through_page_by_page_and_searched(publisher: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "SIZE", 2)
    now = timezone.now()
    for name in ("a", "b", "c", "d", "e"):
        subscribing.add_subscriber(f"{name}@{'one' if name < 'c' else 'two'}.example", "en", now)
    subscribing.leave(Subscriber.objects.get(key="c@two.example"), now)
    shown, address = [], reverse("subscribers:index")
    for _ in range(3):
        page = publisher.get(address).context["page"]
        shown.append([row.key[0] for row in page.rows])
        address = f"{reverse('subscribers:index')}?after={page.after}"
    assert shown == [["a", "b"], ["c", "d"], ["e"]]
    page = publisher.get(f"{reverse('subscribers:index')}?before={page.before}").context["page"]
    assert ([row.key[0] for row in page.rows], page.before, page.after) == (
        ["c", "d"],
        "c@two.example",
        "d@two.example",
    )

    def found(query: str) -> list[str]:
        return [row.key[0] for row in publisher.get(f"{reverse('subscribers:index')}?{query}").context["page"].rows]

    assert found("q=D@TWO.example") == ["d"]
    assert found("q=@one.example") == found("q=one.example") == ["a", "b"]
    assert found("standing=left") == ["c"]
    assert found("language=fa") == found("q=nobody@one.example") == []
    tabs = publisher.get(reverse("subscribers:index")).context["tabs"]
    assert [tab["number"] for tab in tabs] == [5, 4, 1]


def test_an_address_is_barred_and_let_back(publisher: Client) -> None:
    add(publisher, "reader@example.org")
    publisher.post(reverse("subscribers:bar"), {"address": "Reader@Example.org", "deed": "bar"})
    assert Subscriber.objects.get().standing == Subscription.LEFT
    assert Suppression.objects.get().reason == "barred"
    publisher.post(reverse("subscribers:bar"), {"address": "reader@example.org", "deed": "lift"})
    assert not Suppression.objects.exists()
    assert (
        "not on the list"
        in publisher.post(
            reverse("subscribers:bar"), {"address": "reader@example.org", "deed": "lift"}, follow=True
        ).content.decode()
    )
    add(publisher, "reader@example.org")
    assert Subscriber.objects.get().standing == Subscription.ACTIVE


def test_a_list_is_looked_at_taken_in_and_undone_at_the_desk(publisher: Client, settings: Any, tmp_path: Path) -> None:
    settings.INTERLINK_IMPORTS_ROOT = tmp_path
    file = SimpleUploadedFile("old.csv", b"email\na@one.example\nb@one.example\nnobody\n")
    given = {
        "file": file,
        "language": "en",
        "choices": ["weekly"],
        "consent_from": "a stall",
        "consent_at": "2024-05-06",
    }
    page = publisher.post(reverse("subscribers:imports"), given)
    one = Import.objects.get()
    assert page["Location"] == reverse("subscribers:import", args=[one.pk])
    assert publisher.get(page["Location"])["Refresh"]
    work_on.call(number=one.pk)
    shown = publisher.get(page["Location"]).content.decode()
    assert "Take 2 in" in shown
    assert "no mail address" in shown
    publisher.post(page["Location"], {"deed": "take"})
    work_on.call(number=one.pk)
    assert Subscriber.objects.count() == 2
    assert "a@one.example" in b"".join(publisher.get(reverse("subscribers:export"))).decode()
    publisher.post(page["Location"], {"deed": "undo"})
    undo.call(number=one.pk)
    assert not Subscriber.objects.exists()
    assert publisher.post(reverse("subscribers:imports"), {}).status_code == 422


def test_a_form_that_paused_is_told_where_editors_and_the_operator_look(publisher: Client, settings: Any) -> None:
    assert "turned away" not in publisher.get("/desk/").content.decode()
    settings.INTERLINK_SIGNUPS_AN_HOUR = 1
    assert [limits.brake(timezone.now()) for _ in range(3)] == [False, True, True]
    for address in ("/desk/", reverse("subscribers:index")):
        assert "2 forms were turned away" in " ".join(publisher.get(address).content.decode().split())
    assert look().signups_turned_away == 2


def test_an_editor_sees_no_subscribers(cast: Any, enter: Callable[[Any], Client]) -> None:
    editor = enter(add_user("teal", "a long password of hers", role=Role.EDITOR))
    for name in ("index", "imports", "export"):
        assert editor.get(reverse(f"subscribers:{name}")).status_code == 403
    assert editor.post(reverse("subscribers:bar"), {"address": "a@b.example"}).status_code == 403
