"""What happens with posts: drafted from an item, published once captured."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from interlink.accounts.models import User
from interlink.newsroom.evidence import actions as evidence
from interlink.newsroom.press import rules
from interlink.newsroom.press.approving import queries as looks
from interlink.newsroom.press.approving.actions import ask
from interlink.newsroom.press.clipping.rules import selection
from interlink.newsroom.press.errors import LookNeeded, NoFrontPage
from interlink.newsroom.press.gaps import in_words
from interlink.newsroom.press.models import Clip, FrontPage, PostPage
from interlink.newsroom.press.quoting.queries import quote_of, words_allowed
from interlink.newsroom.press.slugs import free_slug
from interlink.newsroom.stories import deciding
from interlink.newsroom.stories.models import Story
from interlink.newsroom.watch.models import Item

TITLE_LENGTH = 255


def draft(item: Item, by: User | None, now: datetime, *, words: str = "") -> PostPage:
    """Clip an item: order its capture and draft its post, in the item's language if the site has it.

    A story that has a post already is not clipped twice, not even when two editors clip two of its reports at once: its
    post is returned. `words` are what the editor chose to quote, if they did.

    Raises:
        NoFrontPage: the site has no front page to put the post under.
        PermissionDenied: this person may not write posts in that language.
    """
    with transaction.atomic():
        # Whoever clips holds the story for that time, so that the second one finds the draft of the first.
        story = Story.objects.select_for_update().get(memberships__item=item)
        known = known_post(item, story)
        if known is not None:
            return known
        front = front_page(item.language)
        if by is not None and not front.permissions_for_user(by).can_add_subpage():
            raise PermissionDenied
        post = PostPage(
            title=item.title[:TITLE_LENGTH].strip() or item.address[:TITLE_LENGTH] or _("Without a title"),
            byline=item.byline[:300],
            outlet=item.outlet[:200],
            place=item.place,
            reported_on=item.published.date() if item.published else None,
            excerpt=selection(words) or _excerpt(item),
            excerpt_language=item.language,
            cited_address=citable(item.address),
            capture=evidence.order(item.address, now),
            story=story,
            item=item,
            owner=by,
            live=False,
        )
        post.slug = free_slug(front, item.title, item.pk)
        front.add_child(instance=post)
        post.save_revision(user=by, changed=False, log_action=True)
        Clip.objects.create(post=post, key=item.key or f"item {item.pk}", by=by, at=now)
        deciding.clip(story, by, now)
    return post


def known_post(item: Item, story: Story) -> PostPage | None:
    """Return the post that a report or its story has already; one that was begun from its address belongs to it now."""
    found = PostPage.objects.filter(Q(item=item) | Q(story=story)).order_by("pk").first()
    if found is None and item.key:
        found = PostPage.objects.filter(clip__key=item.key).first()
        if found is not None:
            PostPage.objects.filter(pk=found.pk).update(item=item, story=story)
            deciding.clip(story, found.owner, timezone.now())
    return found


def of_stories(stories: Collection[int]) -> dict[int, PostPage]:
    """Return the first post that was drafted from each of some stories, with its capture but not the text of that."""
    found = PostPage.objects.filter(story__in=stories).select_related("capture").order_by("-pk")
    return {post.story_id: post for post in found.defer("capture__text", "capture__facts", "comment")}


def front_page(language: str) -> FrontPage:
    """Return the front page of a language, or else of the site's main language."""
    front = (
        FrontPage.objects.filter(locale__language_code=language).first() or FrontPage.objects.order_by("path").first()
    )
    if front is None:
        raise NoFrontPage(_("The site has no front page yet. Run interlink init, or make one under Pages."))
    return front


def citable(address: str) -> str:
    """Return the address if a post can hold it, else nothing, which the editor is then asked for."""
    try:
        return str(PostPage._meta.get_field("cited_address").clean(address, None))  # noqa: SLF001 - Django's own way
    except ValidationError:
        return ""


def _excerpt(item: Item) -> str:
    spans = [(mention.start, mention.end) for mention in item.mentions.filter(field="text")]
    return rules.choose_excerpt(item.text or item.summary, spans, words_allowed(item.source))


def gaps(post: PostPage) -> list[str]:
    """Say in plain words what stands in the way of publishing a version of a post."""
    return in_words(post.missing()) or looks.what_stands_in_the_way(post)


def wants_a_look(post: Page, by: User | None, now: datetime) -> None:
    """Have a post wait for a second pair of eyes if that is all that it lacks."""
    if isinstance(post, PostPage) and not post.missing():
        ask(post, by, now)


def may_be_copied_live(post: PostPage) -> bool:
    """Say whether a copy of a post could be published at once: what somebody else has to stand for, anew."""
    return not (post.missing() or quote_of(post).stands_on_exception or looks.decision_on(post).reasons)


def publish(post: PostPage, by: User | None, now: datetime | None = None) -> None:
    """Publish the latest revision of a post.

    Raises:
        NotReady: it lacks something that the house asks of every post.
        LookNeeded: somebody else has to read it first; it waits for that from now on.
    """
    try:
        with transaction.atomic():
            post.get_latest_revision_as_object().save_revision(user=by).publish(user=by)
    except LookNeeded:
        ask(post, by, now or timezone.now())
        raise
    post.refresh_from_db()


def capture_again(post: PostPage, now: datetime) -> None:
    """Capture the page that a post cites: once more if that failed, or anew if the address was changed."""
    latest = post.get_latest_revision_as_object()
    capture = latest.capture
    if capture is not None and capture.address == latest.cited_address:
        if not capture.is_whole:
            evidence.order_again(capture, now)
        return
    version = post.get_latest_revision()
    with transaction.atomic():
        latest.capture = evidence.order(latest.cited_address, now)
        if version is None or version.pk == post.live_revision_id:
            latest.save_revision()
        else:
            # No version of its own: an editor who has the form open would be told that somebody else had saved.
            version.content["capture"] = latest.capture.pk
            version.save(update_fields=["content"])
        if not post.live:
            PostPage.objects.filter(pk=post.pk).update(capture=latest.capture)
