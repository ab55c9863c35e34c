"""What follows when a cited page is looked at again: what an edit touches, alerts, and pages written anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from interlink.background import clock
from interlink.newsroom.evidence import capturing
from interlink.newsroom.evidence.models import Capture, CaptureMark, CheckVerdict
from interlink.newsroom.press import marks, rechecking
from interlink.newsroom.press.alerts.rules import quotations
from interlink.newsroom.press.models import Alert, ShownMark
from interlink.newsroom.watch.models import SubjectKind
from interlink.newsroom.watch.subjects import add_subject

pytestmark = pytest.mark.django_db
QUOTED = "Letters are opened at the gate house before they are handed on"


@pytest.fixture
def cited(press: Any, demo_press_server: Any) -> Any:
    """A page of the demo press that was captured and is cited by a post, and a way to look at it later."""
    from demo_press import content, edition

    def cite(key: str, **fields: Any) -> Capture:
        printed = edition.print_article(content.articles()[key], demo_press_server.running.clock.moment)
        address = demo_press_server.site(printed.outlet.slug) + printed.path
        capture = Capture.objects.create(address=address, asked_at=demo_press_server.now)
        capturing.take(capture)
        press.post(key.rpartition("/")[2], capture=capture, cited_address=address, **fields)
        return capture

    return cite


def look(**later: float) -> list[Any]:
    captures = list(Capture.objects.order_by("pk"))
    assert captures[0].taken_at is not None
    at = captures[0].taken_at + timedelta(**later)
    return list(rechecking.recheck(captures, lambda: at))


def test_the_clock_hands_over_what_matters_to_this_desk() -> None:
    clock.discover()
    assert clock.registered()["check-evidence"].task.module_path == "interlink.newsroom.press.tasks.check_due"


def test_the_sign_that_an_excerpt_is_cut_is_no_part_of_the_quotation() -> None:
    assert list(quotations("One two …\n\n…\n\nThree.")) == ["One two", "Three."]


def test_an_edit_of_quoted_words_and_watched_names_outranks_another(cited: Any, demo_press_server: Any) -> None:
    cited("courier/inside-sugar-works", excerpt=QUOTED)
    add_subject("Noonday Fellowship", kind=SubjectKind.ORGANISATION, aliases=["Meridian Fellowship"])
    found = {(one.kind.value, one.text) for one in rechecking.concerns(Capture.objects.get())}
    assert ("quotation", QUOTED) in found
    assert any(kind == "name" for kind, _ in found)
    demo_press_server.advance(days=3)
    look(days=3)
    alert = Alert.objects.get()
    assert (alert.kind, alert.state) == ("edited", "new")
    assert {"quotation", "number"} <= set(alert.touched)
    assert {QUOTED, "137", "131"} <= set(alert.words)
    plain = Alert(kind="paywalled", severity=3)
    assert alert.severity > plain.severity
    assert alert.check_row.weight == pytest.approx(alert.severity - 2)


def test_a_removal_is_one_alert_with_the_time_between_which_it_happened(cited: Any, demo_press_server: Any) -> None:
    cited("phare/temoin-kodravel")
    look(hours=1)
    demo_press_server.advance(days=4)
    look(days=4)
    assert not Alert.objects.exists()
    look(days=5)
    look(days=6)
    alert = Alert.objects.get()
    taken = alert.capture.taken_at
    assert taken is not None
    assert (alert.kind, alert.not_before, alert.not_after) == (
        "removed",
        taken + timedelta(hours=1),
        taken + timedelta(days=4),
    )
    assert alert.raised_at == taken + timedelta(days=5)


def test_an_alert_that_a_killed_run_did_not_raise_is_raised_by_the_next(cited: Any, demo_press_server: Any) -> None:
    cited("courier/inside-sugar-works")
    demo_press_server.advance(days=3)
    look(days=3)
    Alert.objects.all().delete()
    rechecking.follow_up()
    rechecking.follow_up()
    assert Alert.objects.count() == 1


def queued() -> list[list[str]]:
    tasks = DBTaskResult.objects.filter(task_path__endswith="bake_touched").order_by("enqueued_at")
    return [task.args_kwargs["kwargs"]["addresses"] for task in tasks]


def test_only_the_pages_that_cite_a_page_are_written_when_its_mark_changes(
    press: Any, read: Callable[[str], str]
) -> None:
    cited, other = press.post("sell-their-homes"), press.post("another")
    address, beside = f"/en/{cited.dated:%Y/%m}/sell-their-homes/", f"/en/{other.dated:%Y/%m}/another/"
    assert marks.write_changed() == 0
    Capture.objects.filter(pk=cited.capture_id).update(mark=CaptureMark.REMOVED, mark_since=cited.first_published_at)
    before = len(queued())
    assert marks.write_changed() == 1
    assert marks.write_changed() == 0
    (addresses,) = queued()[before:]
    assert {address, "/en/", f"/evidence/{cited.capture_id}/"} <= set(addresses)
    assert beside not in addresses
    assert ShownMark.objects.get().mark == CaptureMark.REMOVED
    page = read(address)
    assert "The page was removed from its site. We were sure of this on November 24, 2026." in page
    assert "Where the report stood" in page
    assert f'<a href="/evidence/{cited.capture_id}/"><cite>' in page
    front = read("/en/")
    assert front.count("fate-removed") == 1


@pytest.mark.parametrize("mark", [mark for mark in CaptureMark if mark != CaptureMark.UNCHECKED])
def test_each_mark_is_told_to_readers_and_a_block_is_never_told_as_a_removal(
    press: Any, read: Callable[[str], str], mark: CaptureMark
) -> None:
    post = press.post("told")
    Capture.objects.update(mark=mark, mark_since=post.first_published_at)
    page = read(f"/en/{post.dated:%Y/%m}/told/")
    assert f'class="seal fate-{mark.value}"' in page
    assert ("removed from its site" in page) == (mark == CaptureMark.REMOVED)
    assert ("Where the report stood" in page) == (mark in {CaptureMark.REMOVED, CaptureMark.WITHHELD})


def test_every_verdict_that_can_be_news_has_its_kind() -> None:
    from interlink.lib.verdicts.findings import Verdict
    from interlink.newsroom.press.alerts.rules import kind_of

    without = {Verdict(value) for value in CheckVerdict.values if kind_of(Verdict(value)) is None}
    assert without == {Verdict.UNREACHABLE, Verdict.UNKNOWN}
