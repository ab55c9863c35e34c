"""A search for copies of the site where no server of ours answers: Pagefind's index, and a page that asks it.

The index is made of the written files, in parts of which a reader's browser fetches only those that its question needs.
Nobody learns the question. It is made with each whole bake, since it cannot be mended piece by piece.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from interlink.newsroom.press.bake.folder import INDEX_NAME, SiteFolder, checksum_of
from interlink.newsroom.press.bake.parts import Part, Problem
from interlink.newsroom.press.site import live_fronts

FOLDER = "pagefind"
SCRIPT = "press/offline_search.js"
_POSTS = "*/[12][0-9][0-9][0-9]/[01][0-9]/*/index.html"
# What only Pagefind's own look needs; ours is the page's.
_LEFT_OUT = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# What stands around the words of a post, and in each post alike.
_NO_WORDS = "nav,.citation,.margin,.label,.dateline,.facts,.filed,figcaption"
_MOST_SECONDS = 900
_LONGEST_REASON = 300


def bake_search(folder: SiteFolder) -> Part:
    """Write the index of the posts that are in the folder, and a page for each language that searches it.

    Without the setting nothing is written. What fails is told, and the former index, if there is one, is taken away:
    it would lead to posts that are no longer there.
    """
    part = Part()
    if not settings.INTERLINK_OFFLINE_SEARCH:
        return part
    if importlib.util.find_spec("pagefind") is None:
        part.problems.append(Problem(f"/{FOLDER}/", "Pagefind is not installed: pip install 'interlink[pagefind]'"))
        return part
    with tempfile.TemporaryDirectory(prefix="interlink-search-") as made:
        problem = _index(folder.root, Path(made))
        if problem:
            part.problems.append(Problem(f"/{FOLDER}/", problem))
            return part
        for path in sorted(Path(made).rglob("*")):
            if path.is_file() and not path.name.startswith(_LEFT_OUT):
                _put(folder, f"{FOLDER}/{path.relative_to(made).as_posix()}", path.read_bytes(), part)
    _put(folder, f"{FOLDER}/search.js", Path(str(finders.find(SCRIPT))).read_bytes(), part)
    for front in live_fronts():
        language = front.locale.language_code
        page = render_to_string("press/offline_search.html", {"language": language})
        _put(folder, f"{language}/search/{INDEX_NAME}", page.encode(), part)
    return part


def _put(folder: SiteFolder, place: str, body: bytes, part: Part) -> None:
    written = folder.put(place, body)
    part.addresses += 1
    part.written += written
    part.unchanged += not written
    part.files[place] = checksum_of(body)


def _index(site: Path, target: Path) -> str:
    """Run Pagefind over the written posts; say what went wrong, if anything."""
    command = [sys.executable, "-m", "pagefind", "--silent", "--site", str(site), "--output-path", str(target)]
    command += ["--glob", _POSTS, "--root-selector", "main", "--exclude-selectors", _NO_WORDS]
    try:
        done = subprocess.run(  # noqa: S603 - our own words, and no shell
            command, capture_output=True, text=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"Pagefind took longer than {_MOST_SECONDS // 60} minutes"
    if done.returncode and not any(site.glob(_POSTS)):
        return ""  # a site without posts has nothing to look for
    said = " ".join((done.stderr or done.stdout).split())[-_LONGEST_REASON:]
    return f"Pagefind ended with {done.returncode}: {said}" if done.returncode else ""
