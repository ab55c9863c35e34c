"""Ask the desk for pages of its list of subscribers, signed in, and time it."""

from __future__ import annotations

from urllib.parse import urlencode

import django

django.setup()

from django.test import Client  # noqa: E402

from bench.process import best_ms, given, tell  # noqa: E402
from interlink.accounts.models import User  # noqa: E402
from interlink.newsroom.outreach import browsing  # noqa: E402
from interlink.newsroom.outreach.models import Subscriber  # noqa: E402

RARE = "fa"


def main() -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="editor"))
    some = Subscriber.objects.order_by("-key")[200]
    queries = {
        "first_page": {},
        "deep_page": {"after": some.key},
        "last_page": {"before": "~"},
        "whole_address": {"q": some.email},
        "nobody": {"q": "nobody@nowhere.example"},
        "domain": {"q": some.domain},
        "left": {"standing": "left"},
        "nobody_stopped": {"standing": "stopped"},
        "rare_language": {"language": RARE},
        "rare_and_left": {"language": RARE, "standing": "left", "after": "8"},
    }
    figures: dict[str, float] = {}
    for name, query in queries.items():
        address = f"/desk/subscribers/?{urlencode(query)}"

        def ask(address: str = address) -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        ask()
        wall, cpu = best_ms(ask, given()["times"])
        figures |= {f"{name}_ms": wall, f"{name}_cpu_ms": cpu}
    assert len(browsing.page(browsing.Choice()).rows) == browsing.SIZE
    tell(figures)


if __name__ == "__main__":
    main()
