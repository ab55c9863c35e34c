"""The inbox: what each of its pages costs on the server, and whether that grows with the archive."""

from __future__ import annotations

from bench.process import desk, measure
from bench.registry import Options
from bench.report import Report

STORIES, QUICK_STORIES = 50_000, 20_000
TENTH = 10
TIMES, QUICK_TIMES = 4, 2
ROUNDS = 2
FILL, ASK = "bench.parts.inbox_fill", "bench.parts.inbox_ours"
NOWHERE = 9
"""A port that nothing answers at: this bench fetches nothing."""
WORDS = {
    "slowest_ms": "slowest page of the inbox, ms",
    "slowest_cpu_ms": "the most processor time of a page of the inbox, ms",
    "front_ms": "the desk's first page, ms",
    "story_ms": "one story to rearrange, ms",
    "peak_memory_mb": "peak memory, MB",
    "most_growth": "the page that grows most: cost to that at a tenth of the stories",
}


def run(options: Options) -> Report:
    """Fill a desk of a size and one of a tenth of it, and ask both for the same pages."""
    stories = options.size or (QUICK_STORIES if options.quick else STORIES)
    times = QUICK_TIMES if options.quick else TIMES
    with desk(NOWHERE) as small, desk(NOWHERE) as large:
        measure(FILL, {"stories": stories // TENTH}, environment=small)
        filled = measure(FILL, {"stories": stories}, environment=large)
        # In turn, so that what else the machine does weighs on both.
        rounds = [
            [measure(ASK, {"times": times}, environment=environment) for environment in (small, large)]
            for _ in range(ROUNDS)
        ]
    few, many = (
        {name: min(figures[name] for figures in those) for name in those[0]} for those in zip(*rounds, strict=True)
    )
    names = [name.removesuffix("_cpu_ms") for name in many if name.endswith("_cpu_ms")]
    pages = [name for name in names if many.get(f"{name}_shown")]
    # A page that is not full among few stories cannot be compared with one that is.
    alike = [name for name in names if few.get(f"{name}_shown") == many.get(f"{name}_shown")]
    growth = {name: many[f"{name}_cpu_ms"] / few[f"{name}_cpu_ms"] for name in alike}
    slowest = max(pages, key=lambda name: many[f"{name}_ms"])
    grows_most = max((name for name in pages if name in growth), key=growth.__getitem__)
    queries = [f"{name} {many[f'{name}_queries']}" for name in names if f"{name}_queries" in many]
    return Report(
        bench="inbox",
        title=f"inbox: {stories:,} stories, {filled['items']:,} reports, {filled['posts']:,} posts",
        figures={
            **{f"{name}_ms": many[f"{name}_ms"] for name in names},
            "slowest_ms": many[f"{slowest}_ms"],
            "slowest_cpu_ms": max(many[f"{name}_cpu_ms"] for name in pages),
            "peak_memory_mb": many["peak_memory_mb"],
        },
        ratios={**{f"{name}_growth": growth[name] for name in alike}, "most_growth": growth[grows_most]},
        words={
            **{f"{name}_ms": f"{name.replace('_', ' ')}, ms" for name in names},
            **{f"{name}_growth": f"{name.replace('_', ' ')}: cost to that at a tenth" for name in names},
            **WORDS,
        },
        notes=(
            "On the clock, the best of several; growth is of processor time, where both pages show as many stories.",
            f"Queries: {', '.join(queries)}.",
            f"The slowest page is {slowest}; what grows most is {grows_most}.",
        ),
        ratios_only=options.quick,
    )
