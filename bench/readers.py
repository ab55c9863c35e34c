"""The list of subscribers at the desk with a million of them, and bringing a list along."""

from __future__ import annotations

from bench.process import desk, measure
from bench.registry import Options
from bench.report import Report

SUBSCRIBERS, QUICK_SUBSCRIBERS = 1_000_000, 100_000
TENTH = 10
LINES, QUICK_LINES = 50_000, 10_000
TIMES = 5
FILL, ASK, TAKE = "bench.parts.readers_fill", "bench.parts.readers_ours", "bench.parts.readers_take"
LANGUAGES = {"INTERLINK_GROUP__LANGUAGES": '["en", "fa"]'}
NOWHERE = 9
"""A port that nothing answers at: this bench fetches nothing."""


def run(options: Options) -> Report:
    """Fill a desk of a size and one of a tenth of it, and ask both for the same pages."""
    subscribers = options.size or (QUICK_SUBSCRIBERS if options.quick else SUBSCRIBERS)
    lines = QUICK_LINES if options.quick else LINES
    with desk(NOWHERE) as small, desk(NOWHERE) as large:
        for environment in (small, large):
            environment.update(LANGUAGES)
        measure(FILL, {"subscribers": subscribers // TENTH}, environment=small)
        measure(FILL, {"subscribers": subscribers}, environment=large)
        few, many = (measure(ASK, {"times": TIMES}, environment=environment) for environment in (small, large))
        taken = measure(TAKE, {"lines": lines}, environment=large)
    names = [name.removesuffix("_cpu_ms") for name in many if name.endswith("_cpu_ms")]
    growth = {name: many[f"{name}_cpu_ms"] / few[f"{name}_cpu_ms"] for name in names}
    slowest = max(names, key=lambda name: many[f"{name}_ms"])
    grows_most = max(growth, key=growth.__getitem__)
    return Report(
        bench="readers",
        title=f"readers: {subscribers:,} subscribers, a list of {lines:,} more",
        figures={
            **{f"{name}_ms": many[f"{name}_ms"] for name in names},
            "slowest_ms": many[f"{slowest}_ms"],
            "peak_memory_mb": many["peak_memory_mb"],
            "taken_in_a_second": taken["a_second"],
            "taking_memory_mb": taken["peak_memory_mb"],
        },
        ratios={"most_growth": growth[grows_most]},
        words={
            **{f"{name}_ms": f"{name.replace('_', ' ')}, ms" for name in names},
            "slowest_ms": "slowest page of the list, ms",
            "peak_memory_mb": "peak memory, MB",
            "taken_in_a_second": "lines of a list taken in a second",
            "taking_memory_mb": "peak memory meanwhile, MB",
            "most_growth": "the page that grows most: cost to that at a tenth",
        },
        notes=(
            "On the clock, the best of several; growth is of processor time.",
            f"The slowest page is {slowest}; what grows most is {grows_most}.",
        ),
        ratios_only=options.quick,
    )
