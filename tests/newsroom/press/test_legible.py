"""What is cut short for lists ends after a whole word."""

from __future__ import annotations

import pytest

from interlink.newsroom.press.legible import cut


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Two answers that do not fit", 22, "Two answers that do…"),
        ("Two answers that do not fit", 24, "Two answers that do not…"),
        ("Two answers", 11, "Two answers"),
        ("حسابرسان دفترها را امضا می‌کردند", 29, "حسابرسان دفترها را امضا…"),
        ("Donaudampfschifffahrtsgesellschaft", 12, "Donaudampfs…"),
        ("A Donaudampfschifffahrtsgesellschaft", 12, "A Donaudamp…"),
        ("Cafe\u0301 open", 40, "Cafe\u0301 open"),
        ("Cafe\u0301 open till ten", 11, "Café open…"),
        ("\u0958" * 3, 3, "\u0958" * 3),
        ("\u0958" * 30, 3, "क\u093cक\u093c…"),
    ],
)
def test_a_text_is_cut_between_words(text: str, most: int, shown: str) -> None:
    assert cut(text, most) == shown
