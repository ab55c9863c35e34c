"""`interlink evidence` verify, keys and export: what a stranger can check."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, TextIO

import click

from interlink.lib.store.errors import StoreError
from interlink.lib.warc import signing
from interlink.lib.warc.by_hand import Step
from interlink.lib.warc.check import PACKAGE_SUFFIX, How, Kept, Report
from interlink.lib.warc.errors import WarcError
from interlink.lib.warc.log_check import HEAD
from interlink.lib.warc.log_proofs import proofs_beside
from interlink.lib.warc.package.judge import Looking, judge
from interlink.lib.warc.verify import Part, State
from interlink.lib.warc.verify import verify as verify_file
from interlink.newsroom.evidence import exporting, verifying
from interlink.newsroom.evidence.errors import NotLogged
from interlink.newsroom.evidence.trusting import key_folder
from interlink.project.commands.evidence_heads import heads_in
from interlink.project.console import in_a_desk, say, track

# What the command ends with, for scripts.
CODES = {State.INTACT: 0, State.CHANGED: 1, State.UNKNOWN: 3}


@click.command("verify")
@click.argument("captures", nargs=-1, metavar="[CAPTURES]...")
@click.option("--all", "everything", is_flag=True, help="All captures that the log knows.")
@click.option("--thorough", is_flag=True, help="Unpack also what the log vouches for, record by record.")
@click.option("--by-hand", is_flag=True, help="Show how to check each capture by hand, with public tools.")
@click.option(
    "--head",
    "given_heads",
    multiple=True,
    metavar="NUMBER:CHECKSUM",
    help="A head of the log that was published, as in a digest: does the log still lead to it? Can be repeated.",
)
@click.option(
    "--heads", "listed_heads", type=click.File("r", encoding="utf-8"), help="A text with such heads; - reads one."
)
@click.option("--json", "as_json", is_flag=True, help="Print all that is known as JSON.")
@click.option("--workers", type=click.IntRange(0, 256), default=0, help="How many at once; one a processor without it.")
@in_a_desk
def verify(
    captures: tuple[str, ...],
    everything: bool,
    thorough: bool,
    by_hand: bool,
    given_heads: tuple[str, ...],
    listed_heads: TextIO | None,
    as_json: bool,
    workers: int,
) -> None:
    """Check captures from their files alone: intact, changed or unknown.

    CAPTURES are numbers, or files (.wacz, .warc, .warc.gz) by anybody.

    Ends with 0 if all is intact, 1 if something was changed, and 3 if nothing was changed and something is unknown.
    """
    files = tuple(Path(name) for name in captures if not name.isdecimal())
    numbers = None if everything else tuple(int(name) for name in captures if name.isdecimal())
    heads = heads_in(given_heads, listed_heads)
    if not (everything or captures or heads):
        raise click.UsageError("Name captures by their numbers or files, or give --all.")
    reports = [_of_strangers(path) for path in files]
    log: list[Part] = []
    proofs: list[Part] = []
    told: dict[str, tuple[Step, ...]] = {}
    if numbers is None or numbers or heads:
        begun = verifying.verify(numbers, How(thorough=thorough, workers=workers), heads)
        log = list(begun.log.parts)
        proofs = [found.proven.part for found in proofs_beside(begun.log)]
        reports += track(begun.reports, "verify", len(begun.kept)) if not as_json else list(begun.reports)
        if by_hand:
            trust = verifying.trust_in(begun.log)
            told = {one.name: verifying.steps_for(one, trust, begun.log) for one in begun.kept}
    if as_json:
        found = [_as_json(report, told.get(report.kept.name, ())) for report in reports]
        click.echo(
            json.dumps(
                {"log": list(map(_part, log)), "proofs": list(map(_part, proofs)), "captures": found},
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        _tell(reports, [*log, *_worth_telling(proofs)], told)
    # A proof that we have no blocks to check with is told, and takes nothing from what else was checked.
    log += [part for part in proofs if part.state is State.CHANGED]
    states = {*(report.state for report in reports), *(part.state for part in log)}
    sys.exit(
        max((CODES[state] for state in states if state is not State.CHANGED), default=0)
        if State.CHANGED not in states
        else CODES[State.CHANGED]
    )


def _worth_telling(proofs: list[Part]) -> list[Part]:
    """Return what is wrong among the proofs of the log, and the latest of them."""
    return [part for part in proofs if part.state is State.CHANGED or part is proofs[-1]]


def _of_strangers(path: Path) -> Report:
    kept = Kept(str(path), (path.name,))
    if path.suffix.lower() == PACKAGE_SUFFIX:
        judged = judge(path, Looking(verifying.known_keys(), with_records=True))
        return Report(kept, judged.state, judged.parts, 0)
    verdict = verify_file(path, None)
    return Report(kept, verdict.state, verdict.parts, 0)


def _tell(reports: list[Report], log: list[Part], told: dict[str, tuple[Step, ...]]) -> None:
    for part in log:
        if part.state is not State.INTACT or part.name.startswith(HEAD):
            say(f"{part.state.upper():9} {part.name}: {part.words}")
    for report in reports:
        wrong = [part for part in report.parts if part.state is not State.INTACT]
        if wrong or len(reports) == 1:
            say(f"capture {report.kept.name}" if report.kept.name.isdecimal() else report.kept.name)
        for part in wrong if len(reports) > 1 else report.parts:
            say(f"  {part.state:9} {part.name}: {part.words}")
        for step in told.get(report.kept.name, ()):
            say(f"\n  {step.words}")
            click.echo("\n".join(f"    {line}" for line in step.command.splitlines()))
    counted = Counter(report.state for report in reports)
    said = ", ".join(f"{counted[state]} {state}" for state in State if counted[state])
    number = "1 capture" if len(reports) == 1 else f"{len(reports)} captures"
    say(f"verify    {number}: {said}" if reports else "verify    no captures were checked")


def _as_json(report: Report, told: tuple[Step, ...]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "capture": report.kept.name,
        "state": report.state,
        "files": list(report.kept.files),
        "parts": list(map(_part, report.parts)),
    }
    if told:
        facts["by_hand"] = [{"words": step.words, "command": step.command} for step in told]
    return facts


def _part(part: Part) -> dict[str, str]:
    return {"part": part.name, "state": part.state, "words": part.words}


@click.group("keys")
def keys() -> None:
    """Show and change the key that this desk signs its packages with."""


@keys.command("show")
@in_a_desk
def show_keys() -> None:
    """Show the fingerprints of this desk's keys: the one that signs now, and the ones that were retired."""
    try:
        now = signing.key_in(key_folder()).fingerprint
    except WarcError as error:
        raise click.ClickException(str(error)) from error
    say(f"signs now  {now}")
    for fingerprint in signing.public_keys_in(key_folder()):
        if fingerprint != now:
            say(f"retired    {fingerprint}")


@keys.command("rotate")
@click.confirmation_option(prompt="The key that signs now cannot be had back afterwards. Make a new one?")
@in_a_desk
def rotate_keys() -> None:
    """Make a new key; the old one's public half stays, so that what it signed is still known."""
    try:
        key = signing.rotate(key_folder())
    except WarcError as error:
        raise click.ClickException(str(error)) from error
    say(f"signs now  {key.fingerprint}\nBake the site, so that the new key is published: interlink bake")


@click.command("export")
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All captures that the log knows.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder; made if it is not there.",
)
@in_a_desk
def export(numbers: tuple[int, ...], everything: bool, folder: Path) -> None:
    """Put captures into one folder with all that a stranger needs to check them offline.

    README.txt in it says how.
    """
    if bool(numbers) == everything:
        raise click.UsageError("Name captures by their numbers, or give --all.")
    try:
        made = exporting.export(None if everything else numbers, folder)
    except (NotLogged, StoreError, WarcError) as error:
        raise click.ClickException(str(error)) from error
    say(f"export    {made.captures} captures, {made.files} files in {made.folder}; see {exporting.README} there")
