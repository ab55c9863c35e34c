"""How long a text is to each service, by examples that the services give or that their counting says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.lib.reading.digits import persian
from interlink.newsroom.outreach.channels import planning
from interlink.newsroom.outreach.channels.counting import count_graphemes, count_utf16, naming_nobody
from interlink.newsroom.outreach.channels.mastodon.service import length
from interlink.newsroom.outreach.channels.planning import Measure
from interlink.newsroom.outreach.channels.protocol import Content, Picture
from interlink.newsroom.outreach.channels.registry import SERVICES
from interlink.newsroom.outreach.channels.x.counting import weighted_length

LINK = "https://watch.example/en/2026/11/members-told-to-sell-their-homes/"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("text", "mastodon", "x", "graphemes", "utf16"),
    [
        ("", 0, 0, 0, 0),
        ("Members told to sell", 20, 20, 20, 20),
        (LINK, 23, 23, 66, 66),
        (f"See {LINK} now", 31, 31, 74, 74),
        ("خانه‌ها", 6, 7, 6, 7),  # the zero-width non-joiner is part of the letter before it
        ("集会", 2, 4, 2, 2),
        ("e\u0301", 1, 1, 1, 2),
        (FAMILY, 1, 2, 1, 11),
        ("\U0001f1eb\U0001f1f7", 1, 2, 1, 4),
        ("1\ufe0f\u20e3", 1, 2, 1, 3),
        ("“…” – ok", 8, 9, 8, 8),
        ("@ida@social.example", 4, 19, 19, 19),
    ],
)
def test_each_counts_in_its_own_way(text: str, mastodon: int, x: int, graphemes: int, utf16: int) -> None:
    assert (length(text), weighted_length(text), count_graphemes(text), count_utf16(text)) == (
        mastodon, x, graphemes, utf16,
    )  # fmt: skip


def test_a_bare_name_of_a_site_counts_as_a_link_on_x() -> None:
    assert weighted_length("gazette.example says") == 23 + 5


def test_nobody_is_called_by_name() -> None:
    assert naming_nobody("@ida and a@b.example, 3 @ 4") == "@\u2060ida and a@\u2060b.example, 3 @ 4"


TEXTS = st.text(st.sampled_from([*"ab .!؟\n", "خ", "集", "\u0301", "\U0001f468", "\u200d", "\U0001f1eb"]), max_size=400)


@settings(max_examples=60)
@given(text=TEXTS, limit=st.integers(30, 80), count=st.sampled_from([count_graphemes, count_utf16, weighted_length]))
def test_pieces_fit_and_lose_nothing(text: str, limit: int, count: planning.Length) -> None:
    pieces = planning.split(text, limit, count)
    assert all(piece.strip() and count(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_thread_counts_in_its_own_digits() -> None:
    content = Content("عنوان", LINK, "fa", words="یک جملهٔ بلند. " * 60)
    _head, *rest = planning.plan(content, planning.Measure(280, weighted_length), whole=True)
    assert rest[0].text.endswith(f"\n\n۲/{persian(str(len(rest) + 1))}")
    assert all(part.length <= 280 for part in rest)


@settings(max_examples=40)
@given(text=TEXTS, limit=st.integers(1, 80))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    assert count_graphemes(planning.shortened(text, limit, count_graphemes)) <= limit


@pytest.mark.parametrize("service", list(SERVICES))
@pytest.mark.parametrize("pictured", [False, True])
def test_every_message_of_a_long_thread_is_as_long_as_its_service_takes_it(service: str, pictured: bool) -> None:
    picture = Picture(b"x", "image/jpeg", "Boats") if pictured else None
    words = "\n\n".join(f"{number}. The council said that nobody has to sell. انجمن گفت." * 9 for number in range(40))
    content = Content(
        "A title " * 60, LINK + "%D8%A7" * 80, "en", dateline="Ida Marwick, " * 40, words=words, picture=picture
    )
    parts = SERVICES[service].plan(content, whole=True, facts={})
    if service == "webhook":
        assert len(parts) == 1
        return
    assert all(part.length <= part.limit for part in parts)
    assert 1 < len(parts) <= planning.MOST_PARTS
    assert parts[-1].text.endswith(f"\n\n{len(parts)}/{len(parts)}")
    assert ("…" in parts[-1].text) == (len(parts) == planning.MOST_PARTS)
    assert [bool(part.picture or part.card) for part in parts] == [True, *[False] * (len(parts) - 1)]


def test_what_fits_is_one_message_with_everything_in_it() -> None:
    content = Content("Title", LINK, "en", dateline="Ida Marwick", words="One.\n\nTwo.", corrected="Correction · 2 May")
    (part,) = planning.plan(content, Measure(500, length), whole=True)
    assert part.text == f"Title\n\nOne.\n\nTwo.\n\nIda Marwick\n\nCorrection · 2 May\n\n{LINK}"
