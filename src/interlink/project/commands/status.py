"""`interlink status`: how the desk is doing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import click
from django.utils import timezone

from interlink.background import queries as background
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.outreach.models import Mailing, Subscriber
from interlink.newsroom.press.models import DigestPage, PostPage
from interlink.newsroom.stories.models import Standing, Story
from interlink.newsroom.watch import queries as watch
from interlink.newsroom.watch.models import Item, Reading, Source
from interlink.project.commands.source import state
from interlink.project.console import in_a_desk, say


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a desk in figures."""

    sources: int
    sources_failing: int
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
    subscribers: int
    tasks_waiting: int
    tasks_running: int
    tasks_failed: int
    workers: int


def look() -> Status:
    """Count everything that an operator wants to know."""
    queue = background.look(now=timezone.now())
    return Status(
        sources=Source.objects.filter(active=True).count(),
        sources_failing=watch.failing_sources().count(),
        items=Item.objects.count(),
        items_unread=Item.objects.filter(reading=Reading.WAITING).count(),
        stories_to_decide=Story.objects.filter(standing=Standing.OPEN, watched=True).count(),
        drafts=PostPage.objects.filter(live=False).count(),
        posts=PostPage.objects.live().count(),
        captures=Capture.objects.filter(state=CaptureState.WHOLE).count(),
        captures_waiting=Capture.objects.filter(state=CaptureState.WAITING).count(),
        captures_failed=Capture.objects.filter(state=CaptureState.FAILED).count(),
        digests_signed=DigestPage.objects.filter(signed_off_at__isnull=False).count(),
        mailings_unfinished=Mailing.objects.filter(finished_at=None).count(),
        subscribers=Subscriber.objects.filter(confirmed_at__isnull=False, left_at=None).count(),
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
    say(f"Sources    {now.sources} watched, {now.sources_failing} failing")
    for source in watch.failing_sources()[:10]:
        say(f"             {source.name}: {state(source)}")
    say(f"Items      {now.items} seen, {now.items_unread} waiting to be read")
    say(f"Inbox      {now.stories_to_decide} stories to decide, {now.drafts} drafts")
    say(f"Posts      {now.posts} published")
    say(f"Captures   {now.captures} whole, {now.captures_waiting} waiting, {now.captures_failed} failed")
    mail = f"{now.mailings_unfinished} being mailed, {now.subscribers} readers by mail"
    say(f"Digests    {now.digests_signed} signed off, {mail}")
    tasks = f"{now.tasks_waiting} waiting, {now.tasks_running} running, {now.tasks_failed} failed"
    say(f"Work       {tasks}; {_workers(now.workers)}")
    for failure in background.look(now=timezone.now()).failures:
        say(f"             {failure.task}: {failure.reason}")


def _workers(number: int) -> str:
    return "no worker runs; start one with 'interlink up'" if number == 0 else f"{number} at work"
