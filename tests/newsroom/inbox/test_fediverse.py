"""The fediverse at the desk: turned on and off, named once, blocked, seen beforehand."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as desk_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interlink.newsroom.outreach.fediverse.models import Actor, Follower, Inbox, Server
from interlink.newsroom.press.models import FrontPage, PostPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(cast: Any, enter: Callable[[Any], Client]) -> Iterator[Client]:
    yield enter(cast.editor)
    shutil.rmtree(Path(desk_settings.INTERLINK_KEYS_ROOT) / "fediverse", ignore_errors=True)


def shown(client: Client) -> str:
    return client.get(reverse("fediverse")).content.decode()


def turn(client: Client, deed: str, language: str = "en", **fields: str) -> str:
    answer = client.post(reverse("turn_fediverse", args=[language, deed]), fields, follow=True)
    return answer.content.decode()


def test_a_language_is_turned_on_under_a_name_that_it_keeps(editor: Client, site: dict[str, FrontPage]) -> None:
    assert 'value="meridian_watch"' in shown(editor)
    assert 'value="meridian_watch_fa"' in shown(editor)
    for wrong in ("", "Not a name", "_", "a" * 31):
        assert "small Latin letters" in turn(editor, "on", name=wrong)
    assert "@meridian@watch.example can be followed" in turn(editor, "on", name="@Meridian")
    assert "Another language has this name" in turn(editor, "on", "fa", name="meridian")
    actor = Actor.objects.get()
    assert (actor.language, actor.name, actor.is_on) == ("en", "meridian", True)
    assert "0 followers" in shown(editor)
    assert "can be followed no more" in turn(editor, "off")
    turn(editor, "on", name="another")
    assert Actor.objects.get().name == "meridian"


def test_a_renewed_key_leaves_no_old_one_behind(editor: Client, site: dict[str, FrontPage]) -> None:
    turn(editor, "on", name="meridian")
    folder = Path(desk_settings.INTERLINK_KEYS_ROOT) / "fediverse"
    (old,) = folder.iterdir()
    assert old.stat().st_mode & 0o77 == 0
    assert "has a new key" in turn(editor, "key")
    (new,) = folder.iterdir()
    assert (old.name, new.name) == ("en-1.pem", "en-2.pem")


def test_a_post_is_seen_as_followers_would(editor: Client, site: dict[str, FrontPage]) -> None:
    post = PostPage(
        title="We <stand> by it", slug="stand", kind="statement", body="<p>We do.</p>",
        first_published_at=timezone.now(), locale=site["en"].locale,
    )  # fmt: skip
    site["en"].add_child(instance=post)
    assert "<strong>We &lt;stand&gt; by it</strong>" in shown(editor)


def test_domains_are_blocked_and_troubles_told(editor: Client, site: dict[str, FrontPage]) -> None:
    turn(editor, "on", name="meridian")
    away = Server.objects.create(host="social.away.example", problem="away", problem_words="No answer.")
    inbox = Inbox.objects.create(actor=Actor.objects.get(), server=away, address="https://social.away.example/inbox")
    Follower.objects.create(
        actor=inbox.actor, inbox=inbox, address="https://social.away.example/anna", follow="x", since=timezone.now()
    )
    assert "It does not answer" in shown(editor)
    assert "1 follower" in shown(editor)
    for wrong in ("", "nothing", "10.0.0.1@", "a b.example"):
        assert (
            "This is no domain"
            in editor.post(reverse("block_fediverse"), {"domain": wrong}, follow=True).content.decode()
        )
    editor.post(reverse("block_fediverse"), {"domain": "https://AWAY.example/about"})
    assert not Follower.objects.exists()
    blocked = Server.objects.get(is_blocked=True)
    assert blocked.host == "away.example"
    editor.post(reverse("unblock_fediverse", args=[blocked.pk]))
    assert not Server.objects.filter(is_blocked=True).exists()


def test_only_publishers_change_it(cast: Any, enter: Callable[[Any], Client], site: dict[str, FrontPage]) -> None:
    junior = enter(cast.junior)
    assert junior.get(reverse("fediverse")).status_code == 403
    assert junior.post(reverse("turn_fediverse", args=["en", "on"]), {"name": "x"}).status_code == 403
    assert junior.post(reverse("block_fediverse"), {"domain": "a.example"}).status_code == 403
    assert not Actor.objects.exists()
