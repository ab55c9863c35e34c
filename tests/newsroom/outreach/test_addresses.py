"""Mail addresses, with every oddity."""

from __future__ import annotations

import pytest

from interlink.newsroom.outreach.addresses import checksum, for_server, read
from interlink.newsroom.outreach.errors import BadAddress


@pytest.mark.parametrize(
    "spellings",
    [
        ("Anna@Reading.Example", " anna@reading.example\n", "ANNA@READING.EXAMPLE"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example", "Anna@BÜCHER.example"),
        ("jo\u0301@reading.example", "j\u00f3@reading.example"),
    ],
)
def test_spellings_of_one_box_are_one_address(spellings: tuple[str, ...]) -> None:
    assert len({read(spelling).key for spelling in spellings}) == 1


def test_different_boxes_are_different_addresses() -> None:
    boxes = ("anna+news@reading.example", "anna@reading.example", "an.na@reading.example", "anna@other.example")
    assert len({read(box).key for box in boxes}) == len(boxes)


@pytest.mark.parametrize(
    "written",
    [
        "", "anna", "@reading.example", "anna@", "anna@localhost", "anna@reading", "a b@reading.example",
        "anna@@reading.example", "anna@reading..example", "anna@-reading.example", "anna@[127.0.0.1]",
        "anna@reading.example\r\nBcc: all@reading.example", "anna@reading.example, bela@reading.example",
        "Anna <anna@reading.example>", '"an na"@reading.example', "anna\x00@reading.example", ".anna@reading.example",
        f"{'a' * 65}@reading.example", f"anna@{'a' * 64}.example", f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example",
        "anna\u202e@reading.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(BadAddress):
        read(written)


def test_a_server_is_told_the_domain_in_ascii_unless_the_box_has_other_letters_too() -> None:
    assert for_server("anna@bücher.example") == ("anna@xn--bcher-kva.example", False)
    assert for_server("آنا@نامه.example") == ("آنا@نامه.example", True)


def test_a_checksum_is_of_one_desk() -> None:
    assert checksum("anna@reading.example", b"one") != checksum("anna@reading.example", b"other")
