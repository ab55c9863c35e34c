"""The commands of a desk, one by one, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import authenticate

from interlink.accounts.actions import add_user
from interlink.accounts.models import User
from interlink.cli import main
from interlink.newsroom.outreach.models import Subscriber, Subscription
from interlink.newsroom.press.fronts import ensure_front_pages
from interlink.newsroom.press.models import DigestPage, FrontPage, PostPage
from interlink.newsroom.watch.models import Source, State, Subject

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
SINCE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    def site(self, outlet: str) -> str: ...
    def feed(self, outlet: str) -> str: ...


def interlink(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=typed, prog_name="interlink")


def right(*arguments: str, typed: str = "") -> str:
    result = interlink(*arguments, typed=typed)
    assert result.exit_code == 0, result.output
    return result.output


def wrong(*arguments: str, typed: str = "") -> str:
    result = interlink(*arguments, typed=typed)
    assert result.exit_code == 1, result.output
    assert "Error: " in result.output
    assert isinstance(result.exception, SystemExit)
    return result.output


def test_an_empty_desk_has_a_status_with_zeros_for_people_and_for_programs() -> None:
    said = right("status")
    assert "0 watched" in said
    figures = json.loads(right("status", "--json"))
    assert (figures["sources"], figures["posts"], figures["workers"]) == (0, 0, 0)
    assert all(isinstance(figure, int) for figure in figures.values())


def test_a_status_names_the_sources_that_fail_and_why() -> None:
    Source.objects.create(
        name="Gazette [north]", address="https://gazette.example/feed", failures=3, failing_since=SINCE,
        last_check=SINCE, problem="The server answered 500.", state=State.FAILING,
    )  # fmt: skip
    assert json.loads(right("status", "--json"))["sources_failing"] == 1
    said = right("status")
    assert "Gazette [north]" in said
    assert "The server answered 500." in said


def test_a_user_is_added_with_a_password_that_is_shown_once_or_given_quietly() -> None:
    said = right("user", "add", "ida")
    password = said.partition("Password: ")[2].splitlines()[0]
    assert authenticate(username="ida", password=password)
    said = right("user", "add", "olga", "--operator", "--password-stdin", typed="quite a long passphrase\n")
    assert "quite a long passphrase" not in said
    olga = authenticate(username="olga", password="quite a long passphrase")
    assert isinstance(olga, User)
    assert olga.is_superuser
    assert right("user", "list").splitlines() == ["ida  editor", "olga  operator"]


@pytest.mark.parametrize("password", ["", "short\n", "password1234\n", "ida-ida-ida-ida\n"])
def test_a_weak_password_is_refused_and_nobody_is_added(password: str) -> None:
    wrong("user", "add", "ida-ida-ida-ida", "--password-stdin", typed=password)
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_told() -> None:
    add_user("ida", "a long password of hers")
    assert "There is a Ida already" in wrong("user", "add", "Ida")


def test_a_source_is_added_by_its_site_and_listed_with_its_state(demo_press_server: DemoPress) -> None:
    said = right("source", "add", demo_press_server.site("phare") + "/")
    assert demo_press_server.feed("phare") in said
    assert "watched already" in wrong("source", "add", demo_press_server.feed("phare"))
    listed = right("source", "list")
    assert demo_press_server.feed("phare") in listed
    assert "not checked yet" in listed


def test_an_address_without_a_feed_is_told(demo_press_server: DemoPress) -> None:
    assert "no feed" in wrong("source", "add", demo_press_server.site("trouble") + "/notafeed")
    assert not Source.objects.exists()
    assert "Nothing is watched yet" in right("source", "list")


def test_watching_tells_what_was_found_and_groups_it(demo_press_server: DemoPress) -> None:
    assert "Nothing is watched yet" in right("watch")
    right("source", "add", demo_press_server.feed("courier"))
    right("subject", "add", "Meridian Fellowship", "--acronym", "MF")
    said = right("watch")
    assert "watch     1 sources: " in said
    assert "new stories" in said
    assert "0 new items" in right("watch")
    assert "of all items name a subject" in right("watch", "--due", "--spot-again")


def test_subjects_and_readers_are_added_and_listed() -> None:
    right("subject", "add", "Meridian Fellowship", "--alias", "the Fellowship", "--acronym", "MF")
    right("subject", "add", "Meridian Fellowship", "--alias", "Noonday House")
    listed = right("subject", "list")
    assert all(form in listed for form in ("the Fellowship", "MF", "Noonday House"))
    assert Subject.objects.count() == 1
    right("subscriber", "add", "anna@reading.example", "--language", "fa")
    assert right("subscriber", "list").strip() == "fa: 1"
    assert "no pages in the language sq" in wrong("subscriber", "add", "bela@reading.example", "--language", "sq")
    wrong("subscriber", "add", "not an address", "--language", "en")
    Subscriber.objects.update(standing=Subscription.LEFT, left_at=SINCE)
    assert "has left before" in wrong("subscriber", "add", "anna@reading.example", "--language", "fa")


def test_clipping_something_that_was_never_seen_is_told() -> None:
    assert "No item with the address" in wrong("clip", "https://gazette.example/never-seen")


@pytest.fixture
def front() -> FrontPage:
    ensure_front_pages("Meridian Watch", "")
    return FrontPage.objects.get(locale__language_code="en")


@pytest.fixture
def new_post(front: FrontPage) -> Callable[[str], PostPage]:
    def make(title: str) -> PostPage:
        post = PostPage(title=title, slug=title.lower(), live=True, first_published_at=datetime.now(UTC))
        front.add_child(instance=post)
        return post

    return make


def test_a_digest_is_shown_compiled_and_shown_again(new_post: Callable[[str], PostPage]) -> None:
    new_post("Alpha")
    assert "is not compiled yet; it would hold 1 posts" in right("digest", "show", "en")
    assert "  1. Alpha" in right("digest", "compile", "en")
    new_post("Beta")
    assert "  2. Beta" in right("digest", "compile", "en")
    shown = right("digest", "show", "en")
    assert "  1. Alpha" in shown
    assert "Left out: 0 stories seen but not posted" in shown
    assert DigestPage.objects.filter(live=False).count() == 1


def test_a_language_that_the_site_has_not_is_told_with_those_it_has(front: FrontPage) -> None:
    assert "It has: en, fa." in wrong("digest", "compile", "sq")


def test_a_digest_is_sent_only_compiled_confirmed_and_by_somebody_who_may(new_post: Callable[[str], PostPage]) -> None:
    new_post("Alpha")
    send = ("digest", "send", "en", "--as", "ida")
    assert "not compiled yet" in wrong(*send, "--yes")
    right("digest", "compile", "en")
    assert "There is no ida here" in wrong(*send, "--yes")
    User.objects.create_user("ida")
    assert "Aborted" in interlink(*send, typed="n\n").output
    assert "ida may not publish" in wrong(*send, "--yes")
    assert not DigestPage.objects.filter(live=True).exists()
