"""What an editor does with a digest's draft: the order of its posts, its lead, how they are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.newsroom.press import digests
from interlink.newsroom.press.errors import AlreadySigned
from interlink.newsroom.press.lists import queries as lists
from interlink.newsroom.press.lists.rules import Kind
from interlink.newsroom.press.models import DigestEntry, DigestPage, FrontPage, Grouping, PostPage
from interlink.newsroom.press.rules import in_groups


@dataclass(frozen=True, slots=True)
class Section:
    """Posts of a digest that are shown together, with a heading if they have one."""

    posts: tuple[PostPage, ...]
    heading: str = ""


def sections(digest: DigestPage, posts: Sequence[PostPage]) -> list[Section]:
    """Return a digest's posts as it shows them: in the editor's order, those of a group where its first one is."""
    match digest.grouping:
        case Grouping.STORY:
            return _by_story(posts)
        case Grouping.SUBJECT:
            return _by_subject(posts)
    return [Section(tuple(posts))] if posts else []


def _by_story(posts: Sequence[PostPage]) -> list[Section]:
    found: list[Section] = []
    for group in in_groups([post.story_id for post in posts]):
        together = tuple(posts[place] for place in group)
        if len(group) > 1:
            found.append(Section(together, _("One story, several reports")))
        elif found and not found[-1].heading:
            found[-1] = Section((*found[-1].posts, *together))
        else:
            found.append(Section(together))
    return found


def _by_subject(posts: Sequence[PostPage]) -> list[Section]:
    """Put each post under the subject that most of the digest's posts share with it; the others come last."""
    filed = lists.lists_of(posts)
    named = {post.pk: [one for one in filed[post.pk] if one.listing.kind is Kind.SUBJECT] for post in posts}
    counts: dict[str, int] = {}
    for found in named.values():
        for one in found:
            counts[one.name] = counts.get(one.name, 0) + 1
    keys = [max((one.name for one in named[post.pk]), key=lambda name: counts[name], default=None) for post in posts]
    groups = in_groups([key or "" for key in keys])
    groups.sort(key=lambda group: keys[group[0]] is None)
    others = _("Other reports") if len(groups) > 1 else ""
    return [Section(tuple(posts[place] for place in group), keys[group[0]] or others) for group in groups]


@transaction.atomic
def move(digest: DigestPage, post_id: int, place: int, by: User) -> None:
    """Put a post at a place among the digest's posts, 0 being the lead's; those behind it make room.

    Raises:
        AlreadySigned: somebody has signed it off.
        PermissionDenied: this person may not change it.
    """
    latest, entries = _open(digest, by)
    moved = [entry for entry in entries if entry.post_id == post_id]
    rest = [entry for entry in entries if entry.post_id != post_id]
    place = max(0, min(place, len(rest)))
    _store(latest, [*rest[:place], *moved, *rest[place:]], by)


@transaction.atomic
def take_out(digest: DigestPage, post_id: int, by: User) -> None:
    """Leave a post out of the digest.

    Raises:
        AlreadySigned: somebody has signed it off.
        PermissionDenied: this person may not change it.
    """
    latest, entries = _open(digest, by)
    _store(latest, [entry for entry in entries if entry.post_id != post_id], by)


@transaction.atomic
def group(digest: DigestPage, grouping: str, by: User) -> None:
    """Choose how the digest's posts are put together.

    Raises:
        AlreadySigned: somebody has signed it off.
        PermissionDenied: this person may not change it.
    """
    latest, _entries = _open(digest, by)
    latest.grouping = Grouping(grouping)
    latest.save_revision(user=by)


def _open(digest: DigestPage, by: User) -> tuple[DigestPage, list[DigestEntry]]:
    stored = DigestPage.objects.select_for_update().get(pk=digest.pk)
    if not stored.permissions_for_user(by).can_edit():
        raise PermissionDenied
    if stored.signed_off_at is not None:
        raise AlreadySigned(_("This digest was signed off; it stays as it is."))
    latest = cast("DigestPage", stored.get_latest_revision_as_object())
    return latest, list(latest.entries.select_related("post"))


def _store(latest: DigestPage, entries: list[DigestEntry], by: User) -> None:
    """Store an order; a title that was made from the lead is made from the new one, an editor's own stays."""
    front = FrontPage.objects.select_related("locale").get(pk=latest.get_parent().pk)
    made = digests.title_of(front, latest.ends_on, latest.posts())
    own = latest.title != made
    latest.entries = [
        DigestEntry(post=entry.post, sort_order=place, pk=entry.pk) for place, entry in enumerate(entries)
    ]
    if not own:
        latest.title = latest.draft_title = digests.title_of(front, latest.ends_on, latest.posts())
    latest.save_revision(user=by)
