"""What is told of a post or digest elsewhere, made from the page as readers see it now."""

from __future__ import annotations

from typing import Final

from django.utils import translation
from django.utils.encoding import iri_to_uri
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from interlink.newsroom.outreach.channels.protocol import Content, Picture
from interlink.newsroom.press import entries, languages, links
from interlink.newsroom.press.cards import queries as cards
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.models import Card, DigestPage, PostPage
from interlink.newsroom.press.public import public

DIGEST: Final = "digest"
PNG, JPEG = "image/png", "image/jpeg"
# The strictest service takes a million bytes.
LARGEST: Final = 1_000_000
FORMS: Final = ("max-1600x1600|format-jpeg|jpegquality-82", "max-1000x1000|format-jpeg|jpegquality-70")
_ISOLATES: Final = dict.fromkeys(range(0x2066, 0x206A))
QUOTES: Final = {"de": ("„", "“"), "fr": ("« ", " »"), "sq": ("„", "“"), "fa": ("«", "»"), "ar": ("«", "»")}


def kind_of(page: Page) -> str:
    """Return the kind of a post, or "digest"."""
    return str(page.kind) if isinstance(page, PostPage) else DIGEST


def public_page(key: int | None) -> PostPage | DigestPage | None:
    """Return a post or digest if readers can see it."""
    page = public(Page.objects.filter(pk=key)).specific().first() if key else None
    return page if isinstance(page, PostPage | DigestPage) else None


def content_of(page: PostPage | DigestPage) -> Content:
    """Return what is told of a page, in its own language."""
    language = page.locale.language_code
    with translation.override(language):
        is_post = isinstance(page, PostPage)
        return Content(
            title=line(page.title),
            link=iri_to_uri(links.permalink(page)),
            language=language,
            kind=kind_of(page),
            dateline=_dateline(page),
            words=_words_of_post(page) if isinstance(page, PostPage) else _words_of_digest(page),
            corrected=_corrected(page, language) if isinstance(page, PostPage) else "",
            picture=_picture(page) if is_post else None,
            card=_card(page),
            since=page.first_published_at,
        )


def _dateline(page: PostPage | DigestPage) -> str:
    return entries.dateline(page).translate(_ISOLATES) if isinstance(page, PostPage) else ""


def _words_of_post(post: PostPage) -> str:
    paragraphs = [line(part) for part in post.excerpt_paragraphs]
    if not paragraphs:
        return post.teaser
    before, after = QUOTES.get(entries.excerpt_language(post).partition("-")[0], ("“", "”"))
    words = "\n\n".join(paragraphs)
    return f"{before}{words}{after}" if post.quotes else words


def _words_of_digest(digest: DigestPage) -> str:
    return "\n\n".join(f"• {line(post.title)}" for post in digest.posts())


def _corrected(post: PostPage, language: str) -> str:
    material = [one for one in corrections.of_post(post) if one.correction and one.correction.material]
    if not material:
        return ""
    return f"{translation.gettext('Correction')} · {languages.written_date(material[0].day, language)}"


def _picture(post: PostPage) -> Picture | None:
    """Return a post's own picture; one without words for those who do not see it only decorates, and stays at home."""
    if post.picture is None or not post.picture_text.strip():
        return None
    for form in FORMS:
        try:
            drawn = post.picture.get_rendition(form)
            with drawn.file.open() as file:
                content = file.read()
        except (SourceImageIOError, OSError):
            return None
        if len(content) <= LARGEST:
            return Picture(content, JPEG, line(post.picture_text), links.whole(drawn.url))
    return None


def _card(page: Page) -> Picture | None:
    card = Card.objects.filter(page=page.pk).exclude(checksum="").first()
    try:
        content = cards.place(card.checksum).read_bytes() if card else b""
    except OSError:
        return None
    return Picture(content, PNG, "", links.whole(cards.address(card.checksum))) if card else None
