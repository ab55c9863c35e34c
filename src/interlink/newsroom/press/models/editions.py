"""What is stored of editions: the site and its digests as files to take away."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.press.models.digests import DigestPage
from interlink.newsroom.press.offline.rules import Form


class Edition(models.Model):
    """One file to take away, as it was made last.

    `span` is the whole site or a year of it, and empty for a digest's. `made_of` is a checksum of the sources, `sha256`
    one of the file, and `signature` is the desk's own of the file (ECDSA in DER).
    """

    form = models.CharField(_("form"), max_length=4, choices=[(form.value, form.name) for form in Form])
    span = models.CharField(_("span"), max_length=8, blank=True)
    digest = models.ForeignKey(DigestPage, on_delete=models.CASCADE, null=True, blank=True, related_name="editions")
    name = models.CharField(_("name"), max_length=120, unique=True)
    made_of = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"))
    size = models.PositiveBigIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    signature = models.BinaryField(default=b"")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["form", "span"], condition=models.Q(digest__isnull=True), name="edition_of_the_site"
            ),
            models.UniqueConstraint(
                fields=["form", "digest"], condition=models.Q(digest__isnull=False), name="edition_of_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.name
