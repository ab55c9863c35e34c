"""Accuracy on article pages: precision, recall and F1 of the text; title, byline and date; against trafilatura's own.

trafilatura runs as it comes, with its metadata and its thorough extraction.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import trafilatura

from bench.labelled_pages import Page, demo_pages, pages_in
from bench.registry import Options
from bench.report import Report
from bench.scoring import overlap, same_day, same_names, same_text, share, text_scores
from interlink.lib.reading.articles import read_article
from interlink.lib.reading.errors import NoArticle

_SOME_ADDRESS = "http://page.example/"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Found:
    text: str = ""
    title: str | None = None
    byline: str | None = None
    published: date | datetime | None = None


def run(options: Options) -> Report:
    pages = list(pages_in(options.folder) if options.folder else demo_pages())
    ours, theirs = _scores(pages, _by_us), _scores(pages, _by_trafilatura)
    return Report(
        bench="pages",
        title=f"pages: {len(pages)} labelled pages, {options.folder or 'the demo press'}",
        figures=ours,
        peer=theirs,
        ratios={f"{name}_ratio": ours[name] / theirs[name] for name in ours if theirs[name]},
        peer_name="trafilatura",
        words={f"{name}_ratio": f"{name.replace('_', ' ')}: times the peer's" for name in ours},
        ratios_only=options.quick or options.folder is not None,
    )


def _scores(pages: list[Page], read: Callable[[Page], _Found]) -> dict[str, float]:
    found = [(page, read(page)) for page in pages]
    scores = text_scores(overlap(one.text, page.text) for page, one in found if "text" in page.known)
    right = {
        "title": [same_text(one.title, page.title) for page, one in found if "title" in page.known],
        "byline": [same_names(one.byline, page.byline) for page, one in found if "byline" in page.known],
        "date": [same_day(one.published, page.published) for page, one in found if "date" in page.known],
    }
    return scores | {f"{name}_accuracy": share(answers) for name, answers in right.items() if answers}


def _by_us(page: Page) -> _Found:
    try:
        article = read_article(page.body, address=page.address or _SOME_ADDRESS, charset=page.charset)
    except NoArticle:
        return _Found()
    return _Found(article.text, article.title, article.byline, article.published)


def _by_trafilatura(page: Page) -> _Found:
    document = trafilatura.bare_extraction(
        page.body, url=page.address or None, with_metadata=True, include_comments=False
    )
    if document is None:
        return _Found()
    day = document.date if document.date and _DAY.fullmatch(document.date) else None
    return _Found(document.text or "", document.title, document.author, date.fromisoformat(day) if day else None)
