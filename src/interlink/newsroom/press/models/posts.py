"""A post: an attributed excerpt of others' coverage, with its citation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.fields import RichTextField
from wagtail.models import Revision

from interlink.lib.reading.datelines import Dateline, write
from interlink.newsroom.evidence.models import Capture, CaptureState
from interlink.newsroom.press import rules
from interlink.newsroom.press.errors import NotReady
from interlink.newsroom.press.gaps import in_words
from interlink.newsroom.press.models.dated import DatedPage
from interlink.newsroom.stories.models import Story
from interlink.newsroom.watch.models import Item

# The browser's own field. Wagtail's opens a calendar over the fields below it whenever it gets the focus, and leaves
# it there when the focus has moved on within a tenth of a second.
DAY = DateInput(format="%Y-%m-%d", attrs={"type": "date"})
PROSE = ["bold", "italic", "link", "ol", "ul", "blockquote"]


class PostTag(TaggedItemBase):
    """A tag on a post."""

    content_object = ParentalKey("press.PostPage", on_delete=models.CASCADE, related_name="tagged_items")


class PostPage(DatedPage):
    """One post. The dateline is structured; the page writes it in each language's own form."""

    byline = models.CharField(_("byline"), max_length=300, blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
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
    excerpt_language = models.CharField(_("language of the excerpt"), max_length=12, blank=True)
    comment = RichTextField(
        _("our words"), blank=True, features=PROSE, help_text=_("What the group adds, if anything.")
    )
    cited_address = models.URLField(_("address of the report"), max_length=2000, blank=True)
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

    content_panels: ClassVar[list[Panel]] = [
        *DatedPage.content_panels,
        HelpPanel(template="press/desk/citation.html", heading=_("Citation")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("byline"), FieldPanel("outlet")]),
                FieldPanel("place"),
                FieldRowPanel(
                    [FieldPanel("reported_on", widget=DAY), FieldPanel("first_published", widget=DAY)],
                ),
                FieldPanel("cited_address"),
            ],
            heading=_("Dateline"),
        ),
        MultiFieldPanel([FieldPanel("excerpt"), FieldPanel("excerpt_language")], heading=_("Excerpt")),
        FieldPanel("comment"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldRowPanel([FieldPanel("picture_text"), FieldPanel("picture_credit")])],
            heading=_("Picture"),
        ),
        FieldPanel("tags"),
    ]
    parent_page_types: ClassVar[list[str]] = ["press.FrontPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "press/post.html"

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    @property
    def dateline(self) -> Dateline:
        """Who reported it, where and when."""
        return Dateline(
            byline=self.byline or None,
            outlet=self.outlet or None,
            place=self.place or None,
            date=self.reported_on,
            first_published=self.first_published,
        )

    @property
    def written_dateline(self) -> str:
        """The dateline in the form of the page's language."""
        return write(self.dateline, self.locale.language_code)

    @property
    def excerpt_paragraphs(self) -> list[str]:
        """The quoted paragraphs."""
        return [part.strip() for part in self.excerpt.split("\n\n") if part.strip()]

    def missing(self) -> list[str]:
        """Name what it still lacks before readers may see it, as the codes of `rules.missing`."""
        # A copy of another page than the one that is cited now does not count.
        copy = self.capture if self.capture and self.capture.address == self.cited_address else None
        captured = None if copy and copy.state == CaptureState.WAITING else bool(copy and copy.is_whole)
        return rules.missing(rules.Draft(self.outlet, self.cited_address, self.excerpt, captured))

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision: in bulk, by schedule, by command, on creation.

        Only Wagtail's page editor goes around this method; the desk's `before_publish_page` hook stands there.

        Raises:
            NotReady: the revision lacks something that the house asks of every post.
        """
        lacking = revision.as_object().missing()
        if lacking:
            raise NotReady(" ".join(in_words(lacking)))
        return super().publish(revision, *args, **kwargs)
