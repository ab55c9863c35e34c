"""A post of any kind: an excerpt of others' coverage with its citation, or the group's own words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import Panel
from wagtail.documents.models import Document
from wagtail.fields import RichTextField
from wagtail.models import Revision

from interlink.lib.reading import cleaning
from interlink.lib.reading.datelines import write
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.press import kinds, rules
from interlink.newsroom.press.approving import queries as looks
from interlink.newsroom.press.errors import LookNeeded, NotReady
from interlink.newsroom.press.fields import PROSE, WHOLE_TEXT
from interlink.newsroom.press.gaps import in_words
from interlink.newsroom.press.kinds import Kind
from interlink.newsroom.press.models.dated import DatedPage
from interlink.newsroom.press.models.wording import PostWords
from interlink.newsroom.press.post_form import CONTENT, PostForm
from interlink.newsroom.press.quoting import queries as quoting
from interlink.newsroom.stories.models import Story
from interlink.newsroom.watch.models import Item

KINDS = [
    (Kind.EXCERPT.value, _("excerpt of others’ coverage")),
    (Kind.ARTICLE.value, _("own article")),
    (Kind.LETTER.value, _("open letter")),
    (Kind.INTERVIEW.value, _("interview")),
    (Kind.ANNOUNCEMENT.value, _("announcement")),
    (Kind.STATEMENT.value, _("statement")),
    (Kind.DOCUMENT.value, _("republished document")),
    (Kind.REPORT.value, _("library entry")),
    (Kind.CORRECTION.value, _("correction")),
]
FIRST_YEAR, LAST_YEAR = 1000, 2200


class PostTag(TaggedItemBase):
    """A tag on a post."""

    content_object = ParentalKey("press.PostPage", on_delete=models.CASCADE, related_name="tagged_items")


class PostPage(PostWords, DatedPage):
    """One post. Its kind says which of the fields it has: see `interlink.newsroom.press.kinds`.

    The dateline is structured; the page writes it in each language's own form.
    """

    kind = models.CharField(_("kind"), max_length=16, choices=KINDS, default=Kind.EXCERPT.value)
    byline = models.CharField(
        _("byline"),
        max_length=300,
        blank=True,
        help_text=_("Who wrote it; of a letter, who signs first; of an interview, who asks."),
    )
    outlet = models.CharField(
        _("outlet"), max_length=200, blank=True, help_text=_("Who published it first; of a report, its publisher.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    reported_on = models.DateField(_("date of the report"), null=True, blank=True)
    first_published = models.DateField(
        _("first published"),
        null=True,
        blank=True,
        help_text=_("When it is a later copy of an earlier text."),
    )
    excerpt = models.TextField(
        _("excerpt"), blank=True, help_text=_("Quoted words; paragraphs with an empty line between.")
    )
    excerpt_language = models.CharField(_("language of the original"), max_length=12, blank=True)
    body = RichTextField(_("text"), blank=True, features=WHOLE_TEXT)
    comment = RichTextField(
        _("our words"), blank=True, features=PROSE, help_text=_("What the group adds, if anything.")
    )
    addressee = models.CharField(_("to whom"), max_length=300, blank=True)
    signatories = models.TextField(_("signatories"), blank=True, help_text=_("One a line."))
    guest = models.CharField(_("who was interviewed"), max_length=200, blank=True)
    report_year = models.PositiveSmallIntegerField(
        _("year of the report"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    report_file = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    corrects = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name=_("the post that it corrects"),
    )
    cited_address = models.URLField(_("address of the original"), max_length=2000, blank=True)
    accusation = models.BooleanField(
        _("it accuses somebody"),
        default=False,
        help_text=_("A second editor then has to read it before readers do."),
    )
    tags = ClusterTaggableManager(through=PostTag, blank=True, verbose_name=_("tags"))
    picture = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_text = models.CharField(
        _("what the picture shows"),
        max_length=300,
        blank=True,
        help_text=_("For readers who do not see it. Left empty, it only decorates."),
    )
    picture_credit = models.CharField(_("credit"), max_length=200, blank=True)
    capture = models.ForeignKey(
        Capture, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", editable=False
    )
    story = models.ForeignKey(
        Story, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", editable=False
    )
    item = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="posts", editable=False
    )
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    base_form_class = PostForm
    content_panels: ClassVar[list[Panel]] = CONTENT
    parent_page_types: ClassVar[list[str]] = ["press.FrontPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "press/post.html"

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [models.Index(fields=["kind", "report_year"], name="posts_by_kind")]

    @property
    def written_dateline(self) -> str:
        """The dateline in the form of the page's language."""
        return write(self.dateline, self.locale.language_code)

    @property
    def signers(self) -> list[str]:
        """Who signs a letter, one by one."""
        return [line.strip() for line in (self.shown("signatories") or "").splitlines() if line.strip()]

    def missing(self) -> list[str]:
        """Name what it still lacks before readers may see it, as the codes of `rules.missing`."""
        # A copy of another page than the one that is cited now does not count.
        copy = self.capture if self.capture and self.capture.address == self.cited_address else None
        captured = None if copy and copy.state == CaptureState.WAITING else bool(copy and copy.is_whole)
        filled = frozenset(name for name in kinds.fields_of(self.kind) if self._holds(name))
        over = quoting.quote_of(self).over if "excerpt" in filled else 0
        return rules.missing(rules.Draft(Kind(self.kind), filled, len(self.corrections.all()), captured, over))

    def _holds(self, name: str) -> bool:
        value = getattr(self, name)
        if name in {"body", "comment"}:
            value = cleaning.text_of_html(value or "")
        return bool(value.strip() if isinstance(value, str) else value)

    def require_ready(self) -> None:
        """Let a version pass that readers may see.

        Raises:
            NotReady: it lacks something that the house asks of every post of its kind.
            LookNeeded: somebody else has to read it first.
        """
        lacking = self.missing()
        if lacking:
            raise NotReady(" ".join(in_words(lacking)))
        in_the_way = looks.what_stands_in_the_way(self)
        if in_the_way:
            raise LookNeeded(" ".join(in_the_way))

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision: in bulk, by schedule, by command, on creation.

        Raises:
            NotReady: the revision lacks something that the house asks of every post.
            LookNeeded: somebody else has to read it first.
        """
        revision.as_object().require_ready()
        return super().publish(revision, *args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store it, with the checksum of what it says."""
        if kwargs.get("update_fields") is None:
            self.content_sha256 = looks.checksum_of(self)
        return super().save(*args, **kwargs)
