"""Accuracy on article pages: precision, recall and F1 of the text; title, byline and date; against trafilatura's own.

trafilatura runs as it comes, with its metadata and its thorough extraction. Without a folder the demo press' pages are
read, and those of invented outlets three times: as they come, without what they say to machines, and bare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

import trafilatura

from bench.labelled_pages import Page, bare, demo_pages, outlet_pages, pages_in, without_metadata
from bench.registry import NoSamples, Options
from bench.report import Report
from bench.scoring import overlap, same_day, same_names, same_text, share, text_scores
from interlink.lib.reading.articles import read_article
from interlink.lib.reading.errors import NoArticle

_SOME_ADDRESS = "http://page.example/"
OUTLETS, QUICK_OUTLETS = 420, 120
_WRONG = "false_bylines"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Found:
    text: str = ""
    title: str | None = None
    byline: str | None = None
    published: date | datetime | None = None


def run(options: Options) -> Report:
    sets = dict(_sets(options))
    ours = {name: value for prefix, pages in sets.items() for name, value in _scores(prefix, pages, _by_us).items()}
    theirs = {
        name: value for prefix, pages in sets.items() for name, value in _scores(prefix, pages, _by_trafilatura).items()
    }
    higher_is_better = [name for name in ours if not name.endswith(_WRONG)]
    return Report(
        bench="pages",
        title=f"pages: {sum(map(len, sets.values()))} readings, {options.folder or 'demo press and invented outlets'}",
        figures=ours,
        peer=theirs,
        ratios={f"{name}_ratio": ours[name] / theirs[name] for name in higher_is_better if theirs[name]},
        peer_name="trafilatura",
        words={f"{name}_ratio": f"{name.replace('_', ' ')}: times the peer's" for name in ours},
        ratios_only=options.quick or options.folder is not None,
    )


def _sets(options: Options) -> Iterable[tuple[str, list[Page]]]:
    if options.folder:
        pages = list(pages_in(options.folder))
        if not pages:
            raise NoSamples(options.folder, "its list of pages is empty.")
        yield "", pages
        yield "bare_", [bare(page) for page in pages]
        return
    yield "", list(demo_pages())
    pages = list(outlet_pages(options.size or (QUICK_OUTLETS if options.quick else OUTLETS)))
    yield "outlets_", pages
    yield "no_metadata_", [without_metadata(page) for page in pages]
    yield "bare_", [bare(page) for page in pages]


def _scores(prefix: str, pages: list[Page], read: Callable[[Page], _Found]) -> dict[str, float]:
    found = [(page, read(page)) for page in pages]
    scores = text_scores(overlap(one.text, page.text) for page, one in found if "text" in page.known)
    bylines = [(one.byline, same_names(one.byline, page.byline)) for page, one in found if "byline" in page.known]
    right = {
        "title": [same_text(one.title, page.title) for page, one in found if "title" in page.known],
        "byline": [is_right for _, is_right in bylines],
        "date": [same_day(one.published, page.published) for page, one in found if "date" in page.known],
    }
    scores |= {f"{name}_accuracy": share(answers) for name, answers in right.items() if answers}
    if prefix and bylines:
        scores[_WRONG] = share(not is_right for byline, is_right in bylines if byline)
    return {prefix + name: value for name, value in scores.items()}


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
