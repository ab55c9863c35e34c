"""Drawing a card: a still picture of the size that services ask for (Open Graph), in the group's colours.

Pillow shapes and orders the letters with HarfBuzz and FriBidi (Raqm), so that Arabic joins and runs from the right.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from interlink.newsroom.press.cards.rules import Face
from interlink.newsroom.press.languages import direction
from interlink.newsroom.press.look import colours

WIDTH, HEIGHT = 1200, 630
_FONT = Path(__file__).parent / "font" / "letters.ttf"
_EDGE = 80
_ROOM = WIDTH - 2 * _EDGE
_NAME_SIZE, _BELOW_SIZE = 34, 32
_SIZES = (84, 74, 64, 56, 48)
_INK = "#1c1a17"
_SHADES = 5
_TITLE_TOP, _TITLE_ROOM = 168, 330
_LEADING = {"ltr": 1.22, "rtl": 1.5}
_SHORTENED = "…"
RTL = "rtl"

Measure = Callable[[str], float]


def can_draw(language: str) -> bool:
    """Say whether this Pillow can set a language: without Raqm, letters that join would fall apart."""
    return direction(language) != RTL or _shapes()


def draw(face: Face) -> bytes:
    """Return a card as PNG. The same face gives the same picture."""
    card = Image.new("RGB", (WIDTH, HEIGHT), face.paper)
    pen = ImageDraw.Draw(card)
    way = RTL if direction(face.language) == RTL else "ltr"
    start = WIDTH - _EDGE if way == RTL else _EDGE
    anchor = "rs" if way == RTL else "ls"

    def write(text: str, size: int, baseline: float, ink: str) -> None:
        told, language = (way, face.language) if _shapes() else (None, None)
        pen.text((start, baseline), text, fill=ink, font=_font(size), anchor=anchor, direction=told, language=language)

    pen.rectangle((0, 0, WIDTH, 16), fill=_INK)
    if face.name:
        write(_shortened(face.name, _measure(_NAME_SIZE, way, face.language)), _NAME_SIZE, 96, face.accent)
        pen.rectangle((_EDGE, 124, WIDTH - _EDGE, 125), fill=_INK)
    size, lines = _set(face.title, way, face.language)
    step = size * _LEADING[way]
    for number, line in enumerate(lines):
        write(line, size, _TITLE_TOP + size + number * step, _INK)
    if face.below:
        write(_shortened(face.below, _measure(_BELOW_SIZE, way, face.language)), _BELOW_SIZE, 566, colours.SOFT)
    side = WIDTH - _EDGE // 4 if way == RTL else 0
    pen.rectangle((side, 16, side + _EDGE // 4, HEIGHT), fill=face.accent)
    return _as_png(card, _palette(face.paper, face.accent))


def _set(title: str, way: str, language: str) -> tuple[int, list[str]]:
    """Return the largest size at which a title has room, and its lines; the smallest cuts it."""
    for size in _SIZES:
        measure = _measure(size, way, language)
        most = int(_TITLE_ROOM / (size * _LEADING[way]))
        lines = list(_lines(title, measure))
        if len(lines) <= most and all(measure(line) <= _ROOM for line in lines):
            return size, lines
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = _cut(kept[-1], measure)
    return size, [_shortened(line, measure) for line in kept]


def _lines(text: str, measure: Measure) -> Iterator[str]:
    """Break a text between its words, as they are read, so that each line is then ordered by itself."""
    words = text.split()
    line = words[0] if words else ""
    for word in words[1:]:
        longer = f"{line} {word}"
        if measure(longer) <= _ROOM:
            line = longer
        else:
            yield line
            line = word
    if line:
        yield line


def _shortened(line: str, measure: Measure) -> str:
    return line if measure(line) <= _ROOM else _cut(line, measure)


def _cut(line: str, measure: Measure) -> str:
    """Take signs from a line's end until it has room with an ellipsis: by halves, as a line may be long."""
    fits, too_many = 0, len(line)
    while fits + 1 < too_many:
        middle = (fits + too_many) // 2
        if measure(line[:middle].rstrip() + _SHORTENED) <= _ROOM:
            fits = middle
        else:
            too_many = middle
    return line[:fits].rstrip() + _SHORTENED


def _measure(size: int, way: str, language: str) -> Measure:
    font = _font(size)
    told, tongue = (way, language) if _shapes() else (None, None)
    return lambda text: font.getlength(text, direction=told, language=tongue)


def _shapes() -> bool:
    return bool(features.check("raqm"))


@lru_cache(maxsize=16)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size)


@lru_cache(maxsize=4)
def _palette(paper: str, accent: str) -> Image.Image:
    """Return the colours of a card: the ground, and what the letters' edges have between it and their own."""
    ground = ImageColor.getrgb(paper)[:3]
    shades = [
        round(here + (there - here) * step / (_SHADES - 1))
        for ink in (_INK, accent, colours.SOFT)
        for step in range(_SHADES)
        for here, there in zip(ground, ImageColor.getrgb(ink)[:3], strict=True)
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades)
    return palette


def _as_png(card: Image.Image, palette: Image.Image) -> bytes:
    file = io.BytesIO()
    # A few colours are enough for letters on a ground, and make the file a third as large.
    card.quantize(palette=palette, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
