"""The choice of languages: what there is in each."""

from __future__ import annotations

from dataclasses import dataclass

from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.rules import ALL
from interlink.newsroom.press.models import FrontPage, PostPage


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the site, with the number of its posts and the newest."""

    front: FrontPage
    code: str
    posts: int
    newest: PostPage | None


def of(front: FrontPage) -> Tongue:
    """Return what there is in the language of a front page."""
    code = front.locale.language_code
    latest = lists.newest(code, ALL, 1)
    return Tongue(front, code, lists.rows(code).count(), latest[0] if latest else None)
