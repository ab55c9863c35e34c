"""Taking a capture: fetch the page and what it needs, write the web archive file, then say that it is there.

The files are whole and in place before the row says so; a run that is killed in between
leaves a waiting row, and the next run takes the page again under the same name.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from interlink.lib.fetch import DOCUMENT, Answer, FetchError
from interlink.lib.fetch.gathering import Gathering
from interlink.lib.fetch.parallel import Wanted
from interlink.lib.sentences import Sentence
from interlink.lib.warc.errors import DiskFull, WarcError
from interlink.lib.warc.exchange import PICTURE, TEXT
from interlink.lib.warc.write import CaptureFile, Made, Written
from interlink.newsroom.evidence import browsing, wayback
from interlink.newsroom.evidence.contents import Content, content_of
from interlink.newsroom.evidence.earlier import Earlier, earlier
from interlink.newsroom.evidence.errors import CaptureFailed, NoRoom
from interlink.newsroom.evidence.exchanges import exchange_of
from interlink.newsroom.evidence.looking import first_check
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.parting import BOUNDS, UNTIL_SENT, Parts, is_page, parts_named_by, tree_of, visiting
from interlink.newsroom.evidence.pictures import keep_picture
from interlink.newsroom.evidence.rules import is_surely_filled
from interlink.newsroom.evidence.sealing import seal
from interlink.newsroom.evidence.telling import Ledger

TRIES = 6
_NO_PAGE = frozenset((204, 205, 206, 304))
"""Answers without a page, or with a part of one, which we have not asked for."""
_TAKEN = [
    "title", "text", "paywalled", "core_sha256", "facts", "by_browser", "next_check", "state", "problem", "taken_at",
    "final_address", "http_status", "media_type", "warc_name", "warc_sha256", "warc_bytes", "payload_sha256",
    "screenshot_sha256", "parts_found",
]  # fmt: skip
"""What a capture says once it is taken."""


def take(capture: Capture) -> None:
    """Capture a page that waits for it; one that is whole, or was given up, is left alone.

    Raises:
        CaptureFailed: the page could not be had or the file not be written. The row says why.
    """
    if capture.state != CaptureState.WAITING:
        return
    receive(capture)
    seal(capture)


def receive(capture: Capture) -> None:
    """Take the first half of a capture: when this returns, the row says that it is whole. Raises as `take` does."""
    try:
        _take(capture)
    except CaptureFailed as failure:
        capture.tries += 1
        capture.problem = failure.message
        if not failure.again or capture.tries >= TRIES:
            capture.state = CaptureState.FAILED
        capture.save(update_fields=["problem", "state", "tries"])
        raise


def _take(capture: Capture) -> None:
    capture.warc_name = warc_name(capture)
    with visiting(obey_robots=capture.by_itself) as visit:
        # Archiving one cited page is a person's act, like opening it in a browser: robots.txt is for crawlers.
        visit.add(Wanted(capture.address, capture.address, limits=DOCUMENT, obey_robots=capture.by_itself))
        visit.give_way(UNTIL_SENT)
        known = earlier(capture)  # while the page is on its way
        page = _page(capture.address, visit)
        got = _with_parts(visit, capture, page, known)
        written = _written(visit, capture, page, got, known)
    _store(capture, page, got, written, known.holding(written.pointed_to))


@dataclass(frozen=True, slots=True)
class _Got:
    """A page with what it needs, what it says, and what it looks like; `ledger` has perhaps not told all of it yet."""

    content: Content
    file: CaptureFile
    ledger: Ledger | None = None
    picture: bytes = b""
    by_browser: bool = False


def _with_parts(visit: Gathering[str], capture: Capture, page: Answer, known: Earlier) -> _Got:
    tree = tree_of(page)
    if not is_page(page):
        return _Got(content_of(page, tree), _file(capture, page, known))
    ledger = Ledger(capture, known)
    parts = Parts(visit, ledger, BOUNDS)
    named = parts_named_by(page, tree)
    is_asked = not capture.by_browser and is_surely_filled(tree)
    if is_asked:
        parts.ask(named)  # and they are on their way while the article is read
    file = _file(capture, page, known)
    content = content_of(page, tree)
    looked = browsing.Looked()
    if browsing.wants_browser(capture, tree, content):
        looked = browsing.look(capture, page, known)
        if looked.live:
            file = _file(capture, page, known)
            for part in looked.parts:
                file.add(exchange_of(part))
            # The core is compared with what comes without a browser.
            seen = replace(looked.content, core=content.core) if looked.content else content
            return _Got(_with_facts(seen, looked), file, picture=looked.picture, by_browser=True)
    if not is_asked:
        parts.ask(named)
    came = parts.gather(lambda answer: file.add(exchange_of(answer)))
    if not looked.facts and browsing.can_draw():
        ledger.tell()  # drawing takes a while
        looked = browsing.picture(page, tuple(came))
    return _Got(_with_facts(content, looked), file, ledger, looked.picture)


def _file(capture: Capture, page: Answer, known: Earlier) -> CaptureFile:
    return CaptureFile(capture.warc_path.name, exchange_of(page), known.originals)


def _written(visit: Gathering[str], capture: Capture, page: Answer, got: _Got, known: Earlier) -> Written:
    try:
        # A run that was killed after writing and before noting it left files of these names.
        capture.screenshot_sha256 = keep_picture(capture, got.picture, known)
        with ThreadPoolExecutor(1, "capture") as beside:
            writing = beside.submit(got.file.write, capture.warc_path, made=_made(page, got), replace=True)
            # While the disk is at it: the rows are stored, and the connections are closed.
            if got.ledger is not None:
                got.ledger.tell()
            visit.call_off()
            return writing.result()
    except DiskFull as error:
        raise NoRoom(capture.address, error.message, again=True) from error
    except WarcError as error:
        raise CaptureFailed(capture.address, error.message, again=error.again) from error


def _with_facts(content: Content, looked: browsing.Looked) -> Content:
    return replace(content, facts=content.facts | {"browser": looked.facts}) if looked.facts else content


def _made(page: Answer, got: _Got) -> tuple[Made, ...]:
    now = timezone.now()
    made = []
    if got.by_browser and got.content.text:
        # What scripts have put there is in no answer of a server.
        made.append(Made(f"{TEXT}{page.address}", "text/plain; charset=utf-8", got.content.text.encode(), now))
    if got.picture:
        made.append(Made(f"{PICTURE}{page.address}", "image/png", got.picture, now))
    return tuple(made)


def _page(address: str, visit: Gathering[str]) -> Answer:
    _, result = next(visit.answers(threading.TIMEOUT_MAX))  # the door knows when it has waited long enough
    if isinstance(result, FetchError):
        raise CaptureFailed(address, result.message, again=result.again) from result
    if not 200 <= result.status < 400 or result.status in _NO_PAGE:  # noqa: PLR2004 - RFC 9110: an error
        busy = result.status == 429 or not 400 <= result.status < 500  # noqa: PLR2004
        answered = f"{result.status} {result.reason}".strip()
        message = Sentence("The site answered %(answer)s, so there is no page to keep.", answer=answered)
        raise CaptureFailed(address, message, again=busy)
    return result


def _store(capture: Capture, page: Answer, got: _Got, written: Written, used: set[int]) -> None:
    content = got.content
    capture.title, capture.text, capture.paywalled = content.title, content.text, content.paywalled
    capture.core_sha256, capture.facts = content.core, content.facts
    capture.by_browser = got.by_browser
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
        if used and not _are_there(used):
            capture.state = CaptureState.WAITING
            words = Sentence("An earlier copy that it points to was deleted meanwhile.")
            raise CaptureFailed(capture.address, words, again=True)
        capture.save(update_fields=_TAKEN)
        if used:
            capture.points_to.set(used)
        wayback.captured(capture, page.fetched_at)


def _are_there(used: set[int]) -> bool:
    return len(Capture.objects.select_for_update().filter(pk__in=used, state=CaptureState.WHOLE)) == len(used)


def warc_name(capture: Capture) -> str:
    """Return the file's place below the evidence folder; it depends on the row alone."""
    return f"{capture.asked_at:%Y/%m}/{capture.pk:08d}.warc.gz"
