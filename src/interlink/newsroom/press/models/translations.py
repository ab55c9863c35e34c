"""Which version of a post another post was translated from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class Translation(models.Model):
    """A post that was made from another one in another language, and what that one said when it was last compared.

    Beside the post and not in it, since it must not go back in time when an editor goes back to an older revision.
    """

    post = models.OneToOneField("press.PostPage", on_delete=models.CASCADE, related_name="made_from")
    source = models.ForeignKey("press.PostPage", on_delete=models.CASCADE, related_name="translations_made")
    content_sha256 = models.CharField(max_length=64, help_text="Of what the source said.")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    compared_at = models.DateTimeField(_("compared at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.post_id} < {self.source_id}"
