"""What is stored of mails that came back, and how far the mailbox that they come to was read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trouble(models.TextChoices):
    """What somebody's server, or they themselves, said about a mail."""

    SOFT = "soft", _("came back for now")
    HARD = "hard", _("came back for good")
    COMPLAINT = "spam", _("was called spam")


class Bounce(models.Model):
    """One mail of a mailing that came back, or was complained about; each mail counts once for each kind."""

    subscriber = models.ForeignKey("outreach.Subscriber", on_delete=models.CASCADE, related_name="bounces")
    delivery = models.ForeignKey("outreach.Delivery", on_delete=models.CASCADE, null=True, related_name="bounces")
    trouble = models.CharField(max_length=4, choices=Trouble)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "trouble"], name="one_bounce_each")]

    def __str__(self) -> str:
        return f"{self.subscriber_id}: {self.get_trouble_display()}"


class Box(models.Model):
    """How far a mailbox for mails that come back was read, and what stood in the way last."""

    name = models.CharField(max_length=200, primary_key=True)
    uid_validity = models.PositiveBigIntegerField(null=True)
    read_to = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
