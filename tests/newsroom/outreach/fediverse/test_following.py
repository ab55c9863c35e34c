"""Another server follows ours: it finds the actor, is let in, gets posts, their changes and their end."""

from __future__ import annotations

import urllib.error
from collections.abc import Callable
from datetime import timedelta
from importlib.metadata import version
from typing import Any

import pytest
from django.utils import timezone
from fediverse_server import Peer, fetch
from wagtail.models import PageViewRestriction

from interlink.newsroom.outreach.fediverse import actions, queries, upkeep
from interlink.newsroom.outreach.fediverse.models import Actor, Delivery, Follower, Inbox, Note, Server
from interlink.newsroom.press.models import PostPage
from interlink.project.commands import status

Publish = Callable[..., PostPage]


def test_the_actor_is_found_by_its_handle(actor: Actor, us: str, answering: str) -> None:
    host = answering.removeprefix("http://")
    found = fetch(f"{answering}/.well-known/webfinger?resource=acct:Meridian@{host}", "application/jrd+json")
    assert found["subject"] == f"acct:meridian@{host}"
    (there,) = [link["href"] for link in found["links"] if link["rel"] == "self"]
    assert there == us
    who = fetch(there, 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"')
    assert (who["type"], who["preferredUsername"], who["name"]) == ("Service", "meridian", "Meridian Watch")
    assert who["publicKey"]["owner"] == us
    assert who["url"] == f"{answering}/en/"
    assert "posts by itself" in who["summary"]
    software = fetch(fetch(f"{answering}/.well-known/nodeinfo")["links"][0]["href"])["software"]
    assert software == {"name": "interlink", "version": version("interlink")}
    for unknown in ("acct:nobody@" + host, "acct:meridian@other.example", f"{answering}/fediverse/fa/"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            fetch(f"{answering}/.well-known/webfinger?resource={unknown}")


def test_people_are_led_to_the_page(actor: Actor, client: Any) -> None:
    answer = client.get("/fediverse/en/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer["Location"]) == (302, "/en/")


def test_a_follower_is_let_in_and_told_of_a_post(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    assert peer.follow("anna", us) == (202, "")
    desk.go_on()
    (accepted,) = peer.taken
    assert accepted["type"] == "Accept"
    assert accepted["object"] == {k: v for k, v in peer.following("anna", us).items() if k != "@context"}
    page = publish(title="We stand <by> it")
    desk.go_on()
    assert peer.kinds() == ["Accept"]  # it can still be withdrawn
    desk.go_on(minutes=3)
    assert peer.kinds() == ["Accept", "Create"]
    (status,) = peer.statuses.values()
    assert "<strong>We stand &lt;by&gt; it</strong>" in status["content"]
    assert status["contentMap"] == {"en": status["content"]}
    assert status["to"] == ["https://www.w3.org/ns/activitystreams#Public"]
    assert status["url"].endswith(page.url)
    assert peer.refused == []
    # The object is where it says that it is, and in the outbox; who follows is not told.
    assert fetch(status["id"])["content"] == status["content"]
    outbox = fetch(f"{us}outbox")
    assert fetch(outbox["first"])["orderedItems"][0]["object"]["id"] == status["id"]
    followers = fetch(f"{us}followers")
    assert (followers["totalItems"], "orderedItems" in followers) == (1, False)


def test_the_page_names_its_other_form(us: str, publish: Publish, client: Any) -> None:
    page = publish()
    note = Note.objects.get()
    shown = client.get(page.url).content.decode()
    assert f'type="application/activity+json" href="{us.removesuffix("en/")}posts/{note.pk}"' in shown
    about = client.get("/en/about/").content.decode()
    assert f"@meridian@{us.split('/')[2]}" in about


def test_a_page_leads_programs_to_what_was_told_of_it_and_readers_nowhere(
    us: str, publish: Publish, client: Any
) -> None:
    post = publish()
    forms = {post.url: f"{us.removesuffix('en/')}posts/{Note.objects.get().pk}", "/en/": us}
    for accept, led in {
        "application/activity+json": True,
        'application/ld+json; profile="https://www.w3.org/ns/activitystreams"': True,
        "application/ld+json": True,
        "application/activity+json, text/html;q=0.1": True,
        "text/html,application/xhtml+xml,*/*;q=0.8": False,
        "*/*": False,
    }.items():
        for address, form in forms.items():
            answer = client.get(address, headers={"accept": accept})
            assert (answer.status_code, answer.get("Location")) == ((302, form) if led else (200, None)), accept
            # What leads to the form must never come to a reader out of a cache; the page is good for all.
            assert ("Accept" in answer.get("Vary", "").split(", ")) is led
            assert ("private" in answer.get("Cache-Control", "")) is led


def test_a_page_that_nobody_was_told_of_stays_a_page_for_programs_too(us: str, publish: Publish, client: Any) -> None:
    old = publish(first_published_at=timezone.now() - timedelta(days=400))
    assert client.get(old.url, headers={"accept": "application/activity+json"}).status_code == 200


def test_what_was_published_shortly_before_can_be_found_and_its_end_is_told(
    peer: Peer, actor: Actor, us: str, desk: Any, publish: Publish
) -> None:
    actions.turn_off(actor)
    page, _old = publish(), publish(first_published_at=timezone.now() - timedelta(days=400))
    actions.turn_on(actor, timezone.now())
    assert [one["object"]["url"] for one in fetch(f"{us}outbox?page=1")["orderedItems"]] == [
        f"{us.removesuffix('/fediverse/en/')}{page.url}"
    ]
    peer.follow("anna", us)
    desk.go_on(minutes=3)
    assert peer.kinds() == ["Accept"]
    page.unpublish()
    desk.go_on()
    assert peer.kinds() == ["Accept", "Delete"]
    assert fetch(f"{us}outbox")["totalItems"] == 0


def test_the_state_of_the_desk_counts_what_waits_and_what_fails(
    peer: Peer, us: str, desk: Any, publish: Publish
) -> None:
    peer.follow("anna", us)
    desk.go_on()
    publish()
    assert queries.waiting() == (1, 0)
    peer.answers = [500]
    desk.go_on(minutes=3)
    assert queries.waiting() == (1, 1)
    assert (status.look().fediverse_waiting, status.look().fediverse_failing) == (1, 1)


def test_one_server_is_told_once_however_many_follow(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    for name in ("anna", "bela", "cara"):
        peer.follow(name, us)
    publish()
    desk.go_on(minutes=3)
    assert peer.kinds().count("Create") == 1
    peer.has_shared_inbox = False
    peer.follow("dora", us)
    publish()
    desk.go_on(minutes=3)
    assert [path for _method, path, _headers in peer.asked if path.endswith("inbox")][-2:] == [
        "/inbox",
        "/users/dora/inbox",
    ]


def test_a_change_and_the_end_follow(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    peer.follow("anna", us)
    page = publish()
    desk.go_on(minutes=3)
    publish(page, title="We stood by it")
    desk.go_on()
    (status,) = peer.statuses.values()
    assert "We stood by it" in status["content"]
    assert status["updated"]
    publish(page)  # nothing that followers see has changed
    desk.go_on()
    assert peer.kinds() == ["Accept", "Create", "Update"]
    page.unpublish()
    desk.go_on()
    assert peer.kinds()[-1] == "Delete"
    assert peer.statuses == {}
    assert peer.taken[-1]["object"]["type"] == "Tombstone"
    with pytest.raises(urllib.error.HTTPError, match="410"):
        fetch(status["id"])
    # Published again, it is another note: what was deleted stays so elsewhere.
    publish(page)
    desk.go_on(minutes=3)
    (anew,) = peer.statuses
    assert anew != status["id"]


def test_what_is_withdrawn_before_it_left_is_told_to_nobody(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    peer.follow("anna", us)
    desk.go_on()
    first, second, third = publish(), publish(), publish()
    first.unpublish()
    second.delete()
    PageViewRestriction.objects.create(page=third, restriction_type=PageViewRestriction.LOGIN)
    desk.go_on(minutes=3)
    assert peer.kinds() == ["Accept"]


def test_what_waits_is_told_as_it_is_when_it_leaves(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    peer.follow("anna", us)
    page = publish(title="Harald Quill was there")
    publish(page, title="Somebody was there")
    desk.go_on(minutes=3)
    assert peer.kinds() == ["Accept", "Create"]
    assert "Quill" not in str(peer.taken)


def test_what_was_there_before_and_other_languages_are_not_told(
    peer: Peer, actor: Actor, us: str, desk: Any, publish: Publish
) -> None:
    peer.follow("anna", us)
    publish(first_published_at=timezone.now() - timedelta(hours=2))
    publish(first_published_at=timezone.now() - timedelta(days=400))
    actions.turn_off(actor)
    publish()
    actions.turn_on(actor, timezone.now())
    desk.go_on(minutes=3)
    assert "Create" not in peer.kinds()


def test_changes_reach_who_left_and_posts_do_not(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    peer.follow("anna", us)
    page = publish()
    desk.go_on(minutes=3)
    undo = {"id": f"{peer.person('anna')}#undo", "type": "Undo", "actor": peer.person("anna")}
    assert peer.send("anna", {**undo, "object": peer.following("anna", us)}, f"{us}inbox")[0] == 202
    assert not Follower.objects.exists()
    publish()
    publish(page, title="A correction")
    page.unpublish()
    desk.go_on(minutes=3)
    assert peer.kinds() == ["Accept", "Create", "Delete"]


@pytest.mark.parametrize("kind", ["Undo", "Block", "Delete"])
def test_whoever_goes_in_whichever_way_is_forgotten(peer: Peer, us: str, kind: str) -> None:
    peer.has_shared_inbox = False
    peer.follow("anna", us)
    about = {"Undo": peer.following("anna", us)["id"], "Block": us, "Delete": peer.person("anna")}[kind]
    told = {"id": f"{peer.address}/acts/1", "type": kind, "actor": peer.person("anna"), "object": about}
    assert peer.send("anna", told, f"{us}inbox")[0] == 202
    assert not Follower.objects.exists()
    assert not Inbox.objects.exists()


def test_a_server_that_is_away_is_tried_again_and_nothing_comes_twice(
    peer: Peer, us: str, desk: Any, publish: Publish
) -> None:
    peer.follow("anna", us)
    desk.go_on()
    publish()
    peer.answers = [503, 500]
    desk.go_on(minutes=3)
    server = Server.objects.get()
    assert (server.problem, server.tries, peer.kinds()) == ("busy", 1, ["Accept"])
    desk.go_on()  # it is left in peace
    assert len(peer.answers) == 1
    publish()
    desk.go_on(minutes=3)
    assert peer.answers == []
    assert desk.go_on(minutes=10) == 2
    assert peer.kinds() == ["Accept", "Create", "Create"]
    server.refresh_from_db()
    assert (server.problem, server.tries, server.failing_since) == ("", 0, None)


def test_a_server_that_is_gone_for_weeks_is_let_go(peer: Peer, us: str, desk: Any, publish: Publish) -> None:
    peer.follow("anna", us)
    desk.go_on()
    publish()
    peer.answers = [404, 502, 404]
    for days in (1, 20, 9):
        desk.go_on(days=days)
    assert upkeep.let_go(desk.now()) == 1
    assert not Follower.objects.exists()
    assert not Delivery.objects.exists()
    assert desk.go_on(days=1) == 0


def test_an_inbox_that_says_that_it_is_gone_is_believed(peer: Peer, us: str, desk: Any) -> None:
    peer.follow("anna", us)
    peer.answers = [410]
    desk.go_on()
    assert not Follower.objects.exists()


def test_a_server_that_answers_signed_questions_only_is_asked_so(peer: Peer, us: str) -> None:
    peer.wants_signed_fetch = True
    assert peer.follow("anna", us) == (202, "")


def test_a_new_key_is_told_and_signs_from_then_on(
    peer: Peer, actor: Actor, us: str, desk: Any, publish: Publish
) -> None:
    peer.follow("anna", us)
    desk.go_on()
    before = fetch(us)["publicKey"]
    actions.renew_key(actor, desk.now())
    publish()
    desk.go_on(minutes=3)
    after = fetch(us)["publicKey"]
    assert (before["id"], before["publicKeyPem"]) != (after["id"], after["publicKeyPem"])
    assert peer.kinds() == ["Accept", "Update", "Create"]
    assert peer.refused == []
    assert peer.taken[1]["object"]["publicKey"] == after
