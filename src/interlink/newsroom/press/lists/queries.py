"""What is asked about lists. But for the counts of the indexes, what is read does not grow with the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from taggit.models import Tag

from interlink.newsroom.press.lists import rules
from interlink.newsroom.press.lists.rules import ALL, Kind, Listing, Span
from interlink.newsroom.press.lists.shown import ShownPost, of_numbers
from interlink.newsroom.press.models.lists import Listed
from interlink.newsroom.press.models.posts import PostPage
from interlink.newsroom.press.models.subjects import PublicSubject
from interlink.newsroom.press.unchanged import while_unchanged
from interlink.newsroom.watch.models import Alias

_DECEMBER = 12
_OLDEST_FIRST = ("day", "at", "post")
_NEWEST_FIRST = ("-day", "-at", "-post")


@dataclass(frozen=True, slots=True)
class Month:
    """A month in which something was posted; `first_day` names it."""

    first_day: date
    posts: int


@dataclass(frozen=True, slots=True)
class SpanPage:
    """A page of a list: some posts of a year or a month, the newest first.

    Attributes:
        posts: The posts.
        total: How many the whole span has.
        older: The number of the page with the next older ones, if there is one.
        newer: The number of the page with newer ones, None for the span's own address.
        is_newest: Whether nothing newer is in the span.
    """

    posts: list[ShownPost]
    total: int
    older: int | None
    newer: int | None
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A list as an index of lists has it."""

    listing: Listing
    slug: str
    name: str
    posts: int


def rows(language: str, listing: Listing = ALL) -> QuerySet[Listed]:
    """Return the rows of a list."""
    return Listed.objects.filter(language=language, list=listing.code)


def newest(language: str, listing: Listing, most: int) -> list[PostPage]:
    """Return the newest posts of a list in full."""
    return _posts(rows(language, listing).order_by(*_NEWEST_FIRST)[:most])


def shown(language: str, listing: Listing, most: int) -> list[ShownPost]:
    """Return the newest posts of a list with what lists show of them."""
    return _shown(rows(language, listing).order_by(*_NEWEST_FIRST)[:most])


def in_span(language: str, listing: Listing, span: Span) -> QuerySet[Listed]:
    """Return the rows of a list that are of a year or a month."""
    return rows(language, listing).filter(day__gte=span.first, day__lt=span.after)


def span_page(language: str, listing: Listing, span: Span, page: int | None) -> SpanPage | None:
    """Return a page of a list's year or month; None where there is no such page."""
    found = in_span(language, listing, span)
    total = found.count()
    limits = rules.bounds(total, page)
    if limits is None:
        return None
    posts = _shown(found.order_by(*_OLDEST_FIRST)[slice(*limits)])
    whole = rules.whole_pages(total)
    here = whole + 1 if page is None else page
    return SpanPage(
        posts=posts[::-1],
        total=total,
        older=here - 1 or None,
        newer=here + 1 if here < whole else None,
        is_newest=page is None,
    )


def months(language: str, since: date, until: date = date.max) -> list[Month]:
    """Return the months from one day to before another that have posts, the newest first."""
    # By day, which the index has in order: to cut the month out of each row takes ten times as long.
    found = rows(language).filter(day__gte=since, day__lt=until).values("day").annotate(posts=Count("pk"))
    counted: Counter[date] = Counter()
    for row in found.order_by("day"):
        counted[row["day"].replace(day=1)] += row["posts"]
    return [Month(first_day, counted[first_day]) for first_day in sorted(counted, reverse=True)]


@while_unchanged
def years(language: str, listing: Listing = ALL) -> list[int]:
    """Return the years that a list has posts of, the newest first."""
    found = rows(language, listing)
    oldest, latest = found.order_by("day").first(), found.order_by("-day").first()
    if oldest is None or latest is None:
        return []
    between = range(latest.day.year - 1, oldest.day.year, -1)
    inner = _with_posts(language, listing, [Span(year) for year in between])
    return [latest.day.year, *inner, *([oldest.day.year] if oldest.day.year < latest.day.year else [])]


def _with_posts(language: str, listing: Listing, spans: list[Span]) -> list[int]:
    """Return the years of those spans in which something was posted, by one question for all of them."""
    if not spans:
        return []
    one = "EXISTS(SELECT 1 FROM press_listed WHERE language = %s AND list = %s AND day >= %s AND day < %s)"
    values = [value for span in spans for value in (language, listing.code, span.first, span.after)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(spans))}", values)
        return [span.year for span, there in zip(spans, cursor.fetchone(), strict=True) if there]


@while_unchanged
def is_there(language: str, listing: Listing, span: Span | None = None) -> bool:
    """Say whether readers find a list in a language, or a year or a month of it."""
    return (in_span(language, listing, span) if span is not None else rows(language, listing)).exists()


@while_unchanged
def latest_months(language: str) -> list[Month]:
    """Return the months of the year up to the newest post that have posts, the newest first."""
    latest = rows(language).order_by("-day").values_list("day", flat=True).first()
    if latest is None:
        return []
    year, month = (latest.year, 1) if latest.month == _DECEMBER else (latest.year - 1, latest.month + 1)
    return months(language, date(year, month, 1))


def members(language: str, kind: Kind) -> list[Member]:
    """Return the lists of a kind that have posts in a language, by name."""
    found = Listed.objects.filter(language=language, list__gte=f"{kind}:", list__lt=f"{kind};")
    counted = list(found.values("list").annotate(posts=Count("pk"), last=Max("post")).order_by("list"))
    keys = {rules.listing_of(row["list"]).key: row for row in counted}
    names = _names(kind, {key: row["last"] for key, row in keys.items()}, language)
    listed = [Member(Listing(kind, key), *names[key], row["posts"]) for key, row in keys.items() if key in names]
    return sorted(listed, key=lambda member: member.name.casefold())


def name_of(listing: Listing, language: str) -> tuple[str, str] | None:
    """Return a list's name in its address and for readers; None where readers see no such list."""
    last = rows(language, listing).aggregate(last=Max("post"))["last"]
    return None if last is None else _names(listing.kind, {listing.key: last}, language).get(listing.key)


def lists_of(posts: Collection[PostPage]) -> dict[int, list[Member]]:
    """Return the outlets, subjects and tags among whose lists readers find each of some posts."""
    by_number = {post.pk: post for post in posts}
    found: dict[tuple[Kind, str], dict[str, int]] = defaultdict(dict)
    placed = Listed.objects.filter(post__in=by_number).exclude(list="").order_by("post", "list")
    rows = [(row.post_id, row.language, rules.listing_of(row.list)) for row in placed]
    for post, language, listing in rows:
        found[listing.kind, language][listing.key] = post
    names = {at: _names(at[0], last, at[1], by_number) for at, last in found.items()}
    lists: dict[int, list[Member]] = {number: [] for number in by_number}
    for post, language, listing in rows:
        named = names[listing.kind, language].get(listing.key)
        if named is not None:
            lists[post].append(Member(listing, *named, 0))
    return lists


def filed(post: PostPage) -> list[Member]:
    """Return the outlets, subjects and tags among whose lists readers find a post."""
    read: list[Member] | None = getattr(post, "lists_read", None)
    if read is None:  # else the bake read them for many posts at once
        read = post.lists_read = lists_of([post])[post.pk]
    return read


def public_subjects() -> QuerySet[PublicSubject]:
    """Return the subjects that readers see: never a private person, whatever was chosen before."""
    return PublicSubject.objects.filter(subject__private_person=False).select_related("subject")


def _names(
    kind: Kind, last_posts: dict[str, int], language: str, read: Mapping[int, PostPage] | None = None
) -> dict[str, tuple[str, str]]:
    """Return each list's name in its address and for readers; `read` are those posts, where they are there already."""
    if kind is Kind.OUTLET:
        if read is None:
            written = dict(PostPage.objects.filter(pk__in=last_posts.values()).values_list("pk", "outlet"))
        else:
            written = {number: post.outlet for number, post in read.items()}
        return {key: (key, written[last]) for key, last in last_posts.items() if last in written}
    if kind is Kind.TAG:
        return {tag.slug: (tag.slug, tag.name) for tag in Tag.objects.filter(slug__in=last_posts)}
    found = public_subjects().filter(subject__in=[key for key in last_posts if key.isdecimal()])
    return {str(one.subject_id): (one.slug, name) for one, name in named(found, language)}


def named(subjects: Iterable[PublicSubject], language: str) -> list[tuple[PublicSubject, str]]:
    """Return subjects with their names in a language: its main name there, else another one there, else the desk's."""
    chosen = list(subjects)
    shown = Q(kind__in=("main", "alias"), language=language, subject__in=[one.subject_id for one in chosen])
    names: dict[int, str] = {}
    for alias in Alias.objects.filter(shown).order_by("-kind", "pk"):  # main before alias
        names.setdefault(alias.subject_id, alias.text)
    return [(one, names.get(one.subject_id, one.subject.name)) for one in chosen]


def _posts(found: QuerySet[Listed]) -> list[PostPage]:
    wanted = list(found.values_list("post_id", flat=True))
    posts = PostPage.objects.select_related("capture", "locale").order_by().in_bulk(wanted)
    return [posts[number] for number in wanted if number in posts]


def _shown(found: QuerySet[Listed]) -> list[ShownPost]:
    return of_numbers(found.values_list("post_id", flat=True))


def before(day: date, at: datetime, post: int) -> Q:
    """Return the condition of rows that stand before a place, the oldest being first."""
    return Q(day__lt=day) | Q(day=day, at__lt=at) | Q(day=day, at=at, post__lt=post)
