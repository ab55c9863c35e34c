"""An article on pages of many kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from interlink.lib.verdicts.received import Captured, Page, Received

ADDRESS = "https://gazette.example/2026/03/members-told-to-sell"
TEXT = (
    "The Fellowship of the Meridian has asked its members in three coastal towns to sell their homes before spring.",
    "“Most have refused,” said two of them, who asked not to be named, in the kitchen of a house that is for sale.",
    "The council counts 137 houses that belong to members, and 19 of them are empty since the autumn of last year.",
    "A spokesman of the movement did not answer the questions that this newspaper had sent to him twice in February.",
)


def write(
    paragraphs: Sequence[str] = TEXT, *, title: str = "Members told to sell", noise: int = 0, extra: str = ""
) -> str:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    aside = f'<aside class="related"><ul><li><a href="/{noise}">Harvest festival number {noise}</a></li></ul></aside>'
    return (
        f"<!doctype html><html lang=en><head><title>{title} | The Gazette</title></head><body>"
        '<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>'
        f"<main><article><h1>{title}</h1>{body}{extra}</article>{aside}</main>"
        f'<p class="visits">Readers of this page: {200 + noise}</p><footer>All rights reserved.</footer></body></html>'
    )


NOT_FOUND = (
    "<!doctype html><html><head><title>{0} | The Gazette</title></head><body><header><nav><a href='/'>Home</a></nav>"
    "</header><main><h1>{0}</h1><p>Perhaps one of these helps.</p><ul><li><a href='/a'>Harvest festival</a></li>"
    "<li><a href='/b'>A new bridge</a></li></ul></main><footer>All rights reserved.</footer></body></html>"
)


@pytest.fixture
def answer() -> Callable[..., Received]:
    def make(html: str | None = None, status: int = 200, **given: Any) -> Received:
        address = given.pop("address", ADDRESS)
        headers = (("Content-Type", "text/html; charset=utf-8"), *given.pop("headers", ()))
        return Received(ADDRESS, address, status, headers, (write() if html is None else html).encode(), **given)

    return make


@pytest.fixture
def captured(answer: Callable[..., Received]) -> Captured:
    page = Page(answer(write(noise=1)))
    title, paragraphs, _ = page.article
    assert len(paragraphs) == len(TEXT)
    return Captured(ADDRESS, title, "\n\n".join(paragraphs), page.checksum, page.core)


@pytest.fixture
def html() -> Callable[..., str]:
    return write


@pytest.fixture
def not_found() -> Callable[[str], str]:
    return NOT_FOUND.format


@pytest.fixture
def text() -> tuple[str, ...]:
    return TEXT
