"""Reads samples blown up by chance; says the peak memory in MB and the longest read in ms. Has a process of its own."""

from __future__ import annotations

import contextlib
import random
import resource
import sys
import time

from interlink.lib.reading.articles import read_article
from interlink.lib.reading.datelines import parse
from interlink.lib.reading.errors import ReadingError
from interlink.lib.reading.feeds import read_feed
from interlink.lib.reading.sitemaps import read_sitemap

AT = "http://gazette.example/feed"
FEED = b"<rss version='2.0'><channel><item><title>A &amp; b</title><link>/1</link></item></channel></rss>"
MAP = b"<urlset><url><loc>/news/1</loc><lastmod>2026-03-02</lastmod></url></urlset>"
PAGE = b"<html><body><main><h1>Title</h1><p>By Ana Berg</p><p>2 March 2026</p><p>Some text.</p></main></body></html>"
LINE = b"By Ana Berg, Harbour Courier, Port Vell, 10 December 2021 (First Published Dec 20 2011): The ferry "
READERS = {
    "feeds": (FEED, lambda body: read_feed(body, address=AT)),
    "sitemaps": (MAP, lambda body: read_sitemap(body, address=AT)),
    "pages": (PAGE, lambda body: read_article(body, address=AT)),
    "datelines": (LINE, lambda body: parse(body.decode("utf-8", "replace"))),
}


def blown_up(sample: bytes, chance: random.Random, size: int) -> bytes:
    """Repeat a piece of the sample until it has the size, so that tags pile up, nest or stay open."""
    start = chance.randrange(len(sample))
    piece = sample[start : start + chance.randrange(1, 60)]
    return sample[:start] + piece * (size // len(piece)) + sample[start:]


def main() -> None:
    sample, read = READERS[sys.argv[1]]
    chance = random.Random(1)
    with contextlib.suppress(ReadingError):
        read(sample)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    longest = 0.0
    for _ in range(int(sys.argv[2])):
        body = blown_up(sample, chance, 400_000)
        started = time.process_time()
        with contextlib.suppress(ReadingError):
            read(body)
        longest = max(longest, time.process_time() - started)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, int(longest * 1000))


if __name__ == "__main__":
    main()
