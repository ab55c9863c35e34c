"""Whatever stands in a field from outside, every page and every feed shows it harmless and legible."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

from interlink.newsroom.press.bake import actions
from interlink.newsroom.press.models import PostPage

RLO = "\u202e"
HOSTILE = f'</title><script>alert(1)</script><img src=x onerror="x()">{RLO}gnp.exe\x07 & “quoted” раypal'
LONG = HOSTILE + "y" * 10_000
DATA_BLOCK = '<script type="application/ld+json">'


def handlers(markup: str) -> set[str]:
    """Return the attributes that would run a script."""

    class Finder(HTMLParser):
        found: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found |= {name for name, _ in attrs if name.startswith("on")}

    finder = Finder()
    finder.found = set()
    finder.feed(markup)
    return finder.found


def test_hostile_text_is_harmless_and_legible_on_every_page_and_in_every_feed(press) -> None:
    capture = press.capture(
        "javascript:alert(1)", title=LONG, final_address="https://" + "a" * 5000, media_type=HOSTILE
    )
    fields = {"byline": HOSTILE, "outlet": HOSTILE, "place": HOSTILE, "excerpt": f"{LONG}\n\n{HOSTILE}"}
    comment = f'<p onclick="x()">{HOSTILE}<a href="javascript:alert(1)">press</a></p>'
    for language in ("en", "fa"):
        post = press.post("hostile", language, title=LONG[:255], comment=comment, capture=capture, **fields)
        post.tags.add(HOSTILE[:90])
        post.save()
        PostPage.objects.filter(pk=post.pk).update(cited_address="javascript:alert(1)")
        press.digest([post])
    baked = actions.bake_all()
    assert not baked.problems
    seen = 0
    for path in press.folder.rglob("*.*"):
        if path.suffix not in {".html", ".atom", ".rss", ".json", ".xml"} or not path.is_file():
            continue
        text = path.read_text("utf-8")
        assert RLO not in text, path
        assert "\\u202e" not in text, path
        assert "\x07" not in text, path
        if path.suffix == ".json":
            json.loads(text)
        elif path.suffix in {".atom", ".rss", ".xml"}:
            ElementTree.fromstring(text)
        else:
            markup = text.replace(DATA_BLOCK, "")
            assert "<script" not in markup, path
            assert handlers(text) == set(), path
            assert 'href="javascript' not in markup, path
            assert "y" * 500 not in markup or "/evidence/" not in str(path), path
        seen += "gnp.exe" in text
    assert seen > 20, "it is legible where it belongs"
