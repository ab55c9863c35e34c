"""What editors decide about stories: put aside, bring back, clip, and undo.

Each decision is checked inside its transaction against what the editor saw, so that of two editors at once the second
is told what the first has done, and nobody's decision is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from interlink.accounts.models import User
from interlink.newsroom.stories import tasks, traits
from interlink.newsroom.stories.models import Choice, Decision, Standing, Story

_COUNTED = {Standing.CLIPPED.value: "clipped", Standing.IGNORED.value: "ignored"}


@dataclass(slots=True)
class Outcome:
    """What came of deciding about several stories.

    Attributes:
        made: The decisions, each of which can be undone.
        refused: Why nothing was done about the others, one sentence a story.
    """

    made: list[Decision] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def decide(seen: Mapping[int, str], to: Standing, by: User | None, now: datetime) -> Outcome:
    """Put stories aside, or bring them back; one that another editor has just decided stays as it is.

    Args:
        seen: The standing that each story had when the editor looked, by its key; an empty one stands for any.
        to: What they shall be, open or ignored.
        by: The editor.
        now: The time.
    """
    outcome = Outcome()
    for story in _locked(seen):
        if story.standing == to:
            continue
        told = _objection(story, seen[story.pk], by)
        if told:
            outcome.refused.append(told)
        else:
            outcome.made.append(_stand(story, to, by, now))
    _teach(outcome.made)
    return outcome


@transaction.atomic
def undo(decisions: Collection[int], by: User | None, now: datetime) -> Outcome:
    """Take decisions back; a story about which something else was decided since stays as it is."""
    outcome = Outcome()
    rows = Decision.objects.filter(pk__in=decisions).order_by("pk")
    wanted = {row.story_id: row for row in rows}
    for story in _locked(wanted):
        row = wanted[story.pk]
        told = _objection(story, row.after, by)
        if told:
            outcome.refused.append(told)
        else:
            outcome.made.append(_stand(story, Standing(row.before), by, now))
    _teach(outcome.made)
    return outcome


@transaction.atomic
def clip(story: Story, by: User | None, now: datetime) -> None:
    """Note that a post was drafted from a story."""
    for row in _locked([story.pk]):
        if row.standing != Standing.CLIPPED:
            _teach([_stand(row, Standing.CLIPPED, by, now)])
    story.standing = Standing.CLIPPED


def latest(stories: Collection[int]) -> dict[int, Decision]:
    """Return the latest decision about each of some stories that there is one about."""
    rows = Decision.objects.filter(story__in=stories).select_related("by").order_by("at", "pk")
    return {row.story_id: row for row in rows}


def _locked(keys: Collection[int]) -> Iterator[Story]:
    yield from Story.objects.select_for_update().filter(pk__in=list(keys)).order_by("pk")


def _objection(story: Story, seen: str, by: User | None) -> str:
    """Say why a story may not be decided about now; nothing if it may."""
    values = {"story": story.headline}
    if story.standing == Standing.MERGED:
        return _("“%(story)s” is part of another story now. Nothing was changed.") % values
    if seen and story.standing != seen:
        return _told(story, by)
    if story.standing == Standing.CLIPPED:
        return _("“%(story)s” has a post. Nothing was changed.") % values
    return ""


def _told(story: Story, by: User | None) -> str:
    decision = latest([story.pk]).get(story.pk)
    values = {"story": story.headline, "name": _name(decision)}
    if decision is not None and decision.by == by:
        return _("You have decided about “%(story)s” already, perhaps in another window. That stands.") % values
    words = {
        Standing.OPEN.value: _("%(name)s has brought “%(story)s” back meanwhile. That stands."),
        Standing.IGNORED.value: _("%(name)s has put “%(story)s” aside meanwhile. That stands."),
        Standing.CLIPPED.value: _("%(name)s has clipped “%(story)s” meanwhile. That stands."),
    }
    return words[story.standing] % values


def _name(decision: Decision | None) -> str:
    by = decision.by if decision else None
    return (by.display_name or by.username) if by else _("Somebody")


def _teach(decisions: Collection[Decision]) -> None:
    """Have the open stories weighed anew that are like those that were decided about."""
    if decisions:
        tasks.weigh_those_like.enqueue([row.story_id for row in decisions])


def _stand(story: Story, to: Standing, by: User | None, now: datetime) -> Decision:
    """Change a story's standing, and remember the choice for the relevance of others like it."""
    before, story.standing = story.standing, to.value
    story.save(update_fields=["standing"])
    traits.keep_in_step(story)
    about = traits.abouts(story)
    Choice.objects.bulk_create([Choice(about=one) for one in about], ignore_conflicts=True)
    chosen = Choice.objects.filter(about__in=about)
    if before in _COUNTED:
        name = _COUNTED[before]
        chosen.filter(**{f"{name}__gt": 0}).update(**{name: F(name) - 1})
    if to.value in _COUNTED:
        name = _COUNTED[to.value]
        chosen.update(**{name: F(name) + 1})
    return Decision.objects.create(story=story, by=by, at=now, before=before, after=to)
