"""What an hour of polling costs: thousands of sources, each asked at its own pace, on a simulated clock.

The gaps between a source's items are drawn evenly on a logarithmic scale, from half an hour to two weeks, and sources
publish at random at that pace. Polling runs as in the worker, a round a minute, over real HTTP from a loopback server;
only the waiting is left out. There is no peer: the bound is that a core stays mostly idle.
"""

from __future__ import annotations

from bench.process import desk, measure, server
from bench.registry import Options
from bench.report import Report

SOURCES, QUICK_SOURCES = 5_000, 500
ITEMS = 30


def run(options: Options) -> Report:
    sources = options.size or (QUICK_SOURCES if options.quick else SOURCES)
    with server("bench.parts.feed_server", {"items": ITEMS}) as port, desk(port) as environment:
        found = measure("bench.parts.hour_ours", {"sources": sources, "port": port}, environment=environment)
    return Report(
        bench="hour",
        title=f"hour: {sources:,} sources polled for an hour at their own pace",
        figures={
            "cpu_seconds": found["cpu"],
            "wall_seconds": found["wall"],
            "checks": found["checks"],
            "published": found["published"],
            "taken_in": found["taken"],
            "peak_memory_mb": found["peak_memory_mb"],
        },
        words={
            "cpu_seconds": "processor time for the hour, seconds",
            "wall_seconds": "seconds without the waiting",
            "checks": "checks",
            "published": "items published in the hour",
            "taken_in": "of them taken in before it was over",
            "peak_memory_mb": "peak memory, MB",
        },
        ratios_only=sources != SOURCES,
    )
