"""Write a filled desk's whole site, then publish one post more and write what that touches."""

from __future__ import annotations

import hashlib
from datetime import datetime

import django

django.setup()

from django.utils import timezone  # noqa: E402

from bench.press_texts import texts  # noqa: E402
from bench.process import given, tell, timed  # noqa: E402
from interlink.newsroom.evidence.models import Capture, CaptureState  # noqa: E402
from interlink.newsroom.press import posts  # noqa: E402
from interlink.newsroom.press.bake.actions import bake_addresses, bake_all, touched_by  # noqa: E402
from interlink.newsroom.press.models import FrontPage, PostPage  # noqa: E402
from interlink.newsroom.watch.models import Source  # noqa: E402


def main() -> None:
    times = given()["times"]
    baked = []
    whole = timed(lambda: baked.append(bake_all()))
    seconds, files = [], []
    for number in range(times):
        post = _drafted(number, timezone.now())
        addresses: set[str] = set()

        def publish(post: PostPage = post, addresses: set[str] = addresses) -> None:
            posts.publish(post, None)
            addresses.update(touched_by(post))
            bake_addresses(addresses)

        seconds.append(timed(publish).wall)
        files.append(len(addresses))
    tell(
        {
            "bake_seconds": whole.wall,
            "pages": baked[0].written,
            "problems": len(baked[0].problems),
            "publish_seconds": sorted(seconds)[len(seconds) // 2],
            "publish_addresses": max(files),
        }
    )


def _drafted(number: int, now: datetime) -> PostPage:
    text = texts(number + 1)[-1]
    address = f"https://gazette.example/new/{number}"
    capture = Capture.objects.create(
        address=address, state=CaptureState.WHOLE, asked_at=now, taken_at=now, final_address=address, http_status=200,
        media_type="text/html", warc_name=f"2026/new-{number}.warc.gz", warc_bytes=48_000,
        warc_sha256=hashlib.sha256(address.encode()).hexdigest(), payload_sha256="0" * 64, title=text.title,
        text="kept",
    )  # fmt: skip
    post = PostPage(
        title=text.title, slug=f"new-{number}", dated=now.date(), byline="Ida Marwick", outlet=text.outlet,
        place="Port Ellery", reported_on=now.date(), excerpt="\n\n".join(text.paragraphs), excerpt_language="en",
        comment=f"<p>{text.comment}</p>", cited_address=address, capture=capture, live=False,
    )  # fmt: skip
    # The outlet lets more be quoted than is usual; else the post would be held back.
    Source.objects.get_or_create(address="https://gazette.example/feed", defaults={"excerpt_words": 500})
    FrontPage.objects.get().add_child(instance=post)
    post.save_revision()
    return post


if __name__ == "__main__":
    main()
