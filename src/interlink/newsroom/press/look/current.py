"""The look that the group has chosen, as pages need it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from wagtail.images.models import SourceImageIOError

from interlink.newsroom.press import links
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.look import colours
from interlink.newsroom.press.models.look import SiteLook
from interlink.newsroom.press.unchanged import while_unchanged

LOGO = "max-720x240|format-webp"


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo as a file of the site, drawn anew from what was uploaded."""

    address: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Look:
    """What makes the site the group's.

    Attributes:
        name: The group's name.
        logo: Its logo, if it has one that can be read.
        style: A style sheet with its colours; empty where it keeps ours.
        paper: The colour of light paper.
        accent: The colour of marks on it.
        accounts: Its accounts elsewhere, each with a label and an address.
    """

    name: str
    logo: Logo | None = None
    style: str = ""
    paper: str = colours.PAPER
    accent: str = colours.ACCENT
    accounts: tuple[tuple[str, str], ...] = ()

    @property
    def version(self) -> str:
        """What changes when the style sheet does."""
        return hashlib.sha256(self.style.encode()).hexdigest()[:10]


@while_unchanged
def site_name() -> str:
    """Return the group's name as readers see it."""
    chosen = SiteLook.objects.values_list("name", flat=True).first()
    return line(chosen) or str(settings.INTERLINK_GROUP_NAME)


@while_unchanged
def current() -> Look:
    """Return the look as it is stored now."""
    chosen = SiteLook.objects.select_related("logo").first()
    if chosen is None:
        return Look(str(settings.INTERLINK_GROUP_NAME))
    accounts = ((line(one.label), links.web_address(one.address)) for one in chosen.accounts.all())
    sheet = style(chosen.accent, chosen.paper)
    return Look(
        name=line(chosen.name) or str(settings.INTERLINK_GROUP_NAME),
        logo=_logo(chosen),
        style=sheet,
        paper=chosen.paper if sheet and chosen.paper else colours.PAPER,
        accent=chosen.accent if sheet and chosen.accent else colours.ACCENT,
        accounts=tuple((label, address) for label, address in accounts if label and address),
    )


def style(accent: str, paper: str) -> str:
    """Return the style sheet of a choice of colours; what is no colour, or cannot be read, is left out."""
    chosen = {"--paper": paper} if colours.is_colour(paper) else {}
    if colours.is_colour(accent):
        chosen["--mark"] = accent
    ground = chosen.get("--paper", colours.PAPER)
    if (
        not chosen
        or min(colours.least_contrast(one, ground) for one in (chosen.get("--mark", colours.ACCENT), colours.SOFT))
        < colours.NEEDED
    ):
        return ""
    if "--paper" in chosen:
        chosen |= {"--tint": colours.tint_of(paper), "--line": colours.line_of(paper)}
    light = ";".join(f"{name}:{value}" for name, value in chosen.items())
    dark = f"--mark:{colours.on_dark(accent)}" if "--mark" in chosen else ""
    # For the screen alone and only while it is light: our own sheet has the dark papers and the printer's.
    sheet = f"@media screen and (prefers-color-scheme:light){{:root{{{light}}}}}\n"
    return sheet + (f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n" if dark else "")


def _logo(chosen: SiteLook) -> Logo | None:
    if chosen.logo is None:
        return None
    try:
        drawn = chosen.logo.get_rendition(LOGO)
    except (SourceImageIOError, OSError):
        return None
    return Logo(drawn.url, drawn.width, drawn.height)
