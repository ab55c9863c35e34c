"""Take in a list of subscribers, as the desk does it in the background, and time it."""

from __future__ import annotations

import io
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.process import given, tell  # noqa: E402
from interlink.newsroom.outreach.choices import Choice  # noqa: E402
from interlink.newsroom.outreach.importing import actions  # noqa: E402
from interlink.newsroom.outreach.importing.rules import Defaults  # noqa: E402


def main() -> None:
    lines = given()["lines"]
    text = "email,consent_at\n" + "".join(f"reader{number}@list.example,2024-05-06\n" for number in range(lines))
    defaults = Defaults(settings.LANGUAGE_CODE, frozenset({Choice.WEEKLY}), None, "a list of a bench")
    started = time.perf_counter()
    one = actions.bring(io.BytesIO(text.encode()), "list.csv", "bench", defaults, timezone.now())
    for _step in ("look", "take"):
        for _ in actions.work(one, timezone.now()):
            pass
        actions.start_taking(one)
    assert one.found == {"new": lines}, one.found
    tell({"a_second": lines / (time.perf_counter() - started)})


if __name__ == "__main__":
    main()
