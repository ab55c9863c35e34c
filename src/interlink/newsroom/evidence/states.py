"""The words for how far evidence has come, and for what is said of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaptureState(models.TextChoices):
    """How far a capture has come; only WHOLE means that there is a copy."""

    WAITING = "waiting", _("waiting")
    WHOLE = "whole", _("captured")
    FAILED = "failed", _("failed")
    LET_GO = "let go", _("copy deleted")


class Sealing(models.TextChoices):
    """How far the proof of a capture has come: a package, signed, and a line in the log."""

    OPEN = "open", _("not sealed yet")
    SEALED = "sealed", _("sealed")
    FAILED = "failed", _("cannot be sealed")


class CaptureMark(models.TextChoices):
    """What we say of the live page; the rules are in `interlink.lib.verdicts.standing`."""

    UNCHECKED = "unchecked", _("not checked yet")
    LIVE = "live", _("live")
    EDITED = "edited", _("edited")
    MOVED = "moved", _("moved")
    REMOVED = "removed", _("removed")
    PAYWALLED = "paywalled", _("behind a paywall")
    BLOCKED = "blocked", _("blocked to us")
    WITHHELD = "withheld", _("withheld for legal reasons")
    UNREACHABLE = "unreachable", _("unreachable")
    UNKNOWN = "unknown", _("unknown")


class CheckVerdict(models.TextChoices):
    """What one look tells; the rules are in `interlink.lib.verdicts.judging`."""

    SAME = "same", _("the same")
    EDITED = "edited", _("edited")
    REMOVED = "removed", _("removed")
    REMOVED_SOFTLY = "removed softly", _("removed without saying so")
    MOVED = "moved", _("moved")
    PAYWALLED = "paywalled", _("behind a paywall")
    BLOCKED = "blocked", _("blocked to us")
    WITHHELD = "withheld", _("withheld for legal reasons")
    UNREACHABLE = "unreachable", _("unreachable")
    UNKNOWN = "unknown", _("unknown")


class PartKind(models.TextChoices):
    """What a part is to its page; found by `interlink.lib.reading.page_parts`."""

    STYLE = "style", _("style sheet")
    SCRIPT = "script", _("script")
    FONT = "font", _("font")
    ICON = "icon", _("icon")
    IMAGE = "image", _("image")
    SPARE = "spare image", _("image in another size")
    POSTER = "poster", _("still picture of a video")
    DATA = "data", _("data")
    FRAME = "frame", _("page within the page")


class PartState(models.TextChoices):
    """What has become of a part."""

    WAITING = "waiting", _("waiting")
    KEPT = "kept", _("kept")
    REVISIT = "revisit", _("as in an earlier copy")
    FAILED = "failed", _("failed")
    LEFT_OUT = "left out", _("left out")


class WaybackWish(models.TextChoices):
    """What the Wayback Machine is asked for."""

    LOOK = "look", _("look whether it has a copy")
    SAVE = "save", _("make a copy")


class WaybackState(models.TextChoices):
    """How far asking the Wayback Machine has come."""

    WAITING = "waiting", _("waiting")
    ORDERED = "ordered", _("being made")
    KEPT = "kept", _("kept")
    NONE = "none", _("none there")
    FAILED = "failed", _("failed")


class CopyDeed(models.TextChoices):
    """What was decided about the copy of a page."""

    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
