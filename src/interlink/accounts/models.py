"""The people who sign in to a desk, and what they did there."""

from __future__ import annotations

from typing import Any

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

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, with the display name as what Wagtail calls the first name: it greets people by that."""
        self.first_name = self.display_name
        if "display_name" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "first_name"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """Return the display name, which colleagues see, or else the user name."""
        return self.display_name or self.username


class Deed(models.TextChoices):
    """What somebody did, as the log of activity names it."""

    SIGNED_IN = "signed in", _("signed in")
    REFUSED = "refused", _("was refused at sign-in")
    SIGNED_OUT = "signed out", _("signed out")
    FACTOR_ADDED = "factor added", _("added a second factor")
    FACTOR_REMOVED = "factor removed", _("removed a second factor")
    PERSON_ADDED = "person added", _("let somebody in")
    ROLE_GIVEN = "role given", _("gave a role")
    TAKEN_OUT = "taken out", _("took somebody out")
    LET_BACK = "let back", _("let somebody back in")
    PAGE = "page", _("worked on a page")
    LIST = "list", _("worked on a list")
    COPY_SHOWN = "copy published", _("published the copy of a page")
    COPY_HIDDEN = "copy withdrawn", _("withdrew the copy of a page")
    MAILED = "mailed", _("sent a mailing")
    LOOK_ASKED = "look asked", _("asked for a second pair of eyes")
    APPROVED = "approved", _("approved a colleague’s words")
    SENT_BACK = "sent back", _("sent a colleague’s words back")
    LENGTH_ALLOWED = "length allowed", _("allowed a long excerpt")


class Activity(models.Model):
    """One thing that somebody did. Rows are added and never changed: the database itself refuses both.

    `who` keeps the user name as it was, since accounts may go. `about` says in words what it was done to, and
    `detail` how.
    """

    at = models.DateTimeField(_("at"))
    who = models.CharField(_("who"), max_length=150)
    deed = models.CharField(_("deed"), max_length=20, choices=Deed)
    about = models.CharField(_("about"), max_length=300, blank=True)
    detail = models.CharField(_("detail"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activity")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["who", "-id"], name="activity_of_somebody")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.get_deed_display()} {self.about}".rstrip()
