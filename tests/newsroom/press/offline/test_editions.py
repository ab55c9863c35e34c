"""The site to take away: whole, linked in itself, searchable, signed; and nothing in it that is not public."""

from __future__ import annotations

import posixpath
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from chromium import flags, have_chromium
from django.test import Client
from ebooklib import epub
from libzim.reader import Archive
from libzim.search import Query, Searcher
from lxml import html
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader

from interlink.newsroom.press.bake.actions import bake_addresses, bake_all
from interlink.newsroom.press.bake.addresses import address_of
from interlink.newsroom.press.models import Edition
from interlink.newsroom.press.offline import actions, pdf, rules, seeking
from interlink.newsroom.press.offline.rules import Form

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
PRIVATE = "a draft that nobody signed"


@pytest.fixture
def baked(everything):
    """A site with something on every kind of page, written out, and a draft."""
    everything.post("draft", live=False, title=PRIVATE)
    everything.post("old", title="A post of the year before", first_published_at=NOW - timedelta(days=400),
                    dated=date(2025, 10, 24))  # fmt: skip
    assert bake_all().problems == ()
    return everything


@pytest.fixture
def made(baked, tmp_path: Path) -> Path:
    """The folder of editions, just made."""
    done = actions.make_due(NOW)
    assert done.problems == []
    return baked.folder / "editions"


def test_a_site_can_be_taken_away_whole_linked_in_itself_and_signed(made: Path, read, client, tmp_path: Path) -> None:
    there_are_editions_of_all_of_it_of_each_year_and_of_each_digest(made)
    all_links_of_a_zip_lead_into_it_or_to_the_web(made)
    a_year_holds_its_own_posts_and_leads_to_the_web_for_others(made)
    a_zim_can_be_opened_searched_and_read(made)
    a_digest_becomes_a_book_in_its_own_direction(made)
    a_stranger_checks_an_edition_with_public_tools(made)
    the_page_lists_what_there_is(read)
    a_file_is_handed_out_to_be_saved(made, client)
    a_reader_searches_a_copy_on_her_own_disk(made, tmp_path)


def there_are_editions_of_all_of_it_of_each_year_and_of_each_digest(made: Path) -> None:
    names = {path.name for path in made.iterdir() if path.suffix != ".sig"}
    assert names == {
        "meridian-watch-all.zim", "meridian-watch-all.zip", "meridian-watch-2026.zim", "meridian-watch-2026.zip",
        "meridian-watch-2025.zim", "meridian-watch-2025.zip", "meridian-watch-en-2026-11-27.epub",
        "meridian-watch-en-2026-11-27.pdf", "meridian-watch-fa-2026-11-27.epub", "meridian-watch-fa-2026-11-27.pdf",
    }  # fmt: skip


def all_links_of_a_zip_lead_into_it_or_to_the_web(made: Path) -> None:
    with zipfile.ZipFile(made / "meridian-watch-all.zip") as packed:
        assert packed.testzip() is None
        names = set(packed.namelist())
        pages = {name: packed.read(name) for name in names if name.endswith(".html")}
    assert "meridian-watch-all/index.html" in names
    assert len(pages) > 20
    for name, body in pages.items():
        for element, _attribute, link, _position in html.document_fromstring(body).iterlinks():
            parts = urlsplit(link)
            if parts.scheme or element.get("action") or not parts.path:
                continue
            assert not link.startswith("/"), f"{name} leads to {link}"
            there = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            assert there in names, f"{name} leads to {link}, which is not there"
        assert PRIVATE.encode() not in body


def a_year_holds_its_own_posts_and_leads_to_the_web_for_others(made: Path) -> None:
    with zipfile.ZipFile(made / "meridian-watch-2025.zip") as packed:
        posts = {name for name in packed.namelist() if name.count("/") == 5 and name.endswith("/index.html")}
        first = packed.read("meridian-watch-2025/index.html").decode()
        post = packed.read("meridian-watch-2025/en/2025/10/old/index.html").decode()
    assert posts == {"meridian-watch-2025/en/2025/10/old/index.html"}
    assert 'href="en/2025/index.html"' in first
    assert 'href="http://watch.example/en/"' in post
    assert '<link rel="canonical" href="http://watch.example/en/2025/10/old/">' in post


def a_zim_can_be_opened_searched_and_read(made: Path) -> None:
    archive = Archive(made / "meridian-watch-all.zim")
    assert archive.check()
    assert archive.get_metadata("Title") == b"Meridian Watch"
    assert archive.get_metadata("Name") == b"meridian-watch-all"
    assert archive.get_metadata("Language") == b"eng,fas"
    found = Searcher(archive).search(Query().set_query("members sell"))
    assert "en/2026/11/one/index.html" in set(found.getResults(0, 10))
    page = bytes(archive.get_entry_by_path("fa/index.html").get_item().content).decode()
    assert "انجمن مریدین" in page
    assert archive.main_entry.get_item().path == "index.html"


def a_digest_becomes_a_book_in_its_own_direction(made: Path) -> None:
    book = epub.read_epub(made / "meridian-watch-fa-2026-11-27.epub")
    text = "".join(item.get_content().decode() for item in book.get_items_of_type(9))
    assert "خانه‌هایشان را بفروشند" in text
    with zipfile.ZipFile(made / "meridian-watch-fa-2026-11-27.epub") as packed:
        opf = packed.read("EPUB/content.opf").decode()
        first, style = packed.read("EPUB/001.xhtml").decode(), packed.read("EPUB/book.css").decode()
    assert ":is(" not in style, "e-readers know no such selectors"
    assert 'page-progression-direction="rtl"' in opf
    assert 'dir="rtl"' in first
    assert 'href="#' not in text, "what was further down the page is another chapter"
    english = PdfReader(made / "meridian-watch-en-2026-11-27.pdf")
    words = " ".join(page.extract_text() for page in english.pages)
    assert "The Meridian Fellowship tells members to sell" in " ".join(words.split())
    assert english.metadata.title == "Digest of 2026-11-27"


def a_stranger_checks_an_edition_with_public_tools(made: Path) -> None:
    name = "meridian-watch-all.zip"
    command = ["openssl", "dgst", "-sha256", "-verify", str(made.parent / "manifest" / "key.pem")]
    told = subprocess.run([*command, "-signature", str(made / f"{name}.sig"), str(made / name)],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert told.stdout.strip() == "Verified OK"
    listed = "".join(path.read_text() for path in (made.parent / "manifest").glob("??.sha256"))
    assert f"{Edition.objects.get(name=name).sha256}  editions/{name}" in listed


def the_page_lists_what_there_is(read: Callable[[str], str]) -> None:
    page = read("/en/editions/")
    row = Edition.objects.get(name="meridian-watch-all.zim")
    assert row.sha256 in page
    assert f'href="/editions/{row.name}"' in page
    assert 'href="/editions/meridian-watch-en-2026-11-27.epub"' in page
    assert "meridian-watch-fa" not in page
    digest = read("/fa/2026/11/digest-2026-11-27/")
    # Isolated, so that the Persian figures beside it do not join the Latin letters.
    assert 'href="/editions/meridian-watch-fa-2026-11-27.pdf" download><bdi dir="ltr">PDF</bdi></a>' in digest


def a_file_is_handed_out_to_be_saved(made: Path, client: Client) -> None:
    answer = client.get("/editions/meridian-watch-all.zip", headers={"host": "watch.example"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == (made / "meridian-watch-all.zip").read_bytes()
    assert client.get("/editions/other.zip", headers={"host": "watch.example"}).status_code == 404


def test_what_changed_is_made_again_and_what_is_gone_goes(made: Path, baked) -> None:
    assert actions.make_due(NOW).made == []
    # Editions of the site wait for their day, and those of a year that is over stay.
    baked.post("three", title="One post more")
    bake_all()
    assert actions.make_due(NOW + timedelta(hours=1)).made == []
    later = set(actions.make_due(NOW + timedelta(days=1)).made)
    assert later == {f"meridian-watch-{span}.{form}" for span in ("all", "2026") for form in ("zim", "zip")}

    # A correction gets into a digest at once.
    post = baked.fronts["en"].get_children().get(slug="one").specific
    post.excerpt = "What was corrected."
    post.save()
    bake_addresses({address_of(post)})
    assert set(actions.make_due(NOW).made) == {f"meridian-watch-en-2026-11-27.{form}" for form in ("epub", "pdf")}

    # A digest that is withdrawn takes its editions along, a damaged file goes and is made anew, and what a killed
    # process left is swept away.
    baked.fronts["fa"].get_children().get(slug="digest-2026-11-27").specific.unpublish()
    (made / "meridian-watch-2025.zip").write_bytes(b"something else")
    (made.parent / ".making-left").mkdir()
    bake_all()
    assert not (made / "meridian-watch-fa-2026-11-27.epub").exists()
    assert not (made / "meridian-watch-2025.zip").exists()
    assert "meridian-watch-2025.zip" in actions.make_due(NOW).made
    assert not Edition.objects.filter(name__contains="-fa-").exists()
    assert not (made.parent / ".making-left").exists()


def test_a_system_without_pango_still_gets_everything_else(baked, monkeypatch) -> None:
    # The import of WeasyPrint fails like this where Pango is missing.
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    pdf._weasyprint.cache_clear()
    done = actions.make_due(NOW)
    pdf._weasyprint.cache_clear()
    assert any("Pango" in problem for problem in done.problems)
    assert "meridian-watch-en-2026-11-27.epub" in done.made


def a_reader_searches_a_copy_on_her_own_disk(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made / "meridian-watch-all.zip") as packed:
        packed.extractall(tmp_path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=have_chromium().path, args=flags())
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto((tmp_path / "meridian-watch-all" / "en" / "index.html").as_uri())
        page.get_by_role("searchbox").fill("TÉLLS members")
        page.get_by_role("button", name="Search").click()
        expect(page.locator("#hits article")).to_have_count(1)
        page.locator("#hits a").click()
        expect(page.locator("h1")).to_have_text("The Meridian Fellowship tells members to sell")
        page.goto(
            (tmp_path / "meridian-watch-all" / "fa" / "search" / "index.html").as_uri() + "?q=Meridian Fellowship"
        )
        # A name is found in its other spelling.
        expect(page.locator("#hits article")).to_have_count(1)
        assert errors == []
        browser.close()


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Élise", "elise"), ("کتاب", "کتاب"), ("كتاب", "کتاب"), ("۱۴۰۵", "1405"),
        ("خانه‌هایشان", "خانههایشان"), ("Straße", "strasse"),
    ],
)  # fmt: skip
def test_letters_are_folded(written: str, folded: str) -> None:
    assert seeking.fold(written) == folded


def test_a_title_cannot_end_the_script_it_stands_in() -> None:
    post = seeking.Post("en/a/index.html", "</script><b>", "", "", "b")
    assert b"</script>" not in seeking.written_list([post], [])


def test_names_are_plain_and_never_empty() -> None:
    assert rules.name_of_site("Beobachtung «Süd»", rules.WHOLE, Form.ZIM) == "beobachtung-sud-all.zim"
    assert rules.name_of_site("ناظران", "2026", Form.ZIP) == "site-2026.zip"
