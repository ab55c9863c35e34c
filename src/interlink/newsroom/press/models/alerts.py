"""What is stored of the news about cited pages: an alert each, what was done about it, and what readers were told."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.models import Capture, CaptureMark, Check
from interlink.newsroom.press.alerts.rules import SHOWABLE, Kind, State
from interlink.newsroom.press.models.posts import PostPage

KINDS = [
    (Kind.REMOVED.value, _("removed")),
    (Kind.REMOVED_SOFTLY.value, _("removed without saying so")),
    (Kind.WITHHELD.value, _("withheld for legal reasons")),
    (Kind.EDITED.value, _("edited")),
    (Kind.PAYWALLED.value, _("behind a paywall")),
    (Kind.MOVED.value, _("moved")),
    (Kind.BLOCKED.value, _("blocked to us")),
    (Kind.BACK.value, _("there again as captured")),
]
STATES = [(State.NEW.value, _("new")), (State.SEEN.value, _("seen")), (State.DONE.value, _("dealt with"))]


class Alert(models.Model):
    """One piece of news about a captured page: what one look told, and how far the desk has come with it.

    It happened between `not_before`, which is empty where nobody knows, and `not_after`. `touched` names what an edit
    touches by `interlink.lib.verdicts.weight.Touched`, and `words` are the words that it touches.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    check_row = models.OneToOneField(Check, on_delete=models.CASCADE, related_name="alert")
    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(_("kind"), max_length=16, choices=KINDS)
    raised_at = models.DateTimeField(_("told at"))
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    not_after = models.DateTimeField(_("not after"))
    severity = models.FloatField(_("severity"), default=0)
    touched = models.JSONField(_("touched"), default=list)
    words = models.JSONField(_("words"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=STATES, default=State.NEW.value)
    shown_at = models.DateTimeField(_("shown to readers since"), null=True, blank=True)
    told_at = models.DateTimeField(_("outlet told at"), null=True, blank=True)
    post = models.ForeignKey(
        PostPage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("post about it")
    )

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-severity", "-raised_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "-severity", "-raised_at"], name="alert_handling"),
            models.Index(fields=["-not_after"], condition=models.Q(shown_at__isnull=False), name="alert_shown"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.capture.title or self.capture.address}"

    @property
    def may_be_shown(self) -> bool:
        """Whether the public register may list it."""
        return self.kind in SHOWABLE


class Deed(models.TextChoices):
    """What somebody did about an alert."""

    SEEN = "seen", _("marked as seen")
    DONE = "done", _("dealt with")
    REOPENED = "new", _("opened again")
    SHOWN = "shown", _("shown in the public register")
    HIDDEN = "hidden", _("taken out of the public register")
    TOLD = "told", _("told the outlet")
    UNTOLD = "untold", _("took back that the outlet was told")
    DRAFTED = "drafted", _("wrote a post about it")


class AlertDeed(models.Model):
    """One thing that was done about an alert: who, when. Nothing is ever taken out."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deeds")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    deed = models.CharField(_("deed"), max_length=8, choices=Deed)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_deed_display()}"


class ShownMark(models.Model):
    """What the written pages say of a captured page; where it differs from the capture's mark, they are due."""

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="shown_mark")
    mark = models.CharField(max_length=12, choices=CaptureMark)
    since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.capture_id}: {self.get_mark_display()}"
