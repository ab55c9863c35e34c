"""Verdicts on cited pages: false removals, edits in changing noise, false alarms; and pages re-checked a second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bench.noisy_versions import in_noise, over_the_clock
from bench.page_versions import Judged, judge_all, versions_in
from bench.parts.evidence_site import PARTS
from bench.process import desk, measure, server
from bench.registry import Options
from bench.report import Report
from interlink.lib.verdicts.findings import REMOVALS, Verdict

PAGES, QUICK_PAGES = 2_000, 300
MOST_NOTES = 20
PARTS_OF_MANY = 70
"""As many as half of the web's pages have, by the HTTP Archive; with 31 KB each that is 2.2 MB, as they have, too."""
MEDIAN_SIZES = tuple(
    round(megabytes * 1_000_000)
    for megabytes in (0.7, 2.3, 1.7, 3.2, 1.1, 2.9, 2.1, 4.0, 0.9, 2.5, 1.5, 3.5, 1.3, 2.7, 1.9, 3.8)
)
"""Around 2.2 MB, what half of the web's pages take, by the HTTP Archive; such a capture holds about as much."""
NO_PORT = 1  # nothing is fetched there
NO_BROWSER = {"INTERLINK_EVIDENCE__BROWSER": "off"}  # a picture takes a browser's time, which is none of ours
WORDS = {
    "pages_per_second": "unchanged pages re-checked a second, their noise another one each time",
    "pages_per_second_first": "the same, when nothing is known but the capture",
    "peak_memory_mb": "peak memory, MB",
    "capture_loopback": "one capture of a page with twelve parts, until it is whole, in terms of its fetches: loopback",
    "capture_20_ms": "the same, a server that answers after 20 ms",
    "capture_50_ms": "the same, after 50 ms",
    "capture_median": "the same, a page of seventy parts and 2.2 MB",
    "sealed_median": "the same with its sealing",
    "sealed_loopback": "a capture with its sealing, in terms of its fetches: loopback",
    "sealed_20_ms": "a capture with its sealing, a server that answers after 20 ms",
    "sealed_50_ms": "a capture with its sealing, after 50 ms",
    "capture_ms": "one capture of that page, until it is whole, bare loopback, ms",
    "sealing_ms": "sealing it, which follows, ms",
    "fetches_ms": "its fetches alone, ms",
    "ten_captures": "room for ten captures of an unchanged page and all that belongs to them, in terms of one",
    "later_kb": "of these, each one after the first, KB",
    "verify": "checking captures of 0.7 to 4 MB, median 2.2, against SHA-256 of their files in one thread",
    "verify_threads": "the same against SHA-256 in as many threads as processors",
    "verify_one": "one worker against SHA-256 in one thread",
    "verify_ms": "what checking one of them takes with one worker, beside its checksum, ms",
    "verify_short": "checking captures of 0.5 to 2 MB against SHA-256 of their files in one thread",
    "verify_short_one": "one worker against SHA-256 in one thread",
    "verify_small": "checking captures of 20 to 100 KB against SHA-256 of their files in one thread",
    "verify_small_per_second": "captures of 20 to 100 KB checked a second",
    "verify_20_mb": "checking captures of 20 MB against SHA-256 of their files in one thread",
    "false_removals": "pages called removed that are not",
    "removal_recall": "removals found",
    "edit_precision": "edits: precision",
    "edit_recall": "edits: recall",
    "false_alarms": "unchanged pages called edited, removed or anything but there",
    "unknown": "pages of which we say nothing",
    "text_edit_precision": "edits in bare texts: precision",
    "text_edit_recall": "edits in bare texts: recall",
    "accuracy": "verdicts that are right",
}


def run(options: Options) -> Report:
    if options.folder is not None:
        return _of_folder(options)
    clock, noisy = list(judge_all(over_the_clock())), list(judge_all(in_noise()))
    bare = _scores(judge_all(in_noise(as_text=True)))
    ratios = _scores([*clock, *noisy])
    ratios |= {f"text_{name}": bare[name] for name in ("edit_precision", "edit_recall")}
    speed = _speed(options.size or (QUICK_PAGES if options.quick else PAGES))
    if not options.quick:
        speed |= _captures() | _verifying()
    return Report(
        bench="evidence",
        title=f"evidence: {len(clock)} looks at the demo press over its clock, {len(noisy)} in noise, and speed",
        figures=speed,
        ratios=ratios,
        words=WORDS,
        notes=_wrong([*clock, *noisy]),
        ratios_only=options.quick,
    )


def _of_folder(options: Options) -> Report:
    assert options.folder is not None
    judged = list(judge_all(versions_in(options.folder)))
    known = [one for one in judged if one.version.expected]
    counted = Counter(one.finding.verdict.value for one in judged)
    unlabelled = tuple(_line(one) for one in judged if not one.version.expected)
    return Report(
        bench="evidence",
        title=f"evidence: {len(judged)} versions in {options.folder}, {len(known)} with their truth",
        figures={verdict: float(number) for verdict, number in counted.items()},
        ratios=_scores(known) if known else {},
        words=WORDS,
        notes=(*_wrong(known), *unlabelled),
        ratios_only=True,
    )


def _scores(judged: Iterable[Judged]) -> dict[str, float]:
    pairs = [(Verdict(one.version.expected or ""), one.finding.verdict) for one in judged]
    found = Counter(pairs)
    edits_found = sum(number for (_, verdict), number in found.items() if verdict is Verdict.EDITED)
    edits = sum(number for (true, _), number in found.items() if true is Verdict.EDITED)
    right_edits = found[Verdict.EDITED, Verdict.EDITED]
    there = {Verdict.SAME, Verdict.MOVED}
    unchanged = [verdict for true, verdict in pairs if true in there]
    removed = [verdict for true, verdict in pairs if true in REMOVALS]
    return {
        "false_removals": float(sum(true not in REMOVALS and verdict in REMOVALS for true, verdict in pairs)),
        "removal_recall": _share(verdict in REMOVALS for verdict in removed),
        "edit_precision": right_edits / edits_found if edits_found else 1.0,
        "edit_recall": right_edits / edits if edits else 1.0,
        "false_alarms": 1 - _share(verdict in there for verdict in unchanged),
        "unknown": _share(verdict is Verdict.UNKNOWN for _, verdict in pairs) if pairs else 0.0,
        "accuracy": _share(true is verdict for true, verdict in pairs),
    }


def _share(right: Iterable[bool]) -> float:
    answers = list(right)
    return sum(answers) / len(answers) if answers else 1.0


def _wrong(judged: Iterable[Judged]) -> tuple[str, ...]:
    wrong = [one for one in judged if one.version.expected != one.finding.verdict.value]
    return tuple(f"{_line(one)}, expected {one.version.expected}" for one in wrong[:MOST_NOTES])


def _line(one: Judged) -> str:
    reason = one.finding.reasons[0].words if one.finding.reasons else ""
    return f"{one.version.page}, {one.version.time:%Y-%m-%d %H:%M}: {one.finding.verdict.value} ({reason})"


def _speed(pages: int) -> dict[str, float]:
    with server("bench.parts.evidence_server", {"pages": pages}) as port, desk(port) as environment:
        took = measure("bench.parts.evidence_ours", {"pages": pages, "port": port}, environment=environment)
    return {
        "pages_per_second": pages / took["wall"],
        "pages_per_second_first": pages / took["first"],
        "peak_memory_mb": took["peak_memory_mb"],
    }


def _captures() -> dict[str, float]:
    found: dict[str, float] = {}
    sites = {"loopback": (0.0, PARTS), "median": (0.0, PARTS_OF_MANY), "20_ms": (0.02, PARTS), "50_ms": (0.05, PARTS)}
    for name, (delay, parts) in sites.items():
        kept = name == "loopback"
        with server("bench.parts.evidence_site", {"delay": delay, "parts": parts}) as port, desk(port) as environment:
            given = {"pages": 8, "parts": parts, "port": port, "kept": kept}
            took = measure("bench.parts.evidence_captures", given, environment=environment | NO_BROWSER)
        found[f"capture_{name}"] = took["capture"] / took["fetches"]
        found[f"sealed_{name}"] = (took["capture"] + took["sealing"]) / took["fetches"]
        if kept:
            found |= {f"{one}_ms": took[one] * 1000 for one in ("capture", "sealing", "fetches")}
            found |= {"ten_captures": took["ten_to_one"], "later_kb": took["later_kb"]}
    return found


def _verifying() -> dict[str, float]:
    sizes = {
        "verify": [MEDIAN_SIZES[number % len(MEDIAN_SIZES)] for number in range(96)],
        "verify_short": [500_000 + number % 16 * 100_000 for number in range(96)],
        "verify_small": [20_000 + number % 9 * 10_000 for number in range(200)],
        "verify_20_mb": [20_000_000] * 8,
    }
    found = {}
    for name, chosen in sizes.items():
        with desk(NO_PORT) as environment:
            took = measure("bench.parts.evidence_verify", {"sizes": chosen}, environment=environment)
        found[name] = took["sha256"] / took["all"]
        if name in ("verify", "verify_short"):
            found[f"{name}_one"] = took["sha256"] / took["one"]
        if name == "verify":
            found["verify_threads"] = took["sha256_threads"] / took["all"]
            found["verify_ms"] = 1000 * (took["one"] - took["sha256"]) / took["captures"]
        if name == "verify_small":
            found["verify_small_per_second"] = took["captures"] / took["all"]
    return found
