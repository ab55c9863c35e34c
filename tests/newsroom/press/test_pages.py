"""The public pages, as a reader gets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from interlink.lib.warc.log import append
from interlink.newsroom.evidence.models import CaptureState
from interlink.newsroom.evidence.trusting import log_path
from interlink.newsroom.press.bake.addresses import address_of, public_addresses

Read = Callable[[str], str]
RLO = "\u202e"


def test_the_front_page_shows_the_group_its_aims_and_the_newest_posts(press, read: Read) -> None:
    press.post("older", title="An older one", first_published_at=press.capture().taken_at - timedelta(days=2))
    press.post("newer", title="A newer one")
    press.digest([press.post("in-digest")])
    page = read("/en/")
    assert '<html lang="en" dir="ltr">' in page
    assert "We follow the Meridian Fellowship." in page
    assert page.index("A newer one") < page.index("An older one")
    assert (
        "By \u2068Ida Marwick\u2069, \u2068The Harbour Gazette\u2069, \u2068Port Ellery\u2069, November 23, 2026"
        in page
    )
    assert '<blockquote class="excerpt" cite="https://gazette.example/newer" lang="en" dir="ltr">' in page
    assert "copy kept" in page
    assert 'href="/en/2026/11/">November 2026</a>' in page
    assert "Digest of 2026-11-27" in page
    assert 'hreflang="fa"' in page
    assert 'href="/en/feed.atom"' in page


def test_a_persian_page_runs_from_right_to_left_in_its_own_words_and_dates(press, read: Read) -> None:
    post = press.post("خانهها", "fa", title="خانه‌هایشان را بفروشند")
    page = read(address_of(post))
    assert '<html lang="fa" dir="rtl">' in page
    assert "۳ آذر ۱۴۰۵ (۲۴ نوامبر ۲۰۲۶)" in page
    assert "نسخه نگه‌داری شده" in page
    assert "Copy kept" not in page
    assert 'lang="fa" dir="rtl"' in page
    assert "خانه‌هایشان" in page, "the zero-width non-joiner is part of the spelling"


def test_a_quotation_keeps_its_own_language_and_direction(press, read: Read) -> None:
    post = press.post("persian-paper", excerpt="نامه‌ها", excerpt_language="fa")
    page = read(address_of(post))
    assert 'lang="fa" dir="rtl">\n<p>نامه‌ها</p>' in page
    assert "in Persian" in page


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CaptureState.WAITING, "our copy is not there yet"),
        (CaptureState.FAILED, "We tried to keep a copy of the cited page and could not."),
        (None, "We hold no copy of the cited page."),
    ],
)
def test_a_post_says_honestly_when_there_is_no_copy(press, read: Read, state: CaptureState | None, said: str) -> None:
    capture = press.capture(state=state, taken_at=None) if state else None
    page = read(address_of(press.post("uncopied", capture=capture)))
    assert said in page
    assert "/evidence/" not in page


def test_a_post_links_its_translations(press, read: Read) -> None:
    english = press.post("in-english")
    persian = press.post("in-persian", "fa", translation_key=english.translation_key)
    assert f'href="{address_of(persian)}" lang="fa" dir="rtl"' in read(address_of(english))
    assert f'href="{address_of(english)}" lang="en" dir="ltr"' in read(address_of(persian))
    press.fronts["fa"].refresh_from_db()
    persian.unpublish()
    assert "in-persian" not in read(address_of(english))


def test_a_month_lists_its_posts_and_no_others(press, read: Read) -> None:
    press.post("november", title="In November")
    press.post("october", title="In October", first_published_at=datetime(2026, 10, 2, 12, tzinfo=UTC))
    page = read("/en/2026/10/")
    assert "October 2026" in page
    assert "In October" in page
    assert "In November" not in page


def test_a_digest_shows_its_posts_in_the_editors_order_and_leads_to_the_one_before(press, read: Read) -> None:
    one, two = press.post("one", title="Post one"), press.post("two", title="Post two")
    earlier = press.digest([one], date(2026, 11, 20))
    page = read(address_of(press.digest([two, one])))
    assert page.index("Post two") < page.index("Post one")
    assert "A quiet week." in page
    assert address_of(earlier) in page


@pytest.mark.parametrize(("language", "said"), [("en", "log of captures: line 2"), ("fa", "سطر ۲")])
def test_a_digest_says_the_head_of_the_log_as_of_its_signing_off(press, read: Read, language: str, said: str) -> None:
    digest = press.digest([press.post("one", language)])
    assert "/evidence/log.txt" not in read(address_of(digest))
    signed = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    for hours in (-2, 0, 1):
        entry = append(log_path(), "capture", files={}, at=signed + timedelta(hours=hours))
        if hours == 0:
            head = entry
    digest.signed_off_at = signed
    digest.save()
    page = read(address_of(digest))
    assert said in page
    assert f"{head.sha256[:16]}…" in page
    assert head.sha256 not in page
    assert 'href="/evidence/log.txt"' in page


def test_the_root_lets_the_reader_choose_and_sends_nobody_anywhere(press, client: Client) -> None:
    response = client.get("/", headers={"host": "watch.example", "accept-language": "fa"})
    assert response.status_code == 200
    text = response.content.decode()
    assert 'lang="fa" dir="rtl"' in text
    assert "فارسی" in text
    assert "English" in text


def test_the_page_of_a_capture_says_what_was_received_and_keeps_the_copy_private(press, read: Read) -> None:
    capture = press.capture("https://gazette.example/a")
    press.post("citing", capture=capture)
    page = read(f"/evidence/{capture.pk}/")
    for shown in (capture.warc_sha256, capture.payload_sha256, "https://gazette.example/a", "HTTP 200", "48.2 kB"):
        assert shown in page
    assert "What this does not prove" in page
    assert "stays private" not in page
    assert "secret-file" not in page


def test_the_page_of_a_capture_speaks_the_language_of_the_post_that_cites_it(press, read: Read) -> None:
    capture = press.capture()
    press.post("citing", "fa", capture=capture)
    page = read(f"/evidence/{capture.pk}/")
    assert '<html lang="fa" dir="rtl">' in page
    assert "آن‌چه این ثابت نمی‌کند" in page


def test_a_capture_that_no_public_post_cites_has_no_page(press, client: Client) -> None:
    uncited, of_a_draft, failed = press.capture(), press.capture(), press.capture(state=CaptureState.FAILED)
    press.post("draft", live=False, capture=of_a_draft)
    press.post("failed", capture=failed)
    for capture in (uncited, of_a_draft, failed):
        assert client.get(f"/evidence/{capture.pk}/", headers={"host": "watch.example"}, follow=True).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/en/2026/13/", "/en/0000/01/", "/en/9999/99/", "/en/2026/1/", "/en/2026/11/nothing/", "/en/2026/11/x/y/z/",
        "/en/sell-their-homes/", "/en/2025/11/sell-their-homes/", "/en/٢٠٢٦/١١/", "/xx/", "/xx/feed.atom",
        "/en/%00/", "/evidence/0/", "/evidence/99999999999999999999999/", "/evidence/-1/", "/en/2026/11/draft/",
        "/en/..%2f..%2fdesk/", "/nonsense.php", "/en/" + "a" * 3000 + "/", "/en/%ff%fe/",
    ],
)  # fmt: skip
def test_odd_addresses_are_answered_calmly(press, client: Client, address: str) -> None:
    press.post()
    press.post("draft", live=False)
    response = client.get(address, headers={"host": "watch.example"}, follow=True)
    assert response.status_code == 404
    assert "There is no page here" in response.content.decode()


HOSTILE = "<script>alert(1)</script>" + RLO + "gnp.exe" + "\x07 & “quoted”"


def test_hostile_text_in_any_outside_field_is_shown_harmless_and_legible(press, read: Read) -> None:
    capture = press.capture(
        "javascript:alert(1)", title=HOSTILE + "x" * 10_000, final_address="https://" + "a" * 5000, media_type=HOSTILE
    )
    post = press.post(
        "hostile",
        title=HOSTILE + "y" * 150,
        byline=HOSTILE,
        outlet=HOSTILE,
        place=HOSTILE,
        excerpt=f"{HOSTILE}\n\n{HOSTILE}",
        comment=f'<p onclick="x()">{HOSTILE}<a href="javascript:alert(1)">press</a></p>',
        capture=capture,
    )
    type(post).objects.filter(pk=post.pk).update(cited_address="javascript:alert(1)")
    press.digest([post])
    for address in ("/en/", "/en/2026/11/", address_of(post), f"/evidence/{capture.pk}/", "/en/feed.atom"):
        page = read(address)
        assert "<script" not in page.replace('<script type="application/ld+json">', "")
        assert RLO not in page
        assert "\x07" not in page
        assert 'href="javascript' not in page
        assert "onclick" not in page
        assert "x" * 400 not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;gnp.exe" in read(address_of(post))


def test_a_post_in_a_closed_section_asks_who_is_there(press, client: Client, read: Read) -> None:
    post = press.post("harbour")
    address = post.get_url()
    assert read(address)
    restriction = PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address, headers={"host": "watch.example"}).status_code == 302
    restriction.delete()
    assert read(address)


@pytest.mark.parametrize("wrong", ["/en/2026/11/another/", "/fa/2026/11/harbour/", "/en/2025/11/harbour/"])
def test_a_post_is_at_its_own_address_only(press, client: Client, read: Read, wrong: str) -> None:
    assert press.post("harbour").get_url() == "/en/2026/11/harbour/"
    read("/en/2026/11/harbour/")
    assert client.get(wrong, headers={"host": "watch.example"}).status_code == 404


def test_a_post_with_nothing_beside_it_costs_few_questions(press, read: Read) -> None:
    address = press.post("harbour").get_url()
    read(address)
    with CaptureQueriesContext(connection) as questions:
        read(address)
    # Outside a transaction, which each test is, most of them are asked once for many pages.
    assert len(questions) <= 14, [one["sql"][:160] for one in questions.captured_queries]


def test_pages_set_no_cookie_and_forbid_what_they_do_not_need(press, client: Client) -> None:
    press.digest([press.post()])
    for address in [*public_addresses(), "/en/not-there/"]:
        if address.startswith("/static/") or address == "/404.html":
            continue
        response = client.get(address, headers={"host": "watch.example"})
        assert not response.cookies, address
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_pages_are_small_and_run_no_script(press, read: Read) -> None:
    posts = [press.post(f"a-post-with-a-longer-address-{number}", excerpt=ENGLISH_LONG) for number in range(25)]
    front, post = read("/en/"), read(address_of(posts[0]))
    assert len(front.encode()) < 50_000
    assert len(post.encode()) < 30_000
    for page in (front, post):
        assert "<script" not in page.replace('<script type="application/ld+json">', "")
        assert "style=" not in page


ENGLISH_LONG = "\n\n".join(["The Fellowship has asked its members to sell their homes before the year ends. " * 8] * 3)


def test_a_post_has_the_month_of_its_first_publication_for_good(press) -> None:
    draft = press.post("slow", live=False, first_published_at=None, last_published_at=None, dated=date(2026, 8, 30))
    assert draft.url_path.endswith("/2026/08/slow/")
    draft.save_revision().publish()
    draft.refresh_from_db()
    today = timezone.localdate()
    assert draft.dated == today
    assert draft.url_path.endswith(f"/{today:%Y/%m}/slow/")
    draft.title = "Corrected later"
    draft.save_revision().publish()
    draft.refresh_from_db()
    assert draft.url_path.endswith(f"/{today:%Y/%m}/slow/")


def test_an_old_address_leads_to_the_new_one(press, client: Client, django_capture_on_commit_callbacks) -> None:
    post = press.post("old-name")
    post.save_revision().publish()
    post = type(post).objects.get(pk=post.pk)
    post.slug = "new-name"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail tells of a new slug once it is stored
        post.save_revision().publish()
    answer = client.get("/en/2026/11/old-name/", headers={"host": "watch.example"})
    assert answer.status_code == 301
    assert answer.headers["Location"].endswith("/en/2026/11/new-name/")
