"""`python -m bench [NAME ...]`: run all benches, or those named, and exit 1 when one misses a floor."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from bench.process import PartFailed
from bench.registry import BENCHES, BadSample, NoSamples, Options, load
from bench.report import show

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _listed() -> str:
    return "\n".join(["\b", *(f"{name:<10} {words}" for name, words in BENCHES.items())])


@click.command(
    help="Run all benches, or those NAMEd. Each prints a table and, as its last line, one JSON object.\n\n" + _listed(),
    epilog="The bounds are in bench/floors.toml; bench/README.md says how to read the figures.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.argument("names", nargs=-1, metavar="[NAME]...", type=click.Choice(list(BENCHES)))
@click.option("--quick", is_flag=True, help="A smaller size; floors are checked on ratios only.")
@click.option("--size", type=click.IntRange(min=10), help="How many feeds or pages instead of the bench's own number.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of labelled samples, for pages, feeds and evidence (one at a time).",
)
@click.option("--synsets", type=_FILE, help="A file of names' spellings, for names; see bench/README.md.")
@click.option("--tokens", type=_FILE, help="A file of pairs of name tokens, for names.")
@click.option("--stories", type=_FILE, help="A file of articles with their stories, for stories.")
@click.option("--story-pairs", type=_FILE, help="A file of pairs of articles, for stories.")
def main(
    names: tuple[str, ...],
    quick: bool,
    size: int | None,
    folder: Path | None,
    synsets: Path | None,
    tokens: Path | None,
    stories: Path | None,
    story_pairs: Path | None,
) -> None:
    if folder is not None and (len(names) != 1 or names[0] not in {"pages", "feeds", "evidence"}):
        raise click.UsageError("--folder goes with one bench: pages, feeds or evidence.")
    console = Console(width=None if sys.stdout.isatty() else 110)
    options = Options(
        quick=quick, size=size, folder=folder, synsets=synsets, tokens=tokens, stories=stories, story_pairs=story_pairs
    )
    kept = True
    for name in names or BENCHES:
        try:
            kept = show(load(name)(options), console) and kept
        except (PartFailed, NoSamples, BadSample) as failure:
            raise click.ClickException(str(failure)) from failure
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main(prog_name="python -m bench")
