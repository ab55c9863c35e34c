"""Taking a capture: fetch the page and what it needs, write the web archive file, then say that it is there.

The files are whole and in place before the row says so; a run that is killed in between
leaves a waiting row, and the next run takes the page again under the same name.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import transaction

from interlink.lib.fetch import DOCUMENT, Answer, FetchError
from interlink.lib.fetch.parallel import Wanted, fetch_each
from interlink.lib.warc.errors import DiskFull, WarcError
from interlink.lib.warc.write import Written, write_capture
from interlink.newsroom.evidence import wayback
from interlink.newsroom.evidence.contents import Content, content_of
from interlink.newsroom.evidence.earlier import earlier
from interlink.newsroom.evidence.errors import CaptureFailed, NoRoom
from interlink.newsroom.evidence.exchanges import exchange_of
from interlink.newsroom.evidence.looking import first_check
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.parting import BOUNDS, exchanges_of, gather, is_page
from interlink.newsroom.evidence.sealing import seal
from interlink.newsroom.network import door_rules, user_agent

TRIES = 6


def take(capture: Capture) -> None:
    """Capture a page that waits for it; one that is whole, or was given up, is left alone.

    Raises:
        CaptureFailed: the page could not be had or the file not be written. The row says why.
    """
    if capture.state != CaptureState.WAITING:
        return
    try:
        _take(capture)
    except CaptureFailed as failure:
        capture.tries += 1
        capture.problem = str(failure)
        if not failure.again or capture.tries >= TRIES:
            capture.state = CaptureState.FAILED
        capture.save(update_fields=["problem", "state", "tries"])
        raise
    seal(capture)


def _take(capture: Capture) -> None:
    page = _fetch(capture.address)
    known = earlier(capture)
    parts = exchanges_of(gather(capture, page, known, BOUNDS)) if is_page(page) else ()
    exchange = exchange_of(page)
    name = warc_name(capture)
    try:
        # A run that was killed after writing and before noting it left a file of this name.
        place = Path(settings.INTERLINK_EVIDENCE_ROOT) / name
        written = write_capture(exchange, place, parts=parts, originals=known.originals, replace=True)
    except DiskFull as error:
        raise NoRoom(capture.address, str(error), again=True) from error
    except WarcError as error:
        raise CaptureFailed(capture.address, str(error), again=error.again) from error
    capture.warc_name = name
    _store(capture, page, content_of(page), written, known.used_by((exchange, *parts)))


def _fetch(address: str) -> Answer:
    # Archiving one cited page is a person's act, like opening it in a browser: robots.txt is for crawlers.
    wanted = [Wanted(key=0, address=address, limits=DOCUMENT, obey_robots=False)]
    ((_, result),) = fetch_each(wanted, door_rules(), user_agent=user_agent())
    if isinstance(result, FetchError):
        raise CaptureFailed(address, str(result), again=result.again) from result
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        busy = result.status == 429 or result.status >= 500  # noqa: PLR2004
        message = f"The site answered {result.status} {result.reason}, so there is no page to keep."
        raise CaptureFailed(address, message, again=busy)
    return result


def _store(capture: Capture, page: Answer, content: Content, written: Written, used: set[int]) -> None:
    capture.title, capture.text, capture.paywalled = content.title, content.text, content.paywalled
    capture.core_sha256, capture.facts = content.core, content.facts
    capture.next_check = first_check(capture, page.fetched_at)
    capture.state, capture.problem = CaptureState.WHOLE, ""
    capture.taken_at = page.fetched_at
    capture.final_address = page.address
    capture.http_status = page.status
    capture.media_type = (page.media_type or "")[:100]
    capture.warc_sha256 = written.sha256
    capture.warc_bytes = written.size
    capture.payload_sha256 = written.payload_sha256
    with transaction.atomic():
        capture.save()
        capture.points_to.set(used)
        wayback.captured(capture, page.fetched_at)


def warc_name(capture: Capture) -> str:
    """Return the file's place below the evidence folder; it depends on the row alone."""
    return f"{capture.asked_at:%Y/%m}/{capture.pk:08d}.warc.gz"
