"""Our side of the evidence bench: look again at all captured pages of one desk, which have not changed."""

from __future__ import annotations

import django
from django.utils import timezone

from bench.parts.article_pages import page
from bench.process import given, tell, timed

PAGES_A_HOST = 20
AT_ONCE = 100


def main() -> None:
    django.setup()
    from interlink.lib.verdicts.received import Page, Received  # noqa: PLC0415 - Django is set up first
    from interlink.newsroom.evidence import checking, queries  # noqa: PLC0415
    from interlink.newsroom.evidence.models import Capture, CaptureState, Check, CheckVerdict  # noqa: PLC0415

    asked = given()
    now = timezone.now()

    def captured(number: int) -> Capture:
        address = f"http://paper-{number // PAGES_A_HOST}.localhost:{asked['port']}/page/{number}"
        body = page.__wrapped__(number).body  # not remembered: its memory is none of ours
        read = Page(Received(address, address, 200, (("Content-Type", "text/html"),), body))
        title, paragraphs, _ = read.article
        return Capture(
            address=address, final_address=address, state=CaptureState.WHOLE, asked_at=now, taken_at=now,
            media_type="text/html", title=title, text="\n\n".join(paragraphs), core_sha256=read.core,
        )  # fmt: skip

    for first in range(0, asked["pages"], AT_ONCE):
        Capture.objects.bulk_create(captured(number) for number in range(first, min(first + AT_ONCE, asked["pages"])))

    def look(most: int) -> None:
        for _ in checking.check(queries.whole_captures()[:most], timezone.now):
            pass

    look(6)  # what is loaded once is loaded
    times = timed(lambda: look(asked["pages"]))
    wrong = Check.objects.exclude(verdict=CheckVerdict.SAME)
    assert not wrong.exists(), wrong.first()
    Capture.objects.update(core_sha256="", payload_sha256="")
    afresh = timed(lambda: look(asked["pages"] // 10))
    tell({"wall": times.wall, "cpu": times.cpu, "first": afresh.wall * 10})


if __name__ == "__main__":
    main()
