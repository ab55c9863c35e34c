"""Browsers by the names that people know them by."""

from __future__ import annotations

from django import template

register = template.Library()

# The first that is found counts: each browser also claims to be those below it.
_BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser/": "Samsung Internet", "Firefox/": "Firefox", "FxiOS/": "Firefox",
    "CriOS/": "Chrome", "Chrome/": "Chrome", "Safari/": "Safari",
}  # fmt: skip
_SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS X": "macOS",
    "CrOS": "ChromeOS", "Linux": "Linux",
}  # fmt: skip


@register.filter
def browser_name(agent: str) -> str:
    """Say which browser on which system calls itself so; the whole of what it says where that is unknown."""
    named = (next((name for mark, name in names.items() if mark in agent), "") for names in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, named)) or agent
