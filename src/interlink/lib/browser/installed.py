"""Finding a browser that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from interlink.lib.browser.errors import NoBrowser
from interlink.lib.sentences import Sentence

AUTO = "auto"
OFF = "off"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 10


def find_browser(wanted: str = AUTO) -> Path:
    """Return the browser's program.

    Args:
        wanted: "auto" for one on the path, "off" for none, or the path of one.

    Raises:
        NoBrowser: It is off, there is none, or what drives it is missing; the message says how to get it.
    """
    if wanted == OFF:
        raise NoBrowser(Sentence("The settings say that no browser is used."))
    if find_spec("playwright") is None:
        raise NoBrowser(
            Sentence("What drives a browser is not installed. Install it with: pip install 'interlink[browser]'")
        )
    if wanted != AUTO:
        named = Path(wanted)
        if not (named.is_file() and os.access(named, os.X_OK)):
            raise NoBrowser(
                Sentence("The settings name %(program)s as the browser, which is not a program.", program=wanted)
            )
        return named
    for name in _NAMES:
        if path := shutil.which(name):
            return Path(path)
    raise NoBrowser(
        Sentence("Neither Chromium nor Chrome is installed. On Debian, install it with: apt install chromium")
    )


@cache
def version_of(program: Path) -> str:
    """Return how a browser names itself, as "Chromium 156.0"; empty where it does not say."""
    command = [str(program), "--version"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return " ".join(done.stdout.split()[:2]) if done.returncode == 0 else ""
