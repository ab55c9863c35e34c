"""Which public addresses there are, and which of them a page's change touches.

An address is a path on the site, percent-encoded, such as `/fr/2026/11/the-slug/`. Only what is named
here is ever written out, so a page that is not listed cannot become public by accident.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from urllib.parse import urlsplit

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from interlink.newsroom.evidence.models import Capture
from interlink.newsroom.evidence.queries import public_copies
from interlink.newsroom.press import moved, pictures, queries, register, sitemaps
from interlink.newsroom.press.captured_files import file_in
from interlink.newsroom.press.cards import queries as cards
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.feed_forms import Form
from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.library import queries as library
from interlink.newsroom.press.library.files import paper_of, papers_of, public_papers
from interlink.newsroom.press.lists import addresses as lists
from interlink.newsroom.press.lists import queries as list_queries
from interlink.newsroom.press.lists.upkeep import places_of
from interlink.newsroom.press.look.current import current
from interlink.newsroom.press.models import Alert, DigestPage, FrontPage, PostPage
from interlink.newsroom.press.offline import queries as editions
from interlink.newsroom.press.site import live_fronts

ROOT = "/"
NOT_FOUND = "/404.html"
NINJS = "ninjs.json"
STATIC_FILES = ("press/site.css", "press/favicon.svg")
_CHUNK = 500


def public_addresses() -> Iterator[str]:
    """Yield every address that readers can reach once, the small and central ones first."""
    yield from dict.fromkeys(_addresses())


def _addresses() -> Iterator[str]:
    yield ROOT
    yield NOT_FOUND
    yield reverse("press_robots")
    yield reverse("press_favicon")
    yield reverse("press_look")
    logo = current().logo
    if logo is not None:
        yield logo.address
    yield from moved_addresses()
    yield from (old for old, _new in moved.addresses())
    yield from proof_addresses()
    yield from static_addresses()
    fronts = list(live_fronts())
    yield from editions.addresses(front.locale.language_code for front in fronts)
    for front in fronts:
        yield address_of(front)
        yield from feed_addresses(front)
        yield from digest_addresses(front)
        yield from register_addresses(front, register.years())
        yield about_address(front)
        yield from lists.addresses_of(front.locale.language_code)
        digests = list(queries.live_digests(front))
        yield from map(address_of, digests)
        language = front.locale.language_code
        # A digest may end in a year that has no post yet.
        only = {digest.ends_on.year for digest in digests} - set(list_queries.years(language))
        yield from (lists.year_address(language, year) for year in sorted(only))
        yield from corrections_addresses(front, corrections.years(front.locale))
        yield from library_addresses(
            front,
            [shelf.slug for shelf in library.years(front.locale)],
            [shelf.slug for shelf in library.publishers(front.locale)],
        )
        yield from map_addresses(front, sorted({*only, *list_queries.years(language)}))
    for front in fronts:
        for post in queries.live_posts(front).iterator(chunk_size=_CHUNK):
            yield from post_addresses(post)
            yield from picture_addresses(post)
    for checksum in cards.shown().order_by("checksum").values_list("checksum", flat=True).distinct():
        yield cards.address(checksum)
    for document in public_papers().iterator(chunk_size=_CHUNK):
        paper = paper_of(document)
        if paper is not None:
            yield paper.address
    public = {one.pk: one for one in public_copies().only("state", "media_type", "facts")}
    for pk in queries.shown_captures().values_list("pk", flat=True):
        yield from copy_addresses(public[pk]) if pk in public else (capture_address(pk),)


def moved_addresses() -> tuple[str, str]:
    """Return the addresses of the lists of pages that moved, for other web servers."""
    return reverse("press_moved_nginx"), reverse("press_moved_caddy")


def proof_addresses() -> tuple[str, str]:
    """Return the addresses of what captures are checked against."""
    return reverse("press_evidence_log"), reverse("press_evidence_keys")


def static_addresses() -> dict[str, str]:
    """Return the address of each static file that pages use, with its name among the static files."""
    return {urlsplit(static(name)).path: name for name in STATIC_FILES}


def address_of(page: Page) -> str:
    """Return the public address of a page, whether readers can see it or not."""
    return urlsplit(page.get_url() or "").path


def post_addresses(post: PostPage) -> tuple[str, str]:
    """Return the addresses of a post: its page, and the same for machines."""
    page = address_of(post)
    return page, page + NINJS


def picture_addresses(post: PostPage) -> tuple[str, ...]:
    """Return the addresses of a post's picture in its widths."""
    picture = pictures.of_post(post)
    return picture.files if picture else ()


def feed_addresses(front: Page) -> list[str]:
    """Return the addresses of a language's feed in all its forms, and of the feed of all languages."""
    own = [reverse("press_feed", args=[front.locale.language_code, form]) for form in Form]
    return [*own, *(reverse("press_feed_of_all", args=[form]) for form in Form)]


def digest_addresses(front: Page) -> list[str]:
    """Return the addresses of a language's list of digests and of its feed."""
    language = front.locale.language_code
    feeds = (reverse("press_digest_feed", args=[language, form]) for form in Form)
    return [reverse("press_digests", args=[language]), *feeds]


def map_addresses(front: Page, years: Iterable[int]) -> list[str]:
    """Return the addresses of what lists all pages for robots: the index, a language's sitemaps, and the news."""
    language = front.locale.language_code
    by_year = [sitemaps.year_address(language, year) for year in years]
    names = [reverse("press_sitemaps"), reverse("press_news_sitemap")]
    return [*names, reverse("press_sitemap_pages", args=[language]), *by_year]


def about_address(front: Page) -> str:
    """Return the address of a language's page about the group."""
    return reverse("press_about", args=[front.locale.language_code])


def capture_address(pk: int) -> str:
    """Return the address of the page about a capture."""
    return reverse("press_capture", args=[pk])


def copy_addresses(capture: Capture) -> tuple[str, ...]:
    """Return the addresses that show a public copy: the page about the capture, the text, the picture, the package.

    Of a captured file that readers can have, its own address comes last.
    """
    names = ("press_copy", "press_copy_picture", "press_copy_package")
    file = file_in(capture)
    own = (capture_address(capture.pk), *(reverse(name, args=[capture.pk]) for name in names))
    return (*own, file.address) if file else own


def touched_by(page: Page) -> set[str]:
    """Return the addresses whose content depends on a page.

    Ask before a page is deleted, moved or given another slug, and again after it is published: an address
    that is no longer public is among those asked about, and baking it removes its file. The number does
    not grow with the archive.
    """
    specific = page.specific
    match specific:
        case PostPage():
            return _touched_by_post(specific)
        case DigestPage():
            return _touched_by_digest(specific)
        case FrontPage():
            return _touched_by_front(specific)
    return set()


def register_addresses(front: Page, years: Iterable[int]) -> list[str]:
    """Return the addresses of a language's register of what was removed and changed: its page, its feeds, its years."""
    language = [front.locale.language_code]
    by_year = [reverse("press_register_year", args=[*language, f"{year:04}"]) for year in years]
    feeds = [reverse("press_register_feed", args=[*language, form]) for form in Form]
    return [reverse("press_register", args=language), *feeds, *by_year]


def corrections_addresses(front: Page, years: Iterable[int]) -> list[str]:
    """Return the addresses of a language's corrections and replies: the list, its feeds, its years."""
    language = [front.locale.language_code]
    by_year = [reverse("press_corrections_year", args=[*language, f"{year:04}"]) for year in years]
    feeds = [reverse("press_corrections_feed", args=[*language, form]) for form in Form]
    return [reverse("press_corrections", args=language), *feeds, *by_year]


def library_addresses(front: Page, years: Iterable[str], publishers: Iterable[str]) -> list[str]:
    """Return the addresses of a language's library: the list, its years, its publishers."""
    language = [front.locale.language_code]
    by_year = [reverse("press_library_year", args=[*language, year]) for year in years]
    by_publisher = [iri_to_uri(reverse("press_library_publisher", args=[*language, slug])) for slug in publishers]
    return [reverse("press_library", args=language), *by_year, *by_publisher]


def touched_by_register(moment: datetime) -> set[str]:
    """Return the addresses that a piece of news of that time is in, or is to be taken out of."""
    day = timezone.localdate(moment)
    return {
        address
        for front in live_fronts()
        for address in (*register_addresses(front, [day.year]), *_digests_of(front, {day}))
    }


def _digests_of(front: Page, days: Collection[date]) -> Iterator[str]:
    """Yield the addresses of the digests whose weeks these days are in."""
    for day in days:
        found = DigestPage.objects.child_of(front).live().public().filter(starts_on__lte=day, ends_on__gte=day)
        yield from map(address_of, found)


def touched_by_mark(capture: Capture) -> set[str]:
    """Return the addresses that say what has become of a captured page: posts and their lists."""
    citing = {address for post in queries.citing_posts(capture) for address in touched_by(post)}
    return citing | _listing(capture.pk)


def _listing(capture: int) -> set[str]:
    listed = Alert.objects.filter(capture=capture, shown_at__isnull=False).values_list("not_after", flat=True)
    return {address for moment in listed for address in touched_by_register(moment)}


def _touched_by_post(post: PostPage) -> set[str]:
    front = post.get_parent()
    touched = {
        ROOT,
        *post_addresses(post),
        *picture_addresses(post),
        address_of(front),
        *feed_addresses(front),
        *lists.touched_by_words(places_of(post)),
    }
    touched |= {address_of(other) for other in queries.live_translations(post)}
    touched |= part_addresses(post)
    touched |= set(map_addresses(front, [post.dated.year]))
    digests = {address_of(digest) for digest in DigestPage.objects.filter(entries__post=post).live().public()}
    touched |= {*digests, *digest_addresses(front)} if digests else set()
    if post.capture_id is not None:
        touched |= {capture_address(post.capture_id), reverse("press_evidence_log"), *_listing(post.capture_id)}
    return touched


def part_addresses(post: PostPage) -> set[str]:
    """Return the lists that parts of a post are in: corrections, replies, report; its files; the post it corrects."""
    front = post.get_parent()
    touched: set[str] = set()
    days = [one.on for one in post.corrections.all()] + [one.asked_on for one in post.replies.all()]
    if days:
        touched |= {*corrections_addresses(front, {day.year for day in days}), *_digests_of(front, set(days))}
    corrected = post.shown("corrects")
    if corrected is not None:
        touched.add(address_of(corrected))
    if post.kind == Kind.REPORT:
        years = [str(post.report_year)] if post.report_year else []
        touched |= set(library_addresses(front, years, [library.publisher_slug(post.outlet)]))
    return touched | {paper.address for paper in papers_of(post)}


def _touched_by_digest(digest: DigestPage) -> set[str]:
    front = digest.get_parent()
    touched = {
        address_of(digest),
        address_of(front),
        lists.year_address(front.locale.language_code, digest.ends_on.year),
        editions.page_address(front.locale.language_code),
        *(file.address for file in editions.of_digest(digest)),
    }
    touched |= {address_of(other) for other in queries.live_translations(digest)}
    touched |= {*digest_addresses(front), *map_addresses(front, [digest.ends_on.year])}
    later = queries.next_digest(digest)
    return touched | {address_of(later)} if later else touched


def _touched_by_front(front: FrontPage) -> set[str]:
    fronts = {address_of(other) for other in live_fronts()}
    return {ROOT, NOT_FOUND, address_of(front), *feed_addresses(front), about_address(front)} | fronts
