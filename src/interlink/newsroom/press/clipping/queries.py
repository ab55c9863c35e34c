"""What is known of a report before and after it is clipped: how much may be quoted, whom it names, who cites it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from interlink.lib.reading.addresses import address_key
from interlink.newsroom.press.clipping.reading import Name, PageRead, read
from interlink.newsroom.press.models import Clip, LongExcerpt, PostPage
from interlink.newsroom.press.quoting.queries import quote_of, source_of, words_allowed
from interlink.newsroom.watch import queries as watch
from interlink.newsroom.watch.models import Copy, Item, Subject

MOST_DUPLICATES = 5


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A subject that a report names, for the desk."""

    subject: Subject
    found: str


def clip_of(post: PostPage) -> Clip | None:
    """Return how a post was clipped, if it was."""
    try:
        clip: Clip = post.clip
    except ObjectDoesNotExist:
        return None
    return clip


def item_at(address: str) -> Item | None:
    """Return the report at an address that we have seen and grouped, however the address is written."""
    found = watch.items_at([address_key(address)]).filter(membership__isnull=False)
    return found.select_related("source", "membership").first()


def posts_on(address: str) -> list[PostPage]:
    """Return the posts that cite an address, or a report with the same words, the newest first."""
    item = item_at(address)
    about = Q(clip__key=address_key(address)) | Q(cited_address=address)
    if item is not None:
        about |= _about_item(item)
    return _first(about)


def duplicates(post: PostPage) -> list[PostPage]:
    """Return the other posts about the same: its page, a report with its words, its story, or what seems to be it."""
    about = Q(cited_address=post.cited_address) if post.cited_address else Q(pk__in=[])
    if post.item is not None:
        about |= _about_item(post.item)
    clip = clip_of(post)
    stories = {post.story_id, clip.near_story_id if clip else None} - {None}
    if stories:
        about |= Q(story__in=stories) | Q(clip__near_story__in=stories)
    if post.pk is not None:
        about |= Q(clip__like=post.pk)
    if clip is not None and clip.like_id is not None:
        about |= Q(pk=clip.like_id)
    return _first(about, but=post.pk)


def _about_item(item: Item) -> Q:
    twins = Copy.objects.filter(Q(item=item) | Q(of=item)).values_list("item_id", "of_id")
    story = Q(story__memberships__item=item)
    return Q(item__in={item.pk, *(key for pair in twins for key in pair)}) | story


def _first(about: Q, but: int | None = None) -> list[PostPage]:
    # The keys first: a story’s reports would multiply the rows, and pages are wide.
    keys = set(PostPage.objects.filter(about).exclude(pk=but).order_by("-pk").values_list("pk", flat=True)[:100])
    found = PostPage.objects.filter(pk__in=keys).select_related("owner").order_by("-pk")
    return list(found[:MOST_DUPLICATES])


def page_read(post: PostPage) -> PageRead | None:
    """Return what the page that a post cites says, once there is a copy of it."""
    capture = post.capture
    if capture is None or not capture.is_whole or capture.address != post.cited_address:
        return None
    source = source_of(post)
    return read(capture, source, words_allowed(source))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the editor of a post is told beside its fields.

    Attributes:
        words: how many words may be quoted.
        limit: how many may be without an exception.
        over: how many words the saved excerpt has too many.
        allowed: the exception that counts.
        outlet: whose own limit that is; empty where it is the house’s.
        subjects: whom the report names.
        duplicates: other posts about the same.
        pending: whether what the page says is still to be filled in.
        placeholder: the title that stands in for one until then.
    """

    words: int
    limit: int
    over: int = 0
    allowed: LongExcerpt | None = None
    outlet: str = ""
    subjects: tuple[NamedSubject, ...] = ()
    duplicates: tuple[PostPage, ...] = ()
    pending: bool = False
    placeholder: str = ""


def facts(post: PostPage) -> Facts:
    """Return what the editor of a post is told beside its fields."""
    quote, clip = quote_of(post), clip_of(post)
    if post.item is not None:
        mentions = post.item.mentions.select_related("subject")
        subjects = {mention.subject_id: NamedSubject(mention.subject, mention.found) for mention in reversed(mentions)}
    else:
        page = page_read(post) if post.cited_address else None
        subjects = {one.subject.pk: one for one in named(page.names)} if page else {}
    return Facts(
        words=quote.most,
        limit=quote.limit,
        over=quote.over,
        allowed=quote.allowed if quote.stands_on_exception else None,
        outlet=quote.outlet,
        subjects=tuple(subjects.values()),
        duplicates=tuple(duplicates(post)),
        pending=clip is not None and clip.filled_at is None and not post.live,
        placeholder=clip.placeholder if clip else "",
    )


def named(names: tuple[Name, ...]) -> list[NamedSubject]:
    """Return the subjects behind some names, in their order."""
    subjects = Subject.objects.in_bulk({name.subject for name in names})
    return [NamedSubject(subjects[name.subject], name.found) for name in names if name.subject in subjects]
