"""Between what is stored and what the rules of `interlink.lib.verdicts` take."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from interlink.lib.fetch import AddressRefused, Answer, FetchError, TooLarge
from interlink.lib.store.errors import StoreError
from interlink.lib.verdicts import schedule
from interlink.lib.verdicts.findings import Verdict
from interlink.lib.verdicts.received import Captured, NoAnswer, Page, Received
from interlink.lib.verdicts.standing import Mark, Patience, Standing
from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.read import page_of
from interlink.newsroom.evidence import keeping
from interlink.newsroom.evidence.models import Capture, CaptureMark


def received(answer: Answer) -> Received:
    """Return an answer as the rules take it."""
    return Received(
        asked=answer.asked,
        address=answer.address,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        charset=answer.charset,
        moved_to=answer.permanent_address,
    )


def came(result: Answer | FetchError) -> Received | NoAnswer:
    """Return what a fetch gave as the rules take it."""
    if isinstance(result, FetchError):
        return NoAnswer(result.message, refused=isinstance(result, AddressRefused | TooLarge))
    return received(result)


def captured(capture: Capture) -> Captured:
    """Return what is known of a capture from its row alone."""
    filled = capture.by_browser and bool(capture.text)
    return Captured(
        address=capture.final_address or capture.address,
        title=capture.title,
        text=capture.text,
        # The same bytes, or the same shell, say nothing of what scripts put into a page.
        checksum="" if filled else capture.payload_sha256,
        core="" if filled else capture.core_sha256,
        is_page=capture.is_page,
        paywalled=capture.paywalled,
        by_browser=filled,
    )


def captured_page(capture: Capture) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    """Return the body of a captured page, unpacked, and its headers as received.

    Raises:
        WarcError: its files cannot be read, or do not have it.
        StoreError: the store does not give them.
    """
    names = [capture.warc_name, *(one.warc_name for one in capture.points_to.all())]
    with keeping.shelf() as shelf, shelf.laid_out(names) as places:
        return page_of(places[capture.warc_name], beside=(places[name] for name in names[1:]))


def captured_again(capture: Capture) -> Captured:
    """Return what is known of a capture, its page read anew from the web archive file.

    An edit is told from two texts that the same version of our reader has read; and what stood on the page outside
    the article is not taken for new. Where the file cannot be read, the row has to do, and so it has of a page that
    was captured by a browser: what its scripts made of it is kept as text.
    """
    known = captured(capture)
    if known.by_browser:
        return known
    try:
        body, headers = captured_page(capture)
    except (WarcError, StoreError):
        return known
    page = Page(Received(known.address, known.address, 200, headers, body, charset_in(headers)))
    title, paragraphs, paywalled = page.article
    if not paragraphs:
        return known
    return Captured(
        address=known.address,
        title=title,
        text="\n\n".join(paragraphs),
        checksum=known.checksum,
        core=page.core,
        is_page=known.is_page,
        paywalled=paywalled,
        shown=page.shown,
        furniture=page.furniture,
    )


def charset_in(headers: tuple[tuple[str, str], ...]) -> str | None:
    """Return the character set that the headers of a page name, if they do."""
    kind = next((value for name, value in headers if name.lower() == "content-type"), "")
    _, found, named = kind.lower().partition("charset=")
    return named.split(";")[0].strip(" \"'") or None if found else None


def patience() -> Patience:
    """Return how long this desk waits before it says what one look cannot tell."""
    return Patience.of(settings.INTERLINK_SECOND_LOOK)


def standing(capture: Capture) -> Standing:
    """Return how a captured page stands."""
    return Standing(
        mark=Mark(capture.mark),
        since=capture.mark_since,
        seen_at=capture.seen_at or capture.taken_at,
        suspected_since=capture.suspected_since,
        in_vain=capture.in_vain,
        in_vain_since=capture.in_vain_since,
        text=capture.seen_text_sha256,
        alerted_at=capture.alerted_at,
    )


def stand(capture: Capture, turned: Standing) -> None:
    """Note on a capture how its page stands now; the caller stores it."""
    capture.mark = CaptureMark(turned.mark.value)
    capture.mark_since = turned.since
    capture.seen_at = turned.seen_at
    capture.suspected_since = turned.suspected_since
    capture.in_vain = turned.in_vain
    capture.in_vain_since = turned.in_vain_since
    capture.seen_text_sha256 = turned.text
    capture.alerted_at = turned.alerted_at


def first_check(capture: Capture, taken_at: datetime) -> datetime:
    """Return when a page that was just captured is looked at for the first time."""
    return schedule.next_check(taken_at, Standing(), taken_at, spread=spread(capture))


def next_check(capture: Capture, verdict: Verdict, now: datetime, wait: timedelta) -> datetime:
    """Return when a page is looked at again."""
    taken_at = capture.taken_at or capture.asked_at
    return schedule.next_check(taken_at, standing(capture), now, verdict=verdict, spread=spread(capture), wait=wait)


def spread(capture: Capture) -> float:
    """Return a number from -1 to 1 that stays the same for a capture and differs between captures."""
    return (capture.pk * 0.618034) % 2.0 - 1.0


def impossible_address(address: str) -> str:
    """Return an address beside this one that cannot exist."""
    parts = urlsplit(address)
    folder, _, last = parts.path.rpartition("/")
    _, dot, ending = last.rpartition(".")
    ending = f"{dot}{ending}" if dot and ending.isalnum() else ""
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{secrets.token_hex(12)}{ending}", "", ""))


def front_address(address: str) -> str:
    """Return the address of the site's front page."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
