"""The alerts at the desk: what is shown in which order, what is done about one, and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from interlink.newsroom.evidence.models import Capture, CaptureState, Check
from interlink.newsroom.press import rechecking
from interlink.newsroom.press.models import Alert, PostPage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Enter = Callable[[Any], Client]


@pytest.fixture
def told(site: dict[str, Any]) -> Callable[..., Alert]:
    """Has a look at a cited page tell of news."""

    def tell(verdict: str = "removed", title: str = "Members told to sell", **fields: Any) -> Alert:
        address = f"https://gazette.example/{Capture.objects.count()}"
        capture = Capture.objects.create(
            address=address, title=title, asked_at=NOON, taken_at=NOON, state=CaptureState.WHOLE, text="One.\n\nTwo."
        )
        post = PostPage(title=f"Post: {title}", slug=f"post-{capture.pk}", outlet="The Harbour Gazette", live=True,
                        first_published_at=NOON, excerpt="One.", capture=capture, cited_address=address,
                        locale=site["en"].locale)  # fmt: skip
        site["en"].add_child(instance=post)
        at = NOON + timedelta(days=3)
        Check.objects.create(capture=capture, at=at, not_before=NOON, verdict=verdict, news=True, **fields)
        rechecking.follow_up()
        return Alert.objects.get(capture=capture)

    return tell


def test_what_matters_most_comes_first_with_what_was_edited_by_words(
    cast: Any, enter: Enter, told: Callable[..., Alert]
) -> None:
    told("moved", "Moved away")
    told("edited", "Edited <b>", compared="One.\n\nTwo of 30 men.", text="One.\n\nTwo of 31 men.")
    told("removed", "Gone")
    page = enter(cast.editor).get("/desk/alerts/").content.decode()
    assert page.index(">Gone<") < page.index("Edited &lt;b&gt;") < page.index(">Moved away<")
    assert '<del dir="auto">30</del><ins dir="auto">31</ins>' in page
    assert "Between 24 Nov 2026, 12:00 and 27 Nov 2026, 12:00" in page
    assert "It touches a number" in page
    assert "Alerts (3)" in page
    only = enter(cast.editor).get("/desk/alerts/?state=new&kind=edited").content.decode()
    assert ">Gone<" not in only
    assert "3 pieces of news about cited pages" in enter(cast.editor).get("/desk/").content.decode()


def test_an_alert_is_dealt_with_by_somebody_and_back_by_one_press(
    cast: Any, enter: Enter, told: Callable[..., Alert]
) -> None:
    alert, desk = told(), enter(cast.editor)
    desk.post("/desk/alerts/put/", {"alert": alert.pk, "state": "done"})
    alert.refresh_from_db()
    assert alert.state == "done"
    deed = alert.deeds.get()
    assert (deed.by, deed.deed) == (cast.editor, "done")
    assert "1 alert was moved." in desk.get("/desk/alerts/").content.decode()
    desk.post("/desk/alerts/undo/")
    desk.post("/desk/alerts/undo/")
    alert.refresh_from_db()
    assert alert.state == "new"
    assert [one.deed for one in alert.deeds.all()] == ["done", "new"]


def test_a_post_is_drafted_with_the_facts_once_and_can_be_published(
    cast: Any, enter: Enter, told: Callable[..., Alert]
) -> None:
    alert = told("edited", compared="One.\n\nTwo of 30 men.", text="One.\n\nTwo of 31 <men>.")
    desk = enter(cast.editor)
    first = desk.post(f"/desk/alerts/{alert.pk}/post/")
    assert desk.post(f"/desk/alerts/{alert.pk}/post/")["Location"] == first["Location"]
    alert.refresh_from_db()
    post = alert.post
    assert post is not None
    assert (post.title, post.outlet, post.live, post.capture) == (
        "Edited: Members told to sell",
        "The Harbour Gazette",
        False,
        alert.capture,
    )
    assert "The page was edited between November 24, 2026 and November 27, 2026." in post.comment
    assert "Two of 31 &lt;men&gt;." in post.comment
    assert f'href="/evidence/{alert.capture_id}/"' in post.comment
    assert post.missing() == []


def test_the_letter_can_be_mailed_and_it_is_noted_that_the_outlet_was_told(
    cast: Any, enter: Enter, told: Callable[..., Alert]
) -> None:
    alert, desk = told(title="Sold & gone"), enter(cast.editor)
    page = desk.get(f"/desk/alerts/{alert.pk}/")
    letter = page.context["letter"]
    fields = parse_qs(urlsplit(letter.link).query)
    assert fields["subject"] == ["Removed: Sold & gone"]
    assert fields["body"] == [letter.body]
    assert alert.capture.address in letter.body
    assert "/post-" in letter.body
    desk.post(f"/desk/alerts/{alert.pk}/told/")
    alert.refresh_from_db()
    assert alert.told_at is not None
    assert "The outlet was told on" in desk.get(f"/desk/alerts/{alert.pk}/").content.decode()
    desk.post(f"/desk/alerts/{alert.pk}/untold/")
    alert.refresh_from_db()
    assert alert.told_at is None


def test_only_who_may_publish_shows_news_to_readers(cast: Any, enter: Enter, told: Callable[..., Alert]) -> None:
    alert = told()
    assert enter(cast.junior).post(f"/desk/alerts/{alert.pk}/show/").status_code == 403
    desk = enter(cast.editor)
    desk.post(f"/desk/alerts/{alert.pk}/show/")
    alert.refresh_from_db()
    assert alert.shown_at is not None
    desk.post(f"/desk/alerts/{alert.pk}/hide/")
    alert.refresh_from_db()
    assert alert.shown_at is None
    blocked = told("blocked")
    answer = desk.post(f"/desk/alerts/{blocked.pk}/show/", follow=True).content.decode()
    assert "The public register lists what was removed or changed, not this." in answer


def test_nobody_comes_in_who_may_not_write(cast: Any, enter: Enter, told: Callable[..., Alert]) -> None:
    alert = told()
    for address in ("/desk/alerts/", f"/desk/alerts/{alert.pk}/"):
        assert enter(cast.outsider).get(address).status_code in {302, 403}
    enter(cast.outsider).post("/desk/alerts/put/", {"alert": alert.pk, "state": "done"})
    alert.refresh_from_db()
    assert alert.state == "new"


def test_nonsense_in_the_address_shows_the_new_ones_and_moves_nothing(
    cast: Any, enter: Enter, told: Callable[..., Alert]
) -> None:
    alert, desk = told(), enter(cast.editor)
    assert ">Members told to sell<" in desk.get("/desk/alerts/?state=x&kind=y&page=z").content.decode()
    answer = desk.post(
        "/desk/alerts/put/", {"alert": ["x", alert.pk], "state": "away", "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/desk/alerts/"
    alert.refresh_from_db()
    assert alert.state == "new"
    assert desk.get("/desk/alerts/999999/", follow=True).status_code == 404
