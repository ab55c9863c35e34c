"""What a page needs to be seen, from a real server: what is fetched, kept, pointed to, left out, and told."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from page_server import Pages

from interlink.lib.fetch import Answer, FetchError
from interlink.lib.reading.page_parts import Kind, PagePart
from interlink.lib.verdicts.findings import Verdict
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.read import read_records
from interlink.lib.warc.verify import State, verify, verify_source
from interlink.newsroom.evidence import capturing, checking, looking, parting, queries, telling
from interlink.newsroom.evidence.earlier import Earlier
from interlink.newsroom.evidence.errors import CaptureFailed
from interlink.newsroom.evidence.models import Capture, PartState
from interlink.newsroom.evidence.trusting import evidence_folder

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Take = Callable[[str], Capture]


def told(capture: Capture) -> dict[str, str]:
    """The state of each part, by the path of its address."""
    return {"/" + part.address.split("/", 3)[3]: part.state for part in capture.parts.all()}


def test_the_page_and_what_it_needs_are_in_one_file(outlet: Pages, captured: Take) -> None:
    capture = captured(outlet.address("/story"))
    kept = dict.fromkeys(
        ("/style/main.css", "/style/more.css", "/app.js", "/new.woff2", "/back.png", "/icon.png", "/small.png",
         "/large.png", "/lazy.png"),
        "kept",
    )  # fmt: skip
    assert told(capture) == kept | {"/gone.png": "failed"}
    assert capture.parts.get(address__endswith="gone.png").problem == "The site answered 404 x."
    assert queries.progress(capture) == queries.Progress(found=10, kept=9, failed=1)
    records = [one for one in read_records(capture.warc_path) if one.kind == "response"]
    assert records[0].address == outlet.address("/story")
    by_path = {one.address: one for one in records}
    for path, body in outlet.at.items():
        if path != "/old.ttf":  # browsers of today take the other form of that font
            assert by_path[outlet.address(path)].payload == body
            assert by_path[outlet.address(path)].status == 200
    requests = [one for one in read_records(capture.warc_path) if one.kind == "request"]
    assert len(requests) == len(records) == 11
    assert verify(capture.warc_path, capture.warc_sha256).passed


def test_script_of_other_sites_is_not_fetched_and_each_part_is_asked_for_once(outlet: Pages, captured: Take) -> None:
    captured(outlet.address("/story"))
    assert len(outlet.asked) == len(set(outlet.asked)) == 11
    assert not [path for path in outlet.asked if "track" in path]
    assert outlet.most_at_once <= parting.STREAMS


def test_a_page_that_did_not_change_is_kept_once_and_can_be_read_from_each_capture(
    outlet: Pages, captured: Take
) -> None:
    captures = [captured(outlet.address("/story")) for _ in range(3)]
    first, *later = captures
    outlet.at["/lazy.png"] = b"another picture" * 100
    changed = captured(outlet.address("/story"))
    assert list(first.points_to.all()) == []
    for capture in later:
        assert list(capture.points_to.all()) == [first]
        assert set(told(capture).values()) == {"revisit", "failed"}
        assert (evidence_folder() / capture.wrapping_name).stat().st_size < capture.warc_bytes / 2
        assert not capture.warc_path.exists()
        assert looking.captured_page(capture)[0] == outlet.at["/story"]
        assert looking.captured_again(capture).text == first.text
        with Shelf(evidence_folder()).open(capture.warc_name) as source:
            assert verify_source(source, capture.warc_path, capture.warc_sha256).state is State.INTACT
    assert told(changed)["/lazy.png"] == "kept"
    after = captured(outlet.address("/story"))
    assert told(after)["/lazy.png"] == "revisit"
    assert set(after.points_to.all()) == {first, changed}


def test_an_earlier_file_that_is_gone_is_not_pointed_into(outlet: Pages, captured: Take) -> None:
    first = captured(outlet.address("/story"))
    first.warc_path.unlink()
    second = captured(outlet.address("/story"))
    assert not second.points_to.exists()
    assert set(told(second).values()) == {"kept", "failed"}


def test_progress_shows_while_the_parts_come(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "SECONDS_BETWEEN_WRITES", 0.0)
    capture = Capture.objects.create(address="https://gazette.example/one", asked_at=NOW)
    parts = [PagePart(f"https://gazette.example/{at}.png", Kind.IMAGE) for at in range(3)]
    with telling.Ledger(capture, Earlier()) as ledger:
        ledger.found(parts)
        assert queries.progress(Capture.objects.get()) == queries.Progress(found=3)
        ledger.came(parts[0].address, FetchError(parts[0].address, "Nothing answers at gazette.example."))
        ledger.leave_out(parting.NO_TIME)
    assert queries.progress(Capture.objects.get()) == queries.Progress(found=3, failed=1, left_out=2)


def answered(address: str, status: int) -> Answer:
    return Answer(address, address, status, "x", "HTTP/1.1", (), (), b"", b"", (), NOW, 0.0)


def test_a_piece_of_a_part_is_not_called_kept(db: None) -> None:
    capture = Capture.objects.create(address="https://gazette.example/one", asked_at=NOW)
    parts = {status: PagePart(f"https://gazette.example/{status}.png", Kind.IMAGE) for status in (200, 204, 206, 304)}
    with telling.Ledger(capture, Earlier()) as ledger:
        ledger.found(parts.values())
        for status, part in parts.items():
            ledger.came(part.address, answered(part.address, status))
    states = dict(capture.parts.values_list("http_status", "state"))
    assert states == {200: "kept", 204: "kept", 206: "failed", 304: "failed"}


def test_what_is_there_in_a_moment_is_stored_once_and_a_part_that_keeps_us_waiting_is_told_of(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = Capture.objects.create(address="https://gazette.example/one", asked_at=NOW)
    part = PagePart("https://gazette.example/1.png", Kind.IMAGE)
    with telling.Ledger(capture, Earlier()) as ledger:
        ledger.found([part])
        ledger.tell_in_time()
        assert queries.progress(Capture.objects.get()).found == 0
        monkeypatch.setattr(telling, "SECONDS_BETWEEN_WRITES", 0.0)
        ledger.tell_in_time()
        assert queries.progress(Capture.objects.get()) == queries.Progress(found=1)
        icon = PagePart("https://gazette.example/favicon.ico", Kind.ICON)
        ledger.found([icon])
        assert queries.progress(Capture.objects.get()).found == 2
        ledger.came(icon.address, answered(icon.address, 404))
    again = Capture.objects.get()
    assert queries.progress(again).found == again.parts.count() == 1
    with telling.Ledger(again, Earlier()) as ledger:  # the next try, after this one was killed
        ledger.found([part, PagePart("https://gazette.example/2.png", Kind.IMAGE)])
    assert queries.progress(Capture.objects.get()).found == again.parts.count() == 2


@pytest.mark.parametrize("count", [10_000])
def test_of_a_page_with_ten_thousand_parts_some_are_kept_and_the_rest_is_said_to_be_left_out(
    outlet: Pages, captured: Take, count: int
) -> None:
    outlet.at["/many"] = b"<p>Pictures</p>" + b"".join(b"<img src=/p/%d.png>" % at for at in range(count))
    capture = captured(outlet.address("/many"))
    progress = queries.progress(capture)
    assert progress.found == count + 1  # the icon
    assert progress.kept + progress.failed == parting.BOUNDS.count
    assert progress.left_out == count + 1 - parting.BOUNDS.count
    assert capture.parts.filter(state=PartState.LEFT_OUT).first().problem == parting.TOO_MANY
    assert capture.parts.count() <= 500


def few(monkeypatch: pytest.MonkeyPatch, **bounds: Any) -> None:
    monkeypatch.setattr(capturing, "BOUNDS", parting.Bounds(**bounds))


def test_what_stalls_is_left_out_when_the_time_is_up(
    outlet: Pages, captured: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    few(monkeypatch, seconds=1.0)

    def stall(handler: Any, ended: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 x\r\nContent-Length: 50\r\n\r\nslow")
        ended.wait(20)

    outlet.at["/lazy.png"] = stall
    capture = captured(outlet.address("/story"))
    assert capture.is_whole
    assert told(capture)["/lazy.png"] == "left out"
    assert told(capture)["/small.png"] == "kept"
    assert capture.parts.get(address__endswith="lazy.png").problem == parting.NO_TIME


def test_parts_that_are_too_large_together_are_left_out(
    outlet: Pages, captured: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    few(monkeypatch, size=20_000)
    capture = captured(outlet.address("/story"))
    states = list(told(capture).values())
    assert states.count("kept") < 9
    assert "left out" in states
    assert verify(capture.warc_path, capture.warc_sha256).passed


def lying(handler: Any, ended: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 x\r\nContent-Length: 5000\r\n\r\nshort")
    handler.close_connection = True


def bomb(handler: Any, ended: Any) -> None:
    body = gzip.compress(b"\0" * 20_000_000)
    handler.wfile.write(b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def page_bomb(handler: Any, ended: Any) -> None:
    body = gzip.compress(b"\0" * 60_000_000, 1)
    handler.wfile.write(b"HTTP/1.1 200 x\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def huge_headers(handler: Any, ended: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 x\r\n" + b"".join(b"X-%d: %s\r\n" % (at, b"y" * 900) for at in range(150)))
    handler.wfile.write(b"Content-Length: 1\r\n\r\nx")


def redirects_to(where: str) -> Any:
    def answer(handler: Any, ended: Any) -> None:
        handler.wfile.write(f"HTTP/1.1 302 x\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n".encode())

    return answer


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (lying, "broke off in the middle"),
        (bomb, "unpacks to more than the 10 MB"),
        (huge_headers, "far more headers"),
        (redirects_to("/lazy.png"), "around in a circle"),
        (redirects_to("http://127.0.0.1:8999/"), "not the public internet"),
        (redirects_to("http://169.254.169.254/latest"), "not the public internet"),
        (redirects_to("file:///etc/passwd"), "Only addresses that begin with http"),
    ],
)
def test_a_part_that_means_harm_fails_with_its_reason_and_the_page_is_kept(
    outlet: Pages, captured: Take, part: Any, words: str
) -> None:
    outlet.at["/lazy.png"] = part
    capture = captured(outlet.address("/story"))
    failed = capture.parts.get(address__endswith="lazy.png")
    assert failed.state == PartState.FAILED
    assert words in failed.problem
    assert queries.progress(capture).kept == 8
    assert verify(capture.warc_path, capture.warc_sha256).passed


@pytest.mark.parametrize(
    ("page", "words", "again"),
    [
        (lying, "broke off in the middle", True),
        (page_bomb, "unpacks to more than the 50 MB", False),
        (huge_headers, "far more headers", False),
        (redirects_to("/story"), "around in a circle", False),
        (redirects_to("http://10.0.0.1/"), "not the public internet", False),
    ],
)
def test_a_page_that_means_harm_has_no_capture_and_no_file(
    outlet: Pages, db: None, desk_folders: Path, page: Any, words: str, again: bool
) -> None:
    outlet.at["/story"] = page
    capture = Capture.objects.create(address=outlet.address("/story"), asked_at=NOW)
    with pytest.raises(CaptureFailed, match=words) as failed:
        capturing.take(capture)
    assert failed.value.again is again
    assert not capture.is_whole
    assert [path for path in evidence_folder().rglob("*") if path.is_file()] == []


def test_a_part_at_a_private_address_is_not_asked_for(outlet: Pages, captured: Take) -> None:
    outlet.at["/story"] = b"<p>x</p><img src=http://10.0.0.1/x.png><img src=http://[::1]/y.png>"
    capture = captured(outlet.address("/story"))
    assert told(capture) == {"/x.png": "failed", "/y.png": "failed"}
    assert "/favicon.ico" in outlet.asked  # browsers ask by themselves; that a site has none is nothing missing
    assert capture.parts_found == 2


def test_a_later_look_at_an_unchanged_page_with_parts_is_the_same(outlet: Pages, captured: Take) -> None:
    first, second = captured(outlet.address("/story")), captured(outlet.address("/story"))
    found = list(checking.check([first, second], lambda: first.asked_at))
    assert [one.check.verdict for one in found] == [Verdict.SAME] * 2


def test_a_page_that_nobody_asked_for_is_not_taken_against_robots_txt(
    outlet: Pages, db: None, desk_folders: Path
) -> None:
    outlet.at["/robots.txt"] = b"User-agent: *\nDisallow: /story\n"
    capture = Capture.objects.create(address=outlet.address("/story"), asked_at=NOW, by_itself=True)
    with pytest.raises(CaptureFailed, match="robots"):
        capturing.take(capture)
    assert outlet.asked == ["/robots.txt"]
    asked = Capture.objects.create(address=outlet.address("/story"), asked_at=NOW)
    capturing.take(asked)
    assert asked.is_whole


@pytest.mark.parametrize("status", ["204 No Content", "206 Partial Content", "304 Not Modified", "000 Nothing"])
def test_an_answer_without_a_whole_page_is_no_capture(outlet: Pages, captured: Take, status: str) -> None:
    def answer(handler: Any, ended: Any) -> None:
        body = b"" if status[:3] in ("204", "304") else b"<p>The council of the Fello"
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        handler.wfile.write(head.encode() + body)

    outlet.at["/odd"] = answer
    with pytest.raises(CaptureFailed, match="no page to keep"):
        captured(outlet.address("/odd"))
    assert not Capture.objects.get().is_whole


@pytest.mark.parametrize("others_are_gone", [False, True])
def test_a_page_is_removed_only_if_the_site_still_serves_what_its_front_page_links_to(
    outlet: Pages, captured: Take, *, others_are_gone: bool
) -> None:
    outlet.at["/"] = b'<title>Gazette</title><a href="/2026/a-bridge-is-open">Bridge</a> <a href="/about">About</a>'
    story, bridge = outlet.at["/story"], "/2026/a-bridge-is-open"
    outlet.at |= {"/2026/homes-for-sale-now": story, bridge: b"<h1>Bridge</h1><p>The mayor opened it on Sunday.</p>"}
    capture = captured(outlet.address("/2026/homes-for-sale-now"))
    for path in ("/2026/homes-for-sale-now", *([bridge] if others_are_gone else [])):
        del outlet.at[path]
    (checked,) = checking.check([capture], lambda: NOW)
    assert checked.check.verdict == (Verdict.UNREACHABLE if others_are_gone else Verdict.REMOVED)
    assert outlet.asked.count(bridge) == 1


def test_a_page_with_a_stray_zero_byte_is_read(outlet: Pages, captured: Take) -> None:
    outlet.at["/odd"] = outlet.at["/story"].replace(b"<h1>Homes", b"<h1>Ho\0mes")
    capture = captured(outlet.address("/odd"))
    assert "sell their homes by spring" in capture.text


def test_a_page_that_has_grown_too_large_is_unknown_and_its_site_not_out_of_reach(
    outlet: Pages, captured: Take
) -> None:
    capture = captured(outlet.address("/story"))
    outlet.at["/story"] = b"x" * 11_000_000
    (checked,) = checking.check([capture], lambda: NOW)
    assert checked.check.verdict == Verdict.UNKNOWN
