"""The way to check a capture by hand, for a stranger who trusts none of our software.

The commands are for a POSIX shell in a folder that `interlink evidence export` made, with public tools: sha256sum,
openssl, unzip, warcio, and python3 for base 64 and JSON. The tests run them as they stand.
"""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interlink.lib.warc.calendars import name_of
from interlink.lib.warc.check import PACKAGE_SUFFIX, Kept, Trust
from interlink.lib.warc.log_proofs import LineProof
from interlink.lib.warc.log_stamps import LineStamp, stamp_name
from interlink.lib.warc.package.facts import MANIFEST, MANIFEST_DIGEST
from interlink.lib.warc.package.shelf import PICTURE_SUFFIX, WARC_SUFFIX
from interlink.lib.warc.package.wrapping import SUFFIX as WRAPPING_SUFFIX
from interlink.lib.warc.timestamps import SUFFIX, kept_beside

_CHAIN = """\
python3 - {log} <<'END'
import hashlib, json, sys
previous, number = "0" * 64, 0
for number, line in enumerate(open(sys.argv[1], "rb"), start=1):
    assert json.loads(line)["previous"] == previous, f"the chain breaks at line {{number}}"
    previous = hashlib.sha256(line.rstrip(b"\\n")).hexdigest()
print("head:", number, previous)
END"""
# A package has the signature's two numbers one after the other, and openssl wants them as DER.
_SIGNATURE = """\
checking=$(mktemp -d)
unzip -p {package} {digest} | python3 -c '
import base64, json, sys
signed, folder = json.load(sys.stdin)["signedData"], sys.argv[1]
raw = base64.b64decode(signed["signature"])
numbers = [int.from_bytes(raw[:48], "big"), int.from_bytes(raw[48:], "big")]
numbers = [number.to_bytes(number.bit_length() // 8 + 1, "big") for number in numbers]
both = b"".join(bytes([2, len(number)]) + number for number in numbers)
open(folder + "/signature", "wb").write(bytes([48, len(both)]) + both)
open(folder + "/key", "wb").write(base64.b64decode(signed["publicKey"]))
open(folder + "/text", "w").write(signed["hash"])
' "$checking"
sha256sum "$checking/key"
openssl pkey -pubin -in "{keys}/$(sha256sum "$checking/key" | cut -c1-64).pem" -outform DER | cmp - "$checking/key"
openssl dgst -sha256 -verify "$checking/key" -keyform DER -signature "$checking/signature" "$checking/text"
"""

_OF_LINE = """\
checksum=$(sed -n {number}p {log} | tr -d '\\n' | sha256sum | cut -c1-64)
ots info {proof} | grep -F "$checksum"
"""


KEYS = "keys"
"""The folder of public keys in an export."""


@dataclass(frozen=True)
class Step:
    """One thing to check.

    Attributes:
        words: What it shows, in plain words.
        command: What to type.
    """

    words: str
    command: str


def steps(
    folder: Path,
    kept: Kept,
    trust: Trust,
    *,
    log: str,
    anchor: LineProof | None = None,
    beside: Iterable[str] = (),
) -> tuple[Step, ...]:
    """Give the steps for one capture.

    Args:
        folder: The folder in which the commands are to be run.
        kept: Which capture.
        trust: What it is checked against. The certificates of an authority are expected in the folder, in a file
            of its name that ends in ".pem".
        log: The log's path in the folder.
        anchor: The proof by OpenTimestamps that covers the capture, if there is one.
        beside: Paths of timestamps that lie beside the files, where they are not in the folder yet.
    """
    found = [
        Step(
            "Each line of the log continues the one before. Compare the head, the last thing shown, with one that "
            "was published; an older one is the checksum of its line.",
            _CHAIN.format(log=shlex.quote(log)),
        )
    ]
    for name in kept.files:
        if not name.endswith((WRAPPING_SUFFIX, PICTURE_SUFFIX)):
            found += _file_steps(folder, name, trust, log, tuple(beside))
    picture = f"{kept.files[0].removesuffix(WARC_SUFFIX)}{PICTURE_SUFFIX}" if kept.files else ""
    if picture in {*kept.files, *beside} or (folder / picture).is_file():
        found.append(_picture_step(picture, kept.files[0]))
    line = next((trust.logged[name].line for name in kept.files if name in trust.logged), None)
    if line is not None and trust.stamped is not None:
        for stamp in trust.stamped.covering(line):
            found += _stamp_steps(stamp, log)
    return (*found, *_proof_steps(anchor, log)) if anchor is not None else tuple(found)


def _proof_steps(found: LineProof, log: str) -> Iterator[Step]:
    proof = shlex.quote(name_of(found.number))
    words = f"Line {found.number} of the log, which covers the capture, has the checksum that the proof is of"
    if not found.proven.attested:
        yield Step(
            f"{words}. Its calendars have promised to put it into a block of Bitcoin, and have not done so yet.",
            _OF_LINE.format(number=found.number, log=shlex.quote(log), proof=proof),
        )
        return
    block = found.proven.attested[0]
    yield Step(
        f"{words}, and the proof leads to block {block.block} of Bitcoin (pip install opentimestamps-client).",
        _OF_LINE.format(number=found.number, log=shlex.quote(log), proof=proof)
        + f"ots info {proof} | grep -F {block.merkle_root}",
    )
    yield Step(
        f"The block has that Merkle root; ask a node of your own, or one that you trust: {block.merkle_root}",
        f'bitcoin-cli getblockheader "$(bitcoin-cli getblockhash {block.block})"',
    )


def _stamp_steps(stamp: LineStamp, log: str) -> Iterator[Step]:
    place = shlex.quote(stamp_name(stamp.number, stamp.authority))
    checksum = f"$(sed -n {stamp.number}p {shlex.quote(log)} | tr -d '\\n' | sha256sum | cut -c1-64)"
    yield Step(
        f"{stamp.authority} saw line {stamp.number} of the log, and so all lines before; for the time, see the next "
        "command.",
        f'openssl ts -verify -digest "{checksum}" -in {place} -CAfile {shlex.quote(stamp.authority)}.pem',
    )
    yield Step("That was at the time shown.", f"openssl ts -reply -in {place} -text | grep 'Time stamp'")


def _beside(folder: Path, name: str, beside: tuple[str, ...]) -> dict[str, str]:
    """Give the timestamps of a file itself, which earlier versions asked for, by their authority."""
    start = f"{name}."
    there = {place.relative_to(folder).as_posix() for place in kept_beside(folder / name).values()}
    named = {one for one in beside if one.startswith(start) and one.endswith(SUFFIX)}
    return {one[len(start) : -len(SUFFIX)]: one for one in sorted(there | named)}


def _file_steps(folder: Path, name: str, trust: Trust, log: str, beside: tuple[str, ...]) -> list[Step]:
    quoted = shlex.quote(name)
    found: list[Step] = []
    logged = trust.logged.get(name)
    what = "the package" if name.endswith(PACKAGE_SUFFIX) else "the web archive file"
    if logged is not None:
        found += [
            Step(
                f"Line {logged.line} of the log has the checksum of {what}.",
                f"sed -n {logged.line}p {shlex.quote(log)} | grep -F {logged.sha256}",
            ),
            Step(
                f"{what.capitalize()} has that checksum.",
                f"printf '%s  %s\\n' {logged.sha256} {quoted} | sha256sum --check --strict",
            ),
        ]
    if name.endswith(PACKAGE_SUFFIX):
        return found + _package_steps(folder, name, beside)
    found.append(
        Step("Each record matches the checksum in its own head; silence is good news.", f"warcio check {quoted}")
    )
    for authority, place in _beside(folder, name, beside).items():
        stamp = shlex.quote(place)
        command = f"openssl ts -verify -data {quoted} -in {stamp} -CAfile {shlex.quote(authority)}.pem"
        found.append(Step(f"{authority} saw the file; for the time, see the next command.", command))
        found.append(Step("That was at the time shown.", f"openssl ts -reply -in {stamp} -text | grep 'Time stamp'"))
    return found


def _picture_step(picture: str, warc: str) -> Step:
    """Give the step for the picture, whose checksum stands in the web archive file, in the head of its record."""
    checksum = f"sha256:$(sha256sum < {shlex.quote(picture)} | cut -c1-64)"
    return Step(
        "The picture is the one in the web archive file.", f'gzip -dc {shlex.quote(warc)} | grep -aF "{checksum}"'
    )


def _package_steps(folder: Path, name: str, beside: tuple[str, ...]) -> list[Step]:
    quoted = shlex.quote(name)
    manifest_sum = f"$(unzip -p {quoted} {MANIFEST} | sha256sum | cut -c1-64)"
    found = [
        Step("The package is whole.", f"unzip -tq {quoted}"),
        Step(
            "The manifest has the checksum that the package gives for it; the manifest in turn has those of all parts.",
            f'unzip -p {quoted} {MANIFEST_DIGEST} | grep -F "{manifest_sum}"',
        ),
        Step(
            "The signature is the key's, which is in the folder; compare its fingerprint, shown first, with "
            "the published one.",
            _SIGNATURE.format(package=quoted, digest=MANIFEST_DIGEST, keys=KEYS),
        ),
    ]
    for authority, place in _beside(folder, name, beside).items():
        stamp = shlex.quote(place)
        command = f'openssl ts -verify -data "$manifest" -in {stamp} -CAfile {shlex.quote(authority)}.pem'
        found.append(
            Step(
                f"{authority} saw the manifest, and so all parts.",
                f'manifest=$(mktemp)\nunzip -p {quoted} {MANIFEST} > "$manifest"\n{command}',
            )
        )
    return found
