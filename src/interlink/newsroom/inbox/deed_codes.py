"""The codes under which the log of activity keeps what was done to lists, beside Wagtail's own."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ADDED, CHANGED, DELETED = "wagtail.create", "wagtail.edit", "wagtail.delete"
SHOWN, HIDDEN = "wagtail.publish", "wagtail.unpublish"
EXPORTED = "interlink.export"
MERGED, PARTED = "interlink.merge", "interlink.part"
MARK_ASKED, MARK_TAKEN, MARK_KEPT = "interlink.mark.asked", "interlink.mark.taken", "interlink.mark.kept"

SAID: dict[str, Promise] = {
    EXPORTED: gettext_lazy("took the list along as a file"),
    MERGED: gettext_lazy("made one of two"),
    PARTED: gettext_lazy("made two of one again"),
    MARK_ASKED: gettext_lazy("wants to take away the mark “private person”"),
    MARK_TAKEN: gettext_lazy("agreed to take away the mark “private person”"),
    MARK_KEPT: gettext_lazy("kept the mark “private person”"),
}
