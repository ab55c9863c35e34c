"""The pictures that other services show beside a link: drawn once, baked, and gone with their page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageChops

from interlink.newsroom.press.bake.actions import bake_addresses, bake_all
from interlink.newsroom.press.bake.addresses import address_of, public_addresses, touched_by
from interlink.newsroom.press.cards import actions, drawing, queries
from interlink.newsroom.press.cards.rules import Face, drawable
from interlink.newsroom.press.look.current import current
from interlink.newsroom.press.models import Card, SiteLook

Read = Callable[[str], str]
PAPER, ACCENT = "#fbf9f4", "#8c2f1b"
PERSIAN = "انجمن Meridian از اعضای خود خواسته است خانه‌هایشان را بفروشند"


def face(title: str = "Members told to sell", language: str = "en", below: str = "The Harbour Gazette") -> Face:
    return Face(title, below, "Meridian Watch", language, PAPER, ACCENT)


def picture(drawn: Face) -> Image.Image:
    return Image.open(io.BytesIO(drawing.draw(drawn))).convert("RGB")


def inked(card: Image.Image, box: tuple[int, int, int, int]) -> bool:
    part = card.crop(box)
    return ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).getbbox() is not None


def shown_on(page: str) -> str:
    return re.findall(r'property="og:image" content="http://watch.example([^"]+)"', page)[0]


def test_a_card_has_the_size_that_services_ask_for_and_is_small() -> None:
    drawn = drawing.draw(face("Members told to sell their homes in three coastal towns, and most refused"))
    assert Image.open(io.BytesIO(drawn)).size == (1200, 630)
    assert len(drawn) < 30_000
    assert drawn == drawing.draw(face("Members told to sell their homes in three coastal towns, and most refused"))


def test_words_begin_at_the_side_where_the_language_does() -> None:
    left, right = (60, 170, 600, 320), (600, 170, 1140, 320)
    english, persian = picture(face("Sold", below="")), picture(face("خانه", "fa", below=""))
    assert (inked(english, left), inked(english, right)) == (True, False)
    assert (inked(persian, left), inked(persian, right)) == (False, True)


def test_arabic_letters_are_joined() -> None:
    joined, apart = (picture(face(text, "fa", below="")) for text in ("خانه", "خ\u200cا\u200cن\u200cه"))
    assert ImageChops.difference(joined, apart).getbbox() is not None


@pytest.mark.parametrize("title", ["y" * 255, "long words " * 23, PERSIAN * 4, "", "a" + "\u0301" * 200])
def test_no_title_runs_over_the_edge(title: str) -> None:
    language = "fa" if title.startswith("ا") else "en"
    card = picture(face(drawable(title) or "", language))
    assert not inked(card, (1130, 20, 1170, 630) if language == "en" else (30, 20, 70, 630))
    assert not inked(card, (80, 580, 1120, 630))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Homes sold", "Homes sold"),
        ("Homes 🏠 sold", "Homes sold"),
        (PERSIAN, PERSIAN),
        ("Дома", "Дома"),
        ("家を売る", None),
        ("𝐇omes", None),
    ],
)
def test_letters_that_the_font_lacks_are_never_drawn_as_boxes(text: str, told: str | None) -> None:
    assert drawable(text) == told


def test_a_page_is_shown_with_its_card_once_that_is_drawn(everything: Any, read: Read) -> None:
    post, other, front = (*everything.fronts["en"].get_children().specific()[:2], everything.fronts["en"])
    assert "og:image" not in read(address_of(post))
    actions.draw([front, post])
    own, general = shown_on(read(address_of(post))), shown_on(read("/en/"))
    assert own != general
    assert (
        shown_on(read(address_of(other))) == shown_on(read("/en/2026/11/")) == shown_on(read("/en/about/")) == general
    )
    assert {own, general} <= set(public_addresses())
    baked = bake_all()
    assert not baked.problems
    for address in (own, general):
        assert Image.open(everything.folder / address.lstrip("/")).size == (1200, 630)
    assert own in (everything.folder / address_of(post).lstrip("/") / "index.html").read_text()


def test_a_card_is_drawn_once_and_anew_only_when_its_words_change(press: Any) -> None:
    post = press.post("one")
    assert actions.draw([post]) == 1
    first = Card.objects.get(page=post.pk).checksum
    queries.place(first).write_bytes(b"kept")
    assert actions.draw([post]) == 0
    assert queries.place(first).read_bytes() == b"kept"
    post.title = "Another title"
    assert actions.draw([post]) == 1
    assert not queries.place(first).exists()
    assert queries.place(Card.objects.get(page=post.pk).checksum).is_file()


def test_what_waits_is_drawn_a_few_at_a_time_and_again_after_a_change_of_look(press: Any) -> None:
    for number in range(3):
        press.post(f"post-{number}")
    press.post("in-letters-that-we-lack", title="家を売る")
    rounds = 1
    while actions.draw_waiting(4):
        rounds += 1
    assert rounds == 2  # six pages: two fronts and four posts
    assert Card.objects.exclude(checksum="").count() == 5
    assert not queries.waiting(current()).exists()
    SiteLook.objects.create(accent="#1f4f7a")
    assert queries.waiting(current()).count() == 6


def test_a_page_that_readers_no_longer_see_leaves_no_card(press: Any) -> None:
    gone, deleted = press.post("gone"), press.post("deleted")
    actions.draw([gone, deleted])
    cards = [queries.addresses_of(one)[0] for one in (gone, deleted)]
    bake_all()
    assert all((press.folder / card.lstrip("/")).is_file() for card in cards)
    touched = {*touched_by(gone), *touched_by(deleted)}
    gone.unpublish()
    deleted.delete()
    assert not Card.objects.exists()
    bake_addresses([*touched, *cards])
    assert not any((press.folder / card.lstrip("/")).exists() for card in cards)
