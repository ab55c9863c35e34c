"""Articles from the server to the database: fetched, extracted, spotted and stored, against extraction alone.

trafilatura, which also does our extraction, gets the same pages as bytes in memory and the same settings. What we
do beside that (HTTP, title, byline, dates, language, names, SQLite) may cost three tenths more, and no more.
"""

from __future__ import annotations

from bench.process import desk, measure, server
from bench.registry import Options
from bench.report import Report

PAGES, QUICK_PAGES = 400, 100
ALIASES = 200
RUNS = 3


def run(options: Options) -> Report:
    pages = options.size or (QUICK_PAGES if options.quick else PAGES)
    ours, theirs = [], []
    with server("bench.parts.article_server", {"pages": pages}) as port:
        for _ in range(1 if options.quick else RUNS):
            theirs.append(measure("bench.parts.articles_trafilatura", {"pages": pages}))
            with desk(port) as environment:
                given = {"pages": pages, "aliases": ALIASES, "port": port}
                ours.append(measure("bench.parts.articles_ours", given, environment=environment))

    def best(runs: list[dict[str, float]], clock: str) -> float:
        return 1000 * min(run[clock] / run["pages"] for run in runs)

    figures = {
        "milliseconds": best(ours, "wall"),
        "cpu_milliseconds": best(ours, "cpu"),
        "peak_memory_mb": max(run["peak_memory_mb"] for run in ours),
    }
    peer = {
        "milliseconds": best(theirs, "wall"),
        "cpu_milliseconds": best(theirs, "cpu"),
        "peak_memory_mb": max(run["peak_memory_mb"] for run in theirs),
    }
    return Report(
        bench="articles",
        title=f"articles: {pages} pages over loopback, {ALIASES} aliases, down to SQLite",
        figures=figures,
        peer=peer,
        ratios={"time_ratio": figures["milliseconds"] / peer["milliseconds"]},
        peer_name="trafilatura alone",
        words={
            "milliseconds": "milliseconds an article",
            "cpu_milliseconds": "of processor time",
            "peak_memory_mb": "peak memory, MB",
            "time_ratio": "times the peer's time",
        },
        notes=(f"{ours[0]['mentioned']} of the {pages} articles mention a watched name.",),
        ratios_only=options.quick,
    )
