"""Sources that misbehave: each says what is wrong in plain words and since when, and the others go on."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from interlink.lib.fetch import FEED, PAGE
from interlink.newsroom.stories import actions as stories
from interlink.newsroom.watch import queries, rounds
from interlink.newsroom.watch.kinds.feed.kind import FeedKind
from interlink.newsroom.watch.models import Item, Reading, Source

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
# As the product's own limits, but nobody waits for half a minute here.
PATIENCE = 1.5


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    def site(self, outlet: str) -> str: ...
    def feed(self, outlet: str) -> str: ...


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FeedKind, "limits", replace(FEED, total_seconds=PATIENCE))
    monkeypatch.setattr(rounds, "PAGE", replace(PAGE, total_seconds=PATIENCE))


@pytest.fixture
def nobody(settings: object) -> Iterator[str]:
    """An address where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        settings.INTERLINK_ALLOWED_LOOPBACK |= {f"*.localhost:{port}"}  # type: ignore[attr-defined]
        yield f"http://nobody.localhost:{port}/rss.xml"


@pytest.fixture
def trouble(demo_press_server: DemoPress) -> Callable[[str], str]:
    return lambda path: f"{demo_press_server.site('trouble')}{path}"


def add(name: str, address: str) -> Source:
    return Source.objects.create(name=name, address=address)


def check(*sources: Source, at: datetime = NOON) -> dict[str, rounds.Checked]:
    checked = {one.source.name: one for one in rounds.check_sources(sources, lambda: at)}
    for source in sources:
        source.refresh_from_db()
    return checked


# What the source is, and the words that an editor must find in what is wrong with it.
WAYS = {
    "slow to begin": ("/slow-headers", "longer than"),
    "slow to end": ("/slow-body", "longer than"),
    "no feed": ("/notafeed", "feed"),
    "50 MB": ("/huge?mb=50", "larger than"),
    "endless": ("/endless", "larger than"),
    "a bomb": ("/gzip-bomb?mb=40", "more than"),
    "going in circles": ("/loop", "circle"),
    "hanging up": ("/reset", "connection"),
    "in trouble": ("/error500", "trouble of its own (it answered 500)"),
    "asking for a pause": ("/retry-after?seconds=1", "less often"),
    "a billion laughs": ("/entities.xml", ""),
    "leading inside": ("/redirect-private", "private"),
}


def test_every_bad_source_says_what_is_wrong_and_since_when_and_the_good_ones_go_on(
    demo_press_server: DemoPress, trouble: Callable[[str], str], nobody: str
) -> None:
    good = [add(outlet, demo_press_server.feed(outlet)) for outlet in ("courier", "phare", "peyk")]
    bad = {name: add(name, trouble(path)) for name, (path, _) in WAYS.items()}
    bad["down"] = add("down", nobody)
    bad["unknown"] = add("unknown", "http://no-such-host.invalid/feed")

    checked = check(*bad.values(), *good)

    assert checked.keys() == {*bad, "courier", "phare", "peyk"}
    for source in good:
        assert (source.problem, source.failing_since) == ("", None)
        assert source.items.exists()
    said = {name: source.problem for name, source in bad.items()}
    for name, source in bad.items():
        assert source.failing_since == NOON, name
        assert source.failures == 1, name
        assert source.problem.endswith("."), said
        assert WAYS.get(name, ("", ""))[1] in source.problem, (name, source.problem)
        assert not source.items.exists(), name
        assert NOON < source.next_check <= NOON + timedelta(hours=24), name
    for words in ("Error", "errno", "Traceback", "aiohttp", "0x", "None"):
        assert not any(words in problem for problem in said.values()), said


def test_since_when_stays_while_it_fails_and_goes_when_it_answers(
    demo_press_server: DemoPress, trouble: Callable[[str], str]
) -> None:
    source = add("the outlet", trouble("/error500"))
    check(source)
    check(source, at=NOON + timedelta(hours=1))
    assert source.failing_since == NOON
    assert source.failures == 2
    first_pause = source.next_check - (NOON + timedelta(hours=1))
    check(source, at=NOON + timedelta(hours=3))
    assert source.next_check - (NOON + timedelta(hours=3)) == 2 * first_pause

    source.address = demo_press_server.feed("courier")
    source.save()
    check(source, at=NOON + timedelta(hours=9))
    assert (source.failing_since, source.failures, source.problem) == (None, 0, "")
    assert source.last_success == NOON + timedelta(hours=9)


def test_what_was_seen_before_a_source_went_bad_stays(
    demo_press_server: DemoPress, trouble: Callable[[str], str]
) -> None:
    source = add("the outlet", demo_press_server.feed("courier"))
    check(source)
    seen = set(Item.objects.values_list("address", "title"))
    for path in ("/notafeed", "/huge?mb=50", "/error500"):
        source.address = trouble(path)
        source.save()
        check(source, at=NOON + timedelta(hours=1))
    assert seen
    assert set(Item.objects.values_list("address", "title")) == seen
    assert source.last_success == NOON


def test_a_feed_of_broken_xml_is_read_as_far_as_it_goes_and_says_so(demo_press_server: DemoPress) -> None:
    source = add("fleta", demo_press_server.feed("fleta"))
    checked = check(source)
    assert checked["fleta"].taken.new > 0
    assert "XML is broken at line" in source.problem
    assert source.last_success == NOON


def test_a_report_that_cannot_be_read_is_kept_with_its_link_and_what_the_feed_said(
    demo_press_server: DemoPress, trouble: Callable[[str], str], nobody: str
) -> None:
    source = add("the outlet", demo_press_server.feed("courier"))
    items = {
        name: Item.objects.create(
            source=source,
            guid=name,
            address=address,
            title=f"A report that is {name}",
            summary="What the feed said.",
            checksum="-",
            seen_at=NOON,
        )
        for name, address in {name: trouble(path) for name, (path, _) in WAYS.items()}.items() | {("down", nobody)}
    }
    good = Item.objects.create(
        source=source,
        guid="good",
        address=_an_article(demo_press_server),
        title="Good",
        checksum="-",
        seen_at=NOON,
    )
    done = {one.item.guid: one for one in rounds.read_items(Item.objects.all(), lambda: NOON)}

    good.refresh_from_db()
    assert good.reading == Reading.READ
    assert len(good.text) > 200
    for name, item in items.items():
        before = (item.address, item.title, item.summary)
        item.refresh_from_db()
        assert (item.address, item.title, item.summary) == before
        assert item.reading != Reading.READ, name
        assert item.reading_problem == done[name].problem != "", name
        assert item.reading_problem.endswith("."), (name, item.reading_problem)
        # Either it is tried again at a time that is known, or it is said that it never will be.
        assert (item.reading == Reading.UNREADABLE) == (item.read_after is None), name
    # What the feed said of them is enough to be grouped, and to be seen on the desk.
    grouped = list(stories.group_new_items())
    assert len(grouped) == len(items) + 1
    assert Item.objects.filter(membership=None).count() == 0
    assert not queries.items_to_read(NOON).exists()


def _an_article(press: DemoPress) -> str:
    source = add("another", press.feed("phare"))
    check(source)
    address = source.items.values_list("address", flat=True)[0]
    source.items.all().delete()
    return address
