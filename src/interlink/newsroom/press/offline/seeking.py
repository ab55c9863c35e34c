"""The search of an edition: a list of posts for each language, and a page that looks through it in the browser.

It works from a disk, where a browser loads nothing but scripts and pictures: the list is a script too. Letters are
folded the same way here and there (NFKD without marks, then a few pairs), so nothing depends on a language's rules.
"""

from __future__ import annotations

import copy
import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from interlink.newsroom.press.bake.folder import INDEX_NAME
from interlink.newsroom.press.models import PublicSubject
from interlink.newsroom.press.offline.relative import Page
from interlink.newsroom.watch.search import names

FOLDER = "offline"
SCRIPT = "press/edition_search.js"
_LONGEST_SHOWN = 240
_MOST_WORDS = 2_000
# What stands around the words of a post, and in each post alike.
_NO_WORDS = "//nav | //section[@class='citation'] | //dl | //figcaption | //header/p | //svg"
# Letters that are written for one another and that no decomposition brings together; the digits of two scripts.
PAIRS = {
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ۆ": "و", "ڵ": "ل", "ڕ": "ر", "ـ": "", "\u200c": "",
    "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe",
    **{digit: str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """What the search knows of a post; `words` are folded, each once."""

    place: str
    title: str
    day: str
    shown: str
    words: str


def fold(text: str) -> str:
    """Fold a text as the page's script folds what is looked for."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return "".join(PAIRS.get(letter, letter) for letter in letters if not unicodedata.category(letter).startswith("M"))


def words_of(text: str) -> Iterator[str]:
    """Yield the folded words of a text, each once."""
    folded = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    yield from dict.fromkeys(folded.split())


def post_of(place: str, page: Page) -> Post | None:
    """Return what is looked for in a post's page; None for a page that is none."""
    articles, headings = page.xpath("//main/article"), page.xpath("//main/article//h1")
    if not articles or not headings:
        return None
    quoted = page.xpath("//main//blockquote") or page.xpath("//main//article/div//p")
    days = page.xpath("//main//time")
    body = copy.deepcopy(articles[0])
    for part in body.xpath(_NO_WORDS.replace("//", ".//")):
        part.drop_tree()
    title = _text(headings[0])
    words = " ".join(list(words_of(f"{title} {_text(body)}"))[:_MOST_WORDS])
    return Post(
        place, title, _text(days[0]) if days else "", _text(quoted[0])[:_LONGEST_SHOWN] if quoted else "", words
    )


def written_list(posts: Iterable[Post], spelt: list[list[str]]) -> bytes:
    """Write the list of a language's posts, the newest first, and the spellings of names, as a script."""
    told = {
        "pairs": PAIRS,
        "names": spelt,
        "posts": [astuple(post) for post in sorted(posts, key=lambda post: post.place, reverse=True)],
    }
    # JSON is a part of JavaScript; `</` could end the script where it is set into a page.
    return f"window.edition = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n".replace(
        "</", "<\\/"
    ).encode()


def spellings() -> list[list[str]]:
    """Return the names of public subjects, folded: whoever looks for one of them finds the others."""
    public = set(PublicSubject.objects.values_list("subject", flat=True))
    known = names.current().subjects
    groups = ([" ".join(words_of(name)) for name in known[pk].shown] for pk in sorted(public & known.keys()))
    return [sorted({name for name in group if name}) for group in groups]


def page_of(language: str) -> bytes:
    """Return the page that searches the posts of a language."""
    with translation.override(language):
        return render_to_string("press/edition_search.html", {"language": language}).encode()


def place_of_page(language: str) -> str:
    """Return where that page is; the forms on all pages lead there."""
    return f"{language}/search/{INDEX_NAME}"


def script() -> bytes:
    """Return the script of the page."""
    return Path(str(finders.find(SCRIPT))).read_bytes()


def _text(element: Page) -> str:
    return " ".join(element.text_content().split())
