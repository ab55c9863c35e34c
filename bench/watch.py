"""Feeds a second, from a loopback server down to items committed in SQLite, against lemon24/reader.

Four rounds over all feeds: everything is new; every feed answers 304; the validators have changed but not a byte of
the content; the feed says that it was built anew but its entries are the same. Both sides fetch from the same server
process, in turn, each in a process of its own; the best of the runs counts for each side, since whatever else the
machine does only ever takes time away. What each run took goes to the standard error as it ends, for a full run takes
minutes. Only our side is measured among ten times as many feeds: it is our own cost that must stay flat.
"""

from __future__ import annotations

import sys
from typing import Any

from bench.process import desk, measure, server
from bench.registry import Options
from bench.report import Report

ITEMS = 30
FEEDS, QUICK_FEEDS = 1_000, 200
TIMES_AS_MANY = 10
RUNS = 2
# What update_feeds was quickest with here; more threads than this only wait for one another.
READER_WORKERS = 10
PHASES = {
    "new": "all new",
    "not_modified": "all answer 304",
    "unchanged": "refetched, unchanged",
    "restamped": "refetched, only built anew",
}


def run(options: Options) -> Report:
    feeds = options.size or (QUICK_FEEDS if options.quick else FEEDS)
    with server("bench.parts.feed_server", {"items": ITEMS}) as port:
        theirs, ours = [], []
        for _ in range(1 if options.quick else RUNS):
            theirs.append(_theirs(feeds, port))
            ours.append(_ours(feeds, port))
        many = None if options.quick else _ours(feeds * TIMES_AS_MANY, port)
    figures = {f"{phase}_feeds_per_second": feeds / _best(ours, phase) for phase in PHASES}
    peer = {f"{phase}_feeds_per_second": feeds / _best(theirs, phase) for phase in PHASES}
    ratios = {
        f"{phase}_ratio": figures[f"{phase}_feeds_per_second"] / peer[f"{phase}_feeds_per_second"] for phase in PHASES
    }
    ratios |= {f"{phase}_processor_ratio": _best(theirs, phase, "cpu") / _best(ours, phase, "cpu") for phase in PHASES}
    words = {f"{phase}_feeds_per_second": f"{name}: feeds a second" for phase, name in PHASES.items()}
    words |= {f"{phase}_ratio": f"{name}: times the peer's" for phase, name in PHASES.items()}
    words |= {
        f"{phase}_processor_ratio": f"{name}: the peer's processor time, times ours" for phase, name in PHASES.items()
    }
    figures["peak_memory_mb"] = max(run["peak_memory_mb"] for run in ours)
    peer["peak_memory_mb"] = max(run["peak_memory_mb"] for run in theirs)
    words["peak_memory_mb"] = "peak memory, MB"
    if many is not None:
        for phase, name in PHASES.items():
            ratios[f"{phase}_cost_growth"] = many[phase]["cpu"] / TIMES_AS_MANY / _best(ours, phase, "cpu")
            words[f"{phase}_cost_growth"] = f"{name}: cost of a feed at {feeds * TIMES_AS_MANY:,} against {feeds:,}"
        figures["peak_memory_many_mb"] = many["peak_memory_mb"]
        words["peak_memory_many_mb"] = f"peak memory at {feeds * TIMES_AS_MANY:,} feeds, MB"
    return Report(
        bench="watch",
        title=f"watch: {feeds:,} feeds of {ITEMS} items over loopback, down to SQLite",
        figures=figures,
        peer=peer,
        ratios=ratios,
        peer_name="reader",
        words=words,
        ratios_only=options.quick,
    )


def _told(side: str, feeds: int, run: dict[str, Any]) -> dict[str, Any]:
    milliseconds = ", ".join(
        f"{name} {1000 * run[phase]['wall'] / feeds:.2f} ({1000 * run[phase]['cpu'] / feeds:.2f})"
        for phase, name in PHASES.items()
    )
    print(f"{side}, {feeds:,} feeds, ms a feed (processor time): {milliseconds}", file=sys.stderr, flush=True)
    return run


def _best(runs: list[dict[str, Any]], phase: str, clock: str = "wall") -> float:
    return min(float(run[phase][clock]) for run in runs)


def _ours(feeds: int, port: int) -> dict[str, Any]:
    with desk(port) as environment:
        given = {"feeds": feeds, "items": ITEMS, "port": port}
        return _told("Interlink", feeds, measure("bench.parts.watch_ours", given, environment=environment))


def _theirs(feeds: int, port: int) -> dict[str, Any]:
    given = {"feeds": feeds, "items": ITEMS, "port": port, "workers": READER_WORKERS}
    return _told("reader", feeds, measure("bench.parts.watch_reader", given))
