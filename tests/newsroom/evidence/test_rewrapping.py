"""Packages that earlier versions kept whole get wrappings, and nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from bucket_server import bucket
from django.utils import timezone

from interlink.lib.store.folder import FolderStore
from interlink.lib.store.s3 import Access
from interlink.lib.warc.check import How
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.facts import About, Extra, Page
from interlink.lib.warc.package.write import write_package
from interlink.lib.warc.signing import key_in
from interlink.lib.warc.verify import State
from interlink.newsroom.evidence import copies, keeping, letting_go, rewrapping, sealing, verifying
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.trusting import evidence_folder, log_path

Making = Callable[..., Capture]
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@pytest.fixture
def old(whole_capture: Making, own_keys: Path) -> Callable[..., Capture]:
    """A capture as an earlier version sealed it: its package is a file, with the web archive file and the picture."""

    def make(after: Capture | None = None) -> Capture:
        capture = whole_capture(after=after)
        (evidence_folder() / capture.screenshot_name).write_bytes(PICTURE)
        write_package(
            [capture.warc_path, *([after.warc_path] if after else [])],
            evidence_folder() / capture.package_name,
            about=About(capture.title, timezone.now()),
            pages=[Page(capture.address, capture.taken_at or timezone.now(), capture.title)],
            extras=[Extra("screenshots/page.png", PICTURE)],
            signer=key_in(own_keys),
        )
        assert sealing.seal(capture), capture.sealing_problem
        return capture

    return make


def states(capture: Capture, how: How | None = None) -> set[State]:
    (report,) = verifying.verify([capture.pk], how or How()).reports
    assert report.kept.name == str(capture.pk)
    return {part.state for part in report.parts if "timestamps" not in part.name}


def wrap() -> list[rewrapping.Rewrapped]:
    return list(rewrapping.rewrap_each(rewrapping.whole_packages(), timezone.now()))


def package_sum(capture: Capture) -> str:
    with copies.package_of(capture) as package:
        return sha256(package.read()).hexdigest()


def test_a_package_is_put_together_from_its_wrapping_byte_for_byte(old: Callable[..., Capture]) -> None:
    first = old()
    both = [first, old(after=first)]
    done = wrap()
    assert [one.problem for one in done] == ["", ""]
    for capture, one in zip(both, done, strict=True):
        place = evidence_folder() / capture.package_name
        assert not place.exists()
        # The web archive files and the picture are kept once.
        assert (evidence_folder() / capture.wrapping_name).stat().st_size < 3_000 < len(PICTURE) < one.saved
        assert package_sum(capture) == capture.package_sha256
        assert states(capture) == states(capture, How(thorough=True)) == {State.INTACT}
    assert wrap() == []


def test_stopped_at_any_moment_nothing_is_lost_and_the_next_run_goes_on(
    old: Callable[..., Capture], stop_before: Callable[..., Any]
) -> None:
    for moment in range(1, 40):
        capture = old()
        with stop_before(moment) as stopping:
            wrap()
        assert package_sum(capture) == capture.package_sha256, moment
        assert states(capture) == {State.INTACT}, moment
        assert [one.problem for one in wrap()] == ([""] if stopping.stopped else [])
        assert states(capture) == {State.INTACT}, moment
        if not stopping.stopped:
            break
    assert moment >= 4
    kinds = [entry.kind for entry in check_log(log_path()).entries]
    assert kinds.count("wrapped") == kinds.count("capture")


def test_a_package_that_is_not_the_one_that_was_logged_stays(old: Callable[..., Capture]) -> None:
    capture = old()
    place = evidence_folder() / capture.package_name
    changed = place.read_bytes().replace(b"/images", b"/imagez") + b"more"
    place.write_bytes(changed)
    (done,) = wrap()
    assert "not the package that was logged" in done.problem
    assert place.read_bytes() == changed
    assert State.CHANGED in states(capture)


def test_what_is_let_go_while_it_is_wrapped_leaves_nothing_behind(
    old: Callable[..., Capture], monkeypatch: pytest.MonkeyPatch
) -> None:
    put = FolderStore.put

    def let_go() -> None:
        letting_go.let_go(Capture.objects.get(pk=capture.pk), timezone.now())

    def before_it_is_put(**given: Any) -> Any:
        let_go()
        return TemporaryDirectory(**given)

    def killed_once_it_is_put(store: FolderStore, name: str, source: Path) -> None:
        put(store, name, source)
        raise KeyboardInterrupt

    capture = old()
    with monkeypatch.context() as patched:
        patched.setattr(rewrapping, "TemporaryDirectory", before_it_is_put)
        (done,) = wrap()
    assert "is being deleted" in done.problem
    assert keeping.names_of(capture.warc_name) == set()

    capture = old()
    with monkeypatch.context() as patched:
        patched.setattr(FolderStore, "put", killed_once_it_is_put)
        with pytest.raises(KeyboardInterrupt):
            wrap()
    assert capture.wrapping_name in keeping.names_of(capture.warc_name)
    let_go()
    assert keeping.names_of(capture.warc_name) == set()
    assert [entry.kind for entry in check_log(log_path()).entries].count("wrapped") == 0


@pytest.fixture
def access() -> Iterator[Access]:
    with bucket("evidence") as found:
        yield found


def test_what_was_moved_is_wrapped_in_the_store(
    old: Callable[..., Capture], access: Access, settings: Any, tmp_path: Path
) -> None:
    capture = old()
    settings.INTERLINK_EVIDENCE_STORE = f"s3://evidence/{tmp_path.name}"
    settings.INTERLINK_EVIDENCE_ACCESS = access
    keeping.move(capture, timezone.now())
    (done,) = wrap()
    assert not done.problem
    assert keeping.names_of(capture.warc_name) == {capture.warc_name, capture.wrapping_name, capture.screenshot_name}
    assert states(capture) == {State.INTACT}
    assert package_sum(capture) == capture.package_sha256
