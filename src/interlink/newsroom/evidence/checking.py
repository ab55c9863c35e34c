"""Looking again at captured pages: fetch in parallel, judge, store in batches.

A page is asked for without its site's robots.txt, as when it was captured: the visit is on behalf of the person who
cites it, to one page, at a pace that thins out.

Two kinds of findings are not taken at once. An edit is looked at a second time straight away, since what differs
between two fetches a moment apart is noise. Where the article seems to be gone, an address on the site that cannot
exist and the front page are asked for as well, and two other articles that the front page links to: what they get, too,
says nothing of this one.

A page that its scripts fill is opened by a browser: one at a time, after all others, and not more in a round than
`opening.Turns` say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from interlink.lib.fetch import DOCUMENT, PAGE, Answer, FetchError, Limits, Validators
from interlink.lib.fetch.parallel import Wanted, fetch_batches
from interlink.lib.verdicts import judging, signs, standing
from interlink.lib.verdicts.difference import differ
from interlink.lib.verdicts.findings import Finding, Verdict
from interlink.lib.verdicts.neighbours import neighbours_of
from interlink.lib.verdicts.received import NoAnswer, Received
from interlink.lib.verdicts.texts import joined
from interlink.lib.verdicts.weight import Concern, weigh
from interlink.newsroom.evidence import looking, marking, opening, rules, wording
from interlink.newsroom.evidence.models import Capture, Check, CheckVerdict
from interlink.newsroom.network import door_rules, user_agent

Clock = Callable[[], datetime]
Concerns = Callable[[Capture], Iterable[Concern]]

AT_A_TIME = 500
"""Captures in the memory at once."""
FILES_AT_A_TIME = 8
"""A PDF or a picture may be as large as it was when it was captured, so few are in the memory at once."""
STORED_TOGETHER = 100
NEXT_ROUND = timedelta(minutes=5)
"""When a page has its turn again for which a round had no browser left."""
NO_TURN = "There were too many such pages at once."
ALWAYS_WHOLE = 4
"""One look in so many takes the page whatever the server says of it, as some say for ever that nothing has changed."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One capture that was looked at, what came of it, and whether the desk should be told."""

    capture: Capture
    check: Check
    news: bool


@dataclass(frozen=True, slots=True)
class _Look:
    capture: Capture
    came: Received | NoAnswer
    finding: Finding
    validators: Validators | None
    wait: timedelta
    answer: Answer | None = None
    """Kept only where a browser has to open it."""


def nothing_concerns(_capture: Capture) -> Iterable[Concern]:
    """Say that nobody has told which names and quotations of a capture matter."""
    return ()


def check(
    captures: Iterable[Capture],
    clock: Clock,
    concerns: Concerns = nothing_concerns,
    turns: opening.Turns | None = None,
) -> Iterator[Checked]:
    """Look at each captured page again, and yield as results are stored.

    A run that is killed has stored what it yielded, and the rest stays due.

    Args:
        captures: Whole ones.
        clock: The time.
        concerns: What is quoted from a capture, and which watched names are in it; an edit that touches these
            weighs more.
        turns: How many of them a browser opens; those over stay due for the next round.
    """
    turns = turns or opening.Turns()
    waiting = iter(captures)
    while some := list(islice(waiting, AT_A_TIME)):
        yield from _check_some([one for one in some if one.is_page and not one.by_browser], clock, concerns, turns)
        files = [capture for capture in some if not capture.is_page]
        for start in range(0, len(files), FILES_AT_A_TIME):
            yield from _check_some(files[start : start + FILES_AT_A_TIME], clock, concerns, turns)
        for capture in (one for one in some if one.is_page and one.by_browser):
            if turns.take():
                yield from _check_some([capture], clock, concerns, turns)
            else:
                capture.next_check = clock() + NEXT_ROUND
                capture.save(update_fields=["next_check"])


def _check_some(captures: list[Capture], clock: Clock, concerns: Concerns, turns: opening.Turns) -> Iterator[Checked]:
    unsure: list[_Look] = []
    ready: list[_Look] = []
    shells: list[_Look] = []
    for look in _look(captures, clock()):
        if look.answer is not None:
            shells.append(look)
            continue
        doubtful = judging.wants_around(look.finding) or judging.wants_again(look.finding)
        (unsure if doubtful else ready).append(look)
        if len(ready) >= STORED_TOGETHER:
            yield from _store(ready, clock(), concerns)
            ready = []
    ready += _look_closer(unsure)
    for start in range(0, len(ready), STORED_TOGETHER):
        yield from _store(ready[start : start + STORED_TOGETHER], clock(), concerns)
    for look in shells:
        yield from _store([_opened(look, turns)], clock(), concerns)


def _opened(look: _Look, turns: opening.Turns) -> _Look:
    """Have a browser open a page that came as a shell."""
    assert look.answer is not None
    if not look.capture.by_browser and not turns.take():
        known = looking.captured(look.capture)
        return replace(look, finding=rules.without_browser(known, look.finding, NO_TURN), answer=None)
    finding, came = opening.judge(look.capture, look.answer, look.finding, _fetch_each)
    return replace(look, finding=finding, came=came, validators=None, answer=None)


def _fetch_each(addresses: list[str]) -> list[Answer | FetchError]:
    answers = dict(_fetch([Wanted(key, one, limits=PAGE, obey_robots=False) for key, one in enumerate(addresses)]))
    return [answers[key] for key in range(len(addresses))]


def _look(captures: list[Capture], now: datetime) -> Iterator[_Look]:
    by_key = {capture.pk: capture for capture in captures}
    wanted = [
        Wanted(
            capture.pk,
            capture.address,
            limits=_limits(capture),
            validators=_validators(capture, now),
            obey_robots=False,
        )
        for capture in captures
    ]
    for key, result in _fetch(wanted):
        came = looking.came(result)
        finding = judging.judge(looking.captured(by_key[key]), came)
        answer = result if isinstance(result, Answer) else None
        wait = timedelta(seconds=(answer.retry_after or 0) if answer else 0)
        shell = rules.only_a_browser_tells(looking.captured(by_key[key]), came, finding)
        validators = answer.validators if answer else None
        yield _Look(by_key[key], came, finding, validators, wait, answer if shell else None)


def _fetch(wanted: list[Wanted[int]]) -> Iterator[tuple[int, Answer | FetchError]]:
    with closing(fetch_batches(wanted, door_rules(), user_agent=user_agent())) as batches:
        for batch in batches:
            yield from batch


def _limits(capture: Capture) -> Limits:
    return PAGE if capture.is_page else DOCUMENT


def _validators(capture: Capture, now: datetime) -> Validators | None:
    if (
        capture.by_browser
        or not (capture.etag or capture.last_modified)
        or (capture.pk + now.toordinal()) % ALWAYS_WHOLE == 0
    ):
        return None
    return Validators(capture.etag or None, capture.last_modified or None)


def _look_closer(unsure: list[_Look]) -> list[_Look]:
    """Ask for what makes the findings surer, and judge again."""
    edited = {look.capture.address: _limits(look.capture) for look in unsure if judging.wants_again(look.finding)}
    missed = {look.capture.address for look in unsure if not judging.wants_again(look.finding)}
    impossible = {address: looking.impossible_address(address) for address in missed}
    fronts = {address: looking.front_address(address) for address in missed}
    came = _come(edited | dict.fromkeys((*impossible.values(), *fronts.values()), PAGE))
    beside = {address: neighbours_of(came[fronts[address]], address) for address in missed}
    came |= _come(dict.fromkeys({one for others in beside.values() for one in others} - set(came), PAGE))
    around = {
        address: signs.Around(
            came[impossible[address]], came[fronts[address]], tuple(came[one] for one in beside[address])
        )
        for address in missed
    }
    return [_judged_again(look, around.get(look.capture.address), came.get(look.capture.address)) for look in unsure]


def _come(wanted: dict[str, Limits]) -> dict[str, Received | NoAnswer]:
    """Fetch each address, and return what came of it."""
    asked = [Wanted(key, one, limits=limits, obey_robots=False) for key, (one, limits) in enumerate(wanted.items())]
    answers = {key: looking.came(result) for key, result in _fetch(asked)} if asked else {}
    return {one: answers[key] for key, one in enumerate(wanted)}


def _judged_again(look: _Look, around: signs.Around | None, again: Received | NoAnswer | None) -> _Look:
    known = looking.captured_again(look.capture)
    if judging.wants_again(look.finding) or around is None:
        finding = judging.judge(known, look.came, again=again)
    else:
        finding = judging.judge(known, look.came, around)
    return replace(look, finding=finding)


def _store(looks: list[_Look], now: datetime, concerns: Concerns) -> list[Checked]:
    turned = [_turn(look, now, concerns) for look in looks]
    marking.store_checks([(one.capture, one.check) for one in turned], now)
    return turned


def _turn(look: _Look, now: datetime, concerns: Concerns) -> Checked:
    """Note on the capture how its page stands, and make the row of this check."""
    capture, finding = look.capture, look.finding
    edited = finding.verdict is Verdict.EDITED
    text = hashlib.sha256(joined((finding.title, *finding.paragraphs)).encode()).hexdigest() if edited else ""
    is_new_text = edited and text != capture.seen_text_sha256
    before = looking.standing(capture)
    turn = standing.follow(before, finding, now, text=text, patience=looking.patience())
    looking.stand(capture, turn.standing)
    capture.checked_at = now
    _remember_validators(capture, look)
    capture.next_check = looking.next_check(capture, finding.verdict, now, look.wait)
    answered = look.came if isinstance(look.came, Received) else None
    row = Check(
        capture=capture,
        at=now,
        not_before=turn.window[0],
        verdict=CheckVerdict(finding.verdict.value),
        http_status=answered.status if answered else None,
        answered_by=answered.address if answered and answered.address != capture.address else "",
        reasons=list(map(wording.kept, finding.reasons)),
        confidence=finding.confidence,
        news=turn.news,
        text_sha256=text,
        title=finding.title if is_new_text else "",
        text="\n\n".join(finding.paragraphs) if is_new_text else "",
        compared="\n\n".join(finding.compared) if is_new_text else "",
    )
    if is_new_text:
        row.weight = weigh(differ(finding.compared, finding.paragraphs), concerns(capture)).score
    return Checked(capture, row, turn.news)


def _remember_validators(capture: Capture, look: _Look) -> None:
    """Keep what to ask with next, only while the page is as we captured it: then 304 means that it still is."""
    if isinstance(look.came, Received) and look.came.status == judging.UNCHANGED:
        return
    kept = look.validators if look.finding.verdict is Verdict.SAME else None
    capture.etag = ((kept and kept.etag) or "")[:1000]
    capture.last_modified = ((kept and kept.last_modified) or "")[:200]
