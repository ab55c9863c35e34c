"""What is stored of the public site: front pages, posts and digests, and the news about the pages that posts cite."""

from interlink.newsroom.press.models.alerts import Alert, AlertDeed, Deed, ShownMark
from interlink.newsroom.press.models.cards import Card
from interlink.newsroom.press.models.digests import DigestEntry, DigestPage
from interlink.newsroom.press.models.fronts import FrontPage
from interlink.newsroom.press.models.lists import Listed
from interlink.newsroom.press.models.look import Account, SiteLook
from interlink.newsroom.press.models.posts import PostPage, PostTag
from interlink.newsroom.press.models.search import SearchEntry
from interlink.newsroom.press.models.subjects import PublicSubject

__all__ = [
    "Account",
    "Alert",
    "AlertDeed",
    "Card",
    "Deed",
    "DigestEntry",
    "DigestPage",
    "FrontPage",
    "Listed",
    "PostPage",
    "PostTag",
    "PublicSubject",
    "SearchEntry",
    "ShownMark",
    "SiteLook",
]
