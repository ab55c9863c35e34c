"""What is asked about cards."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import translation
from wagtail.models import Page

from interlink.newsroom.press import languages, links
from interlink.newsroom.press.cards import rules
from interlink.newsroom.press.cards.rules import Face
from interlink.newsroom.press.entries import dateline
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.look.current import Look
from interlink.newsroom.press.models import Card, DigestPage, FrontPage, PostPage
from interlink.newsroom.press.unchanged import while_unchanged

FOLDER = "cards"
PREFIX = f"{settings.MEDIA_URL}{FOLDER}/"
ENDING = ".png"


def address(checksum: str) -> str:
    """Return the address of a card, which never shows anything else."""
    return f"{PREFIX}{checksum}{ENDING}"


def place(checksum: str) -> Path:
    """Return the file of a card."""
    return Path(settings.MEDIA_ROOT) / FOLDER / f"{checksum}{ENDING}"


def shown_with(page: Page | None, language: str) -> str:
    """Return the address of the card to be shown with a page: its own, else its front page's; empty without either."""
    own: str | None = getattr(page, "card_read", None)
    if own is None and page is not None and page.pk is not None and not isinstance(page, FrontPage):
        own = _own(page.pk)
    return address(checksum) if (checksum := own or _of_front(language)) else ""


def read_ahead(pages: list[PostPage]) -> None:
    """Read the cards of many posts at once, for what is asked of each afterwards."""
    found = dict(Card.objects.filter(page__in=[page.pk for page in pages]).values_list("page", "checksum"))
    for page in pages:
        page.card_read = found.get(page.pk, "")


def shown() -> QuerySet[Card]:
    """Return the cards of pages that readers can see."""
    return Card.objects.filter(page__in=Page.objects.live().public()).exclude(checksum="")


def addresses_of(page: Page) -> list[str]:
    """Return the address of a page's own card, if it has one."""
    own = Card.objects.filter(page=page.pk).exclude(checksum="").values_list("checksum", flat=True)
    return [address(checksum) for checksum in own]


def waiting(look: Look) -> QuerySet[Page]:
    """Return the pages that readers can see and that have no card in the group's present look, front pages first."""
    pages = Page.objects.live().public().type(FrontPage, DigestPage, PostPage)
    found: QuerySet[Page] = pages.exclude(pk__in=Card.objects.filter(look=look_of(look)).values("page"))
    return found.order_by("depth", "-last_published_at", "-pk")


def look_of(look: Look) -> str:
    """Return what changes when all cards have to be drawn anew."""
    told = f"{rules.FORM}|{look.name}|{look.paper}|{look.accent}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def face_of(page: Page, look: Look) -> Face | None:
    """Return what a page's card shows; None if its title has letters that ours lack."""
    language = page.locale.language_code
    with translation.override(language):
        title, below = _words(page, look, language)
    written = rules.drawable(title)
    if not written:
        return None
    name = "" if isinstance(page, FrontPage) else rules.drawable(look.name) or links.host_of(links.whole("/"))
    return Face(written, rules.drawable(below) or "", name, language, look.paper, look.accent)


def _words(page: Page, look: Look, language: str) -> tuple[str, str]:
    match page:
        case PostPage():
            return line(page.title), dateline(page)
        case DigestPage():
            days = (languages.written_date(day, language) for day in (page.starts_on, page.ends_on))
            return line(page.title), " – ".join(days)
        case FrontPage():
            return look.name, line(page.aims)
    return line(page.title), ""


def _own(page: int) -> str:
    with (
        connection.cursor() as cursor
    ):  # each post asks for it, and Django writes longer at the question than this takes
        cursor.execute("SELECT checksum FROM press_card WHERE page_id = %s", [page])
        found = cursor.fetchone()
    return str(found[0]) if found else ""


@while_unchanged
def _of_front(language: str) -> str:
    fronts = FrontPage.objects.filter(locale__language_code=language).values("pk")
    return Card.objects.filter(page__in=fronts).values_list("checksum", flat=True).first() or ""


def public(checksums: set[str]) -> set[str]:
    """Return those cards among some that are of pages which readers can see."""
    return set(shown().filter(checksum__in=checksums).values_list("checksum", flat=True))
