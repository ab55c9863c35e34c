"""Write a filled desk's site out, then make its editions, each timed by itself."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.process import given, tell  # noqa: E402
from interlink.newsroom.press.bake.actions import bake_addresses, bake_all, touched_by  # noqa: E402
from interlink.newsroom.press.bake.manifest import Manifest  # noqa: E402
from interlink.newsroom.press.models import DigestEntry, DigestPage, FrontPage  # noqa: E402
from interlink.newsroom.press.offline import actions, contents  # noqa: E402
from interlink.newsroom.press.queries import live_posts  # noqa: E402
from interlink.newsroom.press.rules import week_of  # noqa: E402


def main() -> None:
    root = Path(settings.INTERLINK_SITE_ROOT)
    bake_all()
    figures: dict[str, float] = {"digest_seconds": _timed(lambda: _digest(given()["digest"]))}
    begun: dict[str, float] = {}
    order: list[str] = []

    def note(name: str) -> None:
        begun[name] = time.perf_counter()
        order.append(name)

    actions.make_due(timezone.now(), note, at_once=True)
    ended = time.perf_counter()
    following = dict(zip(order, [*(begun[name] for name in order[1:]), ended], strict=True))
    for name in order:
        form = name.rpartition(".")[2]
        if "-all." in name:
            figures[f"{form}_seconds"] = following[name] - begun[name]
        if "-all." in name or form in {"epub", "pdf"}:
            figures[f"{form}_mb"] = (root / "editions" / name).stat().st_size / 1_000_000
        if form in {"epub", "pdf"}:
            figures["digest_seconds"] += following[name] - begun[name]
    plain = root.parent / "plain.zip"
    figures["plain_seconds"] = _timed(lambda: _pack(root, plain))
    figures["plain_mb"] = plain.stat().st_size / 1_000_000
    tell(figures)


def _digest(number: int) -> None:
    """Compile and publish a digest of the newest posts, and write out what that touches."""
    front, now = FrontPage.objects.get(), timezone.now()
    week = week_of(timezone.localdate(now) - timedelta(days=7), settings.INTERLINK_DIGEST_WEEKDAY)
    digest = DigestPage(
        title="The week", slug="the-week", starts_on=week.starts_on, ends_on=week.ends_on, live=False,
        locale=front.locale, signed_off_at=now,
    )  # fmt: skip
    newest = live_posts(front)[:number]
    digest.entries = [DigestEntry(post=post, sort_order=place) for place, post in enumerate(newest)]
    front.add_child(instance=digest)
    digest.save_revision().publish()
    bake_addresses(touched_by(digest))


def _pack(root: Path, path: Path) -> None:
    """Pack the same files as an edition holds, as they are: what nobody could read from a disk."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for place in contents.of_site(Manifest(root).listed()):
            packed.write(root / place, place)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
