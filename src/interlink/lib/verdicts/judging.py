"""From what was captured and what came now to a finding.

The order matters. What shows that the article is there is looked for first: then nothing else on the page counts. Only
when the text is not there, everything that is no removal is ruled out one by one (no answer, a block, a gate, a
paywall, a site in trouble), and a removal has to be shown by a sign of its own: the status, a page like that of an
address which cannot exist, a redirect to the front page or a section, or words that say so. What is left is unknown.
"""

from __future__ import annotations

from dataclasses import replace

from interlink.lib.reading.addresses import address_key
from interlink.lib.verdicts import signs, texts, walls
from interlink.lib.verdicts.edits import Settled, Version, settle
from interlink.lib.verdicts.findings import REMOVALS, Finding, Reason, Verdict, Why
from interlink.lib.verdicts.received import Captured, NoAnswer, Page, Received
from interlink.lib.verdicts.sentences import Said
from interlink.lib.verdicts.signs import FEW_WORDS, NOTHING_AROUND, Around

UNCHANGED = 304
GONE = frozenset({404, 410})
THERE = 0.5
"""From this share of the captured runs of words on, the article is there, edited or not."""
ALL_THERE = 0.8
REWRITTEN = 0.1


def wants_around(finding: Finding) -> bool:
    """Whether what else the site answers would make a finding surer: the article seems to be gone."""
    return finding.verdict in REMOVALS or any(reason.why is Why.TEXT_GONE for reason in finding.reasons)


def wants_again(finding: Finding) -> bool:
    """Whether the page should be fetched once more at once, to leave out what changes each time."""
    return finding.verdict is Verdict.EDITED


def judge_quickly(captured: Captured, came: Received | NoAnswer) -> Finding | None:
    """The finding, where it needs no reading of the article; None where it does."""
    if isinstance(came, NoAnswer):
        verdict = Verdict.UNKNOWN if came.refused else Verdict.UNREACHABLE
        return Finding(verdict, (Reason(Why.NO_ANSWER, Said.IN_WORDS, {"words": came.words}),), 0.5)
    if came.status == UNCHANGED:
        return Finding(Verdict.SAME, (Reason(Why.UNCHANGED_ANSWER, Said.UNCHANGED_ANSWER),), 0.9)
    if came.status != 200:  # noqa: PLR2004 - OK
        return None
    page = Page(came)
    if captured.checksum and page.checksum == captured.checksum:
        return _moved_or_same(captured, came, Reason(Why.SAME_BYTES, Said.SAME_BYTES), 1.0)
    if captured.core and page.core == captured.core:
        return _moved_or_same(captured, came, Reason(Why.SAME_TEXT, Said.SAME_ARTICLE), 0.97)
    return None


def judge(
    captured: Captured,
    came: Received | NoAnswer,
    around: Around = NOTHING_AROUND,
    again: Received | NoAnswer | None = None,
) -> Finding:
    """Say what one look at a cited page tells.

    Args:
        captured: What we captured.
        came: The answer now.
        around: What else the site answers; see `wants_around`.
        again: The same page fetched once more a moment later; see `wants_again`.
    """
    quick = judge_quickly(captured, came)
    if quick is not None:
        return quick
    assert isinstance(came, Received)
    return _read(captured, Page(came), around, again)


def _read(captured: Captured, page: Page, around: Around, again: Received | NoAnswer | None) -> Finding:
    came = page.received
    kept = texts.share_kept(captured.text, page.shown)
    if came.status in GONE and kept < ALL_THERE:
        return _gone_by_status(captured, page, around)
    if came.status not in {200, *GONE}:
        return walls.by_status(page) or _unclear(came.status)
    if not captured.is_page and not page.is_html:
        return Finding(Verdict.UNKNOWN, (Reason(Why.NOTHING_TO_COMPARE, Said.OTHER_BYTES),), 0.5)
    stub = _paywalled(captured, page) if kept < ALL_THERE else None
    if stub is not None or kept >= THERE:
        return stub or _compare(captured, page, again)
    return _without_the_text(captured, page, kept, around, again)


def _moved_or_same(captured: Captured, came: Received, reason: Reason, confidence: float) -> Finding:
    if came.moved_to and address_key(came.address) != address_key(captured.address):
        moved = Reason(Why.MOVED, Said.NOW_AT, {"address": came.address})
        return Finding(Verdict.MOVED, (moved, reason), confidence, moved_to=came.address)
    return Finding(Verdict.SAME, (reason,), confidence)


def _compare(captured: Captured, page: Page, again: Received | NoAnswer | None) -> Finding:
    """Compare the article's text, which is there, with the captured one."""
    title, paragraphs, _ = page.article
    settled = _settled(captured, page, again)
    if not paragraphs:
        # The page is built anew in a way that we cannot read, and shows the text all the same.
        settled = Settled((), ())
        if texts.share_kept(captured.text, page.shown) < 1:
            return Finding(Verdict.UNKNOWN, (Reason(Why.NOTHING_TO_COMPARE, Said.UNREADABLE),), 0.5)
    reasons = []
    if settled.differs:
        reasons.append(Reason(Why.TEXT_DIFFERS, Said.OTHER_TEXT))
    if _retitled(captured, page, title):
        titles = {"before": captured.title, "after": title}
        reasons.append(Reason(Why.TITLE_DIFFERS, Said.OTHER_TITLE, titles))
    if not reasons:
        found = _moved_or_same(captured, page.received, Reason(Why.SAME_TEXT, Said.SAME_ARTICLE), 0.95)
        return replace(found, paragraphs=settled.after or captured.paragraphs, title=title or captured.title)
    confidence = 0.9 if again is not None else 0.8
    moved = page.received.moved_to or ""
    return Finding(Verdict.EDITED, tuple(reasons), confidence, moved, settled.after, title, settled.before)


def _settled(captured: Captured, page: Page, again: Received | NoAnswer | None) -> Settled:
    second = Page(again) if isinstance(again, Received) and again.status == page.received.status else None
    return settle(
        Version(captured.paragraphs, captured.shown, captured.furniture),
        Version(page.article[1], page.shown, page.furniture),
        Version(second.article[1], second.shown, second.furniture) if second else None,
    )


def _retitled(captured: Captured, page: Page, title: str) -> bool:
    """Whether the title differs, and the old one is no longer a heading of the page either."""
    old, new = texts.normal(captured.title), texts.normal(title)
    return bool(old and new) and old != new and not any(old in texts.normal(one) for one in page.headings)


def _paywalled(captured: Captured, page: Page) -> Finding | None:
    """The finding that the article breaks off and the rest is for those who pay."""
    if captured.paywalled or not walls.has_paywall(page) or walls.says_not_found(page, captured.title):
        return None
    had, has = len(texts.words_of(captured.text)), len(texts.words_of(" ".join(page.article[1])))
    is_opening = has < 0.8 * had and texts.share_kept(" ".join(page.article[1]), captured.text) >= THERE
    if not captured.text or not (is_opening or has < FEW_WORDS):
        return None
    return Finding(Verdict.PAYWALLED, (Reason(Why.PAYWALL, Said.ONLY_OPENING),), 0.85, title=page.article[0])


def _gone_by_status(captured: Captured, page: Page, around: Around) -> Finding:
    status = page.received.status
    if walls.is_gate(page):
        reason = Reason(Why.GATE, Said.GATE_STATUS, {"status": str(status)})
        return Finding(Verdict.BLOCKED, (reason,), 0.8)
    front = around.front
    if isinstance(front, NoAnswer) or (front is not None and front.status >= 400):  # noqa: PLR2004 - an error
        reason = Reason(Why.WHOLE_SITE, Said.FRONT_FAILS_TOO, {"status": str(status)})
        return Finding(Verdict.UNREACHABLE, (reason,), 0.6)
    others = [one.status for one in around.neighbours if isinstance(one, Received)]
    if others and all(other in GONE for other in others):
        return Finding(Verdict.UNREACHABLE, (Reason(Why.WHOLE_SITE, Said.OTHERS_TOO),), 0.6)
    said = Said.GONE if status == 410 else Said.NOT_THERE  # noqa: PLR2004 - Gone
    reasons = [Reason(Why.STATUS, said)]
    if walls.says_not_found(page, captured.title):
        reasons.append(Reason(Why.NOT_FOUND_WORDS, Said.SAYS_SO))
    return Finding(Verdict.REMOVED, tuple(reasons), 0.95 if front is not None else 0.85)


def _without_the_text(
    captured: Captured, page: Page, kept: float, around: Around, again: Received | NoAnswer | None
) -> Finding:
    """The finding on a page that came without an error and does not show the captured text."""
    wall = walls.in_place(page, captured.title)
    if wall is not None:
        return wall
    if signs.others_too(page, around):
        return Finding(Verdict.UNKNOWN, (Reason(Why.WHOLE_SITE, Said.OTHERS_TOO), _text_gone()), 0.5)
    found = signs.of_removal(captured, page, around)
    if found:
        confidence = min(0.6 + 0.1 * len(found), 0.95)
        return Finding(Verdict.REMOVED_SOFTLY, (*found, _text_gone()), confidence)
    return _another_text(captured, page, kept, again)


def _another_text(captured: Captured, page: Page, kept: float, again: Received | NoAnswer | None) -> Finding:
    title, paragraphs, _ = page.article
    same_title = texts.normal(title) == texts.normal(captured.title) != ""
    if not captured.text:
        return Finding(Verdict.UNKNOWN, (Reason(Why.NOTHING_TO_COMPARE, Said.NEVER_READ),), 0.5)
    if paragraphs and (same_title or kept >= REWRITTEN):
        return _compare(captured, page, again)
    if len(texts.words_of(page.shown)) < FEW_WORDS:
        return Finding(Verdict.UNKNOWN, (Reason(Why.NEEDS_SCRIPT, Said.HARDLY_TEXT), _text_gone()), 0.5)
    return Finding(Verdict.UNKNOWN, (Reason(Why.ANOTHER_TEXT, Said.ANOTHER_TEXT), _text_gone()), 0.5)


def _text_gone() -> Reason:
    return Reason(Why.TEXT_GONE, Said.TEXT_GONE)


def _unclear(status: int) -> Finding:
    reason = Reason(Why.STATUS, Said.UNCLEAR_STATUS, {"status": str(status)})
    return Finding(Verdict.UNKNOWN, (reason,), 0.5)
