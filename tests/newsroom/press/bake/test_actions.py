"""The whole public site as plain files: complete, private nowhere, mended by the next bake."""

from __future__ import annotations

import gzip
import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template import engines
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction
from wagtail.signals import page_slug_changed

from interlink.newsroom.press.bake import actions, folder, rendering
from interlink.newsroom.press.bake.addresses import address_of, moved_addresses, public_addresses, touched_by
from interlink.newsroom.press.models import FrontPage, PostPage


def files(root: Path) -> dict[str, bytes]:
    """Every file of the site but the lock, by its place."""
    found = (path for path in root.rglob("*") if path.is_file() and path.name != folder.LOCK_NAME)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def listed(lists: bytes) -> dict[str, str]:
    """The files that lists name, with their checksums."""
    parts = (line.partition("  ") for line in lists.decode().splitlines())
    return {name: checksum for checksum, _, name in parts}


def place(post) -> str:
    return f"en/2026/11/{post.slug}/index.html"


def feeds(stem: str) -> set[str]:
    return {f"{stem}feed.{form}" for form in ("atom", "rss", "json")}


def of_language(code: str) -> set[str]:
    """The files of a language with one outlet and one month, but its posts."""
    outlet = f"{code}/outlet/the-harbour-gazette/"
    pages = {"", "removed/", "about/", "digests/", "outlets/", "subjects/", "tags/", "2026/", "2026/11/", "library/"}
    pages |= {"corrections/", "editions/"}
    there = {f"{code}/{page}index.html" for page in pages} | {f"{outlet}index.html", f"{outlet}2026/index.html"}
    there |= {f"sitemap-{code}-pages.xml", f"sitemap-{code}-2026.xml"}
    return (
        there
        | feeds(f"{code}/")
        | feeds(f"{code}/removed/")
        | feeds(f"{code}/digests/")
        | feeds(f"{code}/corrections/")
        | feeds(outlet)
    )


def test_a_bake_writes_the_whole_site(press) -> None:
    capture = press.capture()
    post = press.post("one", capture=capture)
    press.post("خانه", "fa")
    press.digest([post])
    baked = actions.bake_all()
    assert baked.problems == ()
    assert {name for name in files(press.folder) if not name.endswith(".gz") and not name.startswith("manifest/")} == {
        "index.html", "404.html", "robots.txt", "favicon.svg", "evidence/log.txt", "evidence/keys.pem",
        "static/press/site.css", "static/press/favicon.svg", "sitemap.xml", "news-sitemap.xml", *feeds(""),
        "redirects.map", "redirects.caddy",
        *of_language("en"), "en/2026/11/one/index.html", "en/2026/11/one/ninjs.json",
        "en/2026/11/digest-2026-11-27/index.html",
        *of_language("fa"), "fa/2026/11/خانه/index.html", "fa/2026/11/خانه/ninjs.json",
        f"evidence/{capture.pk}/index.html", f"evidence/{capture.pk + 1}/index.html",
    }  # fmt: skip
    assert baked.written == len(list(public_addresses())) - 1, "there is no style of its own"


def test_every_link_inside_the_site_leads_to_a_file(press) -> None:
    import re

    posts = [press.post(f"post-{number}") for number in range(3)]
    press.post("ترجمه", "fa", translation_key=posts[0].translation_key)
    press.digest(posts)
    actions.bake_all()
    baked = files(press.folder)
    for name, body in baked.items():
        if name.endswith(".html"):
            for link in re.findall(r'(?:href|src)="(/[^"]*)"', body.decode()):
                if link.startswith("/mail/"):
                    continue  # signing up takes a server
                target = folder.SiteFolder(press.folder).place_of(link.partition("?")[0])
                assert target in baked, f"{name} links to {link}"


def test_nothing_private_lands_in_the_site(press) -> None:
    live = press.post("public-one")
    press.post("secret-draft", live=False, title="Secret draft title", capture=press.capture(title="Secret capture"))
    edited = press.post("edited")
    edited.title = "Secret unpublished change"
    edited.save_revision()
    press.digest([live], live=False).title = "Secret digest"
    actions.bake_all()
    for name, body in files(press.folder).items():
        text = gzip.decompress(body) if name.endswith(".gz") else body
        for private in (b"ecret", b"stays private", b"warc.gz", b"/desk", b"csrf"):
            assert private not in text, f"{private!r} is in {name}"
        assert not name.startswith(("desk", "media", "mail", "documents"))


def test_a_page_kept_from_the_public_in_the_desk_is_not_baked(press) -> None:
    post = press.post("restricted", title="Restricted title")
    PageViewRestriction.objects.create(page=post, restriction_type=PageViewRestriction.LOGIN)
    actions.bake_all()
    assert not any(b"Restricted title" in body for body in files(press.folder).values())


def test_a_second_bake_writes_nothing(press) -> None:
    press.digest([press.post()])
    first = actions.bake_all()
    before = {path: path.stat().st_mtime_ns for path in press.folder.rglob("*") if path.is_file()}
    second = actions.bake_all()
    assert (second.written, second.removed, second.unchanged) == (0, 0, first.written)
    assert before == {path: path.stat().st_mtime_ns for path in before if path.name != folder.LOCK_NAME} | {
        path: stamp for path, stamp in before.items() if path.name == folder.LOCK_NAME
    }


def test_compressed_copies_hold_the_same(press) -> None:
    press.post()
    actions.bake_all()
    baked = files(press.folder)
    assert gzip.decompress(baked["en/index.html.gz"]) == baked["en/index.html"]
    assert {"en/feed.atom.gz", "en/feed.rss.gz"} <= set(baked)
    assert "robots.txt.gz" not in baked, "too small to gain by it"


def test_the_manifest_lists_every_file_with_its_checksum(press) -> None:
    press.post()
    actions.bake_all()
    baked = files(press.folder)
    lists = {name: body for name, body in baked.items() if name.startswith("manifest/") and name.endswith(".sha256")}
    index = lists.pop("manifest/index.sha256")
    assert listed(index) == {name: hashlib.sha256(body).hexdigest() for name, body in lists.items()}
    assert listed(b"".join(lists.values())) == {
        name: hashlib.sha256(body).hexdigest()
        for name, body in baked.items()
        if not name.endswith(".gz") and not name.startswith("manifest/")
    }


def test_publishing_one_post_touches_only_what_shows_it(press) -> None:
    for number in range(12):
        press.post(f"older-{number}", first_published_at=datetime(2026, 9, 1, tzinfo=UTC))
    actions.bake_all()
    post = press.post("new-one")
    touched = touched_by(post)
    assert touched == {
        "/", "/en/", "/en/2026/", "/en/2026/11/", "/en/2026/11/new-one/", "/en/2026/11/new-one/ninjs.json",
        "/en/outlets/", "/en/outlet/the-harbour-gazette/", "/en/outlet/the-harbour-gazette/2026/",
        "/sitemap.xml", "/news-sitemap.xml", "/sitemap-en-pages.xml", "/sitemap-en-2026.xml",
        f"/evidence/{post.capture_id}/", "/evidence/log.txt",
        *(f"/{place}" for stem in ("", "en/", "en/outlet/the-harbour-gazette/") for place in feeds(stem)),
    }  # fmt: skip
    baked = actions.bake_addresses(touched)
    same = {"/evidence/log.txt", "/sitemap.xml", "/sitemap-en-pages.xml", "/news-sitemap.xml"}
    assert baked.unchanged <= len(same), "the log and the lists of lists have nothing new"
    assert baked.written == len(touched) - baked.unchanged
    after = files(press.folder)
    assert actions.bake_all().written == 0, "the few addresses made the site whole, and its lists"
    assert files(press.folder) == after


def test_unpublishing_takes_the_files_away(press) -> None:
    post = press.post("pulled-back")
    digest = press.digest([press.post("stays"), post])
    translation = press.post("ترجمه", "fa", translation_key=post.translation_key)
    actions.bake_all()
    assert b"pulled-back" in files(press.folder)["en/2026/11/digest-2026-11-27/index.html"]
    post.unpublish()
    touched = touched_by(post)
    assert {address_of(digest), address_of(translation), "/evidence/log.txt"} <= touched
    baked = actions.bake_addresses(touched)
    assert baked.removed == 3, "the post in both its forms and the page of its capture"
    after = files(press.folder)
    assert not any(b"pulled-back" in body for name, body in after.items() if not name.endswith(".gz"))
    assert not (press.folder / place(post)).parent.exists(), "no empty folder stays"
    assert actions.bake_all().written == 0


def test_deleting_takes_the_files_away(press) -> None:
    post = press.post("deleted")
    actions.bake_all()
    touched = touched_by(post)
    FrontPage.objects.get(pk=press.fronts["en"].pk).get_children().get(slug="deleted").specific.delete()
    actions.bake_addresses(touched)
    assert not any(b"deleted" in body for name, body in files(press.folder).items() if not name.endswith(".gz"))


def test_a_new_address_leaves_nothing_at_the_old_one_but_the_way_there(press) -> None:
    post = press.post("old-slug")
    actions.bake_all()
    before = touched_by(post)
    moved = PostPage.objects.get(pk=post.pk)
    moved.slug = "new-slug"
    moved.save()
    page_slug_changed.send(PostPage, instance=moved, instance_before=post)
    actions.bake_addresses(before | touched_by(moved) | set(moved_addresses()))
    baked = files(press.folder)
    assert "en/2026/11/new-slug/index.html" in baked
    assert "en/2026/11/old-slug/ninjs.json" not in baked
    old = baked["en/2026/11/old-slug/index.html"].decode()
    assert '<link rel="canonical" href="http://watch.example/en/2026/11/new-slug/">' in old
    assert '<meta http-equiv="refresh" content="0; url=/en/2026/11/new-slug/">' in old
    assert "Post old-slug" not in old
    assert baked["redirects.map"] == b'"/en/2026/11/old-slug/" "/en/2026/11/new-slug/";\n'
    assert baked["redirects.caddy"] == b'"/en/2026/11/old-slug/" "/en/2026/11/new-slug/"\n'
    assert actions.bake_all().removed == 0
    moved.refresh_from_db()
    moved.unpublish()
    actions.bake_all()
    assert not any(b"old-slug" in body for body in files(press.folder).values())


def test_no_redirect_leads_plain_files_off_the_site_or_out_of_a_map(press) -> None:
    post = press.post("one")
    odd = ['/en/a"; return 301 https://evil.example/;', "/en/${HOME}", "/en/with\nline", "/en/a b", "/.git/config"]
    for path in odd:
        Redirect.objects.create(old_path=path, redirect_page=post)
    Redirect.objects.create(old_path="/en/gone", redirect_link="https://evil.example/")
    actions.bake_all()
    baked = files(press.folder)
    assert not any(b"evil.example" in body for body in baked.values())
    assert baked["redirects.map"] == baked["redirects.caddy"] == b""


def test_a_page_that_fails_stops_nothing_and_keeps_its_old_file(press, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = press.post("broken"), press.post("fine")
    actions.bake_all()
    before = files(press.folder)
    fine.title = "A new title"
    fine.save()
    written = type(broken).get_context

    def fails(page, request, *args, **kwargs):
        if page.slug == "broken":
            raise RuntimeError("no such template part")
        return written(page, request, *args, **kwargs)

    monkeypatch.setattr(type(broken), "get_context", fails)
    baked = actions.bake_all()
    (problem,) = baked.problems
    assert problem.address == address_of(broken)
    assert "RuntimeError: no such template part" in problem.reason
    after = files(press.folder)
    assert after[place(broken)] == before[place(broken)]
    assert b"A new title" in after[place(fine)]
    assert place(broken) in listed(b"".join(body for name, body in after.items() if name.endswith(".sha256")))


def test_a_bake_mends_what_somebody_changed(press) -> None:
    post = press.post()
    actions.bake_all()
    whole = files(press.folder)
    (press.folder / place(post)).write_bytes(b"torn")
    (press.folder / (place(post) + ".gz")).write_bytes(b"not gzip")
    (press.folder / "en" / "feed.atom").unlink()
    (press.folder / "manifest" / "index.sha256").write_bytes(b"\xff{")
    (press.folder / "manifest" / "zz.sha256").write_text("not ours")
    (press.folder / "en" / "leftover.html").write_text("of a bake that was killed")
    (press.folder / "en" / ".123.unfinished").write_text("half a pa")
    baked = actions.bake_all()
    assert baked.removed == 1
    assert files(press.folder) == whole


def test_dot_folders_at_the_top_belong_to_the_operator(press) -> None:
    proof = press.folder / ".well-known" / "proof.txt"
    proof.parent.mkdir()
    proof.write_text("ours")
    actions.bake_all()
    assert proof.read_text() == "ours"


def test_a_full_disk_is_told_and_tears_nothing(press, monkeypatch: pytest.MonkeyPatch) -> None:
    post = press.post()
    actions.bake_all()
    before = files(press.folder)
    post.title = "A new title"
    post.save()
    written = Path.write_bytes

    def full(path: Path, body: bytes) -> int:
        written(path, body[: len(body) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        actions.bake_all()
    assert files(press.folder) == before
    monkeypatch.undo()
    assert actions.bake_all().written > 0


def test_progress_is_told_to_the_end(press) -> None:
    told: list[tuple[int, int]] = []
    actions.bake_all(lambda done, of: told.append((done, of)))
    assert told
    assert told[-1][0] == told[-1][1]


ENTERS = """
import sys
from pathlib import Path
from interlink.newsroom.press.bake.folder import SiteFolder
with SiteFolder(Path(sys.argv[1])).locked():
    print("entered", flush=True)
"""


def test_two_bakes_wait_for_each_other(tmp_path: Path) -> None:
    with folder.SiteFolder(tmp_path).locked():
        other = subprocess.Popen([sys.executable, "-c", ENTERS, str(tmp_path)], stdout=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            other.communicate(timeout=2)
    assert other.communicate(timeout=30)[0] == b"entered\n"


WRITES_FOR_EVER = """
import itertools, sys
from pathlib import Path
from interlink.newsroom.press.bake.folder import SiteFolder
site = SiteFolder(Path(sys.argv[1]))
with site.locked():
    for number in itertools.count():
        letter = b"ab"[number % 2 : number % 2 + 1]
        site.put("en/index.html", letter * 300_000)
        if number == 3:
            print("started", flush=True)
"""


def test_a_bake_killed_at_any_moment_leaves_whole_files_and_no_lock(tmp_path: Path) -> None:
    for round_number in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITES_FOR_EVER, str(tmp_path)], stdout=subprocess.PIPE, env=os.environ
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"started\n"
        time.sleep(0.03 * round_number + 0.011)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        body = (tmp_path / "en" / "index.html").read_bytes()
        assert len(body) == 300_000
        assert len(set(body)) == 1
        assert len(gzip.decompress((tmp_path / "en" / "index.html.gz").read_bytes())) == 300_000
    site = folder.SiteFolder(tmp_path)
    with site.locked():
        site.remove_others({"en/index.html"})
    assert sorted(files(tmp_path)) == ["en/index.html", "en/index.html.gz"]


def test_what_is_read_ahead_is_what_a_reader_gets(press) -> None:
    post = press.post("one")
    press.post("ترجمه", "fa", translation_key=post.translation_key)
    asked, ahead = rendering.Renderer(), rendering.Renderer()
    addresses = list(public_addresses())
    ahead.prepare(addresses)
    assert len(ahead._ahead) == 6, "two posts in both forms and the pages of their captures"
    for address in addresses:
        assert ahead.render(address) == asked.render(address)


def test_pages_name_their_onion_address_where_there_is_one(press, settings) -> None:
    press.post("خانه", "fa")
    actions.bake_all()
    assert not any(b"onion" in body for name, body in files(press.folder).items() if name.endswith(".html"))
    settings.INTERLINK_ONION = "http://" + "a" * 56 + ".onion"
    actions.bake_all()
    baked = files(press.folder)
    named = '<meta http-equiv="onion-location" content="{}{}">'
    assert named.format(settings.INTERLINK_ONION, "/en/").encode() in baked["en/index.html"]
    slug = "/fa/2026/11/%D8%AE%D8%A7%D9%86%D9%87/"
    assert named.format(settings.INTERLINK_ONION, slug).encode() in baked["fa/2026/11/خانه/index.html"]


def test_the_lists_are_checked_with_public_tools(press) -> None:
    press.post("one")
    post = press.post("خانه", "fa")
    actions.bake_all()
    check = (
        (Path(__file__).parents[4] / "docs" / "baked-site.md").read_text("utf-8").split("```sh\n")[1].split("```")[0]
    )

    def checked() -> bool:
        return subprocess.run(["sh", "-ec", check], cwd=press.folder, check=False, capture_output=True).returncode == 0

    assert checked()
    post.unpublish()
    actions.bake_addresses(touched_by(post))
    assert checked()
    (press.folder / "robots.txt").write_bytes(b"User-agent: *\nDisallow: /\n")
    assert not checked(), "a file was changed"
    actions.bake_all()
    index = press.folder / "manifest" / "index.sha256"
    index.write_bytes(b"".join(index.read_bytes().splitlines(keepends=True)[1:]))
    assert not checked(), "the signed list was changed"


def test_a_key_that_cannot_be_used_is_told_and_stops_nothing(press, settings, tmp_path: Path) -> None:
    (tmp_path / "evidence-signing.pem").write_text("no key")
    settings.INTERLINK_KEYS_ROOT = tmp_path
    baked = actions.bake_all()
    assert "not signed" in baked.problems[0].reason
    assert "manifest/index.sha256.sig" not in files(press.folder)
    assert "index.html" in files(press.folder)


def test_templates_are_in_order() -> None:
    for name in ("press/base.html", "press/front.html", "press/desk/citation.html", "404.html", "500.html"):
        engines["django"].get_template(name)
