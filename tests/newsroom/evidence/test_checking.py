"""Looking again at pages that the demo press edits, takes down, hides and blocks while its clock moves on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest

from interlink.lib.verdicts.standing import SECOND_LOOK
from interlink.lib.verdicts.weight import Concern, Touched
from interlink.newsroom.evidence import capturing, checking, queries
from interlink.newsroom.evidence.models import Capture, CaptureMark, Check, CheckVerdict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    @property
    def running(self) -> Any: ...
    def site(self, outlet: str) -> str: ...
    def advance(self, **by: float) -> None: ...


def capture_of(press: DemoPress, key: str) -> Capture:
    from demo_press import content, edition

    printed = edition.print_article(content.articles()[key], press.running.clock.moment)
    capture = Capture.objects.create(address=press.site(printed.outlet.slug) + printed.path, asked_at=NOW)
    capturing.take(capture)
    capture.refresh_from_db()
    return capture


def look(at: datetime = NOW, **given: Any) -> dict[str, checking.Checked]:
    """Look at every captured page; results by the end of the address."""
    found = checking.check(queries.whole_captures(), lambda: at, **given)
    return {one.capture.address.rstrip("/").rpartition("/")[2]: one for one in found}


def test_a_new_capture_is_due_within_the_first_hours_and_not_at_once(demo_press_server: DemoPress) -> None:
    capture = capture_of(demo_press_server, "courier/inside-sugar-works")
    assert capture.taken_at is not None
    assert capture.next_check is not None
    assert capture.mark == CaptureMark.UNCHECKED
    assert not queries.due_captures(capture.taken_at).exists()
    assert queries.due_captures(capture.taken_at + timedelta(hours=2)).exists()


def test_a_page_whose_noise_alone_changed_is_the_same(demo_press_server: DemoPress) -> None:
    capture = capture_of(demo_press_server, "courier/inside-sugar-works")
    for core in (capture.core_sha256, ""):
        Capture.objects.update(core_sha256=core, payload_sha256="")
        (checked,) = look().values()
        assert checked.check.verdict == CheckVerdict.SAME
        assert not checked.news
    capture.refresh_from_db()
    assert (capture.mark, capture.checked_at, capture.seen_at) == (CaptureMark.LIVE, NOW, NOW)
    assert capture.checks.count() == 2


def test_an_edit_is_news_with_its_difference_and_the_time_between_which_it_happened(
    demo_press_server: DemoPress,
) -> None:
    capture = capture_of(demo_press_server, "courier/inside-sugar-works")
    look()
    demo_press_server.advance(days=3)
    (checked,) = look(NOW + timedelta(days=3)).values()
    assert (checked.news, checked.check.verdict) == (True, CheckVerdict.EDITED)
    check = Check.objects.latest("at")
    assert (check.not_before, check.at) == (NOW, NOW + timedelta(days=3))
    difference = queries.difference(check)
    assert difference is not None
    changed = [piece.text for one in difference.changed for piece in one.pieces if piece.kind != "kept"]
    assert {"137", "131", "19", "17"} <= {word for text in changed for word in text.split()}
    (again,) = look(NOW + timedelta(days=4)).values()
    assert (again.news, again.check.text) == (False, "")
    capture.refresh_from_db()
    assert capture.mark == CaptureMark.EDITED


def test_an_edit_of_what_somebody_quotes_weighs_more(demo_press_server: DemoPress) -> None:
    capture_of(demo_press_server, "courier/inside-sugar-works")
    demo_press_server.advance(days=3)
    quoted = "Letters are opened at the gate house before they are handed on"
    (plain,) = look().values()
    Capture.objects.update(seen_text_sha256="")
    (heavy,) = look(concerns=lambda _: [Concern(Touched.QUOTATION, quoted)]).values()
    assert heavy.check.weight == plain.check.weight + 8


def test_a_removal_needs_a_second_look_after_an_interval(demo_press_server: DemoPress) -> None:
    capture_of(demo_press_server, "phare/temoin-kodravel")
    capture_of(demo_press_server, "fleta/kadastra-kamp")
    demo_press_server.advance(days=4)
    first = look()
    assert {one.check.verdict for one in first.values()} == {CheckVerdict.REMOVED, CheckVerdict.REMOVED_SOFTLY}
    assert not any(one.news for one in first.values())
    assert set(Capture.objects.values_list("mark", flat=True)) == {CaptureMark.UNKNOWN}
    early = look(NOW + SECOND_LOOK / 2)
    assert not any(one.news for one in early.values())
    second = look(NOW + SECOND_LOOK)
    assert all(one.news for one in second.values())
    assert set(Capture.objects.values_list("mark", flat=True)) == {CaptureMark.REMOVED}
    assert not any(one.news for one in look(NOW + 2 * SECOND_LOOK).values())


def test_a_suspected_removal_is_due_again_once_the_interval_is_over(demo_press_server: DemoPress) -> None:
    capture = capture_of(demo_press_server, "phare/temoin-kodravel")
    demo_press_server.advance(days=4)
    look()
    capture.refresh_from_db()
    assert capture.next_check is not None
    assert SECOND_LOOK <= capture.next_check - NOW <= SECOND_LOOK * 1.1


def test_a_block_is_never_a_removal(demo_press_server: DemoPress) -> None:
    demo_press_server.advance(days=5)
    capture = capture_of(demo_press_server, "ledger/fellowship-reply")
    demo_press_server.advance(days=3)
    for days in range(3):
        (checked,) = look(NOW + timedelta(days=days)).values()
        assert checked.check.verdict == CheckVerdict.BLOCKED
    capture.refresh_from_db()
    assert (capture.mark, capture.in_vain) == (CaptureMark.BLOCKED, 3)


def test_a_site_that_does_not_answer_once_keeps_its_mark(demo_press_server: DemoPress) -> None:
    capture = capture_of(demo_press_server, "courier/inside-sugar-works")
    look()
    Capture.objects.update(address=demo_press_server.site("trouble") + "/reset")
    look(NOW + timedelta(days=1))
    capture.refresh_from_db()
    assert (capture.mark, capture.in_vain, capture.seen_at) == (CaptureMark.LIVE, 1, NOW)
    look(NOW + timedelta(days=2))
    capture.refresh_from_db()
    assert (capture.mark, capture.seen_at) == (CaptureMark.UNREACHABLE, NOW)


def test_when_a_page_is_removed_the_others_of_its_site_are_looked_at_soon(demo_press_server: DemoPress) -> None:
    capture_of(demo_press_server, "phare/temoin-kodravel")
    neighbour = capture_of(demo_press_server, "phare/aide-au-depart")
    stranger = capture_of(demo_press_server, "courier/inside-sugar-works")
    demo_press_server.advance(days=4)
    removed = queries.whole_captures().filter(address__contains="temoin")
    far = NOW + timedelta(days=20)
    Capture.objects.exclude(pk__in=removed).update(next_check=far)
    list(checking.check(removed, lambda: NOW))
    list(checking.check(removed, lambda: NOW + SECOND_LOOK))
    neighbour.refresh_from_db()
    stranger.refresh_from_db()
    assert neighbour.next_check == NOW + SECOND_LOOK + timedelta(hours=2)
    assert stranger.next_check == far


def test_a_capture_from_before_there_were_checks_is_due(demo_press_server: DemoPress) -> None:
    capture_of(demo_press_server, "courier/inside-sugar-works")
    Capture.objects.update(next_check=None, core_sha256="")
    assert queries.due_captures(NOW).count() == 1
    (checked,) = look().values()
    assert checked.check.verdict == CheckVerdict.SAME
    assert queries.count_by_mark() == {"live": 1}
    assert queries.last_checks(queries.whole_captures()) == {checked.capture.pk: checked.check}
