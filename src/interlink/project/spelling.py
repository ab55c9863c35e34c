"""Finding misspelt settings: variables that nothing would read, and the right name for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

PREFIX = "INTERLINK_"
JOINT = "__"


def unread_variables(environ: Mapping[str, str], settings: Iterable[str]) -> list[str]:
    """Say which variables look like settings and are none, each with the nearest right name.

    A misspelt section would be skipped without a word, and the desk would run with another setting than its
    operator believes. A name without a section may be some other program's, so it counts only if it is
    almost one of ours.

    Args:
        environ: all variables.
        settings: the settings' paths, such as `site.address`.
    """
    paths = sorted(settings)
    known = {variable(path) for path in paths}
    sections = {name.partition(JOINT)[0] for name in known}
    faults = []
    for name in sorted(environ):
        upper = name.upper()
        if not upper.startswith(PREFIX) or upper in known:
            continue
        section = upper.partition(JOINT)[0]
        if section in sections:  # the settings themselves say what is wrong below a section
            continue
        bare = [other.removeprefix(PREFIX) for other in known]
        found = get_close_matches(upper.removeprefix(PREFIX), bare, n=1, cutoff=0.6 if JOINT in upper else 0.85)
        near = [PREFIX + other for other in found]
        if JOINT in upper or near:
            faults.append(f"{name}: there is no such setting.{_ask(near)}")
    return faults


def nearest(path: str, settings: Iterable[str]) -> str:
    """Return a question that names the setting most like a path; nothing if none is like it."""
    return _ask(get_close_matches(path, list(settings), n=1))


def variable(path: str) -> str:
    """Return the variable of a setting, such as INTERLINK_SITE__ADDRESS."""
    return PREFIX + path.replace(".", JOINT).upper()


def _ask(near: list[str]) -> str:
    return f" Did you mean {near[0]}?" if near else ""
