"""Each kind of post, as readers see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from interlink.newsroom.press import kinds
from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.models import PostPage

BODY = "<p>We ask the council to <b>open its books</b>.</p><script>alert(1)</script>"
OWN: dict[Kind, dict[str, Any]] = {
    Kind.ARTICLE: {"byline": "Jon Tarr"},
    Kind.LETTER: {"addressee": "The council of Port Ellery", "signatories": "Meridian Watch\nIda Marwick"},
    Kind.INTERVIEW: {"guest": "Tomas Reyl"},
    Kind.ANNOUNCEMENT: {"place": "Saltmere"},
    Kind.STATEMENT: {},
    Kind.DOCUMENT: {"outlet": "Fellowship Circular", "first_published": date(2026, 5, 4)},
    Kind.REPORT: {"outlet": "Saltmere Housing Council", "report_year": 2025},
    Kind.CORRECTION: {},
}
SAID = {
    Kind.ARTICLE: ["Article", "Jon Tarr"],
    Kind.LETTER: ["Open letter", "The council of Port Ellery", "Ida Marwick"],
    Kind.INTERVIEW: ["Interview", "Tomas Reyl"],
    Kind.ANNOUNCEMENT: ["Announcement", "Saltmere"],
    Kind.STATEMENT: ["Statement"],
    Kind.DOCUMENT: ["Document", "Fellowship Circular", "May 4, 2026"],
    Kind.REPORT: ["Report", "Saltmere Housing Council", "2025"],
    Kind.CORRECTION: ["Correction"],
}


def own(press: Any, kind: Kind, **fields: Any) -> PostPage:
    """A post of the group's own, without anything of an excerpt."""
    empty = {"byline": "", "outlet": "", "place": "", "reported_on": None, "excerpt": "", "excerpt_language": ""}
    values = empty | {"cited_address": "", "capture": None, "body": BODY} | OWN[kind] | fields
    return press.post(f"own-{kind}", kind=kind, **values)


@pytest.mark.parametrize("kind", list(OWN))
def test_a_post_says_what_it_is_and_what_its_kind_has(press: Any, read: Callable[[str], str], kind: Kind) -> None:
    page = read(own(press, kind).url)
    for words in [*SAID[kind], "<b>open its books</b>"]:
        assert words in page
    assert set(re.findall("<script[^>]*>", page)) <= {'<script type="application/ld+json">'}
    for listing in (read("/en/"), read("/en/feed.atom")):
        assert "We ask the council to" in listing


def test_a_post_begins_with_its_first_sentence_and_not_with_a_heading(press: Any) -> None:
    post = own(press, Kind.ARTICLE, body="<h2 id='a'>What we ask</h2><p>We ask the council.</p><h3>Why</h3>")
    assert post.teaser == "We ask the council."
    post.body = "<h2>Only a heading</h2>"
    assert post.teaser == "Only a heading"


def test_who_wrote_a_post_of_our_own_is_told_to_machines_too(press: Any, read: Callable[[str], str]) -> None:
    page = read(own(press, Kind.ARTICLE).url)
    assert '"author": {"@type": "Person", "name": "Jon Tarr"}' in page
    feed = read("/en/feed.json")
    assert '"name": "Jon Tarr"' in feed
    assert "<p></p>" not in feed


def test_what_a_kind_does_not_have_is_kept_and_not_shown(press: Any, read: Callable[[str], str]) -> None:
    post = own(press, Kind.STATEMENT, guest="Somebody else", cited_address="https://gazette.example/x")
    assert post.missing() == []
    page = read(post.url)
    assert "Somebody else" not in page
    assert "gazette.example" not in page


def test_every_field_that_depends_on_the_kind_is_one_of_the_post() -> None:
    names = {field.name for field in PostPage._meta.get_fields()}
    assert set(kinds.KINDS_OF) <= names


def test_a_post_is_found_by_its_own_words(press: Any, read: Callable[[str], str]) -> None:
    own(press, Kind.LETTER)
    assert "open letter" in read("/en/search/?q=books").casefold() or "own-letter" in read("/en/search/?q=books")
    assert "own-letter" in read("/en/search/?q=Port+Ellery+council")
