"""What is stored of people who asked by the form and have not confirmed yet, and what is counted meanwhile."""

from __future__ import annotations

from django.db import models

from interlink.newsroom.outreach.addresses import LONGEST


class SignUp(models.Model):
    """A form that somebody sent; forgotten once its link is too old.

    Each form is a row of its own, whoever is asked for: what the server does, and how long it takes, is the same
    whether the address is known or not.
    """

    email = models.CharField(max_length=LONGEST)
    key = models.CharField(max_length=LONGEST)
    language = models.CharField(max_length=12)
    choices = models.CharField(max_length=40)
    asked_at = models.DateTimeField(db_index=True)
    mailed_at = models.DateTimeField(null=True)
    subscriber = models.ForeignKey("outreach.Subscriber", on_delete=models.CASCADE, null=True, related_name="sign_ups")

    def __str__(self) -> str:
        return f"form {self.pk}"


class Counter(models.Model):
    """How often something was asked for in a while, under a keyed name that changes with each while."""

    label = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.label[:12]}: {self.count}"
