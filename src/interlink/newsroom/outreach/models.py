"""What is stored about mail: subscribers, mailings, and a ledger of deliveries."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.press.models import DigestPage


class Subscriber(models.Model):
    """Somebody who asked for the digest in one language."""

    email = models.EmailField(_("mail address"), unique=True)
    language = models.CharField(_("language"), max_length=12)
    confirmed_at = models.DateTimeField(
        _("asked for it"),
        null=True,
        blank=True,
        help_text=_("When this person confirmed; nobody is mailed without."),
    )
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["email"]
        indexes = [models.Index(fields=["language", "left_at"])]

    def __str__(self) -> str:
        return self.email


class Mailing(models.Model):
    """One digest on its way to its subscribers."""

    digest = models.OneToOneField(DigestPage, on_delete=models.PROTECT, related_name="mailing")
    ordered_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-ordered_at"]

    def __str__(self) -> str:
        return str(self.digest)


class Handover(models.TextChoices):
    """How far one delivery has come.

    HANDING is written before the mail server is spoken to. A row found in it after a
    crash is UNSURE: the mail may have left, and nobody is mailed twice.
    """

    WAITING = "waiting", _("waiting")
    HANDING = "handing", _("being handed over")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    UNSURE = "unsure", _("not known whether sent")


class Delivery(models.Model):
    """One mailing to one subscriber; a row of the ledger."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=8, choices=Handover, default=Handover.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["mailing", "subscriber"], name="one_delivery_each")]
        indexes = [models.Index(fields=["mailing", "state"])]

    def __str__(self) -> str:
        return f"{self.subscriber}: {self.get_state_display()}"
