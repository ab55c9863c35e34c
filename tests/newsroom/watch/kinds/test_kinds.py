"""Every kind of source, asked in a round over real HTTP or IMAP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from mail_server import MailServer

from interlink.lib.fetch.mailboxes import Security
from interlink.newsroom.watch import adding, finding, queries, rounds
from interlink.newsroom.watch.kinds.mailbox.kind import Place
from interlink.newsroom.watch.models import Item, Kind, PassedOver, Reading, Source, State

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def check(source: Source, at: datetime = NOW) -> rounds.Checked:
    source.refresh_from_db()
    (checked,) = rounds.check_sources([source], lambda: at)
    return checked


def ago(days: float) -> str:
    return (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def urlset(*pages: tuple[str, float | None]) -> str:
    urls = (
        f"<url><loc>{path}</loc>{'' if days is None else f'<lastmod>{ago(days)}</lastmod>'}</url>"
        for path, days in pages
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(urls)}</urlset>'


def index(*parts: tuple[str, float | None]) -> str:
    inner = urlset(*parts).removeprefix('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    inner = inner.removesuffix("</urlset>").replace("url>", "sitemap>")
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'


def titles() -> list[str]:
    return sorted(item.address.rpartition("/")[2] for item in Item.objects.all())


def test_a_sitemap_gives_its_new_articles_and_nothing_from_before_the_watch(site_server: Any) -> None:
    source = Source.objects.create(name="Map", kind=Kind.SITEMAP, address=site_server.at("/map.xml"))
    site_server.pages["/map.xml"] = urlset(
        ("/", 0.1), ("/tag/harbour", 0.1), ("/news/lease-is-lost-4711", 1), ("/news/old-story-told-12", 400)
    )
    assert check(source).taken.new == 1
    site_server.pages["/map.xml"] = urlset(("/news/lease-is-lost-4711", 1), ("/news/ferry-runs-again-4713", 0.2))
    assert check(source, NOW + timedelta(hours=1)).taken.new == 1
    assert titles() == ["ferry-runs-again-4713", "lease-is-lost-4711"]


def test_a_sitemap_without_dates_begins_with_a_few_and_then_gives_what_is_added(site_server: Any) -> None:
    source = Source.objects.create(name="Map", kind=Kind.SITEMAP, address=site_server.at("/map.xml"))
    old = [(f"/news/an-old-story-told-{number}", None) for number in range(100, 300)]
    site_server.pages["/map.xml"] = urlset(*old)
    assert check(source).taken.new == 50
    assert PassedOver.objects.count() == 150
    site_server.pages["/map.xml"] = urlset(*old, ("/news/ferry-runs-again-4713", None))
    checked = check(source, NOW + timedelta(hours=1))
    assert (checked.taken.new, checked.taken.known) == (1, 200)


def test_of_an_index_only_the_parts_that_changed_are_fetched_again(site_server: Any) -> None:
    source = Source.objects.create(name="Map", kind=Kind.SITEMAP, address=site_server.at("/map.xml"))
    site_server.pages |= {
        "/map.xml": index(("/one.xml", 2), ("/two.xml", 1), ("/ancient.xml", 900)),
        "/one.xml": urlset(("/news/lease-is-lost-4711", 2)),
        "/two.xml": urlset(("/news/council-meets-today-4712", 1)),
    }
    assert check(source).taken.new == 2
    assert sorted(site_server.paths()) == ["/map.xml", "/one.xml", "/two.xml"]
    site_server.asked.clear()
    site_server.pages["/map.xml"] = index(("/one.xml", 2), ("/two.xml", 0.5))
    site_server.pages["/two.xml"] = urlset(("/news/council-meets-today-4712", 1), ("/news/ferry-runs-again-4713", 0.5))
    assert check(source, NOW + timedelta(hours=1)).taken.new == 1
    assert site_server.paths() == ["/map.xml", "/two.xml"]


def test_a_part_that_does_not_come_is_told_and_asked_for_again(site_server: Any) -> None:
    source = Source.objects.create(name="Map", kind=Kind.SITEMAP, address=site_server.at("/map.xml"))
    site_server.pages |= {
        "/map.xml": index(("/one.xml", 2), ("/two.xml", 1)),
        "/one.xml": urlset(("/news/lease-is-lost-4711", 2)),
    }
    checked = check(source)
    assert (checked.taken.new, checked.source.state) == (1, State.FINE)
    assert "/two.xml" in checked.problem
    site_server.pages["/two.xml"] = urlset(("/news/council-meets-today-4712", 1))
    checked = check(source, NOW + timedelta(hours=1))
    assert (checked.taken.new, checked.problem) == (1, "")


def listing(*slugs: str, card: str = "card") -> str:
    cards = (f'<div class="{card}"><h2><a href="/news/{slug}">{slug}</a></h2></div>' for slug in slugs)
    return f"<html><title>Listing</title><body><main>{''.join(cards)}</main></body></html>"


def test_a_listing_that_suddenly_finds_nothing_says_so(site_server: Any) -> None:
    slugs = ("lease-is-lost-4711", "council-meets-today-4712", "ferry-runs-again-4713")
    site_server.pages["/"] = listing(*slugs)
    source = adding.add(finding.look(site_server.at("/"), "/news/lease-is-lost-4711"))
    assert check(source).taken.new == 3
    site_server.pages["/"] = "<html><body><article class='tile'>Everything is new here.</article></body></html>"
    checked = check(source, NOW + timedelta(hours=1))
    assert (checked.source.state, checked.source.failing_since) == (State.FAILING, NOW + timedelta(hours=1))
    assert checked.problem
    assert Item.objects.count() == 3


POST = """<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="harbour/{number}">
<div class="tgme_widget_message_text">Post {number}: the lease is lost.</div>
<a class="tgme_widget_message_date" href="https://t.me/harbour/{number}"><time datetime="{when}"></time></a>
</div></div>"""


def channel(first: int, last: int) -> str:
    posts = (POST.format(number=number, when=ago(10 - number / 10)) for number in range(first, last + 1))
    title = '<div class="tgme_channel_info_header_title">Harbour</div>'
    return f"<html><body>{title}{''.join(posts)}</body></html>"


def test_posts_of_a_channel_are_whole_articles_and_a_gap_is_filled(site_server: Any) -> None:
    source = Source.objects.create(name="Harbour", kind=Kind.TELEGRAM, address=site_server.at("/s/harbour"))
    site_server.pages["/s/harbour"] = channel(1, 10)
    assert check(source).taken.new == 10
    site_server.pages |= {"/s/harbour": channel(31, 50), "/s/harbour?before=31": channel(11, 30)}
    assert check(source, NOW + timedelta(hours=1)).taken.new == 40
    asked = len(site_server.asked)
    read = list(rounds.read_items(queries.items_to_read(NOW), lambda: NOW))
    assert len(read) == 50
    assert len(site_server.asked) == asked, "a post holds all of its article"
    item = Item.objects.get(address="https://t.me/harbour/7")
    assert (item.text, item.reading) == ("Post 7: the lease is lost.", Reading.READ)


def test_letters_are_taken_in_once_and_only_from_whom_the_address_names(
    listening: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FQDN", "mail.localhost")
    server = MailServer(listening, None, Security.NONE)
    settings.INTERLINK_MAILBOXES = {"letters": server.account}
    settings.INTERLINK_ALLOWED_LOOPBACK = server.rules.allowed_loopback

    def letter(number: int, sender: str) -> bytes:
        head = f"From: {sender}\r\nSubject: Letter {number}\r\nMessage-ID: <{number}@herald.example>\r\n"
        return (head + "\r\nThe Fellowship lost its lease.\r\n").encode()

    server.deliver(letter(1, "news@herald.example"), letter(2, "somebody@elsewhere.example"))
    source = Source.objects.create(name="Herald", kind=Kind.MAILBOX, address="imap://letters/INBOX?from=herald.example")
    assert check(source).taken.new == 1
    assert check(source, NOW + timedelta(hours=1)).taken.new == 0
    server.deliver(letter(3, "news@herald.example"))
    assert check(source, NOW + timedelta(hours=2)).taken.new == 1
    list(rounds.read_items(queries.items_to_read(NOW), lambda: NOW))
    assert [(item.title, item.text, item.reading) for item in Item.objects.order_by("pk")] == [
        ("Letter 1", "The Fellowship lost its lease.", Reading.READ),
        ("Letter 3", "The Fellowship lost its lease.", Reading.READ),
    ]


def test_a_mailbox_that_does_not_open_is_in_trouble_and_says_why(settings: Any) -> None:
    settings.INTERLINK_MAILBOXES = {}
    source = Source.objects.create(name="Herald", kind=Kind.MAILBOX, address="imap://letters/INBOX")
    checked = check(source)
    assert checked.source.state == State.FAILING
    assert "[mailboxes.letters]" in checked.problem


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("imap://letters", Place("letters", "INBOX", "")),
        ("imap://Letters/Alerts%20today", Place("letters", "Alerts today", "")),
        ("imap://letters/INBOX?from=News@Herald.example", Place("letters", "INBOX", "news@herald.example")),
    ],
)
def test_a_mailboxs_address_names_account_folder_and_sender(address: str, place: Callable[..., Any]) -> None:
    assert Place.of(address) == place


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("imap://Letters", "imap://letters/INBOX"),
        ("IMAP://letters/Alerts today/", "imap://letters/Alerts%20today"),
        ("imap://letters/INBOX?from=News@Herald.example", "imap://letters/INBOX?from=news@herald.example"),
        ("imap://letters/Nachrichten/K%C3%BCste", "imap://letters/Nachrichten/K%C3%BCste"),
    ],
)
def test_a_mailbox_has_one_address_however_it_is_typed(typed: str, address: str) -> None:
    assert Place.of(typed).address == address
    assert Place.of(address) == Place.of(typed)
