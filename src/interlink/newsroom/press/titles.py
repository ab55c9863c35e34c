"""What a digest is called: the group's own form, filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

PARTS = ("lead", "group", "date")
LONGEST = 255
_PART = re.compile(r"\{([^{}]*)\}")
# What joins the parts, and would stand at an end where a part is empty.
_JOINTS = " \u00a0\t–—―-·•|/:,،;"


def unknown_parts(form: str) -> list[str]:
    """Return what a form wants filled in and nobody knows, as it is written there."""
    return [match[0] for match in _PART.finditer(form) if match[1] not in PARTS]


def fill(form: str, parts: Mapping[str, str]) -> str:
    """Fill a form in; a lead that makes the title too long is cut, and what joins an empty part goes with it."""
    whole = _filled(form, parts)
    over = len(whole) - LONGEST
    if over <= 0:
        return whole
    lead = parts.get("lead", "")
    return _filled(form, {**parts, "lead": f"{lead[: max(0, len(lead) - over - 1)].rstrip()}…"})[:LONGEST]


def _filled(form: str, parts: Mapping[str, str]) -> str:
    written = _PART.sub(lambda part: " ".join(parts.get(part[1], "").split()), form)
    return " ".join(written.split()).strip(_JOINTS)
