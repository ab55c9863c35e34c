"""A digest as PDF, to print and to hand on: by WeasyPrint, tagged for screen readers, right-to-left too."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import Any

from interlink.newsroom.press.offline import book as books
from interlink.newsroom.press.offline.book import Book
from interlink.newsroom.press.offline.epub import style_sheet
from interlink.newsroom.press.offline.errors import NoPdf

PAGES = "press/book_pages.css"
_PERSIAN_PAGES = "@page { @bottom-center { content: counter(page, persian); } }\n"


def write(path: Path, book: Book) -> None:
    """Write a book. Nothing is fetched: what it shows stands in it.

    Raises:
        NoPdf: Pango is not installed.
    """
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=["data"])
    page = weasyprint.HTML(string=_page(book), base_url=None, url_fetcher=fetcher)
    page.write_pdf(str(path), pdf_tags=True, uncompressed_pdf=False)


def is_possible() -> bool:
    """Say whether PDFs can be made here."""
    try:
        _weasyprint()
    except NoPdf:
        return False
    return True


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - it loads Pango, which not every system has
    except (OSError, ImportError) as error:
        raise NoPdf from error
    return weasyprint


def _page(book: Book) -> str:
    chapters = "\n".join(f'<section class="chapter">{books.as_html(chapter)}</section>' for chapter in book.chapters)
    title, group = html.escape(book.title), html.escape(book.group)
    style = style_sheet(PAGES) + (_PERSIAN_PAGES if book.language.startswith("fa") else "") + style_sheet()
    return (
        f'<!doctype html><html lang="{book.language}" dir="{book.direction}"><head><meta charset="utf-8">'
        f'<title>{title}</title><meta name="author" content="{group}"><style>{style}</style></head>'
        f"<body>{chapters}</body></html>"
    )
