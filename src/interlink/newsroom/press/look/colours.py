"""Colours that everybody can read: contrast as WCAG 2.2 counts it, and a dark screen's colours from a light one's."""

from __future__ import annotations

import colorsys
import re

NEEDED = 4.5
"""The contrast that text of any size needs (WCAG 2.2, 1.4.3)."""
PAPER, SOFT, ACCENT = "#fbf9f4", "#5d574e", "#8c2f1b"
INK, TINT = "#1c1a17", "#f3eee3"
"""Of the letters, and of the boxes on the paper that set a few words apart."""
DARK_PAPER = "#16171a"
_STEP = 0.02
_SHADE, _RULE = 0.05, 0.16
"""How much of the ink is in the boxes of a paper of one's own, and in its lines."""
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# The standard's own numbers for the luminance of sRGB.
_LINEAR_BELOW, _LINEAR_BY = 0.04045, 12.92
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def is_colour(text: str) -> bool:
    """Say whether a text is a colour such as #8c2f1b."""
    return bool(_COLOUR.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tint_of(paper: str) -> str:
    """Return the colour of the boxes on a paper."""
    return TINT if paper == PAPER else _mixed(paper, _SHADE)


def line_of(paper: str) -> str:
    """Return the colour of the lines on a paper."""
    return _mixed(paper, _RULE)


def least_contrast(colour: str, paper: str) -> float:
    """Return the contrast of a colour on a paper or on its boxes, whichever is less."""
    return min(contrast(colour, paper), contrast(colour, tint_of(paper)))


def on_dark(colour: str, paper: str = DARK_PAPER) -> str:
    """Return a colour made so much lighter that it can be read on a dark paper; its hue stays."""
    red, green, blue = _parts(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    found = colour
    while contrast(found, paper) < NEEDED + 1 and lightness < 1:
        lightness = min(1.0, lightness + _STEP)
        found = _written(colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.75)))
    return found


def _luminance(colour: str) -> float:
    linear = [
        part / _LINEAR_BY if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    ]
    return sum(part * weight for part, weight in zip(linear, _WEIGHTS, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _mixed(paper: str, ink: float) -> str:
    red, green, blue = (light * (1 - ink) + dark * ink for light, dark in zip(_parts(paper), _parts(INK), strict=True))
    return _written((red, green, blue))


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
