"""Reading PDFs: whole ones, locked ones, and those that mean harm."""

from __future__ import annotations

import pytest
from pdf_files import locked, pdf, swelling

from interlink.lib.reading.pdf import Pdf, read_pdf


def test_title_text_and_number_of_pages_are_read() -> None:
    body = pdf("The council met on Tuesday (in private).", "Nobody answered: Zoë Gräf.", title="Minutes of the council")
    read = read_pdf(body)
    assert (read.title, read.pages, read.problem) == ("Minutes of the council", 2, "")
    assert read.text == "The council met on Tuesday (in private).\n\nNobody answered: Zoë Gräf."


def test_a_page_without_text_and_one_that_only_its_owner_may_change_are_read() -> None:
    assert read_pdf(pdf("")) == Pdf(pages=1)
    assert read_pdf(locked(pdf("Open to all."), "")).text == "Open to all."


@pytest.mark.parametrize(
    "body", [b"", b"%PDF-1.4 and then nothing", pdf("x")[:200], locked(pdf("Secret."), "tarn"), b"\x00" * 5000]
)
def test_what_cannot_be_read_says_so(body: bytes) -> None:
    read = read_pdf(body)
    assert (read.text, read.pages) == ("", 0)
    assert "could not be read" in read.problem


def test_a_pdf_that_swells_up_is_given_up() -> None:
    body = swelling(pdf("x"), 200_000_000)
    assert len(body) < 1_000_000
    assert "could not be read" in read_pdf(body).problem
