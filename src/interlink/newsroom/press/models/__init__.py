"""What is stored of the public site: front pages, posts and digests, and the news about the pages that posts cite."""

from interlink.newsroom.press.models.alerts import Alert, AlertDeed, Deed, ShownMark
from interlink.newsroom.press.models.digests import DigestEntry, DigestPage
from interlink.newsroom.press.models.fronts import FrontPage
from interlink.newsroom.press.models.posts import PostPage
from interlink.newsroom.press.models.search import SearchEntry

__all__ = [
    "Alert",
    "AlertDeed",
    "Deed",
    "DigestEntry",
    "DigestPage",
    "FrontPage",
    "PostPage",
    "SearchEntry",
    "ShownMark",
]
