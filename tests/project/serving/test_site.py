import gzip
import os
from wsgiref.util import setup_testing_defaults

import pytest

from interlink.project.serving.site import Site

POLICY = "default-src 'none'"


class Reader:
    """Asks a site without a server between."""

    def __init__(self, site):
        self.site = site

    def ask(self, path, method="GET", **headers):
        path, _, query = path.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        setup_testing_defaults(environ)
        told = []
        parts = self.site(environ, lambda status, fields: told.append((status, fields)))
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        ((status, fields),) = told
        return int(status.split()[0]), {name.lower(): value for name, value in fields}, body

    def is_dynamic(self, path, method="GET"):
        return self.ask(path, method)[2] == b"dynamic"


def dynamic(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"dynamic"]


@pytest.fixture
def reader(desk):
    site = Site(dynamic, baked=desk.site, static=desk.run / "static", media=desk.media, policy=POLICY)
    return Reader(site)


def test_a_baked_page_comes_with_all_its_guards_and_no_cookie(reader):
    status, headers, body = reader.ask("/en/posts/")
    assert (status, body) == (200, b"<title>Posts</title>")
    assert headers["content-type"] == 'text/html; charset="utf-8"'
    assert headers["cache-control"] == "public, max-age=60"
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["content-length"] == str(len(body))
    assert "set-cookie" not in headers
    assert "access-control-allow-origin" not in headers


def test_a_file_of_the_library_is_saved_and_not_shown_and_its_lists_are_pages(desk):
    for place in ("library/7/rents.pdf", "en/library/2025/index.html", "en/feed.json"):
        (desk.site / place).parent.mkdir(parents=True, exist_ok=True)
        (desk.site / place).write_bytes(b"%PDF-")
    site = Site(dynamic, baked=desk.site, static=desk.run / "static", media=desk.media, policy=POLICY)
    paper, listing = (Reader(site).ask(path)[1] for path in ("/library/7/rents.pdf", "/en/library/2025/"))
    assert (paper["content-disposition"], paper["content-type"]) == ("attachment", "application/pdf")
    assert "sandbox" in paper["content-security-policy"]
    assert "content-disposition" not in listing
    assert Reader(site).ask("/en/feed.json")[1]["content-type"] == "application/feed+json"


def test_what_is_not_baked_is_dynamic(reader):
    assert reader.is_dynamic("/mail/confirm/")
    assert reader.is_dynamic("/en/nothing/")


def test_a_baked_page_is_dynamic_for_a_program_of_the_fediverse_alone(reader):
    for accept in ("application/activity+json", 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"'):
        assert reader.ask("/en/posts/", accept=accept)[2] == b"dynamic"
    for accept in ("text/html,*/*;q=0.8", "*/*", "application/json"):
        assert reader.ask("/en/posts/", accept=accept)[2] == b"<title>Posts</title>"


def test_what_is_sent_is_dynamic_even_where_a_page_is_baked(reader):
    assert reader.is_dynamic("/en/posts/", "POST")


def test_names_in_any_script_are_found(reader):
    assert reader.ask("/fa/خبر/")[2] == "<title>خبر</title>".encode()


def test_a_missing_slash_is_added(reader):
    status, headers, _ = reader.ask("/en/posts")
    assert (status, headers["location"]) == (302, "posts/")
    assert headers["content-security-policy"] == POLICY
    assert reader.ask("/en/posts/index.html")[1]["location"] == "./"


def test_a_folder_without_an_index_is_not_listed(reader):
    assert reader.is_dynamic("/en/")
    assert reader.is_dynamic("/en")


def test_new_changed_and_removed_pages_are_seen_at_once(reader, desk, put):
    page = desk.site / "en" / "new" / "index.html"
    assert reader.is_dynamic("/en/new/")
    for body in (b"one", b"two", b"three!"):
        put(page, body)
        assert reader.ask("/en/new/")[2] == body
        assert reader.ask("/en/new/")[2] == body
    page.unlink()
    assert reader.is_dynamic("/en/new/")


def test_a_reader_with_the_page_of_a_moment_ago_gets_the_new_one(reader, desk, put):
    page = put(desk.site / "index.html", b"first")
    tag = reader.ask("/")[1]["etag"]
    put(page, b"other")
    assert reader.ask("/", if_none_match=tag)[2] == b"other"


def test_the_bake_may_be_put_in_place_as_a_whole(reader, desk, put):
    assert b"Home" in reader.ask("/")[2]
    desk.site.rename(desk.root / "before")
    assert reader.is_dynamic("/")
    put(desk.root / "next" / "index.html", b"next")
    desk.site.symlink_to(desk.root / "next")
    assert reader.ask("/")[2] == b"next"


def test_the_packed_sibling_goes_to_who_accepts_it(reader):
    plain = reader.ask("/")
    packed = reader.ask("/", accept_encoding="br, gzip")
    assert packed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert int(packed[1]["content-length"]) == len(packed[2]) < len(plain[2])
    assert plain[1]["vary"] == packed[1]["vary"] == "Accept-Encoding"
    assert "content-encoding" not in plain[1]
    assert packed[1]["content-type"] == plain[1]["content-type"]


def test_a_packed_sibling_from_before_is_not_used(reader, desk, put):
    old = desk.site / "index.html.gz"
    put(desk.site / "index.html", b"corrected")
    os.utime(old, (1, 1))
    assert reader.ask("/", accept_encoding="gzip")[2] == b"corrected"


def test_who_has_the_page_already_is_told_so(reader):
    _, headers, _ = reader.ask("/")
    for known in (
        {"if_none_match": headers["etag"]},
        {"if_none_match": headers["etag"].removeprefix("W/")},
        {"if_none_match": f'"else", {headers["etag"]}'},
        {"if_modified_since": headers["last-modified"]},
    ):
        status, again, body = reader.ask("/", **known)
        assert (status, body) == (304, b"")
        assert again["etag"] == headers["etag"]
        assert again["content-security-policy"] == POLICY
    assert reader.ask("/", if_none_match='"else"')[0] == 200


def test_head_tells_the_size_alone(reader):
    _, headers, body = reader.ask("/")
    status, told, nothing = reader.ask("/", "HEAD")
    assert (status, nothing) == (200, b"")
    assert told["content-length"] == headers["content-length"] == str(len(body))


def test_a_part_of_a_file_may_be_asked_for(reader):
    status, headers, body = reader.ask("/", range="bytes=0-8")
    assert (status, body) == (206, b"<!doctype")
    assert headers["content-range"].startswith("bytes 0-8/")


def test_a_large_file_is_sent_in_blocks(reader, desk, put):
    large = os.urandom(700_000)
    put(desk.site / "large.bin", large)
    assert reader.ask("/large.bin")[2] == large


@pytest.mark.parametrize("path", ["/../secret.txt", "/en/../../secret.txt", "//secret.txt", "/en\\..\\x", "/\0"])
def test_no_trick_leads_out_of_the_folder(reader, path):
    assert reader.is_dynamic(path)


def test_links_out_of_the_folder_lead_nowhere(reader, desk):
    (desk.site / "out.txt").symlink_to(desk.root / "secret.txt")
    (desk.site / "up").symlink_to(desk.root)
    (desk.site / "en" / "same.html").symlink_to(desk.site / "index.html")
    assert reader.is_dynamic("/out.txt")
    assert reader.is_dynamic("/up/secret.txt")
    assert b"Home" in reader.ask("/en/same.html")[2]


def test_a_page_turned_into_a_link_outwards_is_gone(reader, desk):
    page = desk.site / "en" / "posts" / "index.html"
    assert reader.ask("/en/posts/")[0] == 200
    page.unlink()
    page.symlink_to(desk.root / "secret.txt")
    assert reader.is_dynamic("/en/posts/")


@pytest.mark.parametrize("name", [".manifest", ".index.html.new", "manifest.json", "index.html.tmp", "index.html.gz"])
def test_what_the_bake_keeps_for_itself_is_not_served(reader, desk, name):
    (desk.site / name).write_text("private")
    assert reader.is_dynamic(f"/{name}")


@pytest.mark.parametrize("room", ["desk", "static", "media", "DESK"])
def test_the_rooms_of_others_are_never_served_from_the_bake(reader, desk, put, room):
    put(desk.site / room / "index.html", b"a trap")
    put(desk.site / room / "x.txt", b"a trap")
    assert reader.is_dynamic(f"/{room}/")
    assert reader.is_dynamic(f"/{room}/x.txt")
    assert reader.is_dynamic(f"/{room}")


def test_static_files_with_a_checksum_in_their_name_are_kept_for_ever(reader, desk, put):
    put(desk.run / "static" / "press" / "site.css", b"p{}")
    put(desk.run / "static" / "press" / "site.0123456789ab.css", b"p{}")
    assert reader.ask("/static/press/site.css")[1]["cache-control"] == "public, max-age=3600"
    assert "immutable" in reader.ask("/static/press/site.0123456789ab.css")[1]["cache-control"]
    assert reader.is_dynamic("/static/press/")


def test_static_files_with_a_checksum_in_their_address_are_kept_for_ever(reader, desk, put):
    put(desk.run / "static" / "press" / "site.css", b"p{}")
    asked = reader.ask("/static/press/site.css?v=0123456789")[1]
    assert (asked["cache-control"], asked["content-security-policy"]) == ("public, max-age=31536000, immutable", POLICY)
    again = reader.ask("/static/press/site.css?v=0123456789", if_none_match=asked["etag"])
    assert (again[0], again[1]["cache-control"]) == (304, asked["cache-control"])
    for query in ("v=", "v=none", "w=0123456789", "v=0123456789&x=1"):
        assert reader.ask(f"/static/press/site.css?{query}")[1]["cache-control"] == "public, max-age=3600"
    assert b"dynamic" in reader.ask("/static/press/other.css?v=0123456789")[2]


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("images/a.jpg", None),
        ("images/a.PNG", None),
        ("papers/a.pdf", None),
        ("papers/a.docx", "attachment"),
        ("images/a.svg", "attachment"),
        ("papers/a.txt", "attachment"),
    ],
)
def test_uploads_are_shown_or_saved_by_kind_and_cannot_act(reader, desk, put, name, disposition):
    put(desk.media / name, b"x")
    status, headers, _ = reader.ask(f"/media/{name}")
    assert status == 200
    assert headers.get("content-disposition") == disposition
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert ("sandbox" in headers["content-security-policy"]) == (not name.endswith(".pdf"))
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.js", "a", "documents/a.pdf", "original_images/a.jpg"])
def test_other_uploads_are_not_handed_out(reader, desk, put, name):
    put(desk.media / name, b"x")
    assert reader.is_dynamic(f"/media/{name}")
