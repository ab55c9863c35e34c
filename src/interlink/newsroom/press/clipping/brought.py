"""Words that an editor selected on a page which a post cites already: she finds them beside that post's form.

They are hers until she takes them over, and no version of the post is stored for it, so they are in her session.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from interlink.newsroom.press.clipping import rules
from interlink.newsroom.press.models import PostPage

MOST = 5
"""Posts for which words are kept at a time; those brought first go."""
_KEY = "words_brought"

Session = MutableMapping[str, Any]


def bring(session: Session, post: PostPage, words: str) -> None:
    """Have words at hand when the post is edited next."""
    kept: dict[str, str] = {**session.get(_KEY, {})}
    kept.pop(str(post.pk), None)
    kept[str(post.pk)] = rules.selection(words)
    session[_KEY] = dict(list(kept.items())[-MOST:])


def brought(session: Session, post: PostPage) -> str:
    """Return the words that were brought to a post, until its excerpt has them."""
    words = str(session.get(_KEY, {}).get(str(post.pk), ""))
    return "" if rules.has_words(post.excerpt, words) else words


def put_away(session: Session, post: PostPage) -> None:
    """Forget the words that were brought to a post."""
    kept = {**session.get(_KEY, {})}
    if kept.pop(str(post.pk), None) is not None:
        session[_KEY] = kept
