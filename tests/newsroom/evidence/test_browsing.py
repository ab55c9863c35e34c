"""Captures with a browser: pages that need script, pictures of pages that do not, and what is said without one."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from page_server import Pages

from interlink.lib.reading.page_parts import page_tree
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.package.read import PACKAGE_BOUNDS, Package
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.read import records_in
from interlink.lib.warc.signing import key_in
from interlink.lib.warc.verify import State, verify, verify_source
from interlink.newsroom.evidence import browsing, capturing, queries
from interlink.newsroom.evidence.copies import package_of, picture_of
from interlink.newsroom.evidence.errors import CaptureFailed
from interlink.newsroom.evidence.models import Capture, PartState
from interlink.newsroom.evidence.rules import has_script, is_empty
from interlink.newsroom.evidence.trusting import evidence_folder

Take = Callable[[str], Capture]

SHELL = b"""<!doctype html><html><head><title>Harbour Gazette</title><script src=/app.js></script></head>
<body><noscript>This site needs JavaScript.</noscript><div id=root></div></body></html>"""
STORY = "The council of the Fellowship has told its members in three coastal towns to sell their homes. " * 6
APP = """addEventListener("load", async () => {
  const story = await (await fetch("/story.json")).json();
  document.title = story.title;
  root.innerHTML = `<article><h1>${story.title}</h1><p>${story.text}</p><p>${story.text}</p></article>`;
  fetch("/seen", {method: "POST"});
});"""


@pytest.fixture
def with_browser(settings: Any, chromium: Path) -> Path:
    settings.INTERLINK_BROWSER = str(chromium)
    return chromium


def payloads(capture: Capture) -> dict[str, tuple[str, bytes]]:
    with Shelf(evidence_folder()).open(capture.warc_name) as source:
        records = list(records_in(source, capture.warc_path))
    return {one.address: (one.kind, one.payload) for one in records if one.kind != "request"}


def test_a_page_that_comes_out_empty_is_opened_by_a_browser(
    outlet: Pages, captured: Take, with_browser: Path, own_keys: Path
) -> None:
    outlet.at |= {"/shell": SHELL, "/app.js": APP.encode()}
    outlet.at["/story.json"] = f'{{"title": "Homes for sale", "text": "{STORY}"}}'.encode()
    capture = captured(outlet.address("/shell"))
    assert (capture.state, capture.by_browser, capture.problem) == ("whole", True, "")
    assert capture.title == "Homes for sale"
    assert STORY.strip() in capture.text
    assert outlet.asked == ["/shell", "/app.js", "/story.json"]
    told = {part.address: (part.kind, part.state) for part in capture.parts.all()}
    assert told == {
        outlet.address("/app.js"): ("script", "kept"),
        outlet.address("/story.json"): ("data", "kept"),
        outlet.address("/seen"): ("data", "left out"),
    }
    assert "only asks" in capture.parts.get(state=PartState.LEFT_OUT).problem
    # What servers sent is there byte for byte, and what the browser made of it beside that.
    held = payloads(capture)
    assert held[outlet.address("/shell")] == ("response", SHELL)
    assert held[outlet.address("/app.js")] == ("response", APP.encode())
    assert held[f"urn:text:{outlet.address('/shell')}"] == ("resource", capture.text.encode())
    kind, picture = held[f"urn:view:{outlet.address('/shell')}"]
    assert (kind, picture[:4]) == ("resource", b"\x89PNG")
    with picture_of(capture) as shown:
        assert shown.read() == picture
    assert capture.screenshot_sha256 == sha256(picture).hexdigest()
    assert capture.facts["browser"]["version"]
    known = frozenset({key_in(own_keys).fingerprint})
    # The package holds all of it: signed, in the index, and each record sound.
    with package_of(capture) as source:
        package = Package(Path(capture.package_name), source, PACKAGE_BOUNDS)
        assert b"urn:view:" in package.content("indexes/index.cdxj")
        assert judge(package.path, Looking(known, with_records=True), source).state is State.INTACT
    assert verify(capture.warc_path, capture.warc_sha256).passed
    command = [str(Path(sys.executable).with_name("warcio")), "check", str(capture.warc_path)]
    checked = subprocess.run(command, check=False, capture_output=True)
    assert checked.returncode == 0, checked.stdout


def test_a_script_that_leads_away_to_where_we_do_not_go_leaves_the_page_as_it_was(
    outlet: Pages, captured: Take, with_browser: Path
) -> None:
    leading = f"""addEventListener("load", () => {{
    root.innerHTML = `<article><h1>Homes for sale</h1><p>{STORY}</p></article>`;
    const form = document.createElement("form"); form.method = "post"; form.action = "/sent";
    document.body.append(form); form.submit();
    setTimeout(() => {{ location = "http://127.0.0.1:1/" }}, 100); }});"""
    outlet.at |= {"/shell": SHELL, "/app.js": leading.encode()}
    capture = captured(outlet.address("/shell"))
    assert STORY.strip() in capture.text
    assert "127.0.0.1" not in capture.text
    assert "/sent" not in outlet.asked


def test_a_plain_capture_gets_a_picture_from_what_was_received_and_the_same_picture_is_kept_once(
    outlet: Pages, captured: Take, with_browser: Path, own_keys: Path
) -> None:
    outlet.at["/app.js"] = b"document.body.innerHTML = 'made by script'; new Image().src = '/by-script.png';"
    first, second = captured(outlet.address("/story")), captured(outlet.address("/story"))
    assert not first.by_browser
    assert "/by-script.png" not in outlet.asked
    assert sorted(outlet.asked) == sorted(2 * list(dict.fromkeys(outlet.asked)))  # nothing for the picture
    assert first.screenshot_sha256 == second.screenshot_sha256 != ""
    assert payloads(first)[f"urn:view:{first.address}"][0] == "resource"
    assert payloads(second)[f"urn:view:{first.address}"] == ("revisit", b"")
    assert list(second.points_to.all()) == [first]
    places = [evidence_folder() / capture.screenshot_name for capture in (first, second)]
    assert len({place.stat().st_ino for place in places}) == 1
    assert (evidence_folder() / second.wrapping_name).stat().st_size < first.warc_bytes / 4
    known = frozenset({key_in(own_keys).fingerprint})
    for capture in (first, second):
        with Shelf(evidence_folder()).open(capture.warc_name) as source:
            assert verify_source(source, capture.warc_path, capture.warc_sha256).passed
        with package_of(capture) as source:
            judged = judge(Path(capture.package_name), Looking(known, with_records=True), source)
        assert judged.state is State.INTACT


def test_without_a_browser_a_page_that_needs_one_is_captured_plainly_and_says_so(
    outlet: Pages, captured: Take, settings: Any
) -> None:
    settings.INTERLINK_BROWSER = "off"
    outlet.at |= {"/shell": SHELL, "/app.js": b"x"}
    capture = captured(outlet.address("/shell"))
    assert capture.is_whole
    assert not capture.by_browser
    assert capture.facts["browser"] == {"problem": "The settings say that no browser is used."}
    assert queries.progress(capture).kept == 1


def test_a_browser_that_breaks_costs_only_the_picture(
    outlet: Pages, captured: Take, settings: Any, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    settings.INTERLINK_BROWSER = str(broken)
    capture = captured(outlet.address("/story"))
    assert (capture.is_whole, capture.screenshot_sha256, picture_of(capture)) == (True, "", None)
    assert "did not start" in capture.facts["browser"]["problem"]


@pytest.mark.parametrize("error", [None, OSError(errno.ENOSPC, "No space left on device")])
def test_stopped_at_any_moment_or_out_of_room_a_capture_with_a_picture_is_whole_the_next_time(
    outlet: Pages, captured: Take, stop_before: Any, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    outlet.at["/story"] = b"<p>The council met.</p><img src=/small.png>"
    drawn = browsing.Looked(picture=b"\x89PNG" + b"x" * 5_000)
    monkeypatch.setattr(browsing, "can_draw", lambda: True)
    monkeypatch.setattr(browsing, "picture", lambda page, parts: drawn)
    for moment in count(1):
        capture = Capture.objects.create(address=outlet.address("/story"), asked_at=timezone.now())
        with stop_before(moment, error) as stopping, suppress(CaptureFailed, OSError), transaction.atomic():
            capturing.take(capture)
        kept = Capture.objects.get(pk=capture.pk)
        if kept.is_whole:  # what is left is sealing, which has its own test of this kind
            assert stopping.stopped
            break
        assert not kept.package_sha256
        assert picture_of(kept) is None
        capturing.take(kept)
        with picture_of(kept) as shown:
            assert shown.read() == drawn.picture
        assert sha256(drawn.picture).hexdigest() == kept.screenshot_sha256
        with Shelf(evidence_folder()).open(kept.warc_name) as source:
            assert verify_source(source, kept.warc_path, kept.warc_sha256).passed
        Capture.objects.all().delete()  # the next one shall write its picture itself
    assert moment > 8


@pytest.mark.parametrize(
    ("text", "html", "expected"),
    [
        ("", "<script src=/app.js></script>", True),
        ("We use cookies.", "<script>start()</script>", True),
        ("", "<script type='application/ld+json'>{}</script>", False),
        ("", "<p>", False),
        ("x" * 200, "<script src=/app.js></script>", False),
    ],
)
def test_which_pages_need_script(text: str, html: str, expected: bool) -> None:
    tree = page_tree(html.encode())
    assert (is_empty(text) and has_script(tree)) is expected
