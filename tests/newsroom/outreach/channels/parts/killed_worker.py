"""Tell of a post on each service from a worker that is killed while the service has the message and has not answered.

Arguments: a database file, a folder for keys, and as JSON each service with its port, target and secrets. The worker
says its process in the User-Agent. Afterwards another worker goes on, five minutes later by the books, and how each
announcement stands is printed as JSON.
"""

import json
import os
import sys
from datetime import timedelta

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.INTERLINK_KEYS_ROOT = sys.argv[2]
SERVICES = json.loads(sys.argv[3])
settings.INTERLINK_ALLOWED_LOOPBACK = frozenset(f"127.0.0.1:{one['port']}" for one in SERVICES.values())
django.setup()

from django.db import connections  # noqa: E402
from django.db.models import F  # noqa: E402
from django.utils import timezone  # noqa: E402

from interlink.background.clock import discover  # noqa: E402
from interlink.background.worker import run_until_idle  # noqa: E402
from interlink.newsroom.outreach.channels import actions, keys  # noqa: E402
from interlink.newsroom.outreach.channels.models import Announcement, Channel, Message  # noqa: E402
from interlink.newsroom.press import fronts  # noqa: E402
from interlink.newsroom.press.models import FrontPage, PostPage  # noqa: E402


def prepare() -> dict[str, Channel]:
    fronts.ensure_front_pages("Meridian Watch", "")
    made = {}
    for service, one in SERVICES.items():
        channel = Channel.objects.create(service=service, name=service, address=one["address"], target=one["target"])
        keys.keep(channel.pk, one["secrets"])
        actions.test(channel, timezone.now())
        made[service] = channel
    return made


def worker() -> int:
    """Run what is ready in a process of its own; return how it ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        settings.INTERLINK_CONTACT = f"process-{os.getpid()}"
        discover()
        run_until_idle()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    channels = prepare()
    front = FrontPage.objects.get(locale__language_code="en")
    told = {"kind": "statement", "body": "<p>We stand by it.</p>", "first_published_at": timezone.now()}
    post = PostPage(title="We stand by it", slug="stand", locale=front.locale, **told)
    front.add_child(instance=post)
    ends = {}
    for service, channel in channels.items():
        actions.announce(post, channel, None, timezone.now())
        first = worker()
        Message.objects.update(asked_at=F("asked_at") - timedelta(minutes=5))
        ends[service] = [first, worker()]
    states = dict(Announcement.objects.values_list("channel__service", "state"))
    print(json.dumps({"ends": ends, "states": states}))


main()
