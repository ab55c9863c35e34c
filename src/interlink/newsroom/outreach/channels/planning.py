"""Cutting what is told into messages, each no longer than a service takes it; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import regex

from interlink.lib.reading.digits import persian
from interlink.newsroom.outreach.channels.counting import graphemes
from interlink.newsroom.outreach.channels.protocol import Content, Part

Length = Callable[[str], int]

MOST_PARTS: Final = 12
ELLIPSIS: Final = "…"
PARAGRAPH: Final = "\n\n"
# After a full stop of any script that the site may be in.
_SENTENCE_ENDS: Final = regex.compile(r"(?<=[.!?…؟。！？۔][”»“\")\]]?)\s+")


@dataclass(frozen=True, slots=True)
class Measure:
    """How a service counts.

    Attributes:
        limit: The longest text of one message.
        length: How long it finds a text.
        with_picture: The longest text beside a picture; the same unless set.
        link_in_text: Whether the link is written out; else the card alone has it.
        show_link: How the link is written.
        clean: What has to be done to a text before it is counted.
    """

    limit: int
    length: Length
    with_picture: int = 0
    link_in_text: bool = True
    show_link: Callable[[str], str] = str
    clean: Callable[[str], str] = str


def plan(content: Content, measure: Measure, *, whole: bool) -> tuple[Part, ...]:
    """Return the messages that tell of something: one, or a thread where more is to be told than fits.

    The first has title, dateline and link, and the picture or the card. In a thread the others have the rest, and
    each but the first says which it is.
    """
    first = replace(
        Part("", content, picture=content.picture, card=content.picture is None),
        limit=measure.with_picture if content.picture and measure.with_picture else measure.limit,
    )
    if whole and content.words:
        all_in_one = _joined(measure, content, measure.clean(content.title), content.words)
        if measure.length(all_in_one) <= first.limit:
            return (_part(first, all_in_one, measure),)
    head = _part(first, _brief(content, measure, first.limit), measure)
    if not (whole and content.words):
        return (head,)
    rest = _numbered(measure.clean(content.words), measure, content.language)
    following = replace(first, picture=None, card=False, limit=measure.limit)
    return head, *(_part(following, text, measure) for text in rest)


def _part(form: Part, text: str, measure: Measure) -> Part:
    return replace(form, text=text, length=measure.length(text))


def _joined(measure: Measure, content: Content, title: str, words: str = "") -> str:
    link = measure.show_link(content.link) if measure.link_in_text else ""
    told = (title, measure.clean(words), measure.clean(content.dateline), content.corrected, link)
    return PARAGRAPH.join(part for part in told if part)


def _brief(content: Content, measure: Measure, limit: int) -> str:
    """Return title, dateline and link; where that is too long, the dateline is shortened first, and then the title."""
    title = measure.clean(content.title)
    for told in (content, replace(content, dateline="")):
        text = _joined(measure, told, title)
        if measure.length(text) <= limit:
            return text
    bare = replace(content, dateline="")
    room = limit - measure.length(_joined(measure, bare, "")) - measure.length(PARAGRAPH)
    return _joined(measure, bare, shortened(title, room, measure.length))


def shortened(text: str, limit: int, length: Length) -> str:
    """Return a text that is no longer than a service takes it, with an ellipsis where something is left out."""
    if length(text) <= limit:
        return text
    letters = graphemes(text)
    low, high = 0, len(letters)
    while low < high:  # how many letters fit, with the ellipsis
        middle = (low + high + 1) // 2
        if length("".join(letters[:middle]).rstrip() + ELLIPSIS) <= limit:
            low = middle
        else:
            high = middle - 1
    kept = "".join(letters[:low])
    at_word = kept.rstrip().rfind(" ")
    if at_word > len(kept) // 2:  # no word is cut in two where that costs little
        kept = kept[:at_word]
    return kept.rstrip() + ELLIPSIS if low else ""


def _numbered(words: str, measure: Measure, language: str) -> list[str]:
    """Return the rest of a thread, each part saying which of how many it is."""
    room = measure.limit - measure.length(f"{PARAGRAPH}{_place(MOST_PARTS, MOST_PARTS, language)}")
    pieces = split(words, room, measure.length)
    if len(pieces) > MOST_PARTS - 1:
        pieces = pieces[: MOST_PARTS - 1]
        last = pieces[-1]
        pieces[-1] = shortened(f"{last} {ELLIPSIS}{ELLIPSIS}", measure.length(last), measure.length)
    total = len(pieces) + 1
    return [f"{piece}{PARAGRAPH}{_place(number, total, language)}" for number, piece in enumerate(pieces, 2)]


def _place(number: int, total: int, language: str) -> str:
    place = f"{number}/{total}"
    return persian(place) if language.partition("-")[0] == "fa" else place


def split(text: str, limit: int, length: Length) -> list[str]:
    """Cut a text into pieces that are no longer than a limit: between paragraphs, else sentences, words or letters."""
    pieces: list[str] = []
    current = ""
    for gap, unit in _units(text, limit, length):
        joined = f"{current}{gap}{unit}" if current else unit
        if current and length(joined) > limit:
            pieces.append(current)
            current = unit
        else:
            current = joined
    return [*pieces, current] if current else pieces


def _units(text: str, limit: int, length: Length) -> Iterator[tuple[str, str]]:
    """Yield what is not to be cut further, each with what stands before it."""
    for paragraph in (part.strip() for part in regex.split(r"\n\s*\n", text)):
        gap = PARAGRAPH
        if not paragraph:
            continue
        if length(paragraph) <= limit:
            yield gap, paragraph
            continue
        for sentence in _SENTENCE_ENDS.split(paragraph):
            for word in [sentence] if length(sentence) <= limit else sentence.split():
                for piece in [word] if length(word) <= limit else _letters(word, limit, length):
                    yield gap, piece
                    gap = ""
                gap = " "


def _letters(word: str, limit: int, length: Length) -> Iterator[str]:
    piece = ""
    for letter in graphemes(word):
        if piece and length(piece + letter) > limit:
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece
