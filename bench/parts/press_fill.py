"""Fill a desk with posts that cite captures, quickly: in bulk, and the search rebuilt afterwards."""

from __future__ import annotations

import hashlib
import time
import uuid

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import transaction  # noqa: E402
from wagtail.models import Page  # noqa: E402

from bench.parts.inherited_rows import insert_inherited  # noqa: E402
from bench.press_texts import texts  # noqa: E402
from bench.process import given, tell  # noqa: E402
from interlink.newsroom.evidence.models import Capture, CaptureState  # noqa: E402
from interlink.newsroom.press.lists import upkeep as lists  # noqa: E402
from interlink.newsroom.press.models import FrontPage, PostPage  # noqa: E402
from interlink.newsroom.press.search import actions as search  # noqa: E402

_BATCH = 500


def main() -> None:
    posts = texts(given()["posts"])
    front = FrontPage.objects.get()
    kind = ContentType.objects.get_for_model(PostPage)
    with transaction.atomic():
        captures = Capture.objects.bulk_create(
            (
                Capture(
                    address=f"https://gazette.example/{number}", state=CaptureState.WHOLE, asked_at=post.posted,
                    taken_at=post.posted, final_address=f"https://gazette.example/{number}", http_status=200,
                    media_type="text/html", warc_name=f"2026/{number}.warc.gz", warc_bytes=48_000 + number,
                    warc_sha256=hashlib.sha256(str(number).encode()).hexdigest(),
                    payload_sha256=hashlib.sha256(post.title.encode()).hexdigest(), title=post.title, text="kept",
                )
                for number, post in enumerate(posts)
            ),
            batch_size=_BATCH,
        )  # fmt: skip
        pages = Page.objects.bulk_create(
            (
                Page(
                    path=Page._get_path(front.path, front.depth + 1, number + 1), depth=front.depth + 1, numchild=0,
                    title=post.title, draft_title=post.title, slug=f"post-{number}", content_type=kind,
                    url_path=f"{front.url_path}{post.posted:%Y/%m}/post-{number}/", live=True, locale=front.locale,
                    translation_key=uuid.uuid4(), first_published_at=post.posted, last_published_at=post.posted,
                )
                for number, post in enumerate(posts)
            ),
            batch_size=_BATCH,
        )  # fmt: skip
        insert_inherited(PostPage, _rows(posts, pages, captures))
        Page.objects.filter(pk=front.pk).update(numchild=len(posts))
    started = time.perf_counter()
    search.rebuild()
    lists.rebuild()
    tell({"rebuild_search_seconds": time.perf_counter() - started})


def _rows(posts: list, pages: list[Page], captures: list[Capture]) -> list[dict[str, object]]:
    return [
        {
            "page_ptr_id": page.pk, "dated": post.posted.date(), "byline": "Ida Marwick", "outlet": post.outlet,
            "place": "Port Ellery", "reported_on": post.posted.date(), "excerpt": "\n\n".join(post.paragraphs),
            "excerpt_language": "en", "comment": f"<p>{post.comment}</p>", "cited_address": capture.address,
            "capture_id": capture.pk,
        }
        for post, page, capture in zip(posts, pages, captures, strict=True)
    ]  # fmt: skip


if __name__ == "__main__":
    main()
