"""A digest's draft and its mailing at the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.newsroom.outreach.models import Course, Handover, Mailing
from interlink.newsroom.outreach.subscribing import add_subscriber
from interlink.newsroom.press import digests
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def digest(site: dict[str, FrontPage]) -> DigestPage:
    front = site["en"]
    for number, slug in enumerate(("one", "two", "three")):
        at = NOON + timedelta(hours=number)
        post = PostPage(title=f"Post <{slug}>", slug=slug, outlet="Gazette", live=True, first_published_at=at)
        front.add_child(instance=post)
    return digests.compile_week(front, digests.week_at(NOON), None)


@pytest.fixture
def editor(cast: Any, client: Client) -> Client:
    client.force_login(cast.editor)
    return client


def order(digest: DigestPage) -> list[str]:
    return [post.slug for post in DigestPage.objects.get(pk=digest.pk).get_latest_revision_as_object().posts()]


def key(slug: str) -> int:
    return int(PostPage.objects.get(slug=slug).pk)


def test_posts_are_moved_by_script_by_button_and_taken_out(digest: DigestPage, editor: Client) -> None:
    page = editor.get(reverse("edition", args=[digest.pk])).content.decode()
    assert "Post &lt;one&gt;" in page
    assert reverse("move_in_edition", args=[digest.pk, 999999]) in page
    dragged = editor.post(reverse("move_in_edition", args=[digest.pk, key("three")]) + "?position=0")
    assert (dragged.status_code, order(digest)) == (204, ["three", "one", "two"])
    editor.post(reverse("move_in_edition", args=[digest.pk, key("three")]), {"position": "1"})
    assert order(digest) == ["one", "three", "two"]
    editor.post(reverse("take_out_of_edition", args=[digest.pk, key("one")]))
    assert order(digest) == ["three", "two"]
    assert editor.post(reverse("move_in_edition", args=[digest.pk, key("two")]), {"position": "x"}).status_code == 400


def test_the_ways_posts_are_shown_are_chosen(digest: DigestPage, editor: Client) -> None:
    editor.post(reverse("group_edition", args=[digest.pk]), {"grouping": "story"})
    assert DigestPage.objects.get().get_latest_revision_as_object().grouping == "story"
    assert editor.post(reverse("group_edition", args=[digest.pk]), {"grouping": "x"}).status_code == 400


def test_a_junior_arranges_nothing_and_signs_nothing(digest: DigestPage, cast: Any, client: Client) -> None:
    client.force_login(cast.outsider)
    assert client.post(reverse("move_in_edition", args=[digest.pk, key("two")]), {"position": "0"}).status_code in {
        302,
        403,
    }
    client.force_login(cast.junior)
    for name in ("send_digest", "take_back_digest"):
        assert client.post(reverse(name, args=[digest.pk])).status_code == 403
    assert order(digest) == ["one", "two", "three"]
    assert not Mailing.objects.exists()


def test_whoever_signs_sees_what_is_left_out(digest: DigestPage, editor: Client, site: dict[str, FrontPage]) -> None:
    address = reverse("edition", args=[digest.pk])
    assert "leaves out" not in editor.get(address).content.decode()
    site["fa"].add_child(instance=PostPage(title="نوشته", slug="fa", live=True, first_published_at=NOON))
    page = editor.get(address).content.decode()
    assert "What this digest leaves out" in page
    assert "1 post is not in this language" in page


def test_a_digest_is_signed_for_a_time_and_taken_back(digest: DigestPage, editor: Client) -> None:
    past = editor.post(reverse("send_digest", args=[digest.pk]), {"at": "2020-01-01T10:00"}, follow=True)
    assert "still to come" in past.content.decode()
    at = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    editor.post(reverse("send_digest", args=[digest.pk]), {"at": at})
    mailing = Mailing.objects.get()
    assert mailing.course == Course.PLANNED
    assert "It goes out on" in editor.get(reverse("mailing", args=[mailing.pk])).content.decode()
    assert "Take the signature back" in editor.get(reverse("edition", args=[digest.pk])).content.decode()
    assert editor.post(reverse("take_back_digest", args=[digest.pk]), follow=True).status_code == 200
    assert not Mailing.objects.exists()
    assert DigestPage.objects.get().signed_off_at is None


def test_the_mail_is_seen_in_both_its_parts_and_its_head(digest: DigestPage, editor: Client) -> None:
    page = editor.get(reverse("letter", args=[digest.pk])).content.decode()
    assert "List-Unsubscribe-Post" in page
    assert "Not signed" in page
    html = editor.get(reverse("letter_html", args=[digest.pk]))
    assert "sandbox" in html["Content-Security-Policy"]
    assert "script" not in html["Content-Security-Policy"]
    assert html["X-Frame-Options"] == "SAMEORIGIN"
    assert "Post &lt;one&gt;" in html.content.decode()


def test_a_mail_is_tried_out_on_the_editor_alone(
    digest: DigestPage, editor: Client, cast: Any, settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "interlink.newsroom.outreach.mail.outbox.MaildirBackend"
    settings.INTERLINK_OUTBOX = tmp_path / "outbox"
    add_subscriber("anna@reading.example", "en", NOON)
    told = editor.post(reverse("try_letter", args=[digest.pk]), follow=True).content.decode()
    assert "no mail address" in told
    cast.editor.email = "ida@watch.example"
    cast.editor.save()
    told = editor.post(reverse("try_letter", args=[digest.pk]), follow=True).content.decode()
    assert "Sent to ida@watch.example" in told
    (kept,) = (settings.INTERLINK_OUTBOX / "new").iterdir()
    assert b"To: ida@watch.example" in kept.read_bytes()
    assert b"Subject: [Test] " in kept.read_bytes()
    assert not Mailing.objects.exists()


def test_a_mailing_is_paused_resumed_and_called_off(digest: DigestPage, editor: Client, cast: Any) -> None:
    add_subscriber("anna@reading.example", "en", NOON)
    editor.post(reverse("send_digest", args=[digest.pk]))
    mailing = Mailing.objects.get()
    for deed, course in (("pause", "paused"), ("resume", "going"), ("cancel", "cancelled")):
        editor.post(reverse("steer_mailing", args=[mailing.pk, deed]))
        mailing.refresh_from_db()
        assert mailing.course == course
    assert mailing.deliveries.get().state == Handover.NOT_SENT
    assert editor.post(reverse("steer_mailing", args=[mailing.pk, "dance"])).status_code == 400
    editor.force_login(cast.junior)
    assert editor.post(reverse("steer_mailing", args=[mailing.pk, "pause"])).status_code == 403


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("[Errno 28] No space left on device", "disk that mails are kept on is full"),
        ("The mail server cannot be reached: timed out", "does not answer"),
        ("The mail server cannot be reached: [Errno 111] Connection refused", "cannot be reached"),
        ("The mail server does not take our mail: 550 not you", "refuses mails from your address"),
        ("The key for signing cannot be used: nonsense", "nothing is sent unsigned"),
        ("Something new", "Something stopped the mails"),
    ],
)
def test_what_stops_a_mailing_is_told_in_plain_words(
    digest: DigestPage, editor: Client, problem: str, said: str
) -> None:
    editor.post(reverse("send_digest", args=[digest.pk]))
    Mailing.objects.update(problem=problem)
    for address in (reverse("mailing", args=[Mailing.objects.get().pk]), reverse("mailings")):
        assert said in editor.get(address).content.decode()


def test_a_mailing_shows_numbers_and_no_address(digest: DigestPage, editor: Client) -> None:
    for name in ("anna", "bela", "cara"):
        add_subscriber(f"{name}@reading.example", "en", NOON)
    editor.post(reverse("send_digest", args=[digest.pk]))
    mailing = Mailing.objects.get()
    one, two, _three = mailing.deliveries.order_by("pk")
    type(one).objects.filter(pk=one.pk).update(
        state=Handover.REFUSED, problem="550 5.1.1 <anna@reading.example>: unknown"
    )
    type(two).objects.filter(pk=two.pk).update(state=Handover.UNSURE)
    page = editor.get(reverse("mailing", args=[mailing.pk])).content.decode()
    assert ">550</bdi>: 1<" in page
    assert "reading.example" not in page
    assert "They are not sent again" in page


def test_the_domains_page_asks_only_when_told_to(editor: Client, site: object, settings: Any) -> None:
    settings.INTERLINK_RESOLVER = "no address"
    assert "DMARC" not in editor.get(reverse("mail_domain")).content.decode()
    page = editor.get(reverse("mail_domain"), {"check": "1"}).content.decode()
    assert page.count("The DNS did not answer") == 3
