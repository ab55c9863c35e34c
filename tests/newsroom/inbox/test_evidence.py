"""The captures at the desk: what an editor sees of one, and what nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from interlink.lib.sentences import Sentence, joined, kept
from interlink.lib.verdicts.findings import Reason, Why
from interlink.lib.verdicts.sentences import Said
from interlink.lib.warc.errors import StampRefused
from interlink.lib.warc.exchange import Exchange
from interlink.lib.warc.write import write_capture
from interlink.newsroom.evidence import parting, wording
from interlink.newsroom.evidence.models import (
    Capture,
    CaptureMark,
    CaptureState,
    Check,
    CheckVerdict,
    Part,
    PartState,
    WaybackCopy,
    WaybackState,
)
from interlink.newsroom.evidence.replay_links import file_of
from interlink.newsroom.inbox.capture_facts import facts_of
from interlink.newsroom.inbox.views.evidence_capture import looks_at
from interlink.newsroom.press.models import PostPage

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TEXT = "Three towns were named.\n\nNobody answered."
REASON = "The page was removed, and the case rests on it."


@pytest.fixture
def capture(cast: Any, settings: Any) -> Capture:
    """A captured page that was edited later, with a package that nobody signed."""
    capture = Capture.objects.create(
        address="https://gazette.example/towns",
        state=CaptureState.WHOLE,
        asked_at=NOON,
        taken_at=NOON,
        title="Three towns",
        text=TEXT,
        warc_name="2026/11/00000001.warc.gz",
        warc_sha256="1" * 64,
        package_sha256="2" * 64,
    )
    path = Path(settings.INTERLINK_EVIDENCE_ROOT) / capture.package_name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK\x03\x04 no more than the beginning of a package")
    return capture


def look(capture: Capture, hours: int, verdict: CheckVerdict, **fields: Any) -> Check:
    return Check.objects.create(capture=capture, at=NOON + timedelta(hours=hours), verdict=verdict, **fields)


def test_looks_that_saw_no_change_are_told_as_one(capture: Capture) -> None:
    for hours, verdict in ((1, "same"), (2, "same"), (3, "edited"), (4, "same")):
        look(
            capture, hours, CheckVerdict(verdict), **({"text": "Two towns were named."} if verdict == "edited" else {})
        )
    told = looks_at(capture.checks.order_by("-at"))
    assert [(one.check.verdict, one.number) for one in told] == [("same", 1), ("edited", 1), ("same", 2)]
    assert '<del dir="auto">Three</del><ins dir="auto">Two</ins>' in str(told[1].edited)
    assert told[2].first == NOON + timedelta(hours=1)


def test_an_editor_sees_a_capture_with_its_text_and_replay(
    capture: Capture, cast: Any, enter: Callable[[Any], Client], settings: Any
) -> None:
    settings.INTERLINK_REPLAY_ADDRESS = "http://localhost:8001"
    client = enter(cast.editor)
    listed = client.get("/desk/evidence/?q=towns&copy=private").content.decode()
    assert "Three towns" in listed
    assert "Three towns" not in client.get("/desk/evidence/?copy=public").content.decode()
    page = client.get(f"/desk/evidence/{capture.pk}/").content.decode()
    assert "Nobody answered." in page
    assert f'src="/desk/evidence/{capture.pk}/replay/"' in page
    replay = client.get(f"/desk/evidence/{capture.pk}/replay/").headers["Location"]
    token = replay.removeprefix("http://localhost:8001/private/").removesuffix("/")
    assert file_of(token, settings.SECRET_KEY) == capture.package_name
    package = client.get(f"/desk/evidence/{capture.pk}/package/")
    assert package.headers["Content-Disposition"] == f'attachment; filename="capture-{capture.pk}.wacz"'
    assert client.get(f"/desk/evidence/{capture.pk}/picture/", follow=True).status_code == 404


def test_a_captured_file_is_handed_out_with_what_it_says_of_itself_and_a_pdf_is_not_replayed(
    capture: Capture, cast: Any, enter: Callable[[Any], Client], settings: Any
) -> None:
    settings.INTERLINK_REPLAY_ADDRESS = "http://localhost:8001"
    body = b"%PDF-1.7 no more than the beginning"
    kind = ("Content-Type", "application/pdf")
    written = write_capture(
        Exchange(capture.address, capture.address, 200, "OK", "1.1", (), (kind,), body, (), NOON), capture.warc_path
    )
    Capture.objects.filter(pk=capture.pk).update(
        media_type="application/pdf", warc_sha256=written.sha256, facts={"file": {"size": 35, "pages": 12}}
    )
    client = enter(cast.editor)
    page = client.get(f"/desk/evidence/{capture.pk}/").content.decode()
    assert "<bdi>12</bdi>" in page
    assert "/replay/" not in page
    handed = client.get(f"/desk/evidence/{capture.pk}/file/")
    assert b"".join(handed.streaming_content) == body
    assert handed.headers["Content-Disposition"] == f'attachment; filename="capture-{capture.pk}.pdf"'
    assert handed.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"video": {"channel": "Harbour Film", "seconds": 200}}, [("Video by", "Harbour Film"), ("Length", "3:20")]),
        ({"video": {"seconds": 3723, "uploaded": ""}}, [("Length", "1:02:03")]),
        ({"video": {"uploaded": "2026-10-03T18:00:00Z"}}, [("Put up", "3 Oct 2026")]),
        ({"video": {"uploaded": "last week"}}, [("Put up", "last week")]),
    ],
)
def test_what_a_capture_says_of_itself(facts: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert facts_of(facts) == expected


def test_an_editor_publishes_and_withdraws_a_copy_and_says_why(
    capture: Capture, cast: Any, enter: Callable[[Any], Client]
) -> None:
    client = enter(cast.editor)
    decide = f"/desk/evidence/{capture.pk}/copy/"
    said = client.post(decide, {"deed": "publish", "reason": " "}, follow=True).content.decode()
    assert "Say why" in said
    client.post(decide, {"deed": "publish", "reason": REASON})
    capture.refresh_from_db()
    assert capture.public_since is not None
    page = client.post(decide, {"deed": "withdraw", "reason": "Its author asked us to."}, follow=True).content.decode()
    assert "The copy is withdrawn." in page
    assert "Ida" in page
    assert REASON in page
    capture.refresh_from_db()
    assert capture.public_since is None


@pytest.mark.parametrize("path", ["", "{}/", "{}/package/", "{}/picture/", "{}/replay/", "{}/file/"])
def test_who_is_no_editor_sees_no_capture(
    path: str, capture: Capture, cast: Any, enter: Callable[[Any], Client]
) -> None:
    address = "/desk/evidence/" + path.format(capture.pk)
    assert enter(cast.junior).get(address).status_code == 403
    for client in (enter(cast.outsider), Client()):
        assert client.get(address).status_code == 302


def test_who_is_no_editor_publishes_no_copy(capture: Capture, cast: Any, enter: Callable[[Any], Client]) -> None:
    answer = enter(cast.junior).post(f"/desk/evidence/{capture.pk}/copy/", {"deed": "publish", "reason": REASON})
    assert answer.status_code == 403
    capture.refresh_from_db()
    assert capture.public_since is None


def test_an_editor_has_a_page_looked_up_at_the_wayback_machine(
    capture: Capture, cast: Any, enter: Callable[[Any], Client], settings: Any
) -> None:
    client = enter(cast.editor)
    place = f"/desk/evidence/{capture.pk}/"
    assert "Wayback" not in client.get(place).content.decode()  # nothing of it while it is off
    assert "is not asked" in client.post(f"{place}elsewhere/", follow=True).content.decode()
    settings.INTERLINK_WAYBACK_USE = "look"
    assert "Ask whether it has a copy" in client.get(place).content.decode()
    assert "It will be asked whether it has a copy." in client.post(f"{place}elsewhere/", follow=True).content.decode()
    copy = WaybackCopy.objects.get(capture=capture)
    copy.address, copy.at, copy.http_status = (
        "https://web.archive.org/web/2026/https://gazette.example/towns",
        NOON,
        404,
    )
    copy.state, copy.problem = WaybackState.KEPT, ""
    copy.save()
    told = client.get(place).content.decode()
    assert f'href="{copy.address}"' in told
    assert "readers are not sent there" in told
    assert enter(cast.outsider).post(f"{place}elsewhere/").status_code in (302, 403)


def part(capture: Capture, name: str, state: PartState, problem: str = "") -> None:
    capture.parts_found += 1
    capture.save()
    Part.objects.create(
        capture=capture, address=f"https://gazette.example/{name}", kind="image", state=state, problem=problem
    )


def test_an_editor_sees_part_by_part_what_is_missing_and_why(
    capture: Capture, cast: Any, enter: Callable[[Any], Client]
) -> None:
    part(capture, "one.png", PartState.KEPT)
    part(capture, "two.png", PartState.FAILED, "The site answered 404 Not Found")
    capture.parts_found = 12
    capture.by_browser, capture.facts = True, {"browser": {"problem": "The page takes <more> memory."}}
    capture.save()
    page = enter(cast.editor).get(f"/desk/evidence/{capture.pk}/")
    shown = page.content.decode()
    assert "Refresh" not in page
    assert "not all of it.</b> 1 of 12 parts are there. 1 could not be had. 10 were left out." in shown
    assert shown.index("two.png") < shown.index("one.png")
    assert "The site answered 404 Not Found" in shown
    assert "&lt;more&gt; memory" in shown
    assert "Of the rest no list is kept" in shown


def test_why_something_is_missing_is_told_in_the_editors_language(
    capture: Capture, cast: Any, enter: Callable[[Any], Client]
) -> None:
    answered = Sentence("The site answered %(answer)s.", answer="404 Not Found")
    part(capture, "two.png", PartState.FAILED, answered)
    part(capture, "three.png", PartState.LEFT_OUT, parting.NO_TIME)
    capture.by_browser, capture.facts = True, {"browser": {"problem": kept(Sentence("It says: %(words)s.", words="x"))}}
    capture.problem = Sentence("The site answered %(answer)s, so there is no page to keep.", answer="503 Busy")
    capture.stamp_problem = joined([StampRefused("tarn", Sentence("its answer is too long")).message] * 2)
    capture.save()
    WaybackCopy.objects.create(
        capture=capture, wish="save", asked_at=NOON, problem=Sentence("The site wants a password.")
    )
    reason = Reason(Why.NO_ANSWER, Said.IN_WORDS, {"words": Sentence("There is no site named %(host)s.", host="a.b")})
    capture.checks.create(at=NOON, verdict=CheckVerdict.UNREACHABLE, reasons=[wording.kept(reason)])
    client = enter(cast.editor)
    page = client.get(f"/desk/evidence/{capture.pk}/").content.decode()
    assert "The site answered 404 Not Found." in page
    assert "There is no site named a.b." in page
    UserProfile.objects.update_or_create(user=cast.editor, defaults={"preferred_language": "de"})
    page = client.get(f"/desk/evidence/{capture.pk}/").content.decode()
    for words in (
        "Die Website antwortete 404 Not Found.",
        "Die Zeit für die Teile einer Seite war um.",
        "Sie sagt: x.",
        "Die Website antwortete 503 Busy, es gibt also keine Seite",
        "tarn gab keinen Zeitstempel: seine Antwort ist zu lang. tarn gab",
        "Die Website verlangt ein Passwort.",
        "Es gibt keine Website namens",
    ):
        assert words in page


def test_the_page_of_a_capture_that_runs_comes_again_by_itself(
    capture: Capture, cast: Any, enter: Callable[[Any], Client]
) -> None:
    capture.state, capture.asked_at = CaptureState.WAITING, timezone.now()
    part(capture, "one.png", PartState.KEPT)
    part(capture, "two.png", PartState.WAITING)
    page = enter(cast.editor).get(f"/desk/evidence/{capture.pk}/")
    assert page["Refresh"] == "3"
    assert "1 of 2 parts are through" in page.content.decode()


def test_the_list_says_what_was_captured_by_itself_and_how_many_are_left_today(
    capture: Capture, cast: Any, enter: Callable[[Any], Client], settings: Any
) -> None:
    settings.INTERLINK_CAPTURE_SPOTTED, settings.INTERLINK_SPOTTED_A_DAY = True, 7
    client = enter(cast.editor)
    assert "Three towns" not in client.get("/desk/evidence/?how=itself").content.decode()
    Capture.objects.filter(pk=capture.pk).update(by_itself=True)
    shown = client.get("/desk/evidence/?how=itself").content.decode()
    assert "Three towns" in shown
    assert "0 of 7. Left for today: 7." in shown


def test_the_mark_of_a_cited_page_stands_in_the_list_of_posts_and_in_the_posts_editor(
    capture: Capture, cast: Any, site: Any, enter: Callable[[Any], Client]
) -> None:
    front = site["en"]
    post = front.add_child(
        instance=PostPage(title="Towns", slug="towns", locale=front.locale, capture=capture, owner=cast.editor)
    )
    client = enter(cast.editor)
    listed, editor = f"/desk/pages/{front.pk}/", f"/desk/pages/{post.pk}/edit/"
    link = f'href="/desk/evidence/{capture.pk}/" title="What has become of the cited page"'
    assert link not in client.get(listed).content.decode()  # it was not looked at again yet
    capture.mark, capture.mark_since = CaptureMark.REMOVED, NOON
    capture.save()
    page = client.get(listed).content.decode()
    assert f'class="w-status desk-cited desk-cited-removed" {link}>cited page: removed</a>' in page
    shown = client.get(editor).content.decode()
    assert "The cited page is now: <strong>removed</strong>, seen so since" in shown
