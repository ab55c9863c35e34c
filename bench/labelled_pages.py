"""Pages with the truth about them: from a folder in one of two formats, or from the demo press."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.outlet_pages import draw
from bench.registry import NoSamples, sample
from demo_press import content, edition, pages, truth
from demo_press.clock import Moment
from demo_press.edition import Standing

TRUTH_FILE = "truth.jsonl"
SCRAPINGHUB_FILE = "ground-truth.json"
# What a page says for machines alone. Without it, byline and date have to be read where readers see them.
_FOR_MACHINES = re.compile(
    rb"""<script[^>]*ld\+json.*?</script>|<meta[^>]*(?:author|published|modified|date)[^>]*>"""
    rb"""|\s(?:datetime|itemprop|rel)=(?:"[^"]*"|'[^']*')(?=[^<>]*>)""",
    re.DOTALL,
)
# What names the parts of a page for its style sheet and scripts, and so tells machines which is which.
_FOR_STYLE = re.compile(rb"""\s(?:class|id|role|data-[\w-]+)=(?:"[^"]*"|'[^']*')(?=[^<>]*>)""")
MOMENT = Moment(datetime(2026, 3, 2, tzinfo=UTC), timedelta(days=15))


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and what a reader of it should find; a field that is not in `known` is not compared."""

    name: str
    body: bytes
    address: str
    text: str
    known: frozenset[str]
    title: str | None = None
    byline: str | None = None
    published: date | datetime | None = None
    charset: str | None = None


def pages_in(folder: Path) -> Iterator[Page]:
    """Read a folder of either format.

    Raises:
        NoSamples: It holds neither truth.jsonl nor ground-truth.json.
        BadSample: What is in it cannot be read.
    """
    if (folder / TRUTH_FILE).is_file():
        for number, line in enumerate((folder / TRUTH_FILE).read_text("utf-8").splitlines(), start=1):
            if line.strip():
                with sample(folder / f"{TRUTH_FILE}, line {number}"):
                    page = _our_own(folder, json.loads(line))
                yield page
        return
    if not (folder / SCRAPINGHUB_FILE).is_file():
        raise NoSamples(folder, f"it has neither {TRUTH_FILE} nor {SCRAPINGHUB_FILE}.")
    with sample(folder / SCRAPINGHUB_FILE):
        truths: dict[str, dict[str, Any]] = json.loads((folder / SCRAPINGHUB_FILE).read_text("utf-8"))
        names = list(truths.items())
    for name, true in names:
        file = folder / "html" / f"{name}.html.gz"
        with sample(file):
            body = gzip.decompress(file.read_bytes())
            text = true.get("articleBody")
            known = frozenset[str]() if text is None else frozenset({"text"})
            page = Page(name, body, true.get("url") or "", text or "", known)
        yield page


def _our_own(folder: Path, true: dict[str, Any]) -> Page:
    file = folder / true["file"]
    body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return Page(
        name=true["file"],
        body=body,
        address=true.get("address", ""),
        text=true.get("text") or "",
        known=frozenset(true),
        title=true.get("title"),
        byline=true.get("byline"),
        published=_when(true.get("date")),
        charset=true.get("charset"),
    )


def _when(written: str | None) -> date | datetime | None:
    if not written:
        return None
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def demo_pages() -> Iterator[Page]:
    """Write the demo press' pages as they stand when all of it has appeared, leaving out those in trouble."""
    noise = pages.Noise()
    for key, article in content.articles().items():
        printed = edition.print_article(article, MOMENT)
        if printed.standing is not Standing.SHOWN:
            continue
        outlet = printed.outlet
        base = f"http://{outlet.host}"
        site = pages.Site(outlet, base, edition.front(outlet, MOMENT))
        expected = truth.expected(key, MOMENT)
        page = Page(
            name=key,
            body=pages.article_page(site, printed, noise).encode(outlet.charset, errors="xmlcharrefreplace"),
            address=base + printed.path,
            text=expected.text,
            known=frozenset({"text", "title", "byline", "date"}),
            title=expected.title,
            byline=expected.byline,
            published=expected.published,
            charset=outlet.charset if outlet.charset_in_header else None,
        )
        yield page
        yield without_metadata(page)


def outlet_pages(count: int) -> Iterator[Page]:
    """Write the pages of invented outlets, each with its own way of saying who wrote and when."""
    for number in range(count):
        drawn = draw(number)
        yield Page(
            name=drawn.name,
            body=drawn.html.encode(),
            address=drawn.address,
            text=drawn.text,
            known=frozenset({"text", "title", "byline", "date"}),
            title=drawn.title,
            byline=drawn.byline,
            published=drawn.day,
            charset="utf-8",
        )


def without_metadata(page: Page) -> Page:
    """The page without what it says for machines alone."""
    return replace(page, name=f"{page.name}, without metadata", body=_FOR_MACHINES.sub(b"", page.body))


def bare(page: Page) -> Page:
    """The page without metadata and without the names of its parts: what a reader sees, in plain elements."""
    plain = _FOR_STYLE.sub(b"", _FOR_MACHINES.sub(b"", page.body))
    return replace(page, name=f"{page.name}, bare", body=plain)
