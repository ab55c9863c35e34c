"""Stories: how rightly reports are grouped within and across languages, and how many a second."""

from __future__ import annotations

from statistics import fmean

from bench.process import ROOT, measure
from bench.registry import NoSamples, Options
from bench.report import Report
from bench.story_baseline import best, cosine, vectors
from bench.story_grouping import group, pair_likeness, sketches
from bench.story_truth import Article, Pair, articles_in, average_precision, bcubed, pairs_in
from interlink.lib.grouping.choosing import ALIKE
from interlink.lib.grouping.window import MOST

DATA = ROOT.parent / "shared" / "data"
ARTICLES, PAIRS = DATA / "stories-dev.jsonl", DATA / "story-pairs-dev.jsonl"
SEEDS, QUICK_SEEDS = 4, 1
ROUND = 10
REPORTS, QUICK_REPORTS = 600, 200
QUICK_WINDOW = 4_000
WORDS = {
    "f1": "BCubed F1, mean of the orders of arrival",
    "precision": "BCubed precision",
    "recall": "BCubed recall",
    "least_f1": "BCubed F1 of the worst order",
    "least_precision": "BCubed precision of the worst order",
    "pairs_average_precision": "pairs: average precision",
    "pairs_precision": "pairs that we would group: share the same",
    "pairs_recall": "pairs the same: share that we would group",
    "cross_pairs_average_precision": "pairs of two languages: average precision",
    "reports_per_second": "reports a second of processor time, window full",
    "peak_memory_mb": "peak memory with a full window, MB",
    "f1_ratio": "F1: times the baseline's",
    "cost_growth": "cost of a report after the window was filled twice, against once",
}


def run(options: Options) -> Report:
    """Measure accuracy on labelled files, then speed."""
    articles_file, pairs_file = options.stories or ARTICLES, options.story_pairs or PAIRS
    for path in (articles_file, pairs_file):
        if not path.is_file():
            raise NoSamples(path, "name it with --stories or --story-pairs; bench/README.md says what is in it.")
    articles, pairs = articles_in(articles_file), pairs_in(pairs_file)
    threshold, theirs = best(articles)
    ours, pairs_ours, pairs_theirs = _grouped(articles, options.quick), _paired(pairs), _paired_by_words(pairs)
    reports, window = (QUICK_REPORTS, QUICK_WINDOW) if options.quick else (REPORTS, MOST)
    speed = measure("bench.parts.stories_ours", {"reports": reports, "window": window})
    ours |= {
        **pairs_ours,
        "reports_per_second": 1 / max(speed["fresh"], speed["old"]),
        "peak_memory_mb": speed["peak_memory_mb"],
    }
    return Report(
        bench="stories",
        title=f"stories: {len(articles)} articles, {len(pairs)} pairs; a window of {window:,} reports",
        figures=ours,
        peer={"f1": theirs.f1, "precision": theirs.precision, "recall": theirs.recall, **pairs_theirs},
        ratios={"f1_ratio": ours["f1"] / theirs.f1, "cost_growth": speed["old"] / speed["fresh"]},
        peer_name="TF-IDF",
        words=WORDS,
        notes=(
            f"The baseline has the threshold that is best for it on these very articles ({threshold}); ours is fixed.",
            f"Orders of arrival are by chance, all at once and {ROUND} at a time.",
            "Of pairs, those that people rated 2 or nearer to 1 count as the same.",
            f"Reports of {speed['characters']:,.0f} characters are timed from their text on, without the database.",
        ),
        ratios_only=options.quick,
    )


def _grouped(articles: list[Article], quick: bool) -> dict[str, float]:
    sketched, true = sketches(articles), [article.story for article in articles]
    found = [
        bcubed(group(sketched, seed, round_of), true)
        for seed in range(QUICK_SEEDS if quick else SEEDS)
        for round_of in (None, ROUND)
    ]
    return {
        "f1": fmean(one.f1 for one in found),
        "precision": fmean(one.precision for one in found),
        "recall": fmean(one.recall for one in found),
        "least_f1": min(one.f1 for one in found),
        "least_precision": min(one.precision for one in found),
    }


def _paired(pairs: list[Pair]) -> dict[str, float]:
    scored = list(zip(pair_likeness(pairs), (pair.same for pair in pairs), strict=True))
    grouped = [same for likeness, same in scored if likeness >= ALIKE]
    return {
        **_ranked(pairs, [likeness for likeness, _same in scored]),
        "pairs_precision": fmean(grouped) if grouped else 0.0,
        "pairs_recall": sum(grouped) / max(1, sum(pair.same for pair in pairs)),
    }


def _paired_by_words(pairs: list[Pair]) -> dict[str, float]:
    texts = [f"{one.title} {one.text}" for pair in pairs for one in (pair.one, pair.other)]
    weighed = vectors(texts)
    return _ranked(pairs, [cosine(weighed[2 * at], weighed[2 * at + 1]) for at in range(len(pairs))])


def _ranked(pairs: list[Pair], likeness: list[float]) -> dict[str, float]:
    scored = [(one, pair.same) for one, pair in zip(likeness, pairs, strict=True)]
    across = [
        (one, pair.same) for one, pair in zip(likeness, pairs, strict=True) if pair.one.language != pair.other.language
    ]
    return {
        "pairs_average_precision": average_precision(scored),
        "cross_pairs_average_precision": average_precision(across),
    }
