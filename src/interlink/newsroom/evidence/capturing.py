"""Taking a capture: fetch the page, write the web archive file, then say that it is there.

The file is whole and in place before the row says so; a run that is killed in between
leaves a waiting row, and the next run takes the page again under the same name.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from interlink.lib import fetch
from interlink.lib.fetch import PAGE, Answer, FetchError
from interlink.lib.fetch.parallel import Wanted, fetch_each
from interlink.lib.verdicts.received import Page
from interlink.lib.warc.errors import DiskFull, WarcError
from interlink.lib.warc.exchange import Exchange, Hop
from interlink.lib.warc.write import write_capture
from interlink.newsroom.evidence.errors import CaptureFailed, NoRoom
from interlink.newsroom.evidence.looking import first_check, received
from interlink.newsroom.evidence.models import Capture, CaptureState
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
        answer = _fetch(capture.address)
        _keep(capture, answer)
        seal(capture)
    except CaptureFailed as failure:
        capture.tries += 1
        capture.problem = str(failure)
        if not failure.again or capture.tries >= TRIES:
            capture.state = CaptureState.FAILED
        capture.save(update_fields=["problem", "state", "tries"])
        raise


def _fetch(address: str) -> Answer:
    # Archiving one cited page is a person's act, like opening it in a browser: robots.txt is for crawlers.
    wanted = [Wanted(key=0, address=address, limits=PAGE, obey_robots=False)]
    ((_, result),) = fetch_each(wanted, door_rules(), user_agent=user_agent())
    if isinstance(result, FetchError):
        raise CaptureFailed(address, str(result), again=result.again) from result
    if result.status >= 400:  # noqa: PLR2004 - RFC 9110: an error
        busy = result.status == 429 or result.status >= 500  # noqa: PLR2004
        message = f"The site answered {result.status} {result.reason}, so there is no page to keep."
        raise CaptureFailed(address, message, again=busy)
    return result


def _keep(capture: Capture, answer: Answer) -> None:
    name = warc_name(capture)
    try:
        # A run that was killed after writing and before noting it left a file of this name.
        written = write_capture(_exchange(answer), Path(settings.INTERLINK_EVIDENCE_ROOT) / name, replace=True)
    except DiskFull as error:
        raise NoRoom(capture.address, str(error), again=True) from error
    except WarcError as error:
        raise CaptureFailed(capture.address, str(error), again=error.again) from error
    page = Page(received(answer))
    capture.title, paragraphs, capture.paywalled = page.article
    capture.text, capture.core_sha256 = "\n\n".join(paragraphs), page.core
    capture.next_check = first_check(capture, answer.fetched_at)
    capture.state, capture.problem = CaptureState.WHOLE, ""
    capture.taken_at = answer.fetched_at
    capture.final_address = answer.address
    capture.http_status = answer.status
    capture.media_type = (answer.media_type or "")[:100]
    capture.warc_name = name
    capture.warc_sha256 = written.sha256
    capture.warc_bytes = written.size
    capture.payload_sha256 = written.payload_sha256
    capture.save()


def warc_name(capture: Capture) -> str:
    """Return the file's place below the evidence folder; it depends on the row alone."""
    return f"{capture.asked_at:%Y/%m}/{capture.pk:08d}.warc.gz"


def _exchange(answer: Answer) -> Exchange:
    return Exchange(
        asked=answer.asked,
        address=answer.address,
        status=answer.status,
        reason=answer.reason,
        http_version=answer.http_version.removeprefix("HTTP/"),
        request_headers=answer.request_headers,
        headers=answer.headers,
        wire_body=answer.wire_body,
        hops=tuple(map(_hop, answer.hops)),
        fetched_at=answer.fetched_at,
    )


def _hop(hop: fetch.Hop) -> Hop:
    return Hop(
        address=hop.address,
        status=hop.status,
        reason=hop.reason,
        http_version=hop.http_version.removeprefix("HTTP/"),
        request_headers=hop.request_headers,
        headers=hop.headers,
    )
