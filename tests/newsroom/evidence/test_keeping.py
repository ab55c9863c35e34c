"""Where captures are kept: the same behaviour with a folder and with a bucket behind the desk's own folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from bucket_server import bucket
from django.utils import timezone
from page_server import Pages
from timestamp_authority import Clock

from interlink.lib.store.s3 import Access
from interlink.lib.warc.check import How
from interlink.lib.warc.log import Head, head_of
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import (
    capturing,
    copies,
    exporting,
    keeping,
    letting_go,
    looking,
    proofs,
    queries,
    sealing,
    stamping,
    tasks,
    verifying,
)
from interlink.newsroom.evidence.errors import CaptureFailed, NotLogged
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.evidence.trusting import evidence_folder, log_path

Making = Callable[..., Capture]


@pytest.fixture(scope="module")
def access() -> Iterator[Access]:
    with bucket("evidence") as found:
        yield found


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """A store behind the desk's folder."""
    if request.param == "folder":
        settings.INTERLINK_EVIDENCE_STORE = str(tmp_path / "store")
    else:
        settings.INTERLINK_EVIDENCE_STORE = f"s3://evidence/{tmp_path.name}"
        settings.INTERLINK_EVIDENCE_ACCESS = request.getfixturevalue("access")


@pytest.fixture
def sealed(whole_capture: Making, two_clocks: tuple[Clock, Clock]) -> Capture:
    """A capture with all its timestamps."""
    capture = whole_capture()
    sealing.seal(capture)
    assert stamping.stamp([capture], timezone.now()) == 1
    return capture


def states(capture: Capture, how: How | None = None) -> set[State]:
    (report,) = verifying.verify([capture.pk], how or How()).reports
    return {part.state for part in report.parts}


def test_a_capture_that_is_here_is_intact_in_all_its_parts(sealed: Capture) -> None:
    assert states(sealed) == states(sealed, How(thorough=True)) == {State.INTACT}


def test_a_moved_capture_is_read_and_checked_where_it_is(sealed: Capture, store: None) -> None:
    before = looking.captured_again(sealed)
    proof, by_hand = proofs.proof_of(sealed), proofs.by_hand(sealed)
    assert len(proof.stamps) == 2
    tasks.move_sealed.call()
    assert left_here() == []
    assert keeping.names_of(sealed.warc_name) == {sealed.warc_name, sealed.wrapping_name}
    assert len(list(keeping.far().names("stamps/"))) == 4
    assert keeping.far().size(log_path().name) == log_path().stat().st_size
    assert looking.captured_again(sealed) == before
    assert proofs.proof_of(sealed) == proof
    assert proofs.by_hand(sealed) == by_hand
    with copies.package_of(sealed) as package:
        assert sha256(package.read()).hexdigest() == sealed.package_sha256
    assert copies.picture_of(sealed) is None
    keeping.forget_brought(timezone.now())
    assert len(left_here()) == 2
    keeping.forget_brought(timezone.now() + timedelta(days=2))
    assert left_here() == []
    assert before.furniture is not None
    assert states(sealed, How(thorough=True)) == {State.INTACT}
    assert not queries.unmoved_captures(timezone.now()).exists()


def test_while_the_store_is_out_of_reach_what_is_here_can_be_read_checked_and_exported(
    sealed: Capture, whole_capture: Making, settings: Any, tmp_path: Path
) -> None:
    pointing = whole_capture(after=sealed)
    assert sealing.seal(pointing)
    settings.INTERLINK_EVIDENCE_STORE = "s3://evidence/desk"
    settings.INTERLINK_EVIDENCE_ACCESS = Access("http://127.0.0.1:9", "here", "name", "secret")
    for capture in (sealed, pointing):
        with copies.package_of(capture) as package:
            assert sha256(package.read()).hexdigest() == capture.package_sha256
    assert states(sealed) == {State.INTACT}
    assert looking.captured_page(pointing)[0] == looking.captured_page(sealed)[0]
    exported = exporting.export([sealed.pk, pointing.pk], tmp_path / "out")
    assert exported.files == 4


def test_a_picture_that_looks_the_same_is_in_the_store_once(whole_capture: Making, store: None) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(2_000)
    first = whole_capture()
    both = [first, whole_capture(after=first)]
    for capture in both:
        capture.screenshot_sha256 = sha256(picture).hexdigest()
        capture.save()
        (evidence_folder() / capture.screenshot_name).write_bytes(picture)
        assert sealing.seal(capture), capture.sealing_problem
    # Whichever goes first: what it looks like is here or there all the time.
    for capture in reversed(both):
        assert keeping.move(capture, timezone.now())
        for one in both:
            with copies.picture_of(one) as shown:
                assert shown.read() == picture
    assert left_here() == [evidence_folder() / ".brought" / first.screenshot_name]
    assert [name for name in keeping.far().names() if name.endswith(".png")] == [first.screenshot_name]
    parts = [part for report in verifying.verify(None, How()).reports for part in report.parts]
    assert [part.state for part in parts if part.name == first.screenshot_name] == [State.INTACT]
    assert exporting.export([one.pk for one in both], evidence_folder() / "out").captures == 2


def test_what_killed_writes_left_behind_is_deleted_a_day_later(sealed: Capture) -> None:
    old, new = (sealed.warc_path.parent / f".capture-{name}.part" for name in ("old", "new"))
    for place in (old, new):
        place.write_bytes(b"half a capture")
    yesterday = (timezone.now() - timedelta(hours=25)).timestamp()
    for place in (old, sealed.warc_path):
        os.utime(place, (yesterday, yesterday))
    tasks.let_go_old.call()
    assert [place.exists() for place in (old, new, sealed.warc_path)] == [False, True, True]


def test_a_picture_that_is_another_one_is_not_shown_and_told(whole_capture: Making) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(2_000)
    capture = whole_capture()
    capture.screenshot_sha256 = sha256(picture).hexdigest()
    place = evidence_folder() / capture.screenshot_name
    place.write_bytes(picture)
    assert sealing.seal(capture), capture.sealing_problem
    with copies.picture_of(capture) as shown:
        assert shown.read() == picture
    place.write_bytes(picture[:-1] + b"x")
    assert copies.picture_of(capture) is None
    (report,) = verifying.verify([capture.pk], How()).reports
    assert report.state is State.CHANGED


def test_a_later_capture_can_be_sealed_when_its_original_has_moved(
    whole_capture: Making, sealed: Capture, store: None
) -> None:
    second = whole_capture(after=sealed)
    keeping.move(sealed, timezone.now())
    assert sealing.seal(second), second.sealing_problem


def test_stopped_at_any_moment_of_moving_nothing_is_lost_and_the_rest_follows(
    sealed: Capture, store: None, stop_before: Callable[..., Any]
) -> None:
    for moment in range(1, 40):
        with stop_before(moment) as stopping:
            keeping.move(sealed, timezone.now())
        assert states(sealed) == {State.INTACT}, moment
        if not stopping.stopped:
            break
    assert moment >= 3
    assert left_here() == []


def left_here() -> list[Path]:
    """The files of captures that are on this machine."""
    return [path for path in (*evidence_folder().rglob("*.w*"), *evidence_folder().rglob("*.png")) if path.is_file()]


def test_a_timestamp_that_comes_after_the_move_is_asked_for_once_and_covers_what_was_moved(
    whole_capture: Making, two_clocks: tuple[Clock, Clock], store: None
) -> None:
    capture = whole_capture()
    sealing.seal(capture)
    tarn, harbour = two_clocks
    tarn.instead = lambda query: (503, b"")
    stamping.stamp([capture], timezone.now())
    keeping.move(capture, timezone.now())
    assert not queries.unmoved_captures(timezone.now()).exists()
    tarn.instead = None
    stamping.stamp([capture], timezone.now())
    assert harbour.asked == 1
    assert states(capture) == {State.INTACT}


def test_what_is_lost_or_changed_is_told(sealed: Capture, whole_capture: Making) -> None:
    wrapping = evidence_folder() / sealed.wrapping_name
    content = wrapping.read_bytes()
    wrapping.unlink()
    assert State.UNKNOWN in states(sealed)
    wrapping.write_bytes(content[:-9])
    assert State.CHANGED in states(sealed)
    wrapping.write_bytes(content)
    assert states(sealed) == {State.INTACT}
    other = whole_capture(b"<p>Something else.</p>")
    sealed.warc_path.write_bytes(other.warc_path.read_bytes())
    assert State.CHANGED in states(sealed)
    assert states(Capture(pk=99)) == {State.UNKNOWN}


def test_a_log_that_no_longer_leads_through_a_published_head_is_told(sealed: Capture) -> None:
    head = head_of(log_path())
    assert verifying.verify([], How(), [head]).log.state is State.INTACT
    assert verifying.verify([], How(), [Head(head.number, "0" * 64)]).log.state is State.CHANGED


def test_many_captures_are_checked_in_their_order(whole_capture: Making) -> None:
    captures = [whole_capture(b"<p>%d</p>" % number) for number in range(40)]
    sealing.seal_each(captures)
    captures[7].warc_path.write_bytes(b"")
    reports = list(verifying.verify(None, How(workers=2)).reports)
    assert [report.kept.name for report in reports] == [str(capture.pk) for capture in captures]
    assert [number for number, report in enumerate(reports) if report.state is State.CHANGED] == [7]


def test_a_stranger_can_check_an_export_by_hand_as_its_readme_says(
    whole_capture: Making, sealed: Capture, store: None, two_clocks: tuple[Clock, Clock], tmp_path: Path
) -> None:
    second = whole_capture(after=sealed)
    sealing.seal(second)
    stamping.stamp([second], timezone.now())
    keeping.move(sealed, timezone.now())
    made = exporting.export(None, tmp_path / "out")
    assert (made.captures, made.files) == (2, 4)
    done = [run(command, made.folder) for command in commands(made.folder)]
    assert len(done) > 16
    assert [(command, said) for command, code, said in done if code] == []
    warc = made.folder / sealed.warc_name
    warc.chmod(stat.S_IRUSR | stat.S_IWUSR)
    warc.write_bytes(warc.read_bytes().replace(b"\x00", b"\x01"))
    assert [command for command in commands(made.folder) if run(command, made.folder)[1]]
    assert exporting.export([second.pk], tmp_path / "out").captures == 1
    with pytest.raises(NotLogged, match="does not have 99"):
        exporting.export([99], tmp_path / "out")


def commands(folder: Path) -> list[str]:
    """The commands of the README: what stands below "1. Words" until the next number."""
    lines = (folder / exporting.README).read_text().splitlines()
    found: list[list[str]] = []
    for line, before in zip(lines, ["", *lines], strict=False):
        number, dot, _ = line.partition(". ")
        if not before and ((dot and number.isdecimal()) or line.startswith("Capture ")):
            found.append([])
        elif found:
            found[-1].append(line)
    texts = ["\n".join(one).strip("\n-") for one in found]
    return [text for text in texts if text]


def run(command: str, folder: Path) -> tuple[str, int, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-e", "-c", command], cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False
    )
    return command, done.returncode, done.stdout + done.stderr


@pytest.fixture
def old(whole_capture: Making, settings: Any) -> Callable[[], Capture]:
    """Make a sealed capture whose time is over."""
    settings.INTERLINK_EVIDENCE_KEEP_DAYS = 30

    def make(**fields: Any) -> Capture:
        capture = whole_capture(**fields)
        sealing.seal(capture)
        Capture.objects.filter(pk=capture.pk).update(taken_at=timezone.now() - timedelta(days=31))
        return Capture.objects.get(pk=capture.pk)

    return make


def test_what_nothing_needs_is_let_go_and_the_log_says_so(old: Callable[..., Capture], store: None) -> None:
    first, other = old(), old(body=b"<p>Something else.</p>")
    keeping.move(first, timezone.now())
    tasks.let_go_old.call()
    first.refresh_from_db()
    assert (first.state, first.text, first.warc_name) == (CaptureState.LET_GO, "", "")
    assert keeping.names_of(other.warc_name) == set()
    begun = verifying.verify(None, How())
    assert (begun.kept, begun.log.state) == ((), State.INTACT)
    assert [entry.kind for entry in begun.log.entries].count("let go") == 2
    assert not letting_go.due(timezone.now()).exists()


def test_what_a_later_capture_points_to_stays_until_that_one_goes(
    old: Callable[..., Capture], whole_capture: Making
) -> None:
    first = old()
    second = whole_capture(after=first)
    sealing.seal(second)
    assert not letting_go.due(timezone.now()).exists()
    assert not letting_go.let_go(first, timezone.now())
    letting_go.let_go(second, timezone.now())
    assert list(letting_go.due(timezone.now())) == [first]


def test_an_original_that_is_let_go_while_a_page_is_captured_again_is_not_pointed_to(
    outlet: Pages, captured: Callable[[str], Capture], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = captured(outlet.address("/story"))
    keep_picture = capturing.keep_picture

    def letting_go_first(*given: Any) -> str:
        if first.is_whole:
            assert letting_go.let_go(first, timezone.now())
        return keep_picture(*given)

    monkeypatch.setattr(capturing, "keep_picture", letting_go_first)
    second = Capture.objects.create(address=first.address, asked_at=timezone.now())
    with pytest.raises(CaptureFailed, match="was deleted meanwhile") as failed:
        capturing.take(second)
    assert failed.value.again
    capturing.take(second)
    assert second.is_whole
    assert not second.points_to.exists()
    assert sealing.seal(second), second.sealing_problem


def test_what_is_let_go_while_it_is_read_can_be_read_to_its_end_and_is_not_reported_lost(
    old: Callable[..., Capture], tmp_path: Path
) -> None:
    capture = old()
    begun = verifying.verify(None, How(workers=1))
    with copies.package_of(capture) as package:
        letting_go.let_go(Capture.objects.get(pk=capture.pk), timezone.now())
        assert sha256(package.read()).hexdigest() == capture.package_sha256
    assert list(begun.reports) == []


def test_without_a_setting_nothing_is_let_go(old: Callable[..., Capture], settings: Any) -> None:
    old()
    settings.INTERLINK_EVIDENCE_KEEP_DAYS = 0
    assert not letting_go.due(timezone.now()).exists()


def test_stopped_at_any_moment_of_letting_go_it_is_gone_the_next_time(
    old: Callable[..., Capture], stop_before: Callable[..., Any]
) -> None:
    for moment in range(1, 40):
        capture = old()
        name = capture.warc_name
        with stop_before(moment) as stopping:
            letting_go.let_go(Capture.objects.get(pk=capture.pk), timezone.now())
        tasks.let_go_old.call()
        assert keeping.names_of(name) == set(), moment
        assert not letting_go.due(timezone.now()).exists()
        if not stopping.stopped:
            break
    assert moment > 3
