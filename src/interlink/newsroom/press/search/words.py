"""The words that mark a post's language, outlet and subjects in the index."""

from __future__ import annotations

import hashlib
import re

from interlink.lib.names.normalise import fold

_NOT_OF_A_CODE = re.compile(r"[^a-z0-9]")


def language_mark(code: str) -> str:
    """Return the word that marks the posts of a language."""
    return f"language{_NOT_OF_A_CODE.sub('', code.lower())}"


def outlet_mark(outlet: str) -> str:
    """Return the word that marks the posts about reports of an outlet."""
    return f"outlet{hashlib.sha256(fold(outlet).encode()).hexdigest()[:16]}"


def subject_mark(number: int) -> str:
    """Return the word that marks the posts that name a subject."""
    return f"subject{number}"
