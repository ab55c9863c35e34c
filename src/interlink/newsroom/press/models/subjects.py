"""Subjects of the alias book that have a page on the public site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from interlink.newsroom.watch.models import Subject

_LONGEST_SLUG = 80


class PublicSubject(models.Model):
    """A subject that an editor made public: it has a page in each language. A private person never has one."""

    subject = models.OneToOneField(Subject, on_delete=models.CASCADE, related_name="public", verbose_name=_("subject"))
    slug = models.SlugField(
        _("name in the address"),
        max_length=_LONGEST_SLUG,
        allow_unicode=True,
        unique=True,
        blank=True,
        help_text=_("Such as meridian-fellowship. Left empty, it is made from the name, and stays."),
    )

    panels: ClassVar[list[Panel]] = [FieldPanel("subject"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("public subject")
        verbose_name_plural = _("public subjects")
        ordering = ["subject__name"]

    def __str__(self) -> str:
        return self.subject.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it, with an address in any case."""
        if not self.slug:
            self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a private person, and give the page its address.

        Raises:
            ValidationError: the subject is a private person.
        """
        super().clean()
        if self.subject_id is not None and self.subject.private_person:
            raise ValidationError({"subject": _("A private person has no page on the public site.")})
        if not self.slug and self.subject_id is not None:
            self.slug = slugify(self.subject.name, allow_unicode=True)[:_LONGEST_SLUG].strip("-") or str(
                self.subject_id
            )
