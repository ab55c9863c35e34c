"""No file of the repository says where it was made or which machine packages came from, or is left half merged."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from doc_pages import ROOT

# Written in two parts, so that this file is no find itself.
REGISTRIES = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "yarnpkg" + ".com",
    "proxy.golang" + ".org",
    "crates" + ".io",
    "rubygems" + ".org",
    "artifac" + "tory",
    "jfr" + "og",
    "devpi" + ".",
]
PLACES = [rf"(?<![\w.:/-])/{folder}/[\w.-]+" for folder in ("home", "Users", "root", "work", "workspace", "builds")] + [
    r"[A-Z]:\\Users\\",
    r"\.pyenv/versions/\d",
]
REGISTRY = re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE)
PLACE = re.compile("|".join(PLACES))
UNMERGED = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
LOCKED = re.compile(r"https?://|\bwww\.|--(?:extra-)?index-url|--find-links|--trusted-host|\S+ @ \S+", re.IGNORECASE)
LOCKS = sorted(ROOT.glob("*.lock"))


def files() -> list[Path]:
    """What is, or is about to be, in the repository; everything below the root where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    own = ("src", "tests", "docs", "demo", "bench", "scripts", ".ci")
    return [path for folder in own for path in (ROOT / folder).rglob("*") if path.is_file()] + [
        path for path in ROOT.iterdir() if path.is_file()
    ]


def texts() -> list[tuple[Path, str]]:
    found = []
    for path in files():
        body = path.read_bytes()
        if b"\0" not in body[:8192]:
            found.append((path, body.decode("utf-8", "replace")))
    return found


def test_no_file_names_a_registry() -> None:
    finds = {str(path.relative_to(ROOT)): match[0] for path, text in texts() if (match := REGISTRY.search(text))}
    assert not finds


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    finds = {str(path.relative_to(ROOT)): match[0] for path, text in texts() if (match := PLACE.search(text))}
    assert not finds


def test_no_file_holds_two_versions_of_itself() -> None:
    assert not [str(path.relative_to(ROOT)) for path, text in texts() if UNMERGED.search(text)]


def test_there_is_a_lock_for_each_use() -> None:
    assert {path.name for path in LOCKS} >= {"requirements.lock", "requirements-dev.lock", "requirements-bench.lock"}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host_and_every_package_has_checksums(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert not LOCKED.search(text)
    for entry in re.split(r"\n(?=[a-z0-9])", text.replace("\\\n", " ")):
        if "==" in entry.split("#")[0]:
            assert "--hash=sha256:" in entry, f"{entry.split('==')[0]} has no checksum"


@pytest.mark.parametrize(
    ("text", "is_find"),
    [
        ("see /" + "home/somebody/desk", True),
        ("in /" + "work/main/src", True),
        ("https://gazette.example/work/the-sugar-works", False),
        ("lives in /srv/interlink", False),
    ],
)
def test_the_patterns_find_what_they_should(text: str, is_find: bool) -> None:
    assert bool(PLACE.search(text)) is is_find
