"""What an editor changes about stories: split, merge, move, and undo. The engine never takes any of it back.

Each change checks inside its transaction that the stories still are as the editor saw them, so that of two editors
who press at once the second is told, and nothing is done half.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import product

from django.db import transaction
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.newsroom.stories import queries, telling, traits
from interlink.newsroom.stories.errors import NothingChosen, NotPossible, StoryChanged
from interlink.newsroom.stories.models import Change, Deed, Membership, Standing, Story, Verdict
from interlink.newsroom.stories.reasons import BY_HAND, FIRST_REPORT

# The reports of two large stories are not all judged against each other; these say enough.
MOST_JUDGED = 12


@transaction.atomic
def split(story_id: int, items: Collection[int], by: User | None, now: datetime) -> Change:
    """Make a story of its own of some reports of a story.

    Raises:
        NothingChosen: no report was chosen.
        NotPossible: all were, so nothing would be left.
        StoryChanged: one of them is not in the story any more.
    """
    story, chosen, left = _chosen(story_id, items)
    first = min(chosen, key=lambda one: one.item.when).item
    new = Story.objects.create(
        headline=first.title, language=first.language, first_at=first.when, last_at=first.when, standing=Standing.OPEN
    )
    change = _begin(Deed.SPLIT, story, new, chosen, by, now)
    _put(chosen, new, new.pk)
    _judge(change, chosen, left, together=False)
    _tell(story, new)
    return change


@transaction.atomic
def move(story_id: int, items: Collection[int], to_id: int, by: User | None, now: datetime) -> Change:
    """Move some reports of a story to another, which they then belong to as much as its own.

    Raises:
        NothingChosen: no report was chosen.
        NotPossible: all were; then the stories are merged instead.
        StoryChanged: one of them is not in the story any more, or the other story is gone.
    """
    story, chosen, left = _chosen(story_id, items)
    target = _other(to_id, story)
    there = queries.reports_of(target)
    change = _begin(Deed.MOVE, story, target, chosen, by, now)
    # A strand of their own: what is like them may follow without being like the rest.
    _put(chosen, target, -change.pk)
    _judge(change, chosen, left, together=False)
    _judge(change, chosen, there, together=True)
    _tell(story, target)
    return change


@transaction.atomic
def merge(story_id: int, into_id: int, by: User | None, now: datetime) -> Change:
    """Put all reports of a story into another.

    A story with a post takes in the other, whichever was named first.

    Raises:
        NotPossible: both have a post.
        StoryChanged: one of them is gone.
    """
    story = _locked(story_id)
    target = _other(into_id, story)
    if story.standing == Standing.CLIPPED:
        if target.standing == Standing.CLIPPED:
            raise NotPossible(
                _("Both stories have a post already, so they stay two. Move single reports instead."), story=story.pk
            )
        story, target = target, story
    moved, there = queries.reports_of(story), queries.reports_of(target)
    change = _begin(Deed.MERGE, story, target, moved, by, now)
    begun = [one.pk for one in moved if one.reason == FIRST_REPORT]
    Membership.objects.filter(story=story).update(story=target, by_hand=True)
    Membership.objects.filter(pk__in=begun).update(reason=BY_HAND)
    _judge(change, moved, there, together=True)
    _gone(story)
    _tell(target)
    return change


@transaction.atomic
def undo(change_id: int, by: User | None, now: datetime) -> Change:
    """Take a change back, with what the engine learnt from it. Undoing twice does nothing more.

    Raises:
        StoryChanged: the reports were rearranged again since; that has to be undone first.
    """
    del by
    change = Change.objects.select_for_update().get(pk=change_id)
    if change.undone_at is not None:
        return change
    left, joined = _locked(change.left_id, gone_too=True), _locked(change.joined_id, gone_too=True)
    rows = {
        row.item_id: row for row in Membership.objects.filter(item_id__in=[int(key) for key in change.before["items"]])
    }
    if any(row.story_id != joined.pk for row in rows.values()) or joined.standing == Standing.MERGED:
        raise StoryChanged(
            _("These reports were rearranged again since. Undo the later change first."), story=joined.pk
        )
    for key, (strand, by_hand, reason) in change.before["items"].items():
        row = rows.get(int(key))
        if row is not None:
            row.story, row.strand, row.by_hand, row.reason = left, strand, by_hand, reason
    Membership.objects.bulk_update(rows.values(), ["story", "strand", "by_hand", "reason"])
    if left.standing == Standing.MERGED:
        left.standing = change.before["standing"]
        left.save(update_fields=["standing"])
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    if joined.memberships.exists():
        telling.tell(joined)
    else:
        _gone(joined)
    telling.tell(left)
    return change


def _gone(story: Story) -> None:
    """Take a story out of sight whose reports are in another one now."""
    story.standing, story.watched = Standing.MERGED, False
    story.save(update_fields=["standing", "watched"])
    traits.keep_in_step(story)


def _locked(story_id: int, *, gone_too: bool = False) -> Story:
    story = Story.objects.select_for_update().filter(pk=story_id).first()
    if story is None or (story.standing == Standing.MERGED and not gone_too):
        raise StoryChanged(_("Somebody has merged this story into another meanwhile. Look again."), story=story_id)
    return story


def _other(story_id: int, than: Story) -> Story:
    if story_id == than.pk:
        raise NothingChosen(_("Choose another story first."), story=than.pk)
    return _locked(story_id)


def _chosen(story_id: int, items: Collection[int]) -> tuple[Story, list[Membership], list[Membership]]:
    """Return a story, the chosen reports of it, and the others."""
    story = _locked(story_id)
    if not items:
        raise NothingChosen(_("Choose the reports first."), story=story_id)
    reports = queries.reports_of(story)
    chosen = [one for one in reports if one.item_id in set(items)]
    if len(chosen) != len(set(items)):
        raise StoryChanged(_("Somebody has rearranged this story meanwhile. Look again."), story=story_id)
    if len(chosen) == len(reports):
        raise NotPossible(_("Leave at least one report in the story, or merge the whole story."), story=story_id)
    return story, chosen, [one for one in reports if one not in chosen]


def _begin(
    deed: Deed, left: Story, joined: Story, reports: Iterable[Membership], by: User | None, now: datetime
) -> Change:
    before = {
        "items": {str(one.item_id): [one.strand, one.by_hand, one.reason] for one in reports},
        "standing": left.standing,
    }
    return Change.objects.create(deed=deed, left=left, joined=joined, by=by, at=now, before=before)


def _put(reports: Iterable[Membership], story: Story, strand: int) -> None:
    keys = [one.pk for one in reports]
    Membership.objects.filter(pk__in=keys).update(story=story, strand=strand, by_hand=True, reason=BY_HAND)


def _judge(change: Change, ones: Iterable[Membership], others: Iterable[Membership], *, together: bool) -> None:
    pairs = product(list(ones)[:MOST_JUDGED], list(others)[:MOST_JUDGED])
    Verdict.objects.bulk_create(
        Verdict(
            one_id=min(one.item_id, other.item_id),
            other_id=max(one.item_id, other.item_id),
            together=together,
            change=change,
        )
        for one, other in pairs
    )


def _tell(*stories: Story) -> None:
    for story in stories:
        telling.tell(story)
