"""What is sent to our inboxes by those who mean us no good, or do not know better: refused, and nothing is lost."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import pytest
from fediverse_server import ACTIVITY, Peer, key_pair, post
from pubby.crypto import export_public_key_pem

from interlink.newsroom.outreach.fediverse import actions, activities, rules, senders
from interlink.newsroom.outreach.fediverse.errors import Unreadable
from interlink.newsroom.outreach.fediverse.models import Actor, Follower, Inbox, Sender, Server, Taken

Change = Callable[[dict[str, str]], None]


@pytest.fixture
def inbox(us: str) -> str:
    return f"{us}inbox"


@pytest.fixture(autouse=True)
def known(peer: Peer, us: str, db: None) -> None:
    """Bela follows already, and does so still when the test is over."""
    assert peer.follow("bela", us)[0] == 202


def only_bela() -> bool:
    return [row.address.rpartition("/")[2] for row in Follower.objects.all()] == ["bela"]


def spoil(name: str, value: str) -> Change:
    def change(headers: dict[str, str]) -> None:
        headers[name] = value

    return change


def test_a_request_without_a_signature_is_refused(peer: Peer, us: str, inbox: str) -> None:
    body = json.dumps(peer.following("anna", us)).encode()
    assert post(inbox, body, {"Content-Type": ACTIVITY})[0] == 401
    assert only_bela()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (spoil("Date", formatdate(time.time() - 7300, usegmt=True)), "changed"),
        (spoil("Digest", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), "changed"),
        (spoil("Digest", "MD5=rL0Y20zC+Fzt72VPzMSk2A=="), "changed"),
        (spoil("Host", "other.example"), ""),
        (spoil("Signature", "no signature"), "written"),
        (spoil("Signature-Input", 'sig1=("@method");created=1;keyid="x"'), ""),
    ],
)
def test_a_request_that_was_changed_is_refused(peer: Peer, us: str, inbox: str, change: Change, said: str) -> None:
    status, words = peer.send("anna", peer.following("anna", us), inbox, change=change)
    assert status in {400, 401}
    assert said in words
    assert only_bela()


def test_an_old_signature_another_body_and_another_key_are_refused(peer: Peer, us: str, inbox: str) -> None:
    follow = peer.following("anna", us)
    assert peer.send("anna", follow, inbox, sent=json.dumps({**follow, "object": us, "to": "x"}).encode())[0] == 401
    assert peer.send("anna", follow, inbox, key=1)[0] == 401
    assert only_bela()


def test_an_activity_is_taken_once(peer: Peer, us: str, inbox: str) -> None:
    follow = peer.following("anna", us)
    undo = {"id": f"{peer.address}/undo/1", "type": "Undo", "actor": peer.person("anna"), "object": follow}
    assert [peer.send("anna", one, inbox)[0] for one in (follow, undo, follow)] == [202, 202, 202]
    assert only_bela()


def test_nobody_speaks_for_another(peer: Peer, us: str, inbox: str) -> None:
    bela, mallory = peer.person("bela"), f"{peer.person('mallory')}#main-key"
    undo = {"id": f"{peer.address}/1", "type": "Undo", "actor": bela, "object": peer.following("bela", us)}
    assert peer.send("mallory", undo, inbox)[0] == 401
    gone = {"id": f"{peer.address}/2", "type": "Delete", "actor": bela, "object": bela}
    assert peer.send("mallory", gone, inbox)[0] == 401
    elsewhere = {**peer.following("anna", us), "actor": "https://social.example/users/anna"}
    assert peer.send("mallory", elsewhere, inbox, key_id=mallory)[0] == 401
    assert only_bela()


def anna(peer: Peer, **changed: Any) -> dict[str, Any]:
    return peer.document("anna") | changed


@pytest.mark.parametrize(
    "document",
    [
        lambda peer: anna(peer, publicKey={}),
        lambda peer: anna(peer, publicKey={"id": "x", "owner": peer.person("anna"), "publicKeyPem": "no key"}),
        lambda peer: anna(peer, publicKey=anna(peer)["publicKey"] | {"owner": peer.person("bela")}),
        lambda peer: anna(peer, publicKey=anna(peer)["publicKey"] | {"publicKeyPem": "no key"}),
        lambda peer: anna(peer, id="https://social.example/users/anna"),
        lambda peer: anna(peer, inbox="https://victim.example/inbox"),
        lambda peer: anna(peer, inbox="http://127.0.0.1:1/inbox"),
        lambda peer: anna(peer, endpoints={"sharedInbox": "https://victim.example/inbox"}),
        lambda peer: [anna(peer)],
        lambda peer: (200, b"{" * 100_000),
        lambda peer: (200, b'{"id": "' + b"a" * 300_000 + b'"}'),
        lambda peer: (200, b"\xff\xfe not json"),
        lambda peer: (404, b""),
        lambda peer: (302, b"http://10.0.0.1/users/anna"),
        lambda peer: (302, b"https://[::1]/users/anna"),
        lambda peer: {"id": peer.person("anna"), "owner": "https://social.example/users/anna", "publicKeyPem": "x"},
    ],
)
def test_a_key_that_is_not_surely_its_actors_proves_nothing(
    peer: Peer, us: str, inbox: str, document: Callable[[Peer], Any]
) -> None:
    peer.documents["/users/anna"] = document(peer)
    assert peer.send("anna", peer.following("anna", us), inbox)[0] in {401, 503}
    assert only_bela()
    assert set(Inbox.objects.values_list("address", flat=True)) == {f"{peer.address}/inbox"}


def test_a_key_with_an_address_of_its_own_is_found(peer: Peer, us: str, inbox: str) -> None:
    key = f"{peer.address}/keys/anna"
    pem = export_public_key_pem(key_pair()[1])
    listed = {"id": key, "owner": peer.person("anna"), "publicKeyPem": pem}
    peer.documents |= {"/keys/anna": listed, "/users/anna": anna(peer, publicKey=[listed])}
    assert peer.send("anna", peer.following("anna", us), inbox, key_id=key)[0] == 202


@pytest.mark.parametrize(
    "key",
    [
        "http://169.254.169.254/latest",
        "https://127.0.0.1/key",
        "https://10.0.0.8/a#b",
        "file:///etc/passwd",
        "a",
        "x" * 3000,
    ],
)
def test_a_key_at_a_private_address_is_not_fetched(peer: Peer, us: str, inbox: str, key: str) -> None:
    person = key.partition("#")[0]
    follow = {"id": f"{person}/follow", "type": "Follow", "actor": person, "object": us}
    asked = len(peer.asked)
    assert peer.send("anna", follow, inbox, key_id=key)[0] == 401
    assert len(peer.asked) == asked
    assert only_bela()


def test_a_body_that_is_too_large_is_not_read(peer: Peer, us: str, inbox: str) -> None:
    huge = {**peer.following("anna", us), "content": "x" * activities.LARGEST}
    assert peer.send("anna", huge, inbox)[0] == 413
    assert only_bela()


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"{", b'"Follow"', b"\xff", b"[" * 100_000, b'{"type": NaN}', b'{"type": "Follow"}',
        b'{"type": "Follow", "id": 7, "actor": "https://a.example/", "object": "https://b.example/"}',
        b'{"type": ["Follow", "Like"], "id": "https://a.example/1", "actor": "https://a.example/"}',
        b'{"type": "Like", "type": "Follow", "id": "https://a.example/1", "actor": "https://a.example/"}',
        b'{"type": "Follow", "id": "https://a.example/1", "actor": ["https://a.example/", "https://b.example/"]}',
        b'{"@graph": [{"type": "Follow"}]}',
    ],
)  # fmt: skip
def test_what_is_no_activity_is_refused(peer: Peer, inbox: str, body: bytes) -> None:
    with pytest.raises(Unreadable):
        activities.read(body)
    assert peer.send("anna", body, inbox)[0] == 400
    assert only_bela()


def test_the_forms_that_json_ld_allows_are_understood() -> None:
    found = activities.read(
        b'{"@context": [1, {"a": "b"}], "type": ["Undo"], "id": "https://a.example/1", "actor": [{"id": "https://a.example/u"}],'
        b'"object": {"type": "Follow", "id": "https://a.example/2", "object": {"id": "https://b.example/"}}}'
    )
    assert (found.kind, found.actor, found.target) == ("Undo", "https://a.example/u", "https://a.example/2")
    assert (found.inner, found.inner_target) == ("Follow", "https://b.example/")


@pytest.mark.parametrize("kind", ["Like", "Announce", "Create", "Move", "Flag", "SomethingNew"])
def test_what_concerns_nobody_is_let_be_and_no_key_is_fetched(peer: Peer, us: str, inbox: str, kind: str) -> None:
    asked = len(peer.asked)
    told = {"id": f"{peer.address}/3", "type": kind, "actor": peer.person("anna"), "object": us}
    gone = {"id": f"{peer.address}/4", "type": "Delete", "actor": peer.person("anna"), "object": peer.person("anna")}
    assert [peer.send("anna", one, inbox)[0] for one in (told, gone)] == [202, 202]
    assert len(peer.asked) == asked
    assert Taken.objects.count() == 1  # Bela's


def test_nobody_can_follow_who_is_not_here(peer: Peer, us: str, inbox: str, actor: Actor) -> None:
    for other in (us.replace("/en/", "/fa/"), "https://other.example/", peer.person("bela")):
        assert peer.send("anna", peer.following("anna", other), inbox)[0] == 404
    actions.turn_off(actor)
    assert peer.send("anna", peer.following("anna", us), inbox)[0] == 404
    assert only_bela()


def test_a_follower_whose_account_is_gone_is_believed_to_be(peer: Peer, inbox: str) -> None:
    Sender.objects.all().delete()
    peer.documents["/users/bela"] = (410, b"")
    gone = {"id": f"{peer.address}/5", "type": "Delete", "actor": peer.person("bela"), "object": peer.person("bela")}
    assert peer.send("bela", gone, inbox)[0] == 202
    assert not Follower.objects.exists()


def test_a_server_that_has_new_keys_is_asked_again_after_a_while(peer: Peer, us: str, inbox: str) -> None:
    peer.key = 1
    asked = len(peer.asked)
    again = peer.following("bela", us, 2)
    assert peer.send("bela", again, inbox)[0] == 401  # it was asked just now
    assert len(peer.asked) == asked
    Sender.objects.update(fetched_at="2026-01-01T00:00Z")
    assert peer.send("bela", again, inbox)[0] == 202


def test_a_blocked_domain_is_not_spoken_with(peer: Peer, us: str, inbox: str, desk: Any) -> None:
    actions.block("127.0.0.1")
    assert not Follower.objects.exists()
    asked = len(peer.asked)
    assert peer.send("anna", peer.following("anna", us), inbox)[0] == 403
    assert desk.go_on() == 0
    assert len(peer.asked) == asked
    actions.unblock(Server.objects.get(host="127.0.0.1"))
    assert peer.send("anna", peer.following("anna", us), inbox)[0] == 202


def test_who_sends_too_much_is_asked_to_come_back(
    peer: Peer, us: str, inbox: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from interlink.newsroom.outreach.fediverse import taking

    monkeypatch.setattr(taking, "TAKEN_AN_HOUR", 2)
    assert [peer.follow(name, us)[0] for name in ("anna", "cara")] == [202, 429]
    monkeypatch.setattr(rules, "REFUSED_AN_HOUR", 3)
    body = json.dumps(peer.following("dora", us)).encode()
    sent = [post(inbox, body, {"Content-Type": ACTIVITY})[0] for _ in range(4)]
    assert sent == [401, 401, 401, 429]


def test_no_more_keys_are_fetched_at_once_than_threads_can_be_spared(peer: Peer, us: str, inbox: str) -> None:
    assert all(senders._asking.acquire(blocking=False) for _ in range(senders.AT_ONCE))
    try:
        assert peer.follow("anna", us)[0] == 503
    finally:
        for _ in range(senders.AT_ONCE):
            senders._asking.release()
    assert peer.follow("anna", us)[0] == 202
    assert threading.active_count() < 50
