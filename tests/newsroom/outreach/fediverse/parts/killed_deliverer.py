"""Tell a follower of a post from a worker that is killed while the other server has the post and has not answered.

Arguments: a database file, a folder for keys, the other server's port. How the processes ended, and how the deliveries
stand, is printed as JSON.
"""

import json
import os
import sys
from datetime import timedelta

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.INTERLINK_KEYS_ROOT = sys.argv[2]
PORT = sys.argv[3]
settings.INTERLINK_ALLOWED_LOOPBACK = frozenset({f"127.0.0.1:{PORT}"})
django.setup()

from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from interlink.newsroom.outreach.fediverse import actions, delivering  # noqa: E402
from interlink.newsroom.outreach.fediverse.models import Actor, Delivery, Follower, Inbox, Server  # noqa: E402
from interlink.newsroom.press import fronts  # noqa: E402
from interlink.newsroom.press.models import FrontPage, PostPage  # noqa: E402


def worker() -> int:
    """Deliver what is due in a process of its own; return how it ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        settings.INTERLINK_CONTACT = f"process-{os.getpid()}"
        delivering.deliver(lambda: timezone.now() + timedelta(minutes=3))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    fronts.ensure_front_pages("Meridian Watch", "")
    front = FrontPage.objects.get(locale__language_code="en")
    now = timezone.now()
    actor = Actor.objects.create(language="en", name="meridian")
    actions.turn_on(actor, now)
    server = Server.objects.create(host=f"127.0.0.1:{PORT}")
    inbox = Inbox.objects.create(actor=actor, server=server, address=f"http://127.0.0.1:{PORT}/inbox")
    Follower.objects.create(actor=actor, inbox=inbox, address="x", follow="y", since=now)
    told = {"kind": "statement", "body": "<p>We stand by it.</p>", "live": False}
    post = PostPage(title="We stand by it", slug="stand", locale=front.locale, **told)
    front.add_child(instance=post)
    post.save_revision().publish()
    ends = [worker(), worker(), worker()]
    print(json.dumps({"ends": ends, "states": list(Delivery.objects.values_list("standing", flat=True))}))


main()
