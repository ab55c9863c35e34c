"""The browser for the tests: one that is installed, else one that this installs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BUNDLES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Without these a browser asks its makers' servers many things at each start.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSTALL_SECONDS = 600


class NoBrowser(Exception):
    """There is no Chromium or Chrome, and none could be installed."""


@dataclass(frozen=True)
class Found:
    """A browser, and how we came by it."""

    path: Path
    how: str


@cache
def have_chromium() -> Found:
    """Return a browser, installed if need be.

    Raises:
        NoBrowser: there is none, and there is no way to get one here.
    """
    troubles = []
    for way in (installed, from_debian, from_playwright):
        try:
            found = way()
        except (OSError, subprocess.SubprocessError) as error:
            troubles.append(f"{way.__name__}: {error}")
            continue
        if found is not None:
            return found
    raise NoBrowser(
        "The browser tests need Chromium or Chrome, and none is installed or could be. Install one, or name one "
        f"with CHROMIUM=/path/to/it. {' '.join(troubles)}"
    )


def installed(
    environ: Mapping[str, str] = os.environ, which: Callable[[str], str | None] = shutil.which
) -> Found | None:
    """Return the browser that CHROMIUM names, else one that is on the path or in its usual place."""
    named = environ.get("CHROMIUM")
    if named:
        path = which(named)
        if path is None:
            raise NoBrowser(f"CHROMIUM names {named}, which is not a program.")
        return Found(Path(path), "named by CHROMIUM")
    for name in NAMES:
        path = which(name)
        if path:
            return Found(Path(path), "installed")
    for bundle in BUNDLES:
        path = which(os.path.expanduser(bundle))  # noqa: PTH111
        if path:
            return Found(Path(path), "installed")
    return None


def from_debian() -> Found | None:
    """Install Debian's package, where that is allowed."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        apt = ["apt-get", "-q", *command]
        subprocess.run(apt, env=environ, stdout=subprocess.DEVNULL, check=True, timeout=INSTALL_SECONDS)
    path = shutil.which("chromium")
    return Found(Path(path), "just installed from Debian's package") if path else None


def from_playwright() -> Found | None:
    """Let Playwright download its own."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, timeout=INSTALL_SECONDS)
    told = subprocess.run([*command, "--dry-run"], capture_output=True, text=True, check=True, timeout=60).stdout
    folders = [line.partition(":")[2].strip() for line in told.splitlines() if "Install location" in line]
    programs = ("chrome", "Chromium", "Google Chrome for Testing")
    for folder in map(Path, folders):
        for program in programs:
            for path in sorted(folder.glob(f"chrome-*/**/{program}")):
                if path.is_file() and os.access(path, os.X_OK):
                    return Found(path, "just installed by Playwright")
    return None


def flags() -> list[str]:
    """Return the flags to start it with. As root, Chromium starts only without its sandbox."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
