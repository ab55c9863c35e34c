"""`interlink digest`: the weekly digest."""

from __future__ import annotations

import click
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from interlink.accounts.models import User
from interlink.background.worker import run_until_idle
from interlink.newsroom.outreach import actions as outreach
from interlink.newsroom.outreach import queries
from interlink.newsroom.outreach.models import Handover
from interlink.newsroom.press import digests, weekly
from interlink.newsroom.press.models import DigestPage, FrontPage
from interlink.project.console import console, in_a_desk, say


@click.group("digest")
def command() -> None:
    """Compile, see and send the weekly digest."""


def _front(language: str) -> FrontPage:
    front = FrontPage.objects.filter(locale__language_code=language).first()
    if front is None:
        known = ", ".join(FrontPage.objects.values_list("locale__language_code", flat=True))
        raise click.ClickException(f"The site has no pages in '{language}'. It has: {known}.")
    return front


@command.command("compile")
@click.argument("language")
@in_a_desk
def compile_(language: str) -> None:
    """Make or refresh the draft of the open week's digest in LANGUAGE."""
    front = _front(language)
    digest = digests.compile_week(front, digests.open_week(front, timezone.now()), None)
    _show(digest)


@command.command("show")
@click.argument("language")
@in_a_desk
def show(language: str) -> None:
    """Show the open week's digest in LANGUAGE, and what it leaves out."""
    front = _front(language)
    week = digests.open_week(front, timezone.now())
    digest = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).first()
    if digest is None:
        posts = digests.posts_of(front, week)
        say(f"The week to {week.ends_on} is not compiled yet; it would hold {len(posts)} posts.")
    else:
        posts = digest.get_latest_revision_as_object().posts()
        _show(digest)
    gaps = weekly.gaps(front, week, posts)
    say(
        f"Left out: {len(gaps.unposted)} stories seen but not posted, {len(gaps.drafts)} drafts, "
        f"{len(gaps.untranslated)} posts of other languages. Without a copy: {len(gaps.uncaptured)}."
    )
    missed = weekly.missed(front, timezone.now())
    if missed is not None:
        say(f"No digest went out for the week of {missed.starts_on} to {missed.ends_on}; its posts are in this one.")


def _show(digest: DigestPage) -> None:
    latest = digest.get_latest_revision_as_object()
    say(latest.title)
    for number, post in enumerate(latest.posts(), 1):
        say(f"  {number}. {post.title}")


@command.command("send")
@click.argument("language")
@click.option("--as", "name", required=True, metavar="USER", help="Who signs it off.")
@click.confirmation_option(prompt="Sign this digest off and mail it to all its readers?")
@in_a_desk
def send(language: str, name: str) -> None:
    """Sign the draft of the open week in LANGUAGE off and send it."""
    front = _front(language)
    week = digests.open_week(front, timezone.now())
    digest = DigestPage.objects.child_of(front).filter(ends_on=week.ends_on).first()
    if digest is None:
        raise click.ClickException(
            f"It is not compiled yet. Run 'interlink digest compile {language}' and look at it first."
        )
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise click.ClickException(f"There is no {name} here. See 'interlink user list'.")
    try:
        mailing = outreach.sign_and_send(digest, user, timezone.now())
    except PermissionDenied as error:
        raise click.ClickException(f"{name} may not publish in '{language}'.") from error
    with console.status("Sending"):
        run_until_idle()
    counts = queries.counts(mailing)
    say(
        ", ".join(f"{number} {Handover(state).label}" for state, number in counts.items() if number)
        or "Nobody reads it by mail yet."
    )
