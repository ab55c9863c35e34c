"""What it takes to make the site and a digest to take away, beside packing the same files as they are."""

from __future__ import annotations

from bench.process import desk, measure
from bench.registry import Options
from bench.report import Report

POSTS, QUICK_POSTS = 5_000, 500
IN_A_DIGEST = 60
NOWHERE = 9
"""A port that nothing answers at: this bench fetches nothing."""


def run(options: Options) -> Report:
    """Fill a desk, write its site out, and make each edition of it once."""
    posts = options.size or (QUICK_POSTS if options.quick else POSTS)
    with desk(NOWHERE) as environment:
        measure("bench.parts.press_fill", {"posts": posts}, environment=environment)
        found = measure("bench.parts.editions_ours", {"digest": IN_A_DIGEST}, environment=environment)
    return Report(
        bench="editions",
        title=f"editions: a site of {posts:,} posts, a digest of {IN_A_DIGEST}",
        figures={name: found[name] for name in WORDS if name in found},
        peer={"zip_seconds": found["plain_seconds"], "zip_mb": found["plain_mb"]},
        ratios={"zip_ratio": found["zip_seconds"] / found["plain_seconds"]},
        peer_name="a zip of the same files as they are",
        words=WORDS,
        ratios_only=posts != POSTS,
    )


WORDS = {
    "zim_seconds": "ZIM of the whole site, seconds",
    "zip_seconds": "zip of the whole site, linked in itself and with its search, seconds",
    "digest_seconds": "a digest compiled, written out, and made into EPUB and PDF, seconds",
    "zim_mb": "ZIM, MB",
    "zip_mb": "zip, MB",
    "epub_mb": "EPUB of the digest, MB",
    "pdf_mb": "PDF of the digest, MB",
    "zip_ratio": "zip: time to that of packing the files as they are",
    "peak_memory_mb": "peak memory, MB",
}
