"""The public site: served, searched, published and written out, against WordPress with the same posts.

Both sides hold the same texts. WordPress runs behind nginx and PHP-FPM with MariaDB, all from Debian's packages; we run
our own web process alone. wrk asks one side after the other, in turn, and the best of the runs counts for each.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from bench.load import LoadFailed, ask, paint
from bench.press_texts import COMMONEST, texts, vocabulary
from bench.process import ROOT, desk, measure
from bench.registry import Options
from bench.report import Report
from bench.wordpress import PATIENCE, answers, free_port, wait_until, wordpress

POSTS, FEWER, QUICK_POSTS = 20_000, 5_000, 1_000
RUNS = 2
SECONDS, QUICK_SECONDS = 5, 2
CONNECTIONS = 8
PUBLISHED = 5
ASKED_POSTS = 4_000
SECONDS_BETWEEN_WRITES = 1.0
NO_PORT = 1  # nothing is fetched
# So many steps from the commonest word to the rarest.
SEARCHED = 3_000
DATABASE = "newsroom.sqlite3"
CHROMIUM = os.environ.get("INTERLINK_CHROMIUM", "/usr/bin/chromium")

Figures = dict[str, float]


def run(options: Options) -> Report:
    posts = options.size or (QUICK_POSTS if options.quick else POSTS)
    sizes = [posts] if options.quick or options.size else [FEWER, posts]
    found = [_at(size, options.quick, painted=size == posts) for size in sizes]
    ours, theirs = found[-1]
    ratios = {f"{name}_ratio": ours[f"{name}_per_second"] / theirs[f"{served}_per_second"] for name, served in RATIOS}
    ratios |= {
        f"{name}_paint_ratio": theirs[f"{name}_paint_ms"] / ours[f"{name}_paint_ms"] for name in ("front", "post")
    }
    if len(found) > 1:
        few = found[0][0]
        ratios["publish_files_growth"] = ours["publish_files"] / few["publish_files"]
        ratios["dynamic_front_growth"] = few["dynamic_front_per_second"] / ours["dynamic_front_per_second"]
        ratios["search_growth"] = ours["search_p95_ms"] / few["search_p95_ms"]
    return Report(
        bench="press",
        title=f"press: a site of {posts:,} posts over loopback, {CONNECTIONS} connections",
        figures=ours,
        peer=theirs,
        ratios=ratios,
        peer_name="WordPress",
        words=WORDS,
        notes=("paint: first contentful paint in Chromium; 1.6 Mbit/s, 150 ms, a processor four times slower",),
        ratios_only=options.quick or options.size is not None,
    )


RATIOS = (
    ("baked_front", "front"), ("baked_post", "post"), ("dynamic_front", "front"), ("dynamic_post", "post"),
    ("search", "search"), ("search_commonest", "search_commonest"), ("search_commonest_anew", "search_commonest"),
)  # fmt: skip
WORDS = {
    "baked_front_per_second": "front page from baked files, a second",
    "baked_post_per_second": "post from baked files, a second",
    "dynamic_front_per_second": "front page made anew each time, a second",
    "dynamic_post_per_second": "post made anew each time, a second",
    "search_per_second": "searches a second, words from common to rare",
    "search_p95_ms": "a search, 95th percentile, one at a time, ms",
    "search_commonest_per_second": "searches a second for the commonest word",
    "search_commonest_anew_per_second": "the same, no page of it kept, a second",
    "search_commonest_p95_ms": "a search for the commonest word, 95th percentile, ms",
    "publish_seconds": "one post published, down to its files, s",
    "publish_files": "addresses that it touches",
    "bake_pages_per_second": "the whole site written, pages a second",
    "bake_memory_mb": "peak memory of that and its largest helper, MB",
    "front_paint_ms": "front page: first contentful paint on a slow line, ms",
    "post_paint_ms": "post: the same, ms",
    "front_bytes": "front page: bytes over the line, all told",
    "post_bytes": "post: the same",
    "front_per_second": "front page, a second",
    "post_per_second": "post, a second",
    "baked_front_ratio": "front page, baked: times the peer's requests a second",
    "baked_post_ratio": "post, baked: times the peer's",
    "dynamic_front_ratio": "front page, dynamic and uncached: times the peer's",
    "dynamic_post_ratio": "post, dynamic and uncached: times the peer's",
    "search_ratio": "search: times the peer's",
    "search_commonest_ratio": "search for the commonest word: times the peer's",
    "search_commonest_anew_ratio": "the same, no page of it kept: times the peer's",
    "front_paint_ratio": "front page: the peer's first paint, times ours",
    "post_paint_ratio": "post: the peer's first paint, times ours",
    "publish_files_growth": "addresses that a post touches, against a quarter of the posts",
    "dynamic_front_growth": "cost of the dynamic front page, against a quarter of the posts",
    "search_growth": "a search's 95th percentile, against a quarter of the posts",
}


def _at(posts: int, quick: bool, *, painted: bool) -> tuple[Figures, Figures]:
    written = texts(posts)
    with desk(NO_PORT) as environment, wordpress(written) as peer:
        measure("bench.parts.press_fill", {"posts": posts}, environment=environment)
        places = [f"/{text.posted:%Y/%m}/post-{number}/" for number, text in enumerate(written)][
            : -ASKED_POSTS - 1 : -1
        ]
        post, *_ = our_posts = [f"/en{place}" for place in places]
        with _serving(environment) as address, _busy(environment):
            ours, theirs = Side(address, quick), Side(peer.address, quick)
            words = _words()
            # Nothing is baked yet, so all of this is made anew each time; no post is asked for twice within seconds.
            for name, our_paths, name_there, paths_there in (
                ("dynamic_front", ["/en/"], "front", ["/"]),
                ("dynamic_post", our_posts, "post", places),
                ("search", _searches("/en/search/?q=", words), "search", _searches("/?s=", words)),
                (
                    "search_commonest",
                    _searches("/en/search/?q=", [COMMONEST]),
                    "search_commonest",
                    _searches("/?s=", [COMMONEST]),
                ),
                (
                    "search_commonest_anew",
                    # The number changes nothing but the address, so that no page which is kept is that one.
                    [f"/en/search/?q={COMMONEST}&n={number}" for number in range(SEARCHED)],
                    "",
                    [],
                ),
            ):
                for _ in range(1 if quick else RUNS):
                    ours.ask(name, our_paths)
                    if paths_there:
                        theirs.ask(name_there, paths_there)
            for side, start in ((ours, "/en/search/?q="), (theirs, "/?s=")):
                side.ask_alone("search", _searches(start, words))
                side.ask_alone("search_commonest", _searches(start, [COMMONEST]))
            took = measure("bench.parts.press_bake", {"times": PUBLISHED}, environment=environment)
            for _ in range(1 if quick else RUNS):
                ours.ask("baked_front", ["/en/"])
                ours.ask("baked_post", [post])
            if painted:
                _paint((ours, "/en/", post), (theirs, "/", peer.post))
    if took["problems"]:
        raise LoadFailed(f"{took['problems']} pages could not be baked")
    ours.figures |= {
        "publish_seconds": took["publish_seconds"],
        "publish_files": took["publish_addresses"],
        "bake_pages_per_second": took["pages"] / took["bake_seconds"],
        "bake_memory_mb": took["peak_memory_mb"],
    }
    print(f"{posts:,} posts: {ours.figures}, WordPress: {theirs.figures}", file=sys.stderr, flush=True)
    return ours.figures, theirs.figures


def _paint(*sides: tuple[Side, str, str]) -> None:
    """Open the front page and a post of each side in a browser."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=as_root) as browser,
    ):
        for side, front, post in sides:
            side.paint(browser, "front", front)
            side.paint(browser, "post", post)


class Side:
    """One of the two sites, and the best that was measured of it."""

    def __init__(self, address: str, quick: bool) -> None:
        self.figures: Figures = {}
        self._address = address
        self._seconds = QUICK_SECONDS if quick else SECONDS

    def ask(self, name: str, paths: Sequence[str]) -> None:
        """Ask on many connections; requests a second."""
        load = ask(self._address, paths, connections=CONNECTIONS, seconds=self._seconds)
        name = f"{name}_per_second"
        self.figures[name] = max(self.figures.get(name, 0.0), load.per_second)

    def ask_alone(self, name: str, paths: Sequence[str]) -> None:
        """Ask one at a time, as a site's reader does; the 95th percentile."""
        load = ask(self._address, paths, connections=1, seconds=self._seconds)
        self.figures[f"{name}_p95_ms"] = load.p95_ms

    def paint(self, browser: Browser, name: str, path: str) -> None:
        """Open a page on a slow line; the middle one of three first paints, and the bytes."""
        seen = sorted((paint(browser, f"{self._address}{path}") for _ in range(3)), key=lambda one: one.first_paint_ms)
        self.figures |= {f"{name}_paint_ms": seen[1].first_paint_ms, f"{name}_bytes": seen[1].received}


def _searches(start: str, words: Sequence[str]) -> list[str]:
    return [f"{start}{quote(word)}" for word in words]


def _words() -> list[str]:
    """Return words from common to rare, no word twice, so that nothing which is kept between searches helps."""
    known = vocabulary()
    ranks = {round(len(known) ** (place / SEARCHED)) for place in range(1, SEARCHED)}
    words = [known[rank - 1] for rank in sorted(ranks)]
    random.Random(3).shuffle(words)
    return words


@contextmanager
def _busy(environment: Mapping[str, str]) -> Iterator[None]:
    """Write something to the desk's database every second, as a desk that watches does: nothing is kept for longer."""
    ended = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(Path(environment["INTERLINK_DESK"]) / DATABASE, timeout=20)) as database:
            database.execute("CREATE TABLE IF NOT EXISTS bench_beat (at REAL)")
            while not ended.wait(SECONDS_BETWEEN_WRITES):
                with database:
                    database.execute("INSERT INTO bench_beat VALUES (?)", (time.time(),))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        ended.set()
        writer.join()


@contextmanager
def _serving(environment: Mapping[str, str]) -> Iterator[str]:
    """Run our web process for the block and give its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "interlink.project.serving.web"]
    own = {**os.environ, **environment, "INTERLINK_SERVE__PORT": str(port)}
    with subprocess.Popen(command, cwd=ROOT, env=own, stdin=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: answers(f"{address}/en/"), "Our web process")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
