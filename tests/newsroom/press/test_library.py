"""The library: its lists, and files that are what they say they are."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document

from interlink.newsroom.press.bake.actions import bake_all
from interlink.newsroom.press.bake.addresses import public_addresses, touched_by
from interlink.newsroom.press.library import files, rules
from interlink.newsroom.press.models import PostPage

Read = Callable[[str], str]
PDF = b"%PDF-1.7\n" + b"rents " * 100


def zipped(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.pdf", PDF, "pdf"),
        ("A.PDF", PDF, "pdf"),
        ("a.epub", zipped(mimetype="application/epub+zip"), "epub"),
        ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        ("a.docx", zipped(**{"[Content_Types].xml": "<x/>", "word__document.xml": "<x/>"}), "docx"),
        ("a.txt", "Überall, همه جا".encode(), "txt"),
        ("a.txt", ("é" * 5000).encode()[: rules.HEAD], "txt"),
        ("a.pdf", b"<html><script>", None),
        ("a.txt", b"  <!DOCTYPE html>", None),
        ("a.txt", b"\x00\x01", None),
        ("a.html", b"<p>", None),
        ("a.svg", b"<svg/>", None),
        ("a.epub", zipped(mimetype="text/html"), None),
        ("a", PDF, None),
    ],
)
def test_a_file_is_what_its_bytes_say(name: str, head: bytes, kind: str | None) -> None:
    found = rules.kind_of(head, name)
    assert (found.suffix if found else None) == kind


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rents, in 5 towns", "Rents-in-5-towns.pdf"),
        ("../../etc", "etc.pdf"),
        ("گزارش", "گزارش.pdf"),
        ("\u202e!", "report.pdf"),
    ],
)
def test_a_file_is_saved_under_a_harmless_name(title: str, name: str) -> None:
    assert rules.safe_name(title, "pdf") == name


def attached(title: str = "Harbour rents", body: bytes = PDF, name: str = "x.pdf") -> Document:
    document = Document(title=title)
    document.file.save(name, ContentFile(body))
    document.save()
    return document


def report(
    press: Any, slug: str, year: int = 2025, outlet: str = "Saltmere Housing Council", **fields: Any
) -> PostPage:
    empty = {"reported_on": None, "excerpt": "", "cited_address": "", "capture": None}
    return press.post(slug, kind="report", report_year=year, outlet=outlet, **empty | fields)


def test_reports_are_listed_by_year_and_by_publisher(press: Any, read: Read) -> None:
    one, other = report(press, "one", 2025), report(press, "other", 2024, "Dunholm Register")
    assert one.url in read("/en/library/")
    assert other.url in read("/en/library/")
    assert one.url in read("/en/library/2025/")
    assert other.url not in read("/en/library/2025/")
    assert other.url in read("/en/library/from/dunholm-register/")
    assert one.url not in read("/en/library/from/dunholm-register/")


def test_a_report_shows_its_file_with_size_and_checksum_and_hands_it_out_safely(
    press: Any, read: Read, client: Client
) -> None:
    document = attached()
    page = read(report(press, "one", report_file=document).url)
    paper = files.paper_of(document)
    assert paper is not None
    assert paper.address == f"/library/{document.pk}/Harbour-rents.pdf"
    assert paper.address in page
    assert hashlib.sha256(PDF).hexdigest() in page
    answer = client.get(paper.address, headers={"host": "watch.example"})
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="Harbour-rents.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_of_a_draft_or_that_is_no_longer_what_it_was_is_not_handed_out(press: Any, client: Client) -> None:
    document, html = attached("Secret"), attached("Page", b"<html><script>alert(1)</script>")
    draft = report(press, "draft", report_file=document, live=False)
    report(press, "html", report_file=html)
    for address in (f"/library/{document.pk}/Secret.pdf", f"/library/{html.pk}/Page.pdf", document.url, html.url):
        assert client.get(address, headers={"host": "watch.example"}).status_code == 404
    assert not any("Secret" in address for address in public_addresses())
    assert f"/library/{document.pk}/Secret.pdf" in touched_by(draft)


def test_the_library_is_baked_and_what_moves_leaves_its_old_shelf(press: Any) -> None:
    document = attached()
    post = report(press, "one", report_file=document)
    bake_all()
    there = press.folder / "library" / str(document.pk) / "Harbour-rents.pdf"
    assert there.read_bytes() == PDF
    assert (press.folder / "en/library/2025/index.html").exists()
    post.report_year = 2024
    assert {"/en/library/2024/", "/en/library/"} <= touched_by(post)


def test_an_upload_that_is_not_what_it_says_is_refused_in_plain_words(db: None) -> None:
    form, fields = get_document_form(Document), {"title": "A report"}
    bad = form(fields, {"file": ContentFile(b"<html>", "a.pdf")})
    assert "is not what its name says" in str(bad.errors["file"])
    assert not form(fields, {"file": ContentFile(PDF, "a.pdf")}).errors.get("file")
