"""Corrections and the right of reply: parts of a post, in draft and in revisions like the rest of it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.documents.models import Document
from wagtail.models import Orderable

from interlink.newsroom.press.fields import DAY
from interlink.newsroom.press.rules import ReplyState, reply_state


class Correction(Orderable):
    """What was wrong in a post, and what is right. `uid` stays the same in every revision and translation."""

    post = ParentalKey("press.PostPage", on_delete=models.CASCADE, related_name="corrections")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    on = models.DateField(_("corrected on"), default=timezone.localdate)
    wrong = models.TextField(_("what was wrong"))
    right = models.TextField(_("what is right"))
    material = models.BooleanField(
        _("it matters"),
        default=False,
        help_text=_("It changes what a reader would have taken away. A slip of the pen does not."),
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("wrong"),
        FieldPanel("right"),
        FieldRowPanel([FieldPanel("on", widget=DAY), FieldPanel("material")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [models.Index(fields=["-on", "-id"], name="corrections_by_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.right}"[:100]


class Reply(Orderable):
    """Somebody who was asked for a reply before or after a post came out, and what they said."""

    post = ParentalKey("press.PostPage", on_delete=models.CASCADE, related_name="replies")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    asked = models.CharField(_("who was asked"), max_length=200, help_text=_("As readers will see it."))
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)
    deadline = models.DateField(_("reply by"), help_text=_("The desk reminds you when this day is over."))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.TextField(_("the answer"), blank=True, help_text=_("In their own words, or what they wish shown."))
    answer_file = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the answer as a file"),
    )
    settled = models.BooleanField(
        _("no longer waited for"), default=False, help_text=_("Tick this, and the desk reminds you no more.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("asked"),
        FieldRowPanel([FieldPanel("asked_on", widget=DAY), FieldPanel("deadline", widget=DAY)]),
        FieldPanel("answered_on", widget=DAY),
        FieldPanel("answer"),
        FieldPanel("answer_file"),
        FieldPanel("settled"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        indexes = [
            models.Index(fields=["-asked_on", "-id"], name="replies_by_day"),
            models.Index(fields=["deadline"], name="replies_by_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.asked}, {self.deadline}"

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return bool(self.answer.strip() or self.answer_file_id or self.answered_on)

    def state_on(self, today: date) -> ReplyState:
        """Say how far the reply is on a day."""
        return reply_state(self.deadline, answered=self.answered, today=today)

    @property
    def state(self) -> ReplyState:
        """How far the reply is today."""
        return self.state_on(timezone.localdate())

    def clean(self, *args: Any, **kwargs: Any) -> None:
        """Keep the days in order."""
        super().clean(*args, **kwargs)
        if self.asked_on and self.deadline and self.deadline < self.asked_on:
            raise _too_early("deadline")
        if self.asked_on and self.answered_on and self.answered_on < self.asked_on:
            raise _too_early("answered_on")


def _too_early(field: str) -> ValidationError:
    return ValidationError({field: _("This is before the day on which they were asked.")})
