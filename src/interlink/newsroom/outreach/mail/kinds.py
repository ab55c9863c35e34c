"""What each kind of mailing brings: a digest, the posts of a day, one post, an alert of removals."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from interlink.newsroom.evidence import publishing
from interlink.newsroom.outreach.errors import NothingToSend
from interlink.newsroom.outreach.mail.contents import Contents, Part, item_of, parts_of
from interlink.newsroom.outreach.models import Kind, Mailing
from interlink.newsroom.press import editions, languages, links, register, weekly
from interlink.newsroom.press.alerts.rules import Kind as News
from interlink.newsroom.press.legible import line
from interlink.newsroom.press.look.current import site_name
from interlink.newsroom.press.models import Alert, DigestPage, PostPage
from interlink.newsroom.press.public import public

REMOVALS = (News.REMOVED, News.REMOVED_SOFTLY, News.WITHHELD)
NOT_PUBLIC = "What this mailing was to bring is not public any more."


def contents_of(mailing: Mailing) -> Contents:
    """Return what a mailing brings, as it is now.

    Raises:
        NothingToSend: none of it is public any more.
    """
    with translation.override(mailing.language):
        match mailing.kind:
            case Kind.DIGEST if mailing.digest is not None and mailing.digest.live:
                return of_digest(mailing.digest)
            case Kind.POST if mailing.post is not None:
                return _of_post(mailing, mailing.post)
            case Kind.DAY:
                return _of_day(mailing)
            case Kind.REMOVALS:
                return _of_removals(mailing)
    raise NothingToSend(NOT_PUBLIC)


def of_digest(digest: DigestPage) -> Contents:
    """Return what a digest brings; also a draft, which is then shown and not sent."""
    language = digest.locale.language_code
    posts = digest.posts()
    with translation.override(language):
        review = weekly.review(digest, posts)
        head = publishing.head_at(digest.signed_off_at) if digest.signed_off_at else None
        return Contents(
            subject=line(digest.title),
            language=language,
            name=f"digest-{digest.pk}",
            because=Kind.DIGEST.value,
            parts=parts_of(editions.sections(digest, posts), language),
            empty=not posts,
            greeting=digest.greeting,
            days=(digest.starts_on, digest.ends_on),
            outlets=review.outlets,
            removed=review.removed,
            corrected=review.corrected,
            page=links.permalink(digest),
            head=languages.written_head(head.number, head.sha256, language) if head else "",
        )


def posts_of_span(mailing: Mailing) -> QuerySet[PostPage]:
    """Return the posts that came out in a mailing's span and that readers can see, the oldest first."""
    found: QuerySet[PostPage] = public(PostPage.objects.filter(locale__language_code=mailing.language))
    found = found.filter(first_published_at__gte=mailing.since, first_published_at__lt=mailing.until)
    return found.select_related("capture", "locale").order_by("first_published_at", "pk")


def alerts_of_span(mailing: Mailing) -> QuerySet[Alert]:
    """Return the removals that the group has shown in a mailing's span."""
    return register.shown().filter(kind__in=REMOVALS, shown_at__gte=mailing.since, shown_at__lt=mailing.until)


def _of_post(mailing: Mailing, post: PostPage) -> Contents:
    found = public(PostPage.objects.filter(pk=post.pk)).select_related("capture", "locale").first()
    if found is None:
        raise NothingToSend(NOT_PUBLIC)
    part = Part((item_of(found, mailing.language),))
    name = f"post-{post.pk}"
    return Contents(line(found.title), mailing.language, name, mailing.kind, (part,), page=links.permalink(found))


def _of_day(mailing: Mailing) -> Contents:
    posts = list(posts_of_span(mailing))
    if not posts or mailing.until is None:
        raise NothingToSend(NOT_PUBLIC)
    day = languages.written_date(timezone.localdate(mailing.until), mailing.language)
    subject = _("%(group)s: posts to %(day)s") % {"group": site_name(), "day": day}
    items = tuple(item_of(post, mailing.language) for post in posts)
    return Contents(line(subject), mailing.language, f"day-{mailing.pk}", mailing.kind, (Part(items),))


def _of_removals(mailing: Mailing) -> Contents:
    entries = register.entries(alerts_of_span(mailing), mailing.language)
    if not entries:
        raise NothingToSend(NOT_PUBLIC)
    if len(entries) == 1:
        subject = entries[0].heading
    else:
        number = languages.written_number(len(entries), mailing.language)
        subject = _("%(group)s: removed pages (%(number)s)") % {"group": site_name(), "number": number}
    return Contents(line(subject), mailing.language, f"removals-{mailing.pk}", mailing.kind, removed=entries)
