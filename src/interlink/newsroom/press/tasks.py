"""What runs later for the public site."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from interlink.background.clock import every
from interlink.background.jobs import job
from interlink.newsroom.press import digests, elsewhere, proving, rechecking, scheduled, sitemaps
from interlink.newsroom.press.bake.addresses import touched_by
from interlink.newsroom.press.bake.jobs import bake_everything, bake_soon
from interlink.newsroom.press.cards.jobs import draw_waiting
from interlink.newsroom.press.clipping import placing
from interlink.newsroom.press.corrections import queries as corrections
from interlink.newsroom.press.lists import upkeep as lists
from interlink.newsroom.press.offline.jobs import make_editions
from interlink.newsroom.press.search import actions as search

MINUTES_IN_AN_HOUR = 60
MINUTES_IN_A_DAY = 24 * MINUTES_IN_AN_HOUR
DAYS_LOOKED_BACK = timedelta(days=3)
MINUTES_BETWEEN_LOOKS = 10
MINUTES_BETWEEN_ROUNDS = 5
MINUTES_BETWEEN_QUESTIONS = 2
MINUTES_BETWEEN_HEADS = 2
MINUTES_BETWEEN_TIMES = 1  # an editor sets a time to the minute, and may wait for a page


@job(attempts=3)
def compile_digests() -> None:
    """Make the week's drafts when their hour has come; a person signs them off."""
    digests.compile_due(timezone.now())


@job(attempts=3)
def publish_scheduled() -> None:
    """Publish and withdraw what an editor has set a time for."""
    scheduled.publish_due(timezone.now())


@job(attempts=3)
def rebuild_search() -> None:
    """Look through the search and the lists; names that are new in the alias book are then found in old posts too."""
    search.rebuild()
    lists.rebuild()


@job(attempts=1)
def check_due() -> None:
    """Look again at the captured pages whose turn has come, and tell the desk and the readers what was found."""
    rechecking.recheck_due(timezone.now(), timezone.now)


@job(attempts=1)
def publish_head() -> None:
    """Have the head of the log of captures written, if captures were sealed since it was written."""
    proving.publish_head()


@job(attempts=1)
def ask_wayback() -> None:
    """Ask the Wayback Machine for the copies that are due, if the settings allow it."""
    elsewhere.ask_due(timezone.now())


@job(attempts=3)
def tell_silence() -> None:
    """Write the posts anew whose authors asked for a reply by a day that is over, so that readers learn of the silence.

    Looks back a few days, should the desk have been off. A page that says so already is not written again.
    """
    today = timezone.localdate()
    silent = corrections.fallen_silent(today - DAYS_LOOKED_BACK, today)
    bake_soon(address for reply in silent for address in touched_by(reply.post))


@job(attempts=1)
def finish_clips() -> None:
    """Say which drafts tell of the same, and fill those that nobody has open, once their pages are there."""
    placing.finish(timezone.now())


@job(attempts=3)
def let_news_go() -> None:
    """Write the sitemap of the news anew when a post has become too old for it.

    Looks back a few days, should the desk have been off. A sitemap that is as it was is not written again.
    """
    now = timezone.now()
    if sitemaps.news_left(now - DAYS_LOOKED_BACK, now):
        bake_soon([reverse("press_news_sitemap")])


every("finish-clips", minutes=MINUTES_BETWEEN_TIMES, task=finish_clips)
every("publish-log-head", minutes=MINUTES_BETWEEN_HEADS, task=publish_head)
every("ask-wayback", minutes=MINUTES_BETWEEN_QUESTIONS, task=ask_wayback)
every("check-evidence", minutes=MINUTES_BETWEEN_ROUNDS, task=check_due)
every("publish-scheduled", minutes=MINUTES_BETWEEN_TIMES, task=publish_scheduled)
every("compile-digests", minutes=MINUTES_BETWEEN_LOOKS, task=compile_digests)
every("bake-everything", minutes=MINUTES_IN_A_DAY, task=bake_everything)
every("rebuild-search", minutes=MINUTES_IN_A_DAY, task=rebuild_search)
every("draw-cards", minutes=MINUTES_IN_AN_HOUR, task=draw_waiting)
every("let-news-go", minutes=MINUTES_IN_AN_HOUR, task=let_news_go)
every("tell-silence", minutes=MINUTES_IN_AN_HOUR, task=tell_silence)
every("make-editions", minutes=MINUTES_IN_AN_HOUR, task=make_editions)
