"""Adding a source at the desk: look, see what is there, save."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.instants import Precision
from interlink.newsroom.inbox import source_looks, source_previews
from interlink.newsroom.watch import finding
from interlink.newsroom.watch.finding import Proposal
from interlink.newsroom.watch.models import Kind, Source

ADD = "/desk/sources/add/"


@pytest.fixture
def editor(cast: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(cast.editor)


def post(client: Client, at: str = ADD, **form: str) -> str:
    return client.post(at, form, follow=True).content.decode()


def sealed(page: str) -> str:
    found = re.search(r'name="found" value="([^"]+)"', page)
    assert found is not None, page
    return found[1]


def test_the_latest_entries_are_shown_before_anything_is_saved(editor: Client, demo_press_server: Any) -> None:
    page = post(editor, address=demo_press_server.site("phare") + "/")
    assert "Found: feed" in page
    assert demo_press_server.feed("phare") in page
    assert page.count("<time>") == 4
    assert not Source.objects.exists()

    page = post(editor, found=sealed(page), name="The Lighthouse", language="fr", folder="Coast")
    assert "The Lighthouse is watched from now on." in page
    source = Source.objects.get()
    assert (source.name, source.language, source.folder) == ("The Lighthouse", "fr", "Coast")
    assert (source.kind, source.address) == (Kind.FEED, demo_press_server.feed("phare"))


def test_what_is_wrong_with_an_address_stands_beside_it(editor: Client, demo_press_server: Any) -> None:
    page = post(editor, address=demo_press_server.site("trouble") + "/notafeed")
    assert 'role="alert"' in page
    assert "<details open>" in page, "an example article would help"
    assert "error-message" in post(editor, address="")
    assert "error-message" in post(editor, address="http://127.0.0.1:1/")
    assert not Source.objects.exists()


def test_a_source_is_not_added_twice(editor: Client, demo_press_server: Any) -> None:
    page = post(editor, address=demo_press_server.feed("phare"))
    form = {"found": sealed(page), "name": "The Lighthouse"}
    post(editor, **form)
    assert "is watched already" in post(editor, **form)
    assert "is watched already" in post(editor, address=demo_press_server.feed("phare"))
    assert Source.objects.count() == 1


def test_a_source_of_the_same_name_is_told_of(editor: Client, demo_press_server: Any) -> None:
    feed = demo_press_server.feed("phare")
    Source.objects.create(name=finding.look(feed).name.upper(), address="https://phare.example/page")
    page = post(editor, address=feed)
    assert "is the name of a source already (https://phare.example/page)" in page


def test_a_preview_keeps_that_only_a_day_is_known() -> None:
    day = Entry(
        "a", "https://a.example/1", "A", None, datetime(2026, 3, 2, tzinfo=UTC), None, "", None, None, Precision.DAY
    )
    found = Proposal(Kind.LISTING, "https://a.example/", Feed("A", None, None, (day,)))
    kept = source_previews.unseal(source_previews.seal(found))
    assert kept is not None
    shown = render_to_string("inbox/source_entries.html", {"entries": kept.latest})
    assert "2 Mar 2026<" in shown.replace("March", "Mar")


def test_a_preview_that_is_not_ours_saves_nothing(editor: Client) -> None:
    page = post(editor, found="something:else", name="Other", address="https://gazette.example/")
    assert "Look at the address again" in page
    assert "https://gazette.example/" in page
    assert not Source.objects.exists()


def test_a_mistake_in_the_second_step_keeps_what_was_found(editor: Client, demo_press_server: Any) -> None:
    page = post(editor, address=demo_press_server.feed("phare"))
    page = post(editor, found=sealed(page), name="The Lighthouse", language="the one of France")
    assert "short code" in page
    post(editor, found=sealed(page), name="The Lighthouse", language="fr")
    assert Source.objects.get().language == "fr"


def test_a_page_of_links_is_learnt_from_an_example_and_learnt_anew(editor: Client, demo_press_server: Any) -> None:
    site = demo_press_server.site("courier") + "/"
    example = article_of(editor, demo_press_server)
    page = post(editor, address=site, example=example)
    assert "Found: page with links" in page
    post(editor, found=sealed(page), name="The Courier's front page")
    source = Source.objects.get()
    assert source.kind == Kind.LISTING

    Source.objects.update(memory={})
    learn = reverse("sources:learn", args=[source.pk])
    assert "error-message" in post(editor, learn, example="https://elsewhere.example/story")
    page = post(editor, learn, example=example)
    assert "Learnt." in post(editor, learn, found=sealed(page))
    assert Source.objects.get().memory


def article_of(editor: Client, press: Any) -> str:
    return str(finding.look(press.feed("courier")).latest[0].address)


@pytest.fixture
def silent(settings: Any) -> Iterator[str]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = f"127.0.0.1:{server.getsockname()[1]}"
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({where})
        yield f"http://{where}/"


def test_a_slow_address_keeps_nobody_waiting_for_long_and_only_a_few_are_looked_at_at_once(
    editor: Client, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_looks, "PATIENCE", 0.1)
    for _ in range(source_looks.LOOKS_AT_ONCE):
        assert "Its site is very slow" in post(editor, address=silent)
    assert "Try again in a minute." in post(editor, address=silent)
    assert not Source.objects.exists()
