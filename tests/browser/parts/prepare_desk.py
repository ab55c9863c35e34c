"""Fill the desk that the environment names from the demo press, which is up, and leave work for an editor.

One English story and one Persian one go all the way to a signed and mailed digest; every other
story waits in the inbox.
"""

from __future__ import annotations

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from interlink.accounts.models import User  # noqa: E402
from interlink.background.worker import run_until_idle  # noqa: E402
from interlink.newsroom.evidence import capturing  # noqa: E402
from interlink.newsroom.inbox.roles import grant_roles  # noqa: E402
from interlink.newsroom.outreach import actions as outreach  # noqa: E402
from interlink.newsroom.outreach.ledger import sending  # noqa: E402
from interlink.newsroom.outreach.mail.writers import writer_of  # noqa: E402
from interlink.newsroom.press import digests, fronts, posts  # noqa: E402
from interlink.newsroom.press.models import FrontPage  # noqa: E402
from interlink.newsroom.stories import queries as stories  # noqa: E402
from interlink.project.commands import demo_job  # noqa: E402
from interlink.project.commands.bake import bake  # noqa: E402
from interlink.project.commands.watch import group, watch  # noqa: E402

PUBLISHED = ("en", "fa")


def main(press_port: int) -> None:
    fronts.ensure_front_pages(settings.INTERLINK_GROUP_NAME, settings.INTERLINK_GROUP_AIMS)
    grant_roles()
    demo_job._seed(press_port)
    editor = User.objects.get(username=demo_job.EDITOR)
    watch()
    group()
    for language in PUBLISHED:
        publish_one(language, editor)
    bake()
    for front in FrontPage.objects.filter(locale__language_code__in=PUBLISHED):
        now = timezone.now()
        digest = digests.compile_week(front, digests.open_week(front, now), editor)
        mailing = outreach.order_mailing(digests.sign_off(digest, editor, now), now)
        list(sending.send(mailing, writer_of(mailing)))
    run_until_idle()


def publish_one(language: str, editor: User) -> None:
    """Clip and publish a story that only one outlet has."""
    for story in stories.inbox():
        reports = [membership.item for membership in story.memberships.all()]
        if len(reports) == 1 and reports[0].language == language and reports[0].text:
            post = posts.draft(reports[0], editor, timezone.now())
            capturing.take(post.capture)
            posts.publish(post, editor)
            return
    raise SystemExit(f"No story with a single report in {language}.")


main(int(sys.argv[1]))
