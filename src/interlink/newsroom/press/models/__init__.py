"""What is stored of the public site: front pages, posts and digests."""

from interlink.newsroom.press.models.digests import DigestEntry, DigestPage
from interlink.newsroom.press.models.fronts import FrontPage
from interlink.newsroom.press.models.posts import PostPage

__all__ = ["DigestEntry", "DigestPage", "FrontPage", "PostPage"]
