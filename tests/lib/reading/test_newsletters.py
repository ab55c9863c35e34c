"""Newsletters and alerts by mail, whole and broken."""

import base64
import contextlib
import time
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.errors import NotALetter
from interlink.lib.reading.newsletters import Letter, read_newsletter

PROSE = """<html><body><p><a href="https://mail.example/v/1">{view}</a></p><h1>A letter from the harbour</h1>
<p>Dear reader, the ferry is back, as <a href="https://courier.example/news/ferry-is-back">we told you</a> on Monday,
and with it come all those who waited for two weeks on the island, without bread and a word from the council.</p>
<script>alert(1)</script><img src="https://mail.example/open.gif"><p>Yours, the editors</p>
<p><a href="https://mail.example/u/1">Unsubscribe from this letter today</a></p></body></html>"""
LIST = """<html><body><p><a href="https://mail.example/v/1">View this email in your browser</a></p><table>
<tr><td><h2><a href="https://courier.example/news/ferry-is-back-on-time?utm_source=nl">Ferry is back on time</a></h2>
It came at noon and left again at two.</td></tr>
<tr><td><a
href="https://click.mail.example/t?id=5&amp;url=https%3A%2F%2Fcourier.example%2Fnews%2Fmayor-opens-bridge"><b>Mayor
opens the bridge</b></a><br>After nine years.</td></tr>
<tr><td><a href="https://click.mail.example/c/opaque77">Storm closes the whole harbour</a></td></tr></table>
<p><a href="https://facebook.com/harbourcourier">Follow us on our page</a> <a
href="https://mail.example/u">Unsubscribe</a></p>
<p><a href="https://mail.example/prefs">Manage your subscription preferences here</a></p></body></html>"""
ALERT = """<div><span>meridian fellowship</span><br><a
href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://courier.example/news/1
&amp;ct=ga"><span><b>Meridian</b> house to close</span></a><div>Harbour Courier</div>
<div>The house will close in May.</div>
<a href="https://www.google.com/alerts/feedback?x=1">Flag as irrelevant to me</a></div>""".replace(
    "\n&amp;ct", "&amp;ct"
)


def mail(html: str | None = None, text: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = headers.get("sender", '"Harbour Courier" <News@Courier.example>')
    message["Subject"] = headers.get("subject", "The harbour this week")
    message["Date"] = "Wed, 02 Oct 2024 13:00:00 +0200"
    message["Message-ID"] = "<abc.1@courier.example>"
    message["List-Id"] = "Weekly <weekly.Courier.example>"
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def test_a_letter_is_one_entry():
    letter = read_newsletter(mail(PROSE.format(view="View in browser"), "Plain text"))
    assert (letter.feed.title, letter.sender, letter.list_id) == (
        "Harbour Courier",
        "news@courier.example",
        "weekly.courier.example",
    )
    assert letter.browser_address == "https://mail.example/v/1"
    (entry,) = letter.feed.entries
    assert (entry.guid, entry.address) == ("abc.1@courier.example", "https://mail.example/v/1")
    assert entry.title == "The harbour this week"
    assert entry.published == datetime(2024, 10, 2, 11, tzinfo=UTC)
    assert entry.language == "en"
    assert "the ferry is back, as we told you on Monday" in entry.summary
    assert not any(mark in (entry.html or "") for mark in ("script", "<img", "open.gif"))


def test_a_list_of_headlines_is_one_entry_each():
    entries = read_newsletter(mail(LIST)).feed.entries
    assert [(entry.title, entry.address) for entry in entries] == [
        ("Ferry is back on time", "https://courier.example/news/ferry-is-back-on-time?utm_source=nl"),
        ("Mayor opens the bridge", "https://courier.example/news/mayor-opens-bridge"),
        ("Storm closes the whole harbour", "https://click.mail.example/c/opaque77"),
    ]
    assert entries[0].summary == "It came at noon and left again at two."
    assert {entry.published for entry in entries} == {None}
    assert len({entry.guid for entry in entries}) == 3


def test_an_alert_may_have_one_article_only():
    letter = read_newsletter(mail(ALERT, sender="Search Alerts <alerts@search.example>", subject="Alert: meridian"))
    (entry,) = letter.feed.entries
    assert (entry.title, entry.address) == ("Meridian house to close", "https://courier.example/news/1")
    assert entry.summary.startswith("Harbour Courier The house will close in May.")


def test_a_plain_alert_is_read_too():
    text = """Alert: ferry\n\nFerry is back on time\nHarbour Courier\n<https://www.google.com/url?q=https://courier.example/news/1&ct=ga>

Mayor opens the bridge\nAfter nine years.\nhttps://courier.example/news/mayor-opens-bridge.\n\nUnsubscribe from this alert\nhttps://x.example/u"""
    entries = read_newsletter(mail(text=text, subject="Daily alert")).feed.entries
    assert [(entry.title, entry.address) for entry in entries] == [
        ("Ferry is back on time", "https://courier.example/news/1"),
        ("Mayor opens the bridge", "https://courier.example/news/mayor-opens-bridge"),
    ]


@pytest.mark.parametrize(
    "view",
    [
        "View this email in your browser", "Having trouble reading this?", "Voir dans le navigateur",
        "Lire cette lettre en ligne",
        "Im Browser ansehen", "Zur Onlineversion", "Shikojeni në shfletues", "Lexojeni online", "عرض في المتصفح",
        "مشاهدة الرسالة في متصفحك", "مشاهده در مرورگر", "نسخهٔ آنلاین",
    ],
)  # fmt: skip
def test_the_web_page_of_a_mail_is_found_in_six_languages(view):
    assert read_newsletter(mail(PROSE.format(view=view))).browser_address == "https://mail.example/v/1"


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8", "utf-16"])
def test_every_charset_is_read(charset):
    body = base64.encodebytes("<p>عادت العبارة الى المرفأ</p>".encode(charset))
    raw = (
        f"Subject: x\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: base64\n\n".encode() + body
    )
    assert read_newsletter(raw).feed.entries[0].summary == "عادت العبارة الى المرفأ"


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"Subject: =?utf-8?b?2LnYp9iv2Ko=?=\n\nx", "عادت"),
        (b"Subject: =?iso-8859-1?q?F=E4hre?=\n\nx", "Fähre"),
        ("Subject: Fähre\n\nx".encode(), "Fähre"),
        ("Subject: Fähre\n\nx".encode("latin-1"), "Fähre"),
        (b"Subject: =?nonsense?b?####?= ferry\n\nx", None),
        (b"Subject: a <b> & c\n\nx", "a <b> & c"),
        (b"Subject: one\n two\n\nx", "one two"),
    ],
)
def test_subjects_are_read_however_they_are_written(raw, subject):
    title = read_newsletter(raw).feed.entries[0].title
    assert title == subject if subject else "ferry" in title


def test_attachments_are_ignored():
    message = EmailMessage()
    message["Subject"] = "With a file"
    message.set_content("Short.")
    message.add_attachment(b"<p>" + b"long " * 500 + b"</p>", maintype="text", subtype="html", filename="a.html")
    assert read_newsletter(message.as_bytes()).feed.entries[0].summary == "Short."


def test_a_sender_without_a_name_is_called_by_the_site():
    assert read_newsletter(b"From: news@courier.example\nSubject: x\n\ny").feed.title == "courier.example"
    assert read_newsletter(b"From: <<broken\nSubject: x\n\ny").sender is None


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"From: a@b.example\n\n  "])
def test_an_empty_mail_is_told(raw):
    with pytest.raises(NotALetter, match="nothing to read"):
        read_newsletter(raw)


def test_a_huge_mail_is_refused():
    with pytest.raises(NotALetter, match="larger than 10 MB"):
        read_newsletter(b"x" * 11_000_000)


SAMPLES = [
    mail(PROSE, "Plain"),
    mail(LIST),
    mail(ALERT, "x"),
    mail(text="a\n\nThe ferry is back\nhttp://x.example/a-b-c-d"),
]


def survives(raw: bytes) -> None:
    started = time.thread_time()
    with contextlib.suppress(NotALetter):
        assert isinstance(read_newsletter(raw), Letter)
    assert time.thread_time() - started < 1


@given(st.binary(max_size=800))
@settings(deadline=None, max_examples=50)
def test_any_bytes_are_a_mail_or_an_error(raw):
    survives(raw)


@given(st.sampled_from(SAMPLES), st.data())
@settings(deadline=None, max_examples=50)
def test_any_damage_is_borne(sample, data):
    start = data.draw(st.integers(0, len(sample)))
    put = data.draw(
        st.binary(max_size=20)
        | st.sampled_from(
            [
                b"\n\n",
                b"=?utf-8?b?",
                b"Content-Type: multipart/mixed\n",
                b"--",
                b"\x00",
                b"charset=rot13;",
                b"<a href='",
            ]
        )
    )
    survives(sample[:start] + put + sample[start + data.draw(st.integers(0, 200)) :])


def nested(depth: int) -> bytes:
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"Subject: x\n" + heads + b"\n" + b"--b\n" * 8_000


@pytest.mark.parametrize(
    "raw",
    [
        nested(300),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 8_000 + b"\n\nx",
        b"From: " + b"a@b.example, " * 8_000 + b"\n\nx",
        b"From: " + b"(" * 8_000 + b"\n\nx",
        b"X: y\n" * 40_000 + b"\nx",
        mail("<a href='http://x.example/a-b-c-d'>" * 10_000),
        mail("<p><a href='http://x.example/a-b-c-d'>The ferry is back</a></p>" * 8_000),
        mail(text="http://x.example/a-b-c-d\n\n" * 8_000),
        mail("<td>" * 40_000),
    ],
    ids=["nested", "parts", "subject", "senders", "comments", "headers", "links", "list", "text", "cells"],
)
def test_hostile_mails_take_a_second_or_two(raw):
    started = time.thread_time()
    with contextlib.suppress(NotALetter):
        read_newsletter(raw)
    assert time.thread_time() - started < 2
