"""What is stored of the public site: front pages, posts and digests, and the news about the pages that posts cite."""

from interlink.newsroom.press.models.alerts import Alert, AlertDeed, Deed, ShownMark
from interlink.newsroom.press.models.approvals import Approval, WantedLook
from interlink.newsroom.press.models.cards import Card
from interlink.newsroom.press.models.clips import Clip
from interlink.newsroom.press.models.corrections import Correction, Reply
from interlink.newsroom.press.models.digests import DigestEntry, DigestPage, Grouping
from interlink.newsroom.press.models.editions import Edition
from interlink.newsroom.press.models.excerpts import LongExcerpt
from interlink.newsroom.press.models.filings import Filing
from interlink.newsroom.press.models.fronts import FrontPage
from interlink.newsroom.press.models.lists import Listed
from interlink.newsroom.press.models.look import Account, SiteLook
from interlink.newsroom.press.models.posts import PostPage, PostTag
from interlink.newsroom.press.models.rhythm import DigestRhythm, Every, TitleForm, Weekday
from interlink.newsroom.press.models.search import SearchEntry
from interlink.newsroom.press.models.subjects import PublicSubject
from interlink.newsroom.press.models.translations import Translation

__all__ = [
    "Account",
    "Alert",
    "AlertDeed",
    "Approval",
    "Card",
    "Clip",
    "Correction",
    "Deed",
    "DigestEntry",
    "DigestPage",
    "DigestRhythm",
    "Edition",
    "Every",
    "Filing",
    "FrontPage",
    "Grouping",
    "Listed",
    "LongExcerpt",
    "PostPage",
    "PostTag",
    "PublicSubject",
    "Reply",
    "SearchEntry",
    "ShownMark",
    "SiteLook",
    "TitleForm",
    "Translation",
    "WantedLook",
    "Weekday",
]
