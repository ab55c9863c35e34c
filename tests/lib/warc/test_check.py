import asyncio
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from interlink.lib.warc.by_hand import steps
from interlink.lib.warc.check import Kept, Trust, captures_in, check_all, check_capture
from interlink.lib.warc.log import append, head_of
from interlink.lib.warc.log_check import check_log
from interlink.lib.warc.package.facts import About, Page
from interlink.lib.warc.package.shelf import Shelf
from interlink.lib.warc.package.write import write_package
from interlink.lib.warc.signing import key_in, public_keys_in
from interlink.lib.warc.timestamps import ask, keep
from interlink.lib.warc.verify import State
from interlink.lib.warc.write import Made, write_capture

AT = datetime(2031, 5, 4, 12, 31, tzinfo=UTC)
WARC, PACKAGE, PICTURE = (f"2031/05/00000001.{ending}" for ending in ("warc.gz", "wacz", "png"))
DRAWN = b"\x89PNG" + bytes(range(200))


@pytest.fixture
def folder(make_exchange, authority, post, tmp_path):
    """A capture with all that belongs to it: package, signature, timestamps and its line in the log."""
    folder = tmp_path / "evidence"
    key = key_in(tmp_path / "keys")
    exchange = make_exchange()
    seen = Made(f"urn:view:{exchange.address}", "image/png", DRAWN, AT)
    written = write_capture(exchange, folder / WARC, made=(seen,))
    (folder / PICTURE).write_bytes(DRAWN)
    packaged = write_package(
        [written.path],
        folder / PACKAGE,
        about=About("A school in Tarn Valley", AT),
        pages=[Page(exchange.address, exchange.fetched_at, "A school")],
        signer=key,
    )
    for path, checksum in ((written.path, written.sha256), (packaged.path, packaged.manifest_sha256)):
        keep(asyncio.run(ask(checksum, authority, post)), path, authority)
    (folder / f"{authority.name}.pem").write_bytes(authority.roots)
    (folder / "keys").mkdir()
    (folder / "keys" / f"{key.fingerprint}.pem").write_bytes(key.public_pem)
    files = {WARC: written.sha256, PACKAGE: packaged.sha256, PICTURE: sha256(DRAWN).hexdigest()}
    append(folder / "captures.log", "started", files={}, at=AT)
    append(folder / "captures.log", "capture", files=files, at=AT + timedelta(seconds=1), facts={"name": "1"})
    append(folder / "captures.log", "capture", files={}, at=AT + timedelta(days=1))
    return folder


@pytest.fixture
def trust(folder, authority, tmp_path):
    logged = check_log(folder / "captures.log").files()
    return Trust(logged, frozenset(public_keys_in(tmp_path / "keys")), {authority.name: authority})


KEPT = Kept("1", (WARC, PACKAGE, PICTURE))


def states(report):
    return {part.name: part.state for part in report.parts}


def test_the_log_tells_which_captures_there_are(folder):
    assert list(captures_in(check_log(folder / "captures.log").entries)) == [KEPT]


def test_a_capture_with_all_that_belongs_to_it_is_intact_in_every_part(folder, trust):
    report = check_capture(Shelf(folder), KEPT, trust)
    assert report.passed, [part for part in report.parts if part.state is not State.INTACT]
    assert list(states(report)) == [
        WARC,
        f"{WARC}, its line in the log",
        f"{WARC}, its records",
        PACKAGE,
        f"{PACKAGE}, its line in the log",
        f"{PACKAGE}, the manifest",
        f"{PACKAGE}, the signature",
        f"{PACKAGE}, its parts",
        f"{PACKAGE}, the timestamp by tarn-clock",
        PICTURE,
        f"{PICTURE}, its line in the log",
        f"{WARC}, the timestamp by tarn-clock",
    ]
    assert report.size == sum((folder / name).stat().st_size for name in KEPT.files)


def test_a_thorough_look_unpacks_every_record(folder, trust):
    report = check_capture(Shelf(folder), KEPT, trust, thorough=True)
    assert report.passed
    assert len([name for name in states(report) if ", record " in name]) == 12


def test_a_changed_file_is_taken_apart_and_the_change_named(folder, trust, make_exchange):
    write_capture(make_exchange(wire_body=b"other"), folder / WARC, replace=True)
    found = states(check_capture(Shelf(folder), KEPT, trust))
    assert found[WARC] is State.CHANGED
    assert found[f"{WARC}, the timestamp by tarn-clock"] is State.CHANGED
    assert (
        found[f"{WARC}, record 5 (response of http://courier.localhost/new?page=2)"] is State.INTACT
    )  # a good forgery
    assert found[PACKAGE] is State.INTACT


def test_a_forger_who_writes_a_new_line_into_the_log_is_seen(folder, trust, make_exchange):
    forged = write_capture(make_exchange(wire_body=b"other"), folder / WARC, replace=True)
    append(folder / "captures.log", "capture", files={WARC: forged.sha256}, at=AT)
    trust = replace(trust, logged=check_log(folder / "captures.log").files())
    report = check_capture(Shelf(folder), KEPT, trust)
    assert states(report)[WARC] is State.INTACT
    assert states(report)[f"{WARC}, its line in the log"] is State.CHANGED
    assert report.state is State.CHANGED


def test_a_picture_that_is_another_one_is_told_and_seen_by_hand(folder, trust):
    (folder / PICTURE).write_bytes(DRAWN[:-1] + b"x")
    assert states(check_capture(Shelf(folder), KEPT, trust))[PICTURE] is State.CHANGED
    logged_before = replace(trust, logged={name: of for name, of in trust.logged.items() if name != PICTURE})
    for kept, known in ((KEPT, trust), (Kept("1", (WARC, PACKAGE)), logged_before)):
        failed = [words for words, went_well, _ in by_hand(folder, known, kept) if not went_well]
        assert failed == ["The picture is the one in the web archive file."]


def test_a_key_that_is_another_one_is_seen_by_hand(folder, trust):
    (key,) = (folder / "keys").iterdir()
    text = key.read_text()
    key.write_text(text.replace(text[150], "A" if text[150] != "A" else "B"))
    failed = [words for words, went_well, _ in by_hand(folder, trust) if not went_well]
    assert [words.partition(",")[0] for words in failed] == ["The signature is the key's"]


def test_what_is_not_known_is_unknown_and_never_passed(folder, trust):
    for less in (replace(trust, logged={}), replace(trust, keys=frozenset()), replace(trust, authorities={})):
        assert check_capture(Shelf(folder), KEPT, less).state is State.UNKNOWN
    for nothing in (Kept("none", ()), Kept("gone", ("gone.warc.gz",)), Kept("out", ("../keys/evidence-signing.pem",))):
        assert check_capture(Shelf(folder), nothing, trust).state is State.UNKNOWN
    for stamp in folder.glob("2031/05/*.tsr"):
        stamp.unlink()
    assert states(check_capture(Shelf(folder), KEPT, trust))["1, its timestamps"] is State.UNKNOWN


def test_a_log_that_was_changed_covers_nothing_before_the_change(folder, trust):
    log = folder / "captures.log"
    log.write_bytes(log.read_bytes().replace(b'"name": "1"', b'"name": "2"'))
    trust = replace(trust, logged=check_log(log).files())
    assert states(check_capture(Shelf(folder), KEPT, trust))[f"{WARC}, its line in the log"] is State.UNKNOWN


def test_many_are_checked_in_their_order(folder, trust):
    many = [Kept(str(number), (WARC,) if number % 7 else ("gone",)) for number in range(150)]
    reports = list(check_all(Shelf(folder), iter(many), trust))
    assert [report.kept for report in reports] == many
    assert [report.passed for report in reports] == [bool(number % 7) for number in range(150)]


ALONE = """
import pickle, sys
from interlink.lib.warc.check import Kept, check_all
from interlink.lib.warc.package.shelf import Shelf
folder, trust, files = pickle.load(sys.stdin.buffer)
many = [Kept(str(number), files if number % 7 else ("gone",)) for number in range(40)]
pickle.dump(list(check_all(Shelf(folder), many, trust)), sys.stdout.buffer)
"""


def test_processes_of_their_own_say_the_same_of_many_as_is_said_one_by_one(folder, trust):
    given = pickle.dumps((folder, trust, KEPT.files))
    done = subprocess.run([sys.executable, "-c", ALONE], input=given, capture_output=True, check=True)
    checked = pickle.loads(done.stdout)
    one_by_one = [check_capture(Shelf(folder), report.kept, trust) for report in checked]
    assert [int(report.kept.name) for report in checked] == list(range(40))
    assert checked == one_by_one


def by_hand(folder, trust, kept=KEPT):
    """Do each step in a shell; give its words, whether it went well, and what it said."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for step in steps(folder, kept, trust, log="captures.log"):
        command = ["sh", "-e", "-c", step.command]
        done = subprocess.run(command, cwd=folder, env={"PATH": path}, capture_output=True, text=True, check=False)
        yield step.words, done.returncode == 0, done.stdout


def test_a_stranger_can_check_it_all_by_hand(folder, trust, tmp_path):
    done = list(by_hand(folder, trust))
    assert [words for words, went_well, _ in done if not went_well] == []
    said = "".join(said for _, _, said in done)
    head = head_of(folder / "captures.log")
    assert f"head: {head.number} {head.sha256}\n" in said
    assert "Verified OK" in said
    assert key_in(tmp_path / "keys").fingerprint in said


def test_a_stranger_sees_by_hand_what_was_changed(folder, trust, make_exchange):
    warc = write_capture(make_exchange(wire_body=b"other"), folder / WARC, replace=True)
    about = About("Another title", AT)
    write_package([warc.path], folder / PACKAGE, about=about, pages=[], signer=None, replace=True)
    log = folder / "captures.log"
    log.write_bytes(log.read_bytes().replace(b'"name": "1"', b'"name": "2"'))
    failed = [words for words, went_well, _ in by_hand(folder, trust) if not went_well]
    assert len(failed) == 7
    assert failed[0].startswith("Each line of the log")
    assert "tarn-clock saw the manifest, and so all parts." in failed
