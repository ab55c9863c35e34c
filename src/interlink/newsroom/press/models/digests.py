"""A digest: one week's posts in one language, referred to and never copied."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, PagePermissionTester, Revision

from interlink.lib.reading import cleaning
from interlink.newsroom.press.approving import queries as looks
from interlink.newsroom.press.errors import LookNeeded, NotSigned
from interlink.newsroom.press.fields import PROSE
from interlink.newsroom.press.models.dated import DatedPage
from interlink.newsroom.press.models.posts import PostPage

NEEDS_SIGNATURE = _("A person has to sign this digest off first, on the desk's Digest page.")
NAMED_ALONE = _(
    "Its title or the word from the editors names somebody who is marked as a private person, and none of its posts "
    "does: %(names)s. Take the name out."
)


class Grouping(models.TextChoices):
    """How the posts of a digest are put together."""

    NONE = "none", _("one after the other")
    STORY = "story", _("by story")
    SUBJECT = "subject", _("by subject")


class DigestPermissions(PagePermissionTester):
    """What somebody may do to a digest: readers get only what one of those who may sign it has published."""

    def can_publish(self) -> bool:
        """Say whether this person may publish it, also anew after it was signed."""
        return super().can_publish() and self.user.has_perm("press.sign_digest")


class DigestPage(DatedPage):
    """The issue of one week. It is sent only after a person has signed it off."""

    starts_on = models.DateField(_("first day"), editable=False)
    ends_on = models.DateField(_("last day"), editable=False)
    greeting = RichTextField(_("a word from the editors"), blank=True, features=PROSE)
    grouping = models.CharField(_("posts are shown"), max_length=8, choices=Grouping, default=Grouping.NONE)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    signed_off_at = models.DateTimeField(null=True, blank=True, editable=False)

    content_panels: ClassVar[list[Panel]] = [
        *DatedPage.content_panels,
        FieldPanel("greeting"),
        FieldPanel("grouping"),
        InlinePanel("entries", heading=_("Posts, in this order"), label=_("Post")),
    ]
    parent_page_types: ClassVar[list[str]] = ["press.FrontPage"]
    subpage_types: ClassVar[list[str]] = []
    exclude_fields_in_copy: ClassVar[list[str]] = ["signed_off_by", "signed_off_at"]
    template = "press/digest.html"

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        permissions: ClassVar[list[tuple[str, str]]] = [("sign_digest", "Can sign off and send a digest")]

    def permissions_for_user(self, user: Any) -> DigestPermissions:
        """Return what somebody may do to it."""
        return DigestPermissions(user, self)

    def require_ready(self) -> None:
        """Let a version pass that readers may see.

        Raises:
            NotSigned: nobody has signed the digest off.
            LookNeeded: its own words name a private person whom none of its posts names.
        """
        if self.signed_off_at is None:
            raise NotSigned(str(NEEDS_SIGNATURE))
        named = looks.named_alone(f"{self.title}\n\n{cleaning.text_of_html(self.greeting)}", self.posts)
        if named:
            raise LookNeeded(str(NAMED_ALONE) % {"names": ", ".join(named)})

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision.

        Raises:
            NotSigned: nobody has signed the digest off.
            LookNeeded: its own words name a private person whom none of its posts names.
        """
        revision.as_object().require_ready()
        return super().publish(revision, *args, **kwargs)

    def date_of_address(self) -> date:
        """Return the last day of its week, whenever it is signed off."""
        return self.ends_on

    def posts(self) -> list[PostPage]:
        """The posts that readers can see, in the editor's order."""
        entries = self.entries.select_related("post__capture", "post__locale")
        return [entry.post for entry in entries if entry.post.live]


class DigestEntry(Orderable):
    """A post's place in a digest."""

    digest = ParentalKey(DigestPage, on_delete=models.CASCADE, related_name="entries")
    post = models.ForeignKey(PostPage, on_delete=models.CASCADE, related_name="digest_entries", verbose_name=_("post"))

    panels: ClassVar[list[Panel]] = [PageChooserPanel("post", "press.PostPage")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["digest", "post"], name="post_once_a_digest")]
