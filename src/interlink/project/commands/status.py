"""`interlink status`: how the desk is doing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import click
from django.utils import timezone

from interlink.background import queries as background
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.outreach import subscribing, tallies
from interlink.newsroom.outreach.fediverse import queries as fediverse
from interlink.newsroom.outreach.models import Course, Mailing, Subscription
from interlink.newsroom.outreach.signup import limits
from interlink.newsroom.press.models import DigestPage, PostPage
from interlink.newsroom.stories.models import Standing, Story
from interlink.newsroom.watch import reports
from interlink.newsroom.watch.conditions import PAUSED
from interlink.newsroom.watch.models import Item, Reading, State
from interlink.project.commands.source_states import describe
from interlink.project.console import in_a_desk, say

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a desk in figures."""

    sources: int
    sources_fine: int
    sources_new: int
    sources_quiet: int
    sources_failing: int
    sources_blocked: int
    sources_moved: int
    sources_gone: int
    sources_paused: int
    sources_in_trouble_over_a_week: int
    items: int
    items_unread: int
    stories_to_decide: int
    drafts: int
    posts: int
    captures: int
    captures_waiting: int
    captures_failed: int
    digests_signed: int
    mailings_unfinished: int
    fediverse_waiting: int
    fediverse_failing: int
    subscribers: int
    signups_turned_away: int
    address_key_fits: bool
    tasks_waiting: int
    tasks_running: int
    tasks_failed: int
    workers: int


def look() -> Status:
    """Count everything that an operator wants to know."""
    queue = background.look(now=timezone.now())
    sources = reports.count(timezone.now())
    fediverse_waiting, fediverse_failing = fediverse.waiting()
    return Status(
        sources=sources.watched,
        sources_fine=sources.of(State.FINE),
        sources_new=sources.of(State.NEW),
        sources_quiet=sources.of(State.QUIET),
        sources_failing=sources.of(State.FAILING),
        sources_blocked=sources.of(State.BLOCKED),
        sources_moved=sources.of(State.MOVED),
        sources_gone=sources.of(State.GONE),
        sources_paused=sources.of(PAUSED),
        sources_in_trouble_over_a_week=sources.long,
        items=Item.objects.count(),
        items_unread=Item.objects.filter(reading=Reading.WAITING).count(),
        stories_to_decide=Story.objects.filter(standing=Standing.OPEN, watched=True).count(),
        drafts=PostPage.objects.filter(live=False).count(),
        posts=PostPage.objects.live().count(),
        captures=Capture.objects.filter(state=CaptureState.WHOLE).count(),
        captures_waiting=Capture.objects.filter(state=CaptureState.WAITING).count(),
        captures_failed=Capture.objects.filter(state=CaptureState.FAILED).count(),
        digests_signed=DigestPage.objects.filter(signed_off_at__isnull=False).count(),
        mailings_unfinished=Mailing.objects.filter(course__in=(Course.GOING, Course.PAUSED)).count(),
        fediverse_waiting=fediverse_waiting,
        fediverse_failing=fediverse_failing,
        subscribers=tallies.total([Subscription.ACTIVE]),
        signups_turned_away=limits.braked(timezone.now()),
        address_key_fits=subscribing.key_fits(),
        tasks_waiting=queue.waiting + queue.later,
        tasks_running=queue.running,
        tasks_failed=queue.failed,
        workers=queue.workers,
    )


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@in_a_desk
def command(as_json: bool) -> None:
    """Say how the desk is doing: sources, inbox, posts, captures, mail and background work."""
    now = look()
    if as_json:
        click.echo(json.dumps(asdict(now)))
        return
    _say_sources()
    say(f"Items      {now.items} seen, {now.items_unread} waiting to be read")
    say(f"Inbox      {now.stories_to_decide} stories to decide, {now.drafts} drafts")
    say(f"Posts      {now.posts} published")
    say(f"Captures   {now.captures} whole, {now.captures_waiting} waiting, {now.captures_failed} failed")
    mail = f"{now.mailings_unfinished} being mailed, {now.subscribers} readers by mail"
    say(f"Digests    {now.digests_signed} signed off, {mail}")
    if now.fediverse_waiting:
        told = f"{now.fediverse_waiting} waiting, {now.fediverse_failing} of them for servers in trouble"
        say(f"Fediverse  {told}; see 'interlink fediverse list'")
    if now.signups_turned_away:
        say(f"             The form to sign up paused since yesterday: {now.signups_turned_away} turned away")
    if not now.address_key_fits:
        say("             The list of those who are not mailed has another key: put the old keys/address-key back")
    tasks = f"{now.tasks_waiting} waiting, {now.tasks_running} running, {now.tasks_failed} failed"
    say(f"Work       {tasks}; {_workers(now.workers)}")
    for failure in background.look(now=timezone.now()).failures:
        say(f"             {failure.task}: {failure.reason}")


def _say_sources() -> None:
    """Say how many sources are in each state, then which are in trouble, since when, and what to do about it."""
    counts = reports.count(timezone.now())
    states = [(state.label, counts.of(state)) for state in reversed(reports.SEVERITY)]
    said = ", ".join(f"{number} {label}" for label, number in [*states, ("paused", counts.of(PAUSED))] if number)
    say(f"Sources    {counts.watched} watched{f': {said}' if said else ''}")
    if counts.long:
        say(f"             {counts.long} in trouble for over a week")
    for source in reports.in_trouble()[:MOST_SHOWN]:
        for line in describe(source, {}):
            say(f"             {line}")
    if counts.trouble > MOST_SHOWN:
        say(f"             and {counts.trouble - MOST_SHOWN} more: interlink source list --state trouble")


def _workers(number: int) -> str:
    return "no worker runs; start one with 'interlink up'" if number == 0 else f"{number} at work"
