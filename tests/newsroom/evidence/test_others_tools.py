"""Captures with parts in other people's tools: warcio, py-wacz and, where `make test-all` has brought it, pywb."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from page_server import Pages
from warcio.cli import main as warcio

from interlink.newsroom.evidence import exporting, sealing
from interlink.newsroom.evidence.models import Capture

PYWB = os.environ.get("INTERLINK_PYWB", "")
ABSENT = ("/gone.png", "/old.ttf")


@dataclass(frozen=True)
class Handed:
    """Two captures of a page with its parts, the second of which points into the first, as a stranger gets them."""

    captures: tuple[Capture, Capture]
    warcs: tuple[str, ...]
    packages: tuple[str, ...]


@pytest.fixture
def handed(outlet: Pages, captured: Callable[[str], Capture], tmp_path: Path) -> Handed:
    first, second = captured(outlet.address("/story")), captured(outlet.address("/story"))
    assert second.points_to.get() == first
    assert sealing.seal(first)
    assert sealing.seal(second)
    folder = exporting.export([first.pk, second.pk], tmp_path / "handed").folder
    warcs, packages = (tuple(map(str, sorted(folder.rglob(name)))) for name in ("*.warc.gz", "*.wacz"))
    assert (len(warcs), len(packages)) == (2, 2)
    return Handed((first, second), warcs, packages)


def test_warcio_and_wacz_find_nothing_wrong_with_a_page_and_its_parts(
    handed: Handed, capsys: pytest.CaptureFixture[str]
) -> None:
    from wacz.main import main as wacz  # a second to load, which only this test should pay

    with pytest.raises(SystemExit) as checked:
        warcio(["check", *handed.warcs])
    assert (checked.value.code, capsys.readouterr().out) == (0, "")
    for package in handed.packages:
        assert wacz(["validate", "-f", package]) == 0
        assert "Validation succeeded" in capsys.readouterr().out


@contextmanager
def pywb(folder: Path) -> Iterator[str]:
    """Serve a collection by pywb, which has an environment of its own: it wants older libraries than we do."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [f"{PYWB}/wayback", "--port", str(port), "--bind", "127.0.0.1"],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                assert serving.poll() is None, "pywb ended"
                assert time.monotonic() < until, "pywb does not listen"
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        serving.kill()
        serving.wait()


@pytest.mark.skipif(not PYWB, reason="pywb is brought by `make test-all`, in an environment of its own")
def test_pywb_serves_a_page_and_its_parts_also_from_a_capture_that_points_to_an_earlier_one(
    handed: Handed, outlet: Pages, tmp_path: Path
) -> None:
    # pywb's own `--unpack-wacz` looks for an index in another of the forms that the standard allows.
    with zipfile.ZipFile(handed.packages[1]) as zipped:
        zipped.extractall(tmp_path / "unpacked")
    inside = sorted((tmp_path / "unpacked" / "archive").iterdir())
    for name, files in (("files", handed.warcs), ("packages", inside)):
        for words in (["init", name], ["add", name, *map(str, files)]):
            subprocess.run([f"{PYWB}/wb-manager", *words], cwd=tmp_path, check=True, capture_output=True)
    with pywb(tmp_path) as address:
        for collection in ("files", "packages"):
            for capture in handed.captures:
                for path, body in outlet.at.items():
                    at = f"{address}/{collection}/{capture.taken_at:%Y%m%d%H%M%S}id_/{outlet.address(path)}"
                    if path in ABSENT:
                        with pytest.raises(urllib.error.HTTPError):
                            urllib.request.urlopen(at, timeout=20)
                    else:
                        with urllib.request.urlopen(at, timeout=20) as served:
                            assert served.read() == body, at
