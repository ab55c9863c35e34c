"""The mark in each mail by which it is known again."""

from __future__ import annotations

from typing import Any

import pytest

from interlink.newsroom.outreach.bounces import marks
from interlink.newsroom.outreach.bounces.marks import Kind, Mark

MARK = Mark(Kind.DELIVERY, 4711)


def test_a_mark_is_found_in_an_address_a_message_id_and_in_capitals(settings: Any) -> None:
    settings.INTERLINK_BOUNCES = "bounces@watch.example"
    assert marks.sender(MARK) == f"bounces+{MARK}@watch.example"
    for text in (marks.sender(MARK), marks.message_id(MARK), marks.sender(MARK).upper(), f"In-Reply-To: <{MARK}@x>"):
        assert marks.find(text) == MARK


@pytest.mark.parametrize(
    "forged",
    [
        str(MARK).replace("4711", "4712"),
        str(MARK).replace("d4711", "s4711"),
        str(MARK)[:-1],
        str(MARK) + "a",
        "d4711-" + "a" * 16,
        "d0-" + "a" * 16,
        "d" + "9" * 40 + "-" + "a" * 16,
        "",
    ],
)
def test_a_mark_of_ones_own_making_is_none(forged: str) -> None:
    assert marks.find(f"<{forged}@watch.example>") is None


def test_a_forged_mark_before_a_true_one_does_not_hide_it() -> None:
    assert marks.find(f"d1-{'a' * 16}@x {MARK}@watch.example") == MARK


def test_without_an_address_for_it_mails_come_back_to_the_sender(settings: Any) -> None:
    settings.INTERLINK_BOUNCES = ""
    assert marks.sender(MARK) == settings.DEFAULT_FROM_EMAIL
