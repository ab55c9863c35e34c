"""What happens with cards: drawn once after a page is published, and anew when what is written on it changes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from interlink.newsroom.press.bake.jobs import bake_everything_soon, bake_soon
from interlink.newsroom.press.bake.writing import replace_file
from interlink.newsroom.press.cards import drawing, queries
from interlink.newsroom.press.look.current import Look, current
from interlink.newsroom.press.models import Card, FrontPage


def draw(pages: Iterable[Page]) -> int:
    """Draw the cards of pages that have none or another one, and have the pages written that show them.

    Run twice, it draws nothing more. Returns how many were drawn.
    """
    look = current()
    touched: set[str] = set()
    drawn, everywhere = 0, False
    for page in pages:
        changed = _draw(page.specific, look)
        touched |= changed
        drawn += bool(changed)
        everywhere |= bool(changed) and isinstance(page.specific, FrontPage)
    bake_soon(touched)
    if everywhere:  # the lists of a language are shown with its card too
        bake_everything_soon()
    return drawn


def draw_waiting(most: int) -> bool:
    """Draw a few of the cards that wait; say whether more may wait."""
    pages = list(queries.waiting(current())[:most])
    draw(pages)
    return len(pages) == most


def follow(page: Page) -> None:
    """Take the cards away of a page and all below it that readers can no longer see, in the transaction of the change.

    Their addresses are to be baked before, while they are known; here the files go.
    """
    below = Card.objects.filter(page__path__startswith=page.path)
    _drop(below.exclude(page__in=Page.objects.live().public()))


def drop(page: Page) -> None:
    """Take the card of a page away that is about to be deleted."""
    _drop(Card.objects.filter(page=page.pk))


def _draw(page: Page, look: Look) -> set[str]:
    """Draw one card; return the addresses that are to be written anew, none if all is as it was."""
    face = queries.face_of(page, look) if drawing.can_draw(page.locale.language_code) else None
    checksum = face.checksum if face else ""
    before = Card.objects.filter(page=page.pk).values_list("checksum", flat=True).first()
    if face and not queries.place(checksum).is_file():
        # The file first: a card that a page names is there.
        replace_file(queries.place(checksum), drawing.draw(face))
    Card.objects.update_or_create(page_id=page.pk, defaults={"checksum": checksum, "look": queries.look_of(look)})
    if (before or "") == checksum:
        return set()
    if before:
        _unlink([before])
    names = {queries.address(one) for one in (before, checksum) if one}
    return {iri_to_uri(page.get_url() or ""), *names}


def _drop(cards: Iterable[Card]) -> None:
    gone = list(cards)
    if not gone:
        return
    names = {card.checksum for card in gone if card.checksum}
    Card.objects.filter(pk__in=[card.pk for card in gone]).delete()
    bake_soon(queries.address(name) for name in names)
    transaction.on_commit(lambda: _unlink(names))


def _unlink(names: Iterable[str]) -> None:
    """Take files away that no page names any more."""
    for name in names:
        if not Card.objects.filter(checksum=name).exists():
            queries.place(name).unlink(missing_ok=True)
