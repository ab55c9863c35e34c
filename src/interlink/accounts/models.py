"""The people who sign in to a desk."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An editor or operator; shown under a display name that may be a pseudonym."""

    display_name = models.CharField(
        _("display name"),
        max_length=150,
        blank=True,
        help_text=_("Shown to colleagues and never to readers."),
    )

    def get_full_name(self) -> str:
        """Return the display name, which colleagues see, or else the user name."""
        return self.display_name or self.username
