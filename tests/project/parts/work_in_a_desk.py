"""Clip a report and send a digest by command in the desk that the environment names; argument: the report's address."""

import json
import sys

import django

django.setup()

from click.testing import CliRunner  # noqa: E402
from django.utils import timezone  # noqa: E402

from interlink.accounts.actions import add_user  # noqa: E402
from interlink.accounts.roles import Role  # noqa: E402
from interlink.cli import main  # noqa: E402
from interlink.newsroom.evidence.models import Capture, CaptureState  # noqa: E402
from interlink.newsroom.outreach.subscribing import add_subscriber  # noqa: E402
from interlink.newsroom.press import posts  # noqa: E402
from interlink.newsroom.press.models import PostPage  # noqa: E402
from interlink.newsroom.stories import actions as stories  # noqa: E402
from interlink.newsroom.watch.models import Item, Reading, Source  # noqa: E402


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, arguments, prog_name="interlink")
    return result.exit_code, result.output


ida = add_user("ida", "a long password of hers", role=Role.PUBLISHER)
add_subscriber("anna@reading.example", "en", timezone.now())
source = Source.objects.create(name="Gazette", address="https://gazette.example/feed")
Item.objects.create(
    source=source, guid="one", address=sys.argv[1], title="Members told to sell", outlet="Gazette", language="en",
    summary="They are told to sell.", checksum="0" * 64, seen_at=timezone.now(), reading=Reading.UNREADABLE,
)  # fmt: skip
list(stories.group_new_items())
told = {"clip": run("clip", sys.argv[1])}
Capture.objects.update(state=CaptureState.WHOLE)
posts.publish(PostPage.objects.get(), ida)
told["compile"] = run("digest", "compile", "en")
told["send"] = run("digest", "send", "en", "--as", "ida", "--yes")
told["send again"] = run("digest", "send", "en", "--as", "ida", "--yes")
told["bake"] = run("bake")
told["status"] = run("status", "--json")
print(json.dumps(told))
