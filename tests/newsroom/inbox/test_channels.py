"""Channels at the desk: added with keys that are never shown, tested, paused; posts sent, looked at, taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from channel_servers import MastodonServer, serving
from django.conf import settings as desk_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.background.worker import run_until_idle
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.outreach.channels import keys
from interlink.newsroom.outreach.channels.models import Announcement, Channel
from interlink.newsroom.outreach.channels.rules import State
from interlink.newsroom.press.models import FrontPage, PostPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[MastodonServer]:
    with serving(MastodonServer()) as server:
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{server.port}"})
        assert isinstance(server, MastodonServer)
        yield server
    shutil.rmtree(Path(desk_settings.INTERLINK_KEYS_ROOT) / "channels", ignore_errors=True)


@pytest.fixture
def editor(cast: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(cast.editor)


@pytest.fixture
def post(site: dict[str, FrontPage]) -> PostPage:
    now, address = timezone.now(), "https://gazette.example/sell"
    capture = Capture.objects.create(address=address, state=CaptureState.WHOLE, asked_at=now, taken_at=now)
    made = PostPage(
        title="Members told to sell", slug="sell", outlet="The Harbour Gazette", reported_on=date(2026, 11, 23),
        excerpt="Most refused.", excerpt_language="en", cited_address=address, capture=capture,
        locale=site["en"].locale, live=False,
    )  # fmt: skip
    site["en"].add_child(instance=made)
    return made


def add(client: Client, server: MastodonServer, token: str = "the-right-token", **more: Any) -> str:
    fields = {
        "name": "Harbour", "address": f"{server.address}/@watch", "sends": "press", "extent": "brief",
        "wait_minutes": "0", "token": token, **more,
    }  # fmt: skip
    answer = client.post(reverse("add_channel", args=["mastodon"]), fields, follow=True)
    return answer.content.decode()


def test_a_channel_is_added_and_says_whose_account_it_is(editor: Client, server: MastodonServer) -> None:
    page = add(editor, server, languages=["en"], kinds=["letter", "digest"])
    assert f"it answers as @watch@127.0.0.1:{server.port}. Is that the right account?" in page
    channel = Channel.objects.get()
    assert (channel.address, channel.languages, channel.kinds) == (server.address, ["en"], ["letter", "digest"])
    for address in (reverse("channel", args=[channel.pk]), reverse("channels")):
        assert "the-right-token" not in editor.get(address).content.decode()
    editor.post(
        reverse("channel", args=[channel.pk]),
        {
            "name": "Pier",
            "address": server.address,
            "sends": "itself",
            "extent": "whole",
            "wait_minutes": "3",
            "token": "",
        },
    )
    channel.refresh_from_db()
    assert (channel.name, channel.sends, keys.read(channel.pk)) == ("Pier", "itself", {"token": "the-right-token"})
    editor.post(reverse("remove_channel", args=[channel.pk]))
    assert not Channel.objects.exists()
    assert not keys.file_of(channel.pk).exists()


def test_wrong_keys_are_told_in_plain_words(editor: Client, server: MastodonServer) -> None:
    page = add(editor, server, token="an-old-one")
    assert "The service does not accept the keys." in page
    assert "The access token is invalid" in page


@pytest.mark.parametrize("address", ["http://social.example", "ftp://social.example", "social example", ""])
def test_an_address_on_which_keys_could_be_read_is_refused(
    editor: Client, server: MastodonServer, address: str
) -> None:
    assert 'name="address"' in add(editor, server, address=address)
    assert not Channel.objects.exists()


def test_a_new_signing_secret_is_shown_once(editor: Client, server: MastodonServer) -> None:
    fields = {
        "name": "Hook",
        "address": f"{server.address}/hook",
        "sends": "press",
        "extent": "brief",
        "wait_minutes": "2",
    }
    page = editor.post(reverse("add_channel", args=["webhook"]), fields, follow=True).content.decode()
    assert keys.read(Channel.objects.get().pk)["signing_secret"] in page
    assert "whsec_" not in editor.get(reverse("channels")).content.decode()
    assert 'name="signing_secret"' in editor.post(
        reverse("add_channel", args=["webhook"]), fields | {"signing_secret": "whsec_short"}
    ).content.decode()  # fmt: skip


def test_a_post_is_seen_before_it_is_sent_and_taken_back(
    editor: Client, server: MastodonServer, post: PostPage
) -> None:
    add(editor, server)
    channel = Channel.objects.get()
    here = reverse("telling", args=[post.pk])
    page = editor.get(here).content.decode()
    assert "Readers do not see this page yet." in page
    assert "Members told to sell" in page
    assert "of 500" in page
    tell = reverse("tell", args=[post.pk, channel.pk, "send"])
    assert "Readers do not see this page" in editor.post(tell, follow=True).content.decode()
    post.save_revision().publish()
    run_until_idle()
    assert server.shown == []  # only when somebody presses the button
    editor.post(tell)
    run_until_idle()
    assert [shown.text.partition("\n")[0] for shown in server.shown] == ["Members told to sell"]
    page = editor.get(here).content.decode()
    assert f"{server.address}/@watch/" in page
    assert "Channels: sent on 1" in editor.get(reverse("wagtailadmin_pages:edit", args=[post.pk])).content.decode()
    editor.post(reverse("tell", args=[post.pk, channel.pk, "back"]))
    run_until_idle()
    assert (server.shown, Announcement.objects.get().state) == ([], State.TAKEN_BACK)


def test_what_goes_out_by_itself_can_be_called_off_before(
    editor: Client, server: MastodonServer, post: PostPage
) -> None:
    add(editor, server, sends="itself", wait_minutes="5")
    channel = Channel.objects.get()
    post.save_revision().publish()
    run_until_idle()
    row = Announcement.objects.get()
    assert (row.state, server.shown) == (State.WAITING, [])
    assert "Call it off" in editor.get(reverse("telling", args=[post.pk])).content.decode()
    editor.post(reverse("tell", args=[post.pk, channel.pk, "back"]))
    Announcement.objects.update(due_at=timezone.now())
    run_until_idle()
    row.refresh_from_db()
    assert (row.state, server.shown) == (State.CALLED_OFF, [])


def test_a_paused_channel_keeps_what_is_ordered(editor: Client, server: MastodonServer, post: PostPage) -> None:
    add(editor, server)
    channel = Channel.objects.get()
    post.save_revision().publish()
    editor.post(reverse("pause_channel", args=[channel.pk]))
    editor.post(reverse("tell", args=[post.pk, channel.pk, "send"]))
    run_until_idle()
    assert server.shown == []
    editor.post(reverse("resume_channel", args=[channel.pk]))
    run_until_idle()
    assert len(server.shown) == 1


def test_what_went_wrong_waits_on_the_first_page(editor: Client, server: MastodonServer, post: PostPage) -> None:
    add(editor, server)
    post.save_revision().publish()
    server.scripts["post"] = [server.refuses()]
    editor.post(reverse("tell", args=[post.pk, Channel.objects.get().pk, "send"]))
    run_until_idle()
    assert "1 message to look at" in editor.get(reverse("wagtailadmin_home")).content.decode()
    page = editor.get(reverse("channels")).content.decode()
    assert "The service does not take this message." in page
    assert "Validation failed" in page


@pytest.mark.parametrize("who", ["junior", "outsider"])
def test_those_who_may_not_publish_may_do_none_of_it(
    cast: Any, enter: Callable[[Any], Client], editor: Client, server: MastodonServer, post: PostPage, who: str
) -> None:
    add(editor, server)
    channel = Channel.objects.get()
    client = enter(getattr(cast, who))
    refused = {302, 403}
    for name, args in (("channels", []), ("channel", [channel.pk]), ("add_channel", ["x"]), ("telling", [post.pk])):
        assert client.get(reverse(name, args=args)).status_code in refused
    for name, args in (
        ("test_channel", [channel.pk]), ("pause_channel", [channel.pk]), ("remove_channel", [channel.pk]),
        ("tell", [post.pk, channel.pk, "send"]),
    ):  # fmt: skip
        assert client.post(reverse(name, args=args)).status_code in refused
    assert not Channel.objects.get().paused
    assert not Announcement.objects.exists()
