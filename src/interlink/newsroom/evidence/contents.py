"""What an answer says: title, text and facts, whether it is a page or a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from interlink.lib.fetch import Answer
from interlink.lib.reading.pdf import read_pdf
from interlink.lib.reading.videos import video_of
from interlink.lib.verdicts.received import Page
from interlink.newsroom.evidence.looking import received

MOST_TEXT = 2_000_000


@dataclass(frozen=True, slots=True)
class Content:
    """What an answer says.

    Attributes:
        title: Of the page or file; a file without one has its name.
        text: Paragraphs with empty lines between.
        core: See `interlink.lib.verdicts.received.Page.core`.
        paywalled: Whether it is the opening of an article only.
        facts: What it says of itself beside its text.
    """

    title: str = ""
    text: str = ""
    core: str = ""
    paywalled: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


def content_of(answer: Answer, tree: LexborHTMLParser | None) -> Content:
    """Read an answer; what cannot be read has no text.

    Args:
        answer: As it came.
        tree: The page taken apart; None for what is none.
    """
    kind = answer.media_type or ""
    if kind == "application/pdf" or answer.body[:5] == b"%PDF-":
        return _pdf(answer)
    if kind and "html" not in kind and not kind.startswith("text/") and "xml" not in kind:
        return Content(title=_name(answer.address), facts={"file": {"type": kind, "size": len(answer.body)}})
    return _page(answer, tree)


def _page(answer: Answer, tree: LexborHTMLParser | None) -> Content:
    page = Page(received(answer))
    title, paragraphs, paywalled = page.article
    video = video_of(tree, answer.address) if tree is not None else None
    title = title or (video.title if video else "") or next((one for one in page.headings if one), "")
    if video is None:
        return Content(title, "\n\n".join(paragraphs)[:MOST_TEXT], page.core, paywalled)
    facts = {name: value for name, value in asdict(video).items() if value}
    text = "\n\n".join(paragraphs) or video.description
    return Content(title, text[:MOST_TEXT], page.core, paywalled, {"video": facts})


def _pdf(answer: Answer) -> Content:
    read = read_pdf(answer.body)
    facts: dict[str, Any] = {"type": "application/pdf", "size": len(answer.body), "pages": read.pages}
    if read.problem:
        facts["problem"] = read.problem
    return Content(title=read.title or _name(answer.address), text=read.text[:MOST_TEXT], facts={"file": facts})


def _name(address: str) -> str:
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc
