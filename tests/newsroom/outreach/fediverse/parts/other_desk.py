"""A second desk of ours: it answers on loopback, follows another desk by its handle, and says what came of it.

Arguments: a database file, a folder for keys, the host and port of the other desk, its handle, the port to answer at.
When the other desk has answered, this one takes its Follow back. What it saw is printed as JSON.
"""

import json
import os
import sys
import threading
import time

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.INTERLINK_KEYS_ROOT = sys.argv[2]
settings.INTERLINK_ALLOWED_LOOPBACK = frozenset(sys.argv[3].split(","))
settings.ALLOWED_HOSTS = ["127.0.0.1"]
django.setup()

from click.testing import CliRunner  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.utils import timezone  # noqa: E402

from interlink.newsroom.outreach.fediverse import actions, addresses  # noqa: E402
from interlink.newsroom.outreach.fediverse.models import Activity, Actor  # noqa: E402
from interlink.newsroom.press.fronts import ensure_front_pages  # noqa: E402
from interlink.project.commands.fediverse import command  # noqa: E402


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def run(*words: str) -> str:
    done = CliRunner().invoke(command, words, catch_exceptions=False)
    return done.output.strip()


def main() -> None:
    server = ThreadedWSGIServer(("127.0.0.1", int(sys.argv[5])), Quiet)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.INTERLINK_SITE_ADDRESS = f"http://127.0.0.1:{server.server_port}"
    ensure_front_pages("The Other Watch", "")
    actor = Actor.objects.create(language="en", name="other")
    actions.turn_on(actor, timezone.now())
    said = [run("follow", sys.argv[4], "--as", "en")]
    print(json.dumps({"actor": addresses.of_actor(actor), "said": said}), flush=True)
    sys.stdin.readline()  # the other desk delivers its answer
    until = time.monotonic() + 20
    while not Activity.objects.exclude(answer="").exists() and time.monotonic() < until:
        time.sleep(0.05)
    said = [run("follows"), run("unfollow", sys.argv[4], "--as", "en"), run("list")]
    print(json.dumps({"said": said, "inboxes": actor.inboxes.count()}), flush=True)
    os._exit(0)


main()
