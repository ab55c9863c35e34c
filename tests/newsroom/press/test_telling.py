"""A hub on loopback is told of new posts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.press import telling
from interlink.newsroom.press.bake.jobs import bake_touched
from interlink.newsroom.press.errors import HubRefused


class Hub(BaseHTTPRequestHandler):
    status = 204
    told: list[dict[str, list[str]]] = []

    def do_POST(self) -> None:
        Hub.told.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.send_response(Hub.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hub(settings) -> Iterator[type[Hub]]:
    Hub.told, Hub.status = [], 204
    with HTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.INTERLINK_HUB = f"http://127.0.0.1:{server.server_port}/"
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{server.server_port}"})
        yield Hub
        server.shutdown()


def asked_for() -> set[str]:
    tasks = DBTaskResult.objects.filter(task_path__endswith="tell_hub")
    return {task.args_kwargs["kwargs"]["feed"] for task in tasks}


def bake_what_waits() -> None:
    for task in DBTaskResult.objects.filter(task_path__endswith="bake_touched"):
        bake_touched.func(task.args_kwargs["kwargs"]["addresses"])


def test_once_a_post_is_written_the_hub_is_told_of_each_feed_that_changed(press, hub) -> None:
    post = press.post()
    post.tags.add("courts")
    post.save_revision().publish()
    assert asked_for() == set(), "it would not find the post yet"
    bake_what_waits()
    stems = ("", "en/", "en/tag/courts/", "en/outlet/the-harbour-gazette/")
    wanted = {f"http://watch.example/{stem}feed.{form}" for stem in stems for form in ("atom", "rss", "json")}
    assert wanted <= asked_for()
    told = DBTaskResult.objects.filter(task_path__endswith="tell_hub").count()
    bake_what_waits()
    assert DBTaskResult.objects.filter(task_path__endswith="tell_hub").count() == told, "nothing has changed since"


def test_the_hub_is_told_in_its_own_words(db, hub) -> None:
    telling.tell_hub.func("http://watch.example/en/feed.atom")
    assert hub.told == [{"hub.mode": ["publish"], "hub.url": ["http://watch.example/en/feed.atom"]}]
    hub.status = 500
    with pytest.raises(HubRefused, match="500"):
        telling.tell_hub.func("http://watch.example/en/feed.atom")


def test_nobody_is_told_where_there_is_no_hub(press) -> None:
    press.post().save_revision().publish()
    bake_what_waits()
    assert asked_for() == set()
