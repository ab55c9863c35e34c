"""`interlink evidence`, on captures of the demo press."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from click.testing import CliRunner, Result

from interlink.cli import main
from interlink.lib.warc.log import head_of
from interlink.newsroom.evidence import capturing
from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.publishing import heads_text
from interlink.newsroom.evidence.trusting import log_path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("desk_folders")]
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class DemoPress(Protocol):
    """What these tests use of the demo press."""

    @property
    def running(self) -> Any: ...
    def site(self, outlet: str) -> str: ...
    def advance(self, **by: float) -> None: ...


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["evidence", *words], input=given)


@pytest.fixture
def capture(demo_press_server: DemoPress) -> Capture:
    from demo_press import content, edition

    printed = edition.print_article(
        content.articles()["courier/inside-sugar-works"], demo_press_server.running.clock.moment
    )
    made = Capture.objects.create(address=demo_press_server.site("courier") + printed.path, asked_at=NOW)
    capturing.take(made)
    return made


def test_without_captures_it_says_so() -> None:
    assert run("check").output == "No page was captured yet.\n"
    assert run("list").output == "No page was captured yet.\n"


def test_only_due_pages_are_checked_unless_all_are_wanted(capture: Capture) -> None:
    Capture.objects.update(next_check=capture.taken_at + timedelta(days=30))
    assert run("check").output == "No page is due. See --all.\n"
    assert run("check", "--all").output == "check     1 pages: 1 the same\n"


def test_an_edit_is_told_listed_and_shown_by_words(capture: Capture, demo_press_server: DemoPress) -> None:
    run("check", "--all")
    demo_press_server.advance(days=3)
    told = run("check", "--all").output
    assert told.startswith("check     1 pages: 1 edited\n          edited: ")
    result = run("list", "--mark", "edited", "--json")
    assert result.exit_code == 0, result.output
    (listed,) = json.loads(result.output)
    assert (listed["mark"], listed["verdict"], listed["number"]) == ("edited", "edited", capture.pk)
    assert listed["reasons"] == ["The article's text is not as we captured it."]
    assert "edited" in run("list").output
    shown = run("show", str(capture.pk)).output
    assert "[-\u2068137\u2069-]{+\u2068131\u2069+}" in shown
    assert run("list", "--mark", "removed").output == "No captured page has this mark.\n"


def test_a_number_that_is_no_capture_is_refused() -> None:
    shown = run("show", "99")
    assert shown.exit_code == 1
    assert "There is no whole capture with the number 99" in shown.output


def test_pages_are_captured_at_once_and_what_is_missing_is_told(demo_press_server: DemoPress, tmp_path: Any) -> None:
    from demo_press import content, edition

    printed = edition.print_article(
        content.articles()["courier/inside-sugar-works"], demo_press_server.running.clock.moment
    )
    address = demo_press_server.site("courier") + printed.path
    gone = demo_press_server.site("courier") + "/no-such-page"
    listed = tmp_path / "list.txt"
    listed.write_text(f"# what we cite\n{address}\n{address}\n")
    result = run("capture", "--from", str(listed))
    assert result.exit_code == 0, result.output
    assert f"{address}, " in result.output
    assert Capture.objects.get().is_whole
    result = run("capture", gone, "ftp://courier.example/")
    assert result.exit_code == 1
    assert f"failed    {gone}: The site answered 404" in result.output
    assert "refused   ftp://courier.example/: Only addresses that begin with http" in result.output
    assert run("capture").exit_code == 2


def test_a_sealed_capture_is_verified_exported_and_its_change_told(capture: Capture, tmp_path: Path) -> None:
    assert run("verify").exit_code == 2, "nothing is named"
    before = run("verify", str(capture.pk))
    assert before.exit_code == 3, "it has no timestamps yet"
    assert "unknown" in before.output
    exported = run("export", str(capture.pk), "--to", str(tmp_path / "out"))
    assert exported.exit_code == 0, exported.output
    assert (tmp_path / "out" / "README.txt").exists()
    capture.warc_path.write_bytes(b"something else")
    after = run("verify", "--all", "--json")
    assert after.exit_code == 1
    (told,) = json.loads(after.output)["captures"]
    assert told["state"] == "changed"
    head = head_of(log_path())
    assert run("verify", "--head", f"{head.number}:{head.sha256[:12]}").exit_code == 0
    other = run("verify", "--head", f"{head.number}:{'0' * 12}", "--head", f"{head.number + 1}:{'0' * 12}")
    assert (other.exit_code, other.output.count("CHANGED")) == (1, 2)
    assert run("verify", "--heads", "-", given=heads_text()).exit_code == 0
    assert run("verify", "--heads", "-", given="no head").exit_code == run("verify", "--head", "1:abc").exit_code == 2
    assert run("verify", "99").exit_code == 3
    refused = run("export", "99", "--to", str(tmp_path / "other"))
    assert refused.exit_code == 1
    assert "99" in refused.output


def test_captures_move_to_the_store_and_are_let_go_when_their_time_is_over(
    capture: Capture, settings: Any, tmp_path: Path
) -> None:
    none = run("move")
    assert none.exit_code == 1
    assert "name no store" in none.output
    settings.INTERLINK_EVIDENCE_STORE = str(tmp_path / "store")
    Capture.objects.update(stamps_due=None, taken_at=NOW - timedelta(days=900))
    assert run("move", "--dry-run").output == "move      1 captures would be moved\n"
    assert capture.warc_path.exists()
    assert run("move").output.endswith("move      1 captures moved\n")
    assert not capture.warc_path.exists()
    settings.INTERLINK_EVIDENCE_KEEP_DAYS = 30
    assert run("let-go", "--dry-run").output.endswith("1 captures would be deleted\n")
    assert run("let-go").output.endswith("1 captures deleted\n")
    assert not list((tmp_path / "store").rglob("*.wacz"))


def test_a_package_that_the_log_does_not_know_is_told_and_not_wrapped() -> None:
    assert run("wrap", "--dry-run").output == "wrap      0 packages are kept whole\n"
    stranger = log_path().parent / "2026" / "11" / "00000001.wacz"
    stranger.parent.mkdir(parents=True, exist_ok=True)
    stranger.write_bytes(b"somebody else's")
    refused = run("wrap")
    assert refused.exit_code == 1
    assert "The log has no capture with this package" in refused.output
    assert refused.output.endswith("wrap      0 packages wrapped, 0.0 MB less; 1 stay whole\n")
    assert stranger.read_bytes() == b"somebody else's"


def test_the_key_is_shown_and_replaced(settings: Any, tmp_path: Path) -> None:
    settings.INTERLINK_KEYS_ROOT = tmp_path / "keys"
    first = run("keys", "show").output.split()[-1]
    assert run("keys", "rotate", "--yes").exit_code == 0
    shown = run("keys", "show").output
    assert f"retired    {first}" in shown
    assert f"signs now  {first}" not in shown
