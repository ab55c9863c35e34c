"""The address for hubs, as a stranger, a liar and a flood find it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from interlink.newsroom.watch.models import Source
from interlink.newsroom.watch.websub import callbacks, pushes, rules, views
from interlink.newsroom.watch.websub.models import Asking

TOPIC = "https://courier.example/feed"
HOST = {"host": "watch.example"}
SECRET = "0123456789abcdef" * 4


@pytest.fixture
def source(db: None, settings: Any) -> Source:
    """A source whose hub was asked and has not answered yet."""
    settings.INTERLINK_SITE_ADDRESS = "https://watch.example"
    now = timezone.now()
    made = Source.objects.create(
        name="Courier", address=TOPIC, hub="https://hub.example/", hub_topic=TOPIC, hub_secret=SECRET,
        last_check=now - timedelta(hours=1), next_check=now + timedelta(hours=5),
    )  # fmt: skip
    Asking.objects.create(source=made, asked=now, failures=1, next_ask=now + timedelta(hours=1))
    return made


def path(source: Source) -> str:
    return callbacks.address(source).removeprefix("https://watch.example")


def intent(client: Client, source: Source, **changes: str) -> Any:
    said = {"mode": "subscribe", "topic": TOPIC, "challenge": "echo", "lease_seconds": "864000"} | changes
    return client.get(path(source), {f"hub.{key}": value for key, value in said.items()}, headers=HOST)


def push(client: Client, source: Source, body: bytes = b"news", **headers: str) -> Any:
    signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return client.post(
        path(source), body, content_type="application/rss+xml", headers=HOST | {"X-Hub-Signature": signature} | headers
    )


def due_in(source: Source) -> timedelta:
    source.refresh_from_db()
    assert source.next_check is not None
    return source.next_check - timezone.now()


def test_what_we_asked_for_is_confirmed_as_plain_text_without_a_cookie(client: Client, source: Source) -> None:
    answer = intent(client, source, challenge="<script>alert(1)</script>")
    assert (answer.status_code, answer.content) == (200, b"<script>alert(1)</script>")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert Asking.objects.get().failures == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"topic": "https://else.example/"}, {"topic": ""}, {"challenge": ""}, {"challenge": "a" * 3_000},
        {"lease_seconds": ""}, {"lease_seconds": "1"}, {"mode": ""}, {"mode": "publish"}, {"mode": "unsubscribe"},
    ],
)  # fmt: skip
def test_what_we_did_not_ask_for_is_not_confirmed(client: Client, source: Source, changes: dict[str, str]) -> None:
    answer = intent(client, source, **changes)
    assert (answer.status_code, answer.content) == (404, b"")
    source.refresh_from_db()
    assert source.hub_until is None


def test_a_subscription_is_not_confirmed_when_the_desk_wants_none(
    client: Client, source: Source, settings: Any
) -> None:
    settings.INTERLINK_WEBSUB = False
    assert intent(client, source).status_code == 404


def test_a_hub_that_denies_is_left_alone_for_a_week(client: Client, source: Source) -> None:
    intent(client, source)
    answer = intent(client, source, mode="denied", reason="<b>No</b> such topic\u202e")
    assert (answer.status_code, answer.content) == (200, b"")
    source.refresh_from_db()
    assert source.hub_until is None
    known = Asking.objects.get()
    assert known.problem == "The hub does not tell us of this feed: No such topic"
    assert known.next_ask is not None
    assert known.next_ask - timezone.now() > timedelta(days=6)


def test_an_address_that_was_guessed_or_changed_is_not_there(client: Client, source: Source) -> None:
    token = path(source).split("/")[2]
    for guess in ("1", f"{source.pk}-0000", token[:-1], token.replace(f"{source.pk}-", "999-", 1), "a" * 2_000):
        for ask in (client.get, client.post):
            answer = ask(f"/websub/{guess}/", headers=HOST, follow=True)
            assert (answer.status_code, bool(answer.cookies)) == (404, False)


def test_an_address_from_an_earlier_subscription_may_only_end(client: Client, source: Source) -> None:
    old = path(source)
    Source.objects.update(hub_secret="another" * 9)
    assert client.post(old, b"news", content_type="text/xml", headers=HOST).status_code == 410
    said = {"hub.mode": "unsubscribe", "hub.topic": TOPIC, "hub.challenge": "echo"}
    assert client.get(old, said, headers=HOST).content == b"echo"
    assert client.get(old, said | {"hub.mode": "subscribe"}, headers=HOST).status_code == 404


def test_news_needs_no_form_token_and_sets_no_cookie(source: Source) -> None:
    answer = push(Client(enforce_csrf_checks=True), source)
    assert (answer.status_code, answer.content) == (202, b"")
    assert not answer.cookies
    assert due_in(source) <= timedelta()


def test_other_ways_of_asking_are_refused(client: Client, source: Source) -> None:
    assert client.put(path(source), headers=HOST).status_code == 405
    assert client.delete(path(source), headers=HOST).status_code == 405


@pytest.mark.parametrize("signature", ["", "sha256=00", "sha1=" + "0" * 40, "plain"])
def test_unsigned_news_is_answered_the_same_and_ignored(client: Client, source: Source, signature: str) -> None:
    answer = push(client, source, **{"X-Hub-Signature": signature})
    assert (answer.status_code, answer.content) == (202, b"")
    assert due_in(source) > timedelta(hours=4)


def test_what_is_pushed_is_not_taken_in(client: Client, source: Source) -> None:
    push(client, source, b"<rss><channel><item><title>Forged</title><guid>1</guid></item></channel></rss>")
    assert source.items.count() == 0


def test_a_flood_of_news_makes_us_look_no_more_often_than_once_a_minute(client: Client, source: Source) -> None:
    for _ in range(3):
        push(client, source)
    Source.objects.update(last_check=timezone.now(), next_check=timezone.now() + timedelta(hours=5))
    push(client, source)
    assert timedelta(seconds=50) < due_in(source) <= rules.LEAST_REST


def test_a_source_is_looked_at_a_second_time_two_minutes_later(client: Client, source: Source) -> None:
    push(client, source)
    now = timezone.now()
    Source.objects.update(last_check=now, next_check=now + timedelta(hours=3))
    assert pushes.look_again(now + timedelta(minutes=1)) == 0
    assert pushes.look_again(now + timedelta(minutes=3)) == 1
    Source.objects.update(last_check=now + timedelta(minutes=3), next_check=now + timedelta(hours=3))
    assert pushes.look_again(now + timedelta(minutes=4)) == 0


def test_a_body_that_is_announced_too_large_is_not_read(client: Client, source: Source) -> None:
    answer = push(client, source, **{"Content-Length": str(views.MAX_BODY + 1)})
    assert answer.status_code == 413


def test_a_body_in_chunks_counts_like_another(client: Client, source: Source) -> None:
    digits = hmac.new(SECRET.encode(), b"news", hashlib.sha256).hexdigest()
    in_chunks = {"wsgi.input": BytesIO(b"news"), "wsgi.input_terminated": True}
    answer = client.generic("POST", path(source), headers=HOST | {"X-Hub-Signature": f"sha256={digits}"}, **in_chunks)
    assert answer.status_code == 202
    assert due_in(source) <= timedelta()


class Endless:
    """A body without an end."""

    headers: dict[str, str] = {}
    META: dict[str, str] = {}
    given = 0

    def read(self, size: int) -> bytes:
        self.given += size
        assert self.given < 2 * views.MAX_BODY
        return b"a" * size


def test_a_body_without_an_end_is_cut_off() -> None:
    assert views._take(Endless(), rules.SignatureCheck(SECRET, "")) == 413  # type: ignore[arg-type]


def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MAX_SECONDS", -1.0)
    assert views._take(Endless(), rules.SignatureCheck(SECRET, "")) == 408  # type: ignore[arg-type]
