"""What the desk tells after something was done, with the figures in the desk's own digits, whoever tells it."""

from __future__ import annotations

from django.contrib.messages.storage.fallback import FallbackStorage
from django.utils.safestring import SafeString, mark_safe

from interlink.newsroom.inbox.templatetags.written import own_figures


class OwnFigures(FallbackStorage):
    """Keeps messages as Django does; their figures are written when they come, in the language of the page."""

    def add(self, level: int, message: str, extra_tags: str | None = "") -> None:
        """Keep a message."""
        written = own_figures(str(message))
        super().add(level, mark_safe(written) if isinstance(message, SafeString) else written, extra_tags)  # noqa: S308
