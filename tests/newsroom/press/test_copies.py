"""Copies of pages: private until an editor publishes them, and gone from the site when one withdraws them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wayback_machine import archiving

from interlink.accounts.models import Activity, Deed, User
from interlink.lib.store.s3 import Access
from interlink.lib.warc.exchange import Exchange
from interlink.lib.warc.log import append
from interlink.lib.warc.write import write_capture
from interlink.lib.wayback.client import Service
from interlink.newsroom.evidence import wayback
from interlink.newsroom.evidence.errors import CopyRefused
from interlink.newsroom.evidence.models import Capture, CopyDeed, WaybackCopy
from interlink.newsroom.evidence.trusting import log_path
from interlink.newsroom.press import copies, elsewhere, proving
from interlink.newsroom.press.bake.actions import bake_addresses, bake_all
from interlink.newsroom.press.bake.addresses import copy_addresses
from interlink.newsroom.press.bake.jobs import bake_touched
from interlink.project.serving.site import baked_terms

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
REASON = "The page was removed, and the court case rests on it."
PICTURE, PACKAGE = b"\x89PNG a picture of a page", b"PK\x03\x04 a package"


@pytest.fixture
def ida(db: None) -> User:
    return User.objects.create_user("ida", display_name="Ida")


@pytest.fixture
def sealed(press: Any, settings: Any) -> Any:
    """Make a capture with files, cited or not."""

    def make(number: int, text: str) -> Capture:
        capture = press.capture(
            f"https://gazette.example/{number}",
            warc_name=f"2026/11/{number:08d}.warc.gz",
            text=text,
            package_sha256="5" * 64,
            package_bytes=len(PACKAGE),
        )
        folder = Path(settings.INTERLINK_EVIDENCE_ROOT) / "2026" / "11"
        folder.mkdir(parents=True, exist_ok=True)
        mark = str(number).encode()
        (folder / f"{number:08d}.png").write_bytes(PICTURE + mark)
        (folder / f"{number:08d}.wacz").write_bytes(PACKAGE + mark)
        return capture

    return make


def files_with(folder: Path, words: bytes) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)) for path in files if words in path.read_bytes()}


def test_only_published_copies_reach_the_baked_site_and_withdrawn_ones_leave_it(
    ida: User, press: Any, sealed: Any
) -> None:
    private, public = sealed(7, "words that stay private"), sealed(8, "words that all may read")
    press.post("one", capture=private)
    press.post("two", capture=public)
    copies.publish(public, ida, REASON, NOON)
    bake_all()
    baked = press.folder
    assert (baked / f"evidence/{private.pk}/index.html").is_file()
    for secret in (b"words that stay private", PICTURE + b"7", PACKAGE + b"7"):
        assert files_with(baked, secret) == set()
    at = f"evidence/{public.pk}"
    assert files_with(baked, b"words that all may read") == {f"{at}/copy/index.html"}
    assert files_with(baked, PICTURE + b"8") == {f"{at}/copy.png"}
    assert files_with(baked, PACKAGE + b"8") == {f"{at}/copy.wacz"}

    copies.withdraw(public, ida, "Its author asked us to.", NOON)
    bake_addresses(copy_addresses(public))
    for gone in (b"words that all may read", PICTURE + b"8", PACKAGE + b"8"):
        assert files_with(baked, gone) == set()
    assert (baked / at / "index.html").is_file()


def test_while_a_copy_cannot_be_had_what_was_baked_of_it_stays(
    ida: User, press: Any, sealed: Any, settings: Any
) -> None:
    public = sealed(8, "words that all may read")
    press.post("two", capture=public)
    copies.publish(public, ida, REASON, NOON)
    bake_all()
    before = {place: (press.folder / place).read_bytes() for place in files_with(press.folder, b"")}
    (Path(settings.INTERLINK_EVIDENCE_ROOT) / public.package_name).unlink()
    settings.INTERLINK_EVIDENCE_STORE = "s3://evidence/desk"
    settings.INTERLINK_EVIDENCE_ACCESS = Access("http://127.0.0.1:9", "here", "name", "secret")
    baked = bake_addresses(copy_addresses(public))
    assert {problem.address for problem in baked.problems} == {
        copy_addresses(public)[0],
        copy_addresses(public)[3],
    }
    for place in (f"evidence/{public.pk}/copy.wacz", f"evidence/{public.pk}/index.html"):
        assert (press.folder / place).read_bytes() == before[place]


PDF = b"%PDF-1.4 minutes of a council"


@pytest.fixture
def received(press: Any, settings: Any) -> Any:
    """Make a capture of what is no page, with its web archive file."""

    def make(number: int, kind: str, body: bytes, **facts: Any) -> Capture:
        address = f"https://gazette.example/minutes-{number}"
        name = f"2026/11/{number:08d}.warc.gz"
        place = Path(settings.INTERLINK_EVIDENCE_ROOT) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        headers = (("Content-Type", kind),)
        answer = Exchange(
            asked=address, address=address, status=200, reason="OK", http_version="1.1", request_headers=(),
            headers=headers, wire_body=body, hops=(), fetched_at=NOON,
        )  # fmt: skip
        write_capture(answer, place)
        return press.capture(address, warc_name=name, media_type=kind, text="The council met.", facts=facts)

    return make


def test_readers_get_a_captured_file_to_save_once_its_copy_is_public(
    ida: User, press: Any, received: Any, read: Any, client: Client
) -> None:
    capture = received(8, "application/octet-stream", PDF, file={"type": "application/pdf", "size": 2048})
    press.post("two", capture=capture)
    address = f"/evidence/{capture.pk}/received.pdf"
    assert client.get(address, headers={"host": "watch.example"}).status_code == 404
    copies.publish(capture, ida, REASON, NOON)
    bake_all()
    place = press.folder / address[1:]
    assert place.read_bytes() == PDF
    assert baked_terms(place, press.folder) == {
        "Content-Disposition": "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    for page in (f"/evidence/{capture.pk}/", f"/evidence/{capture.pk}/copy/"):
        assert f'href="{address}"' in read(page)
        assert "replay" not in read(page)
    answer = client.get(address, headers={"host": "watch.example"})
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="capture-{capture.pk}.pdf"'
    assert "sandbox" in answer["Content-Security-Policy"]
    copies.withdraw(capture, ida, "Its author asked us to.", NOON)
    bake_addresses(copy_addresses(capture))
    assert not place.exists()


def test_a_file_that_a_browser_might_run_is_in_the_package_only(
    ida: User, received: Any, read: Any, client: Client
) -> None:
    capture = received(9, "image/svg+xml", b"<svg><script>alert(1)</script></svg>")
    copies.publish(capture, ida, REASON, NOON)
    assert "received." not in read(f"/evidence/{capture.pk}/copy/")
    for suffix in ("svg", "pdf", "html"):
        address = f"/evidence/{capture.pk}/received.{suffix}"
        assert client.get(address, headers={"host": "watch.example"}).status_code == 404


def test_a_private_copy_has_no_address_at_all(press: Any, sealed: Any, client: Client) -> None:
    capture = sealed(7, "words that stay private")
    press.post("one", capture=capture)
    page, *others = copy_addresses(capture)
    assert client.get(page, headers={"host": "watch.example"}).status_code == 200
    for address in others:
        assert client.get(address, headers={"host": "watch.example"}, follow=True).status_code == 404


def test_it_is_noted_who_decided_what_and_why(ida: User, press: Any, sealed: Any) -> None:
    capture, jon = sealed(7, "words"), User.objects.create_user("jon")
    with pytest.raises(CopyRefused, match="Say why"):
        copies.publish(capture, ida, "  ", NOON)
    with pytest.raises(CopyRefused, match="do not see"):
        copies.withdraw(capture, ida, REASON, NOON)
    copies.publish(capture, ida, REASON, NOON)
    with pytest.raises(CopyRefused, match="already"):
        copies.publish(capture, jon, REASON, NOON)
    copies.withdraw(capture, jon, "Its author asked us to.", NOON)
    noted = [(one.deed, one.by, one.by_name, one.reason) for one in capture.copy_decisions.order_by("pk")]
    assert noted == [
        (CopyDeed.PUBLISHED, ida, "Ida", REASON),
        (CopyDeed.WITHDRAWN, jon, "jon", "Its author asked us to."),
    ]
    lines = Activity.objects.filter(deed__startswith="copy").order_by("pk")
    logged = [(one.who, one.deed, one.about, one.detail) for one in lines]
    assert logged == [
        ("ida", Deed.COPY_SHOWN, capture.title, REASON),
        ("jon", Deed.COPY_HIDDEN, capture.title, "Its author asked us to."),
    ]
    ida.delete()
    assert capture.copy_decisions.order_by("pk")[0].by_name == "Ida"


def test_a_page_that_failed_has_no_copy_to_publish(ida: User, press: Any) -> None:
    with pytest.raises(CopyRefused, match="no copy"):
        copies.publish(press.capture(state="failed"), ida, REASON, NOON)


def test_readers_are_led_to_text_picture_package_and_replay(
    ida: User, press: Any, sealed: Any, read: Any, settings: Any
) -> None:
    settings.INTERLINK_REPLAY_ADDRESS = "https://replay.watch.example"
    capture = sealed(7, "First paragraph.\n\nپاراگراف دوم")
    copies.publish(capture, ida, REASON, NOON)
    page = read(f"/evidence/{capture.pk}/")
    assert f'href="https://replay.watch.example/public/{capture.pk}/"' in page
    assert f'href="/evidence/{capture.pk}/copy.wacz"' in page
    copy = read(f"/evidence/{capture.pk}/copy/")
    assert '<p dir="auto">First paragraph.</p>\n<p dir="auto">پاراگراف دوم</p>' in copy
    assert f'src="/evidence/{capture.pk}/copy.png"' in copy


def test_a_stranger_is_told_how_to_check_a_copy_and_finds_the_keys_and_the_log(
    ida: User, press: Any, sealed: Any, read: Any
) -> None:
    private, public = sealed(7, "One text."), sealed(8, "Another text.")
    for capture in (private, public):
        press.post(f"about-{capture.pk}", capture=capture)
    copies.publish(public, ida, REASON, NOON)
    page = read(f"/evidence/{public.pk}/")
    assert "wacz validate -f copy.wacz" in page
    assert 'href="/evidence/keys.pem"' in page
    assert 'href="/evidence/log.txt"' in page
    assert "copy.wacz" not in read(f"/evidence/{private.pk}/")


def test_readers_are_told_of_a_copy_in_another_archive_once_it_is_known_and_only_if_it_is_of_the_page(
    press: Any, sealed: Any, read: Any, settings: Any
) -> None:
    capture = sealed(7, "A text.")
    press.post("one", capture=capture)
    DBTaskResult.objects.all().delete()
    with archiving() as machine:
        settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{machine.port}"})
        settings.INTERLINK_WAYBACK_USE = "look"
        settings.INTERLINK_WAYBACK = Service(machine.address, machine.available)
        machine.has[capture.address] = "20261120080000"
        wayback.order(capture, NOON)
        assert "Wayback" not in read(f"/evidence/{capture.pk}/")
        assert elsewhere.ask_due(NOON) == 1
    (bake,) = DBTaskResult.objects.filter(task_path=bake_touched.module_path)
    assert bake.args_kwargs["kwargs"] == {"addresses": [f"/evidence/{capture.pk}/"]}
    named = f'href="{machine.address}/web/20261120080000/{capture.address}"'
    assert named in read(f"/evidence/{capture.pk}/")
    WaybackCopy.objects.update(http_status=404)
    assert named not in read(f"/evidence/{capture.pk}/")


def test_a_seal_has_the_head_of_the_log_written_though_no_post_has_to_do_with_it(press: Any) -> None:
    assert not proving.publish_head()  # there is no log yet
    append(log_path(), "capture", files={}, at=NOON)
    assert proving.publish_head()
    bake_addresses(["/evidence/log.txt"])
    assert not proving.publish_head()
    append(log_path(), "capture", files={}, at=NOON)
    assert proving.publish_head()
    bakes = DBTaskResult.objects.filter(task_path=bake_touched.module_path)
    assert [one.args_kwargs["kwargs"] for one in bakes] == [{"addresses": ["/evidence/log.txt"]}] * 2
    bake_addresses(["/evidence/log.txt"])
    assert (press.folder / "evidence/log.txt").read_text().splitlines()[-1].startswith("2026-11-24 2 ")


def test_readers_are_told_how_long_a_captured_video_is_and_when_it_was_put_up(press: Any, read: Any) -> None:
    video = {"seconds": 3725, "uploaded": "2026-10-03T18:00:00Z"}
    capture = press.capture("https://harbour.example/video", media_type="text/html", facts={"video": video})
    press.post("seen", capture=capture)
    odd = press.capture("https://harbour.example/odd", facts={"video": {"seconds": "long", "uploaded": "<b>last week"}})
    press.post("odd", capture=odd)
    told = read(f"/evidence/{capture.pk}/")
    assert "<dd>1:02:05</dd>" in told
    assert "<dd><bdi>October 3, 2026</bdi></dd>" in told
    assert "<bdi>&lt;b&gt;last week</bdi>" in read(f"/evidence/{odd.pk}/")
