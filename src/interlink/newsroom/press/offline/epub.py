"""A digest as EPUB 3, for e-readers and phones."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from ebooklib import epub

from interlink.newsroom.press.offline import book as books
from interlink.newsroom.press.offline.book import Book

STYLE = "press/book.css"


def write(path: Path, book: Book) -> None:
    """Write a book. Pictures stand in the pages themselves, so that each is one part."""
    made = epub.EpubBook()
    made.set_identifier(book.address)
    made.set_title(book.title)
    made.set_language(book.language)
    made.set_direction(book.direction)
    made.add_author(book.group)
    style = epub.EpubItem(uid="style", file_name="book.css", media_type="text/css", content=style_sheet())
    made.add_item(style)
    pages = []
    for number, chapter in enumerate(book.chapters):
        page = epub.EpubHtml(
            title=chapter.title or book.title,
            file_name=f"{number:03}.xhtml",
            lang=book.language,
            direction=book.direction,
        )
        page.content = books.as_xhtml(chapter)
        page.add_item(style)
        made.add_item(page)
        pages.append(page)
    made.toc = pages
    made.add_item(epub.EpubNcx())
    made.add_item(epub.EpubNav())
    made.spine = pages
    epub.write_epub(str(path), made)


def style_sheet(name: str = STYLE) -> str:
    """Return the style of books."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
