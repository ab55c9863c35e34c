"""OPML as other readers write it, as we write it, and as somebody with ill will would."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.cleaning import line
from interlink.newsroom.importers.opml.document import (
    MAX_BYTES,
    MAX_OUTLINES,
    Document,
    Outline,
    as_folder,
    read,
    write,
)
from interlink.newsroom.importers.opml.errors import BrokenOpml, NotOpml, OpmlError, RefusedOpml

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LIST = """<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.0"><head><title>My   feeds</title></head><body>
<outline text="Harbour Courier" title="Courier" type="rss" xmlUrl="https://courier.example/feed"
  htmlUrl="https://courier.example/" language="en-GB"/>
<outline text="Coast"><outline title="North"><outline text="Le Quai" type="RSS" xmlurl="http://quai.example/rss"/></outline>
<outline text="Peyk" xmlURL=" http://peyk.example/rss " category="/Other"/></outline>
<outline text="Empty"/>
<outline text="Sorted" xmlUrl="http://sorted.example/" category="/Press/Coast,/Away"/>
<outline text="A page" type="link" url="https://page.example/"/>
</body></opml>"""


def opml(body: str) -> bytes:
    return f"<opml version='2.0'><head/><body>{body}</body></opml>".encode()


def test_a_list_is_read_with_its_folders() -> None:
    found = read(LIST.encode("latin-1"))
    assert found.title == "My feeds"
    assert found.outlines == (
        Outline("Harbour Courier", "https://courier.example/feed", "https://courier.example/", "", "rss", "en-GB"),
        Outline("Le Quai", "http://quai.example/rss", folder="Coast / North", kind="rss"),
        Outline("Peyk", "http://peyk.example/rss", folder="Coast"),
        Outline("Sorted", "http://sorted.example/", folder="Press / Coast"),
        Outline("A page", "", "https://page.example/", kind="link"),
    )


def test_common_faults_are_mended() -> None:
    found = read(
        opml('<outline text="Quai & Caf&eacute; &bogus; &amp; Co" xmlUrl="http://quai.example/?a=1&b=2"/>\x01')
    )
    assert found.outlines == (Outline("Quai & Café &bogus; & Co", "http://quai.example/?a=1&b=2"),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = '<?xml version="1.0"?><opml><body><outline text="پیک" xmlUrl="http://peyk.example/"/></body></opml>'
    assert read(text.encode(encoding)).outlines[0].name == "پیک"


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n", b"<rss><channel/></rss>", b"<html>about <opml> </html>"])
def test_another_file_is_told_apart(body: bytes) -> None:
    with pytest.raises(NotOpml, match="not an OPML file"):
        read(body, name="feeds.opml")


def test_a_broken_file_names_the_line() -> None:
    with pytest.raises(BrokenOpml, match="line 4") as caught:
        read(b"<opml>\n<body>\n<outline text='a'\n<<</opml>", name="feeds.opml")
    assert caught.value.name == "feeds.opml"


def bomb() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE opml [<!ENTITY a0 "ha">{entities}]><opml><body><outline text="&a9;"/></body></opml>'.encode()


HOSTILE = {
    "entities that expand": bomb(),
    "a file of this machine": b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>',
    "a document type elsewhere": b'<!DOCTYPE opml SYSTEM "http://evil.example/x.dtd"><opml/>',
    "deep nesting": opml("<outline text='a'>" * 100_000 + "</outline>" * 100_000),
    "fifty megabytes": opml("<outline text='a' xmlUrl='http://a.example/'/>".ljust(50_000_000)),
    "millions of lines": opml("<x/>" * 2_400_000),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_at_once(body: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(RefusedOpml):
        read(body)
    assert time.perf_counter() - began < 1


def test_the_largest_list_that_is_taken_is_read_in_a_moment() -> None:
    body = opml("".join(f'<outline text="{n}" xmlUrl="http://site{n}.example/"/>' for n in range(MAX_OUTLINES)))
    assert len(body) < MAX_BYTES
    began = time.perf_counter()
    assert len(read(body).outlines) == MAX_OUTLINES
    assert time.perf_counter() - began < 3


def test_folders_have_a_bound_and_no_invisible_letters() -> None:
    folder = as_folder(["Coast\u202e", "  ", "North\n<b>East</b>", "x" * 500])
    assert folder.startswith("Coast / North East / xxx")
    assert len(folder) <= 200


def test_what_is_written_is_opml_that_others_read() -> None:
    text = write(
        Document("Feeds & more", (Outline('The "Quai"', "http://quai.example/?a=1&b=2", folder="A / B", kind="rss"),)),
        now=NOON,
    )
    assert '<opml version="2.0">' in text
    assert "<title>Feeds &amp; more</title>" in text
    assert "<dateCreated>Tue, 24 Nov 2026 12:00:00 +0000</dateCreated>" in text
    assert text.index('<outline text="A" title="A">') < text.index('<outline text="B" title="B">')
    assert """type="rss" text='The "Quai"'""" in text


names = st.text(min_size=1, max_size=40).map(line).filter(lambda name: name and line(name) == name)
folders = st.lists(names, max_size=4).map(as_folder).filter(lambda folder: as_folder(folder.split(" / ")) == folder)
addresses = st.text(st.characters(codec="ascii", exclude_categories=["Cc", "Zs"]), min_size=1, max_size=30).map(
    lambda rest: f"https://site.example/{rest}"
)
outlines = st.builds(
    Outline,
    name=names,
    address=addresses,
    site=st.just("") | addresses,
    folder=folders,
    kind=st.sampled_from(["rss", "sitemap", "telegram", ""]),
    language=st.sampled_from(["", "en", "fa"]),
)


@settings(max_examples=80)
@given(st.lists(outlines, max_size=8), names)
def test_what_was_written_is_read_again(many: list[Outline], title: str) -> None:
    again = read(write(Document(title, tuple(many)), now=NOON).encode())
    assert again.title == title
    assert sorted(again.outlines, key=repr) == sorted(many, key=repr)


@settings(max_examples=80)
@given(st.binary(max_size=300) | st.text(alphabet="<>/\"'= opmlbdyutinexrU&;!\n", max_size=300).map(str.encode))
def test_nothing_breaks_the_reader(body: bytes) -> None:
    for text in (body, opml("") + body, b"<opml>" + body):
        with suppress(OpmlError):
            read(text)
