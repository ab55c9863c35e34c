"""What a page and its style sheets name."""

from __future__ import annotations

import time

import pytest

from interlink.lib.reading.page_parts import Kind, page_tree, parts_of
from interlink.lib.reading.style_parts import parts_of_style
from interlink.lib.reading.videos import Video, video_of

ADDRESS = "https://gazette.example/news/1"


def named(html: str) -> dict[str, str]:
    """What a page names, by its address below the site."""
    tree = page_tree(html.encode())
    assert tree is not None
    parts, styles = parts_of(tree, ADDRESS)
    every = [*parts, *(one for style in styles for one in parts_of_style(style, ADDRESS))]
    return {part.address.removeprefix("https://gazette.example"): part.kind.value for part in every}


@pytest.mark.parametrize(
    ("html", "parts"),
    [
        ('<link rel="Stylesheet" href="a.css">', {"/news/a.css": "style"}),
        ('<link rel="alternate stylesheet" href="a.css">', {}),
        ('<base href="/x/"><img src="a.png">', {"/x/a.png": "image"}),
        ('<img src="a.png#part" data-src="b.png">', {"/news/a.png": "image", "/news/b.png": "image"}),
        ('<img srcset="a.png 1x, b,c.png 2x,d.png">', {f"/news/{name}": "spare image" for name in
                                                      ("a.png", "b,c.png", "d.png")}),
        ('<img srcset="data:image/png;base64,AA== 1x, a.png 2x">', {"/news/a.png": "spare image"}),
        ('<picture><source srcset="a.webp 400w"><img src="a.png"></picture>',
         {"/news/a.webp": "spare image", "/news/a.png": "image"}),
        ('<video poster="p.jpg"><source src="v.mp4"></video>', {"/news/p.jpg": "poster"}),
        ('<script src="s.js"></script><script src="https://other.example/t.js"></script>', {"/news/s.js": "script"}),
        ('<link rel="preload" as="font" href="f.woff2"><link rel="preload" as="fetch" href="x">',
         {"/news/f.woff2": "font"}),
        ('<div style="background: url(&quot;d.png&quot;)">', {"/news/d.png": "image"}),
        ("<style>body { background: url(e.png) }</style>", {"/news/e.png": "image"}),
        ('<svg><image href="g.png"/></svg>', {"/news/g.png": "image"}),
        ('<img src="javascript:x"><img src="data:,"><img src="http://[broken"><img>', {}),
        ('<img src="https://user:word@gazette.example/a.png">', {}),
    ],
)  # fmt: skip
def test_what_a_page_names_is_found(html: str, parts: dict[str, str]) -> None:
    assert named(f'<link rel=icon href="/i.png">{html}') == {"/i.png": "icon", **parts}


def test_a_page_without_an_icon_has_the_usual_one() -> None:
    assert named("<p>Nothing") == {"/favicon.ico": "icon"}


@pytest.mark.parametrize(
    ("style", "parts"),
    [
        ('@import "a.css"; @import url(b.css) screen;', {"a.css": "style", "b.css": "style"}),
        ("@namespace url(http://www.w3.org/1999/xhtml); a { b: url(c.png) }", {"c.png": "image"}),
        ("/* url(no.png) */ a { content: 'url(no.png)'; b: url( 'c.png' ) }", {"c.png": "image"}),
        ("@media x { @supports (a: b) { a { b: URL(c.png) } } }", {"c.png": "image"}),
        ('@font-face { src: url(f.eot); src: url(f.eot?#x) format("e"), url(f.woff2), url(f.ttf) }',
         {"f.woff2": "font"}),
        ("@font-face { src: url(f.ttf) }", {"f.ttf": "font"}),
        ('a { b: image-set("c.png" 1x, url(d.png) 2x) }', {"c.png": "image", "d.png": "image"}),
        (r"a { b: \75rl(c.png) }", {"c.png": "image"}),
        ("a { b: url(c.png", {"c.png": "image"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("large", [False, True])
def test_what_a_style_sheet_names_is_found(style: str, parts: dict[str, str], large: bool) -> None:
    filling = ".x, .y > a:hover { color: red; margin: 0 auto; transition: color .15s }\n" * 400 if large else ""
    where = {f"https://gazette.example/{name}": kind for name, kind in parts.items()}
    text = style + filling if style.startswith(("@import", "@namespace")) else filling + style
    found = parts_of_style(text.encode(), "https://gazette.example/main.css")
    assert {part.address: part.kind for part in found} == where


@pytest.mark.parametrize("unit", ["(", "{", "a{", ";a ", "{}", "/*", "\\", "'url(", ";a:", "url(", "@import", "[{("])
def test_a_style_sheet_made_to_take_for_ever_takes_no_time_to_speak_of(unit: str) -> None:
    started = time.process_time()
    parts_of_style(unit * (200_000 // len(unit)) + "url(x.png)", ADDRESS)
    assert time.process_time() - started < 3


VIDEO = """<meta property="og:type" content="video.other"><meta property="og:title" content="A march">
<meta property="og:image" content="/p.jpg"><meta property="og:video:url" content="/player/1">
<link rel="alternate" type="application/json+oembed" href="/oembed?id=1">
<script type="application/ld+json">{"@type": "VideoObject", "name": "A march in Port Ellery", "duration": "PT1H2M3S",
"uploadDate": "2025-12-01", "author": {"name": "Ellery TV"}, "thumbnailUrl": ["/still.jpg"]}</script>"""


def test_what_a_page_says_of_its_video_is_read() -> None:
    tree = page_tree(VIDEO.encode())
    assert tree is not None
    assert video_of(tree, ADDRESS) == Video(
        title="A march in Port Ellery",
        channel="Ellery TV",
        uploaded="2025-12-01",
        seconds=3723,
        poster="https://gazette.example/still.jpg",
        player="https://gazette.example/player/1",
        oembed="https://gazette.example/oembed?id=1",
    )


ARTICLE = (
    '<meta property="og:type" content="article"><script type="application/ld+json">{"@type": "VideoObject"}</script>'
)


@pytest.mark.parametrize("html", ["<p>x", ARTICLE])
def test_an_article_with_a_video_in_it_is_no_videos_page(html: str) -> None:
    tree = page_tree(html.encode())
    assert tree is not None
    assert video_of(tree, ADDRESS) is None
    assert Kind.POSTER not in {part.kind for part in parts_of(tree, ADDRESS)[0]}
