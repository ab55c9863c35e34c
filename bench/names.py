"""Names in running text and in pairs: accuracy in each script, speed and memory, against romanise-and-ratio."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import name_held
from bench.name_baseline import ALIKE, Baseline, ratio
from bench.name_pairs import Pair, pairs_of
from bench.name_truth import SCRIPTS, Case, Cast, Synset, read_synsets, read_tokens
from bench.process import ROOT, measure
from bench.registry import NoSamples, Options
from bench.report import Report
from interlink.lib.names.compare import compare
from interlink.lib.names.kinship import Kinship
from interlink.lib.names.spot import Alias, Spotter

DATA = ROOT.parent / "shared" / "data"
SYNSETS, TOKENS = DATA / "name-synsets-dev.tsv", DATA / "name-tokens-dev.tsv"
PEOPLE, QUICK_PEOPLE = 140, 42
PAIRS, QUICK_PAIRS = 1200, 300
SEED = 4
# Subjects, spellings of each at most, articles.
FEW = {"subjects": 200, "spellings": 60, "articles": 350}
MANY = {"subjects": 20_000, "spellings": 10, "articles": 350}
SAME = 0.5
FAILURES_SHOWN = 3

_Spot = Callable[[str], Iterable[tuple[int, int, int]]]


@dataclass(slots=True)
class Tally:
    """What was found rightly, wrongly and not, by script and category, with examples of what went wrong."""

    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: defaultdict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def precision(self, *scripts: str) -> float:
        right, wrong = (_sum(counts, scripts) for counts in (self.right, self.wrong))
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, *scripts: str) -> float:
        right, missed = (_sum(counts, scripts) for counts in (self.right, self.missed))
        return right / (right + missed) if right + missed else 1.0

    def __add__(self, other: Tally) -> Tally:
        failures = defaultdict(list, {key: [*words] for key, words in self.failures.items()})
        for key, words in other.failures.items():
            failures[key] += words
        return Tally(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed, failures)


def _sum(counts: Counter[tuple[str, str]], scripts: tuple[str, ...]) -> int:
    return sum(count for (there, _), count in counts.items() if there in scripts)


def run(options: Options) -> Report:
    synsets, tokens = options.synsets or SYNSETS, options.tokens or TOKENS
    for path in (synsets, tokens):
        if not path.is_file():
            raise NoSamples(path, "name it with --synsets or --tokens; bench/README.md says what is in it.")
    people = options.size or (QUICK_PEOPLE if options.quick else PEOPLE)
    rows, named = read_synsets(synsets), read_tokens(tokens)
    cast = Cast(rows, people, SEED)
    cases = list(cast.cases(1))
    aliases = {person.number: person.alias for person in cast.people}
    ours = _tally(cases, aliases, _spotting(aliases))
    theirs = _tally(cases, aliases, Baseline(aliases).spot)
    tested = [script for script in SCRIPTS if any(case.script == script for case in cases)]
    figures, peer = _accuracy(ours, tested), _accuracy(theirs, tested)
    pairs = list(pairs_of(cast, named, QUICK_PAIRS if options.quick else PAIRS, SEED))
    notes = [
        *_categories(ours, Counter((case.script, case.category) for case in cases)),
        *_compared(pairs, figures, peer),
        *_withheld(rows, named, people, pairs, figures),
    ]
    notes += _speeds(synsets, figures, quick=options.quick)
    ratios = {"speed_kept": figures["articles_per_second_many"] / figures["articles_per_second"]}
    return Report(
        bench="names",
        title=f"names: {len(cases)} texts about {people} people in {len(tested)} scripts, {len(pairs)} pairs of names",
        figures=figures,
        peer=peer,
        ratios=ratios,
        peer_name="romanise, ratio",
        words=_WORDS,
        notes=tuple(notes),
        ratios_only=options.quick,
    )


_WORDS = {
    "compare_f1": "F1 of pairs of full names",
    "compare_precision": "their precision",
    "compare_recall": "their recall",
    "held_precision": "precision on names withheld from the lists",
    "held_recall": "recall on them",
    "tokens_precision": "precision on the tokens' names, withheld",
    "tokens_recall": "recall on them",
    "held_compare_f1": "F1 of pairs, withheld",
    "held_compare_precision": "their precision",
    "held_compare_recall": "their recall",
    "calibration_error": "how far scores are from shares, mean",
    "articles_per_second": "articles a second, 200 subjects",
    "articles_per_second_many": "articles a second, 20,000 subjects",
    "peak_memory_mb": "peak memory, 20,000 subjects, MB",
    "build_seconds": "seconds to build, 20,000 subjects",
    "speed_kept": "speed at 20,000 to that at 200",
}


def _spotting(aliases: Mapping[int, str], kinship: Kinship | None = None) -> _Spot:
    spotter = Spotter((Alias(number, alias) for number, alias in aliases.items()), kinship=kinship)
    return lambda text: [(match.subject, match.start, match.end) for match in spotter.spot(text)]


def _withheld(
    rows: list[Synset],
    tokens: Mapping[str, list[tuple[str, str]]],
    people: int,
    pairs: list[Pair],
    figures: dict[str, float],
) -> list[str]:
    """Measure names that the lists do not know: what they say of the tested rows is withheld."""
    notes: list[str] = []
    sets = [("held", rows), *(("tokens", name_held.rows_of(tokens, script)) for script in tokens)]
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    judges: dict[str, Kinship] = {}
    for name, synsets in sets:
        judge = judges.setdefault(
            name, name_held.withholding(s for other, there in sets if other == name for s in there)
        )
        cast = Cast(synsets, people, SEED)
        aliases = {person.number: person.alias for person in cast.people}
        # Between two Latin spellings there is nothing that letters could tell: another letter is another name.
        cases = [case for case in cast.cases(1) if case.script != "latin"]
        tally = _tally(cases, aliases, _spotting(aliases, judge))
        notes += [
            f"withheld {name}, {note}" for note in _categories(tally, Counter((c.script, c.category) for c in cases))
        ]
        tallies[name] += tally
    for name, tally in tallies.items():
        figures[f"{name}_precision"] = tally.precision(*SCRIPTS)
        figures[f"{name}_recall"] = tally.recall(*SCRIPTS)
    judged = [
        (pair.same, compare(pair.one, pair.other, judges["tokens" if "tokens" in pair.kind else "held"]).score >= SAME)
        for pair in pairs
    ]
    figures |= {name.replace("compare", "held_compare"): figure for name, figure in _f1(judged).items()}
    return notes


def _tally(cases: Iterable[Case], aliases: Mapping[int, str], spot: _Spot) -> Tally:
    tally = Tally()
    for case in cases:
        key = (case.script, case.category)
        left = list(case.spans)
        for subject, start, end in spot(case.text):
            span = next((s for s in left if subject == case.person and start < s[1] and s[0] < end), None)
            if span is None:
                tally.wrong[key] += 1
                tally.failures[key].append(f"found {case.text[start:end]} for {aliases[subject]}")
            else:
                left.remove(span)
                tally.right[key] += 1
        for start, end in left:
            tally.missed[key] += 1
            tally.failures[key].append(f"missed {case.text[start:end]} for {aliases[case.person]}")
    return tally


def _accuracy(tally: Tally, scripts: list[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for script in scripts:
        figures[f"precision_{script}"] = tally.precision(script)
        figures[f"recall_{script}"] = tally.recall(script)
    return figures


def _categories(tally: Tally, texts: Counter[tuple[str, str]]) -> list[str]:
    notes = []
    for key in sorted(texts):
        counts = f"{tally.right[key]} right, {tally.wrong[key]} wrong, {tally.missed[key]} missed"
        shown = "; ".join(tally.failures[key][:FAILURES_SHOWN])
        notes.append(f"{key[0]}, {key[1]}: {texts[key]} texts, {counts}{'. ' + shown if shown else ''}")
    return notes


def _compared(pairs: list[Pair], figures: dict[str, float], peer: dict[str, float]) -> list[str]:
    scored = [(pair, compare(pair.one, pair.other).score) for pair in pairs]
    figures |= _f1([(pair.same, score >= SAME) for pair, score in scored])
    figures["calibration_error"] = _calibration([(pair.same, score) for pair, score in scored])
    peer |= _f1([(pair.same, ratio(pair.one, pair.other) >= ALIKE) for pair in pairs])
    notes = []
    for kind in dict.fromkeys(pair.kind for pair in pairs):
        there = [(pair, score) for pair, score in scored if pair.kind == kind]
        failures = [(pair, score) for pair, score in there if pair.same != (score >= SAME)]
        shown = "; ".join(f"{pair.one} / {pair.other} {score:.2f}" for pair, score in failures[:FAILURES_SHOWN])
        notes.append(
            f"pairs, {kind}: {len(there) - len(failures)} of {len(there)} right{'. ' + shown if shown else ''}"
        )
    return notes


def _f1(judged: list[tuple[bool, bool]]) -> dict[str, float]:
    right = sum(same and said for same, said in judged)
    precision = right / max(1, sum(said for _, said in judged))
    recall = right / max(1, sum(same for same, _ in judged))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"compare_f1": f1, "compare_precision": precision, "compare_recall": recall}


def _calibration(scored: list[tuple[bool, float]]) -> float:
    """Give the expected calibration error: in ten steps, how far the share of true pairs is from the mean score."""
    steps: defaultdict[int, list[tuple[bool, float]]] = defaultdict(list)
    for same, score in scored:
        steps[min(9, int(score * 10))].append((same, score))
    off = [abs(sum(same for same, _ in step) - sum(score for _, score in step)) for step in steps.values()]
    return sum(off) / max(1, len(scored))


def _speeds(synsets: Path, figures: dict[str, float], *, quick: bool) -> list[str]:
    runs = {}
    for name, size in (("", FEW), ("_many", MANY)):
        asked = {**size, "synsets": str(synsets)}
        if quick:
            asked |= {"subjects": size["subjects"] // 10, "articles": size["articles"] // 2}
        runs[name] = measure("bench.parts.names_speed", asked)
        figures[f"articles_per_second{name}"] = runs[name]["articles_per_second"]
    figures["peak_memory_mb"] = runs["_many"]["peak_memory_mb"]
    figures["build_seconds"] = runs["_many"]["build_seconds"]
    return [
        f"speed{name.replace('_', ', ')}: {run['aliases']} spellings watched, {run['found']} found"
        for name, run in runs.items()
    ]
