"""What a digest is called, by the group's own form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interlink.newsroom.press import titles

FORM = "{lead} – {group} Weekly Digest – {date}"
PARTS = {"lead": "Members told to sell", "group": "Meridian Watch", "date": "Dec 10, 2021"}


def test_a_form_is_filled_in() -> None:
    assert titles.fill(FORM, PARTS) == "Members told to sell – Meridian Watch Weekly Digest – Dec 10, 2021"


@pytest.mark.parametrize(
    ("form", "title"),
    [
        (FORM, "Meridian Watch Weekly Digest – Dec 10, 2021"),
        ("{date}: {group}: {lead}", "Dec 10, 2021: Meridian Watch"),
        ("{lead}", ""),
    ],
)
def test_what_joins_a_lead_that_is_not_there_goes_with_it(form: str, title: str) -> None:
    assert titles.fill(form, {**PARTS, "lead": ""}) == title


def test_nothing_of_a_part_is_taken_for_a_form() -> None:
    assert titles.fill("{lead} – {date}", {**PARTS, "lead": "On {group.__class__}\r\nBcc: all"}) == (
        "On {group.__class__} Bcc: all – Dec 10, 2021"
    )


def test_what_nobody_can_fill_in_is_named() -> None:
    assert titles.unknown_parts("{leed} – {group} {} {0}") == ["{leed}", "{}", "{0}"]
    assert titles.unknown_parts(FORM) == []


@settings(max_examples=30)
@given(st.text(max_size=400))
def test_a_title_always_fits_and_keeps_its_name_and_date(lead: str) -> None:
    title = titles.fill(FORM, {**PARTS, "lead": lead})
    assert len(title) <= titles.LONGEST
    assert title.endswith("Meridian Watch Weekly Digest – Dec 10, 2021")
    assert "\n" not in title
