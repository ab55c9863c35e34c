"""A public channel's web page, in the known shape of such pages."""

import contextlib
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.errors import NotAChannel
from interlink.lib.reading.telegram import channel_page, oldest_post, read_channel

ADDRESS = "https://t.me/s/harbourwatch"
POST = """<div class="tgme_widget_message_wrap js-widget_message_wrap"><div
class="tgme_widget_message js-widget_message"
data-post="harbourwatch/{number}"><div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name"
href="https://t.me/harbourwatch">
<span dir="auto">Harbour Watch</span></a></div>{inner}<div class="tgme_widget_message_footer"><div
class="tgme_widget_message_info">
<span class="tgme_widget_message_views">1.2K</span><span class="tgme_widget_message_meta">{author}
<a class="tgme_widget_message_date" href="https://t.me/harbourwatch/{number}">
<time datetime="2024-10-02T1{number}:00:00+00:00" class="time">10:00</time></a></span></div></div></div></div></div>"""
TEXT = """<div class="tgme_widget_message_text js-message_text"
dir="auto"><b>The ferry is back</b><br/>It came at noon.
<a href="https://courier.example/news/1" onclick="return confirm()">Read</a> <tg-emoji emoji-id="5"><i class="emoji"
style="background-image:url('//telegram.org/img/emoji/1.png')"><b>⛴</b></i></tg-emoji><script>alert(1)</script></div>"""
FORWARDED = """<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from <a
class="tgme_widget_message_forwarded_from_name" href="https://t.me/quayside/77"><span
dir="auto">Quayside</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">قایق‌ها برگشتند</div>"""
REPLY = """<a class="tgme_widget_message_reply" href="https://t.me/harbourwatch/1"><div class="tgme_widget_message_text
js-message_reply_text" dir="auto">An older post</div></a><div
class="tgme_widget_message_text js-message_text">An answer</div>"""
PHOTO = """<a class="tgme_widget_message_photo_wrap" href="https://t.me/harbourwatch/3"
style="background-image:url('https://cdn4.telegram-cdn.org/file/x.jpg')"></a>"""
VIDEO = """<a class="tgme_widget_message_video_player" href="#"><time class="message_video_duration"
datetime="0:30">0:30</time>
</a>"""
PREVIEW = """<a class="tgme_widget_message_link_preview" href="https://courier.example/news/2"><div
class="link_preview_site_name">
Courier</div><div class="link_preview_title">Bridge opens</div><div
class="link_preview_description">At <b>last</b>.</div></a>"""
POLL = (
    """<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Which boat?</div></div>"""
)
PAGE = """<!DOCTYPE html><html><head><title>Harbour Watch – Telegram</title></head><body><div
class="tgme_channel_info">
<div class="tgme_channel_info_header_title"><span dir="auto">Harbour Watch</span></div></div>
<section class="tgme_channel_history js-message_history">{posts}</section></body></html>"""


def page(*inners: str, author: str = "") -> bytes:
    posts = "".join(POST.format(number=number, inner=inner, author=author) for number, inner in enumerate(inners, 1))
    return PAGE.format(posts=posts).encode()


def read(*inners: str, **more: str):
    return read_channel(page(*inners, **more), address=ADDRESS)


@pytest.mark.parametrize(
    "written",
    [
        "https://t.me/harbourwatch",
        "http://t.me/s/harbourwatch",
        "t.me/harbourwatch/123?single",
        "https://telegram.me/harbourwatch/",
        "https://www.t.me/s/harbourwatch?before=20",
        "https://harbourwatch.t.me",
        " @harbourwatch ",
    ],
)
def test_a_channel_is_found_however_it_is_named(written):
    assert channel_page(written) == ADDRESS


@pytest.mark.parametrize(
    "written",
    ["https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf", "https://t.me/share/url?url=x", "https://courier.example/t.me/abcd",
     "@abc", "harbourwatch", "ana@berg.example", "https://t.me/", "", "https://t.me/c/123/4"],
)  # fmt: skip
def test_anything_else_is_no_channel(written):
    assert channel_page(written) is None


def test_a_post_becomes_an_entry():
    feed = read(TEXT)
    (entry,) = feed.entries
    assert (feed.title, feed.home) == ("Harbour Watch", ADDRESS)
    assert entry.title == "The ferry is back"
    assert entry.guid == entry.address == "https://t.me/harbourwatch/1"
    assert entry.published == datetime(2024, 10, 2, 11, tzinfo=UTC)
    assert entry.byline == "Harbour Watch"
    assert entry.summary == "The ferry is back\nIt came at noon.\nRead ⛴"
    assert 'href="https://courier.example/news/1"' in (entry.html or "")
    assert not any(mark in (entry.html or "") for mark in ("script", "onclick", "background", "emoji-id"))


def test_the_newest_post_comes_first():
    feed = read(TEXT, FORWARDED)
    assert [entry.guid[-1] for entry in feed.entries] == ["2", "1"]
    assert oldest_post(feed) == datetime(2024, 10, 2, 11, tzinfo=UTC)


def test_a_forwarded_post_says_from_where():
    entry = read(FORWARDED).entries[0]
    assert entry.title == "قایق‌ها برگشتند"
    assert entry.summary.startswith("[forwarded from Quayside]")
    assert "https://t.me/quayside/77" in (entry.html or "")


def test_an_answer_is_not_taken_for_what_it_answers():
    entry = read(REPLY).entries[0]
    assert (entry.title, entry.summary) == ("An answer", "An answer")


def test_what_a_post_carries_is_noted_and_nothing_is_loaded():
    photo, video = read(VIDEO + TEXT, PHOTO).entries
    assert photo.title == "[photo]"
    assert video.summary.endswith("[video]")
    assert video.published == datetime(2024, 10, 2, 11, tzinfo=UTC)
    assert "<img" not in (photo.html or "")
    assert "cdn4" not in (photo.html or "")


def test_a_link_preview_is_kept_as_text_and_link():
    entry = read(PREVIEW).entries[0]
    assert entry.title == "Bridge opens"
    assert entry.summary == "Bridge opens\n\nAt last ."
    assert 'href="https://courier.example/news/2"' in (entry.html or "")


def test_a_poll_gives_its_question():
    assert read(POLL).entries[0].title == "Which boat?"


def test_a_signed_post_has_its_writer():
    entry = read(TEXT, author='<span class="tgme_widget_message_from_author" dir="auto">Ana Berg</span>').entries[0]
    assert entry.byline == "Ana Berg"


def test_a_service_message_is_no_post():
    with pytest.raises(NotAChannel):
        read_channel(page(TEXT).replace(b'js-widget_message"', b'service_message"'), address=ADDRESS)


@pytest.mark.parametrize("body", [b"", b"<html><body>If you have Telegram, you can contact</body></html>", page()])
def test_a_page_without_posts_is_told(body):
    with pytest.raises(NotAChannel, match="private"):
        read_channel(body, address=ADDRESS)


def survives(body: bytes) -> None:
    started = time.thread_time()
    with contextlib.suppress(NotAChannel):
        assert len(read_channel(body, address=ADDRESS).entries) <= 200
    assert time.thread_time() - started < 1


@given(st.data())
@settings(deadline=None, max_examples=40)
def test_any_damage_is_borne(data):
    sample = page(TEXT, FORWARDED + PHOTO, REPLY, PREVIEW, POLL + VIDEO)
    start = data.draw(st.integers(0, len(sample)))
    put = data.draw(st.binary(max_size=20) | st.sampled_from([b"<div>", b"</div>", b"<a>", b"'", b"\x00", b"\xff"]))
    survives(sample[:start] + put + sample[start + data.draw(st.integers(0, 200)) :])


@pytest.mark.parametrize(
    "body",
    [page(*[TEXT] * 1_000), page(TEXT * 1_000), page("<div>" * 20_000 + TEXT), page(PREVIEW * 5_000)],
    ids=["posts", "texts", "deep", "previews"],
)
def test_hostile_pages_take_a_second_or_two(body):
    started = time.thread_time()
    with contextlib.suppress(NotAChannel):
        read_channel(body, address=ADDRESS)
    assert time.thread_time() - started < 2
