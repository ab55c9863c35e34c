"""A public Telegram channel as its web page (t.me/s/NAME) shows it, read like a feed."""

import enum
import html as entities
import re
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from interlink.lib.reading.bounds import MAX_PAGE_CHARACTERS, lighten, tame
from interlink.lib.reading.charset import decode
from interlink.lib.reading.cleaning import clean_html, line, text_of_html
from interlink.lib.reading.errors import NotAChannel
from interlink.lib.reading.feeds import Entry, Feed
from interlink.lib.reading.instants import Instant, read_instant
from interlink.lib.reading.links import absolute

MAX_POSTS = 200
MAX_TEXT = 20_000
_TITLE = 140
_CHANNEL = re.compile(
    r"^\s*(?:(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)/(?:s/)?|@)([A-Za-z][A-Za-z0-9_]{3,31})"
    r"(?:/\d{1,12})?/?(?:[?#]\S*)?\s*$",
    re.IGNORECASE,
)
_SUBDOMAIN = re.compile(r"^\s*(?:https?://)?([A-Za-z][A-Za-z0-9_]{3,31})\.t\.me(?:/\S*)?\s*$", re.IGNORECASE)
# Words after t.me/ that are no channels.
_NOT_CHANNELS = frozenset(
    ("joinchat", "addstickers", "addemoji", "addtheme", "share", "proxy", "socks", "login", "setlanguage", "iv",
     "invoice", "confirmphone", "addlist", "giftcode", "boost", "contact", "telegram.org", "www")
)  # fmt: skip
_POST = re.compile(r"^([A-Za-z][A-Za-z0-9_]{3,31})/(\d{1,12})$")
_SENTENCE_END = re.compile(r"(?<=[.!?؟。！？…])\s")


class Media(enum.StrEnum):
    """What a post carries beside its text; each with the class that marks it and the words that tell of it."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice message"
    AUDIO = "audio"
    DOCUMENT = "document"
    POLL = "poll"
    STICKER = "sticker"
    LOCATION = "location"


_MEDIA = {
    Media.PHOTO: ".tgme_widget_message_photo_wrap",
    Media.VIDEO: ".tgme_widget_message_video_player, .tgme_widget_message_roundvideo_player",
    Media.VOICE: ".tgme_widget_message_voice_player",
    Media.AUDIO: ".tgme_widget_message_document_icon.audio",
    Media.DOCUMENT: ".tgme_widget_message_document_icon:not(.audio)",
    Media.POLL: ".tgme_widget_message_poll",
    Media.STICKER: ".tgme_widget_message_sticker_wrap",
    Media.LOCATION: ".tgme_widget_message_location_wrap",
}


def channel_page(address: str) -> str | None:
    """The web page that shows a public channel's posts, for any way of naming the channel; None for anything else.

    Invitations to private channels (t.me/+…, t.me/joinchat/…) have no such page.
    """
    found = _CHANNEL.match(address) or _SUBDOMAIN.match(address)
    if found is None or found.group(1).lower() in _NOT_CHANNELS:
        return None
    return f"https://t.me/s/{found.group(1)}"


def read_channel(body: bytes, *, address: str, charset: str | None = None) -> Feed:
    """Read the posts on a channel's page, the newest first.

    A post's title is its first line, the author is the byline or else the channel's title, and its HTML opens with
    where it was forwarded from and ends with what it carries: "[photo]", "[video]", a poll's question, the preview
    of a link. Posts that only say that something happened to the channel are left out.

    Raises:
        NotAChannel: There are no posts on the page.
    """
    html = decode(body, charset=charset).replace("\x00", "")
    if len(html) > MAX_PAGE_CHARACTERS:
        html = lighten(html)[:MAX_PAGE_CHARACTERS]
    try:
        tree = LexborHTMLParser(tame(html))
    except SelectolaxError as error:
        raise NotAChannel(address) from error
    title = _first(tree.root, ".tgme_channel_info_header_title, .tgme_page_title")
    posts: dict[str, Entry] = {}
    for node in tree.css(".tgme_widget_message[data-post]")[-MAX_POSTS:]:
        name = node.attributes.get("data-post") or ""
        if _POST.match(name) and "service_message" not in (node.attributes.get("class") or "").split():
            entry = _post(node, f"https://t.me/{name}", title, address)
            if entry.title:
                posts[name] = entry
    if not posts:
        raise NotAChannel(address)
    # The page has the oldest first, as it is scrolled; feeds have the newest.
    newest_first = tuple(reversed(posts.values()))
    return Feed(title=title, home=channel_page(address), language=None, entries=newest_first)


def _post(node: LexborNode, permalink: str, channel: str, address: str) -> Entry:
    body = _own_text(node)
    markup = body.html or "" if body is not None else ""
    text = text_of_html(markup)[:MAX_TEXT]
    media = [kind.value for kind, place in _MEDIA.items() if node.css_first(place) is not None]
    forwarded = node.css_first(".tgme_widget_message_forwarded_from_name")
    opening = _forwarded(forwarded, address) if forwarded is not None else ""
    preview = _preview(node, address)
    question = _first(node, ".tgme_widget_message_poll_question")
    ending = "".join(f"<p>[{kind}]</p>" for kind in media) + (f"<p>{entities.escape(question)}</p>" if question else "")
    told = [text_of_html(opening), text, question, text_of_html(preview), " ".join(f"[{kind}]" for kind in media)]
    posted = _posted(node)
    return Entry(
        guid=permalink,
        address=permalink,
        title=_headline(text or question or _first(node, ".link_preview_title") or " ".join(f"[{m}]" for m in media)),
        byline=_first(node, ".tgme_widget_message_from_author") or channel or None,
        published=posted.at if posted else None,
        published_precision=posted.precision if posted else None,
        updated=None,
        summary="\n\n".join(part for part in told if part)[:MAX_TEXT],
        html=clean_html(opening + markup + ending + preview, base=address) or None,
        language=None,
    )


def _own_text(node: LexborNode) -> LexborNode | None:
    """The post's text, and not that of the post it answers."""
    for found in node.css(".tgme_widget_message_text")[:5]:
        one = found.parent
        while one is not None and one.mem_id != node.mem_id:
            if "tgme_widget_message_reply" in (one.attributes.get("class") or "").split():
                break
            one = one.parent
        else:
            if "js-message_reply_text" not in (found.attributes.get("class") or "").split():
                return found
    return None


def _forwarded(node: LexborNode, address: str) -> str:
    name = entities.escape(line(node.text(separator=" ")))
    link = absolute(node.attributes.get("href"), address)
    return f'<p>[forwarded from <a href="{entities.escape(link)}">{name}</a>]</p>' if link else (
        f"<p>[forwarded from {name}]</p>")  # fmt: skip


def _preview(node: LexborNode, address: str) -> str:
    found = node.css_first(".tgme_widget_message_link_preview")
    link = absolute(found.attributes.get("href"), address) if found is not None else None
    if found is None or link is None:
        return ""
    title = _first(found, ".link_preview_title") or _first(found, ".link_preview_site_name") or link
    told = _first(found, ".link_preview_description")
    return (
        f'<blockquote><p><a href="{entities.escape(link)}">{entities.escape(title)}</a></p>'
        f"<p>{entities.escape(told)}</p></blockquote>"
    )


def _posted(node: LexborNode) -> Instant | None:
    # A forwarded video has a time of its own, its length; only the post's own has a date.
    for found in node.css(".tgme_widget_message_date time[datetime], time[datetime]")[:5]:
        if instant := read_instant(found.attributes.get("datetime")):
            return instant
    return None


def _headline(text: str) -> str:
    first = text.split("\n", 1)[0].strip()
    if len(first) > _TITLE:
        first = _SENTENCE_END.split(first, maxsplit=1)[0]
    return line(first, _TITLE)


def _first(node: LexborNode | None, place: str) -> str:
    found = node.css_first(place) if node is not None else None
    return line(found.text(separator=" ")) if found is not None else ""


def oldest_post(feed: Feed) -> datetime | None:
    """When the oldest post shown was posted: if that is after the last visit, some were missed in between."""
    return min((entry.published for entry in feed.entries if entry.published), default=None)
