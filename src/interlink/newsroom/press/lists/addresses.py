"""The addresses of lists, and which of them a change touches."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from interlink.newsroom.press.feed_forms import Form
from interlink.newsroom.press.lists import queries, rules
from interlink.newsroom.press.lists.rules import Kind, Listing, Span
from interlink.newsroom.press.lists.upkeep import Place
from interlink.newsroom.press.site import fronts

INDEXES = {Kind.OUTLET: "press_outlets", Kind.TAG: "press_tags", Kind.SUBJECT: "press_subjects"}


def index_address(language: str, kind: Kind) -> str:
    """Return the address of the index of all lists of a kind."""
    return reverse(INDEXES[kind], args=[language])


def head_address(language: str, kind: Kind, slug: str) -> str:
    """Return the address of a list's newest posts."""
    if not kind:
        return f"/{language}/"
    return reverse("press_list", args=[language, str(kind), slug])


def feed_addresses(language: str, kind: Kind, slug: str) -> list[str]:
    """Return the addresses of a list's feed in all its forms."""
    return [reverse("press_list_feed", args=[language, str(kind), slug, form]) for form in Form]


def span_address(language: str, kind: Kind, slug: str, span: Span, page: int | None = None) -> str:
    """Return the address of a list's year or month, or of one of its pages."""
    when = f"{span.year:04}/" if span.month is None else f"{span.year:04}/{span.month:02}/"
    base = f"{head_address(language, kind, slug)}{when}"
    return base if page is None else f"{base}page/{page}/"


def alternates(listing: Listing, slug: str, span: Span | None = None) -> list[tuple[str, str]]:
    """Return the same list in each language that has it, as language and address; none where it is in one alone.

    Only of lists that are the same in all languages: all posts, and a subject's. The name of a tag or an outlet may
    stand for something else elsewhere.
    """
    if listing.kind in {Kind.OUTLET, Kind.TAG}:
        return []
    codes = [code for code in _languages() if queries.is_there(code, listing, span)]
    there = (
        head_address(code, listing.kind, slug) if span is None else span_address(code, listing.kind, slug, span)
        for code in codes
    )
    return list(zip(codes, there, strict=True)) if len(codes) > 1 else []


def year_address(language: str, year: int) -> str:
    """Return the address of a year's archive."""
    return span_address(language, Kind.POSTS, "", Span(year))


def addresses_of(language: str) -> Iterator[str]:
    """Yield the address of every list page of a language but its front page."""
    for year in queries.years(language):
        yield year_address(language, year)
        for month in queries.months(language, Span(year).first, Span(year).after):
            span = Span(year, month.first_day.month)
            yield from _pages(language, Kind.POSTS, "", span, month.posts)
    for kind in INDEXES:
        yield index_address(language, kind)
        for member in queries.members(language, kind):
            yield head_address(language, kind, member.slug)
            yield from feed_addresses(language, kind, member.slug)
            for year in queries.years(language, member.listing):
                posts = queries.in_span(language, member.listing, Span(year)).count()
                yield from _pages(language, kind, member.slug, Span(year), posts)


def _pages(language: str, kind: Kind, slug: str, span: Span, posts: int) -> Iterator[str]:
    yield span_address(language, kind, slug, span)
    for page in range(1, rules.whole_pages(posts) + 1):
        yield span_address(language, kind, slug, span, page)


def touched_by_move(places: Collection[Place]) -> set[str]:
    """Return the list pages that change where posts came or went: never those of older pages of the same span."""
    return {address for place in places for address in _around(place, whole=True)}


def touched_by_words(places: Collection[Place]) -> set[str]:
    """Return the list pages that show posts whose words changed."""
    return {address for place in places for address in _around(place, whole=False)}


def _around(place: Place, *, whole: bool) -> Iterator[str]:
    listing = rules.listing_of(place.listing)
    slug = _slug(listing)
    if slug is None:
        return
    language, kind = place.language, listing.kind
    span = rules.span_of(listing, place.day)
    yield head_address(language, kind, slug)
    if kind is Kind.POSTS:
        yield year_address(language, span.year)
    else:
        yield index_address(language, kind)
        yield from feed_addresses(language, kind, slug)
    found = queries.in_span(language, listing, span)
    total = found.count()
    position = found.filter(queries.before(place.day, place.at, place.post)).count()
    pages = rules.pages_from(total, position) if whole else [rules.page_with(total, position)]
    for page in pages:
        yield span_address(language, kind, slug, span, page)
    if whole and total <= 1 and kind in {Kind.POSTS, Kind.SUBJECT}:
        yield from _elsewhere(language, listing, slug, span)


def _elsewhere(language: str, listing: Listing, slug: str, span: Span) -> Iterator[str]:
    """Yield the addresses in other languages that lead to a list in this one, which has just come or gone."""
    for code in _languages():
        if code != language and queries.is_there(code, listing):
            yield head_address(code, listing.kind, slug)
            yield span_address(code, listing.kind, slug, span)
            if listing.kind is Kind.POSTS:
                yield year_address(code, span.year)


def _slug(listing: Listing) -> str | None:
    """Return a list's name in its address; None where readers never see it."""
    if listing.kind is not Kind.SUBJECT:
        return listing.key
    return queries.public_subjects().filter(subject=int(listing.key)).values_list("slug", flat=True).first()


def _languages() -> list[str]:
    return [front.locale.language_code for front in fronts()]
