"""The form that a post is written in: the fields of its kind, and what happens when two people save at once."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    Panel,
)
from wagtail.models import Page

from interlink.lib.reading.cleaning import plain
from interlink.newsroom.press.fields import DAY
from interlink.newsroom.press.filing import queries as filing
from interlink.newsroom.press.filing import rules as filing_rules
from interlink.newsroom.press.kinds import KINDS_OF
from interlink.newsroom.press.models.filings import Filing
from interlink.newsroom.press.slugs import free_slug


class PostForm(WagtailAdminPageForm):
    """Keeps a second person from saving over what a first one saved meanwhile, and keeps the second one's words.

    Wagtail's browser side warns of this too; but a warning that comes late, or not at all without scripts, must not
    cost anybody a sentence. What was typed stays in the form; saving once more is then meant.
    """

    filed: dict[int, bool] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no name in the address: Wagtail's script makes one, but is not there yet on a slow line."""
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False

    def clean_title(self) -> str:
        """Take out what would turn the title around in each list that shows it; a paste may bring it along."""
        return " ".join(plain(self.cleaned_data["title"]).split())

    def clean_slug(self) -> str:
        """Give a post a name in its address, and one that never went out another where its own is taken.

        The field is on another tab than the words, where an editor would not look for what is wrong.
        """
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        if self.instance.first_published_at is None and self.parent_page is not None:
            slug = free_slug(self.parent_page, slug or self.cleaned_data.get("title", ""), 2, but=self.instance.pk)
        return slug

    def add_error(self, field: str | None, error: Any) -> None:
        """Say at the top, too, what is wrong with the name in the address of a post that readers know."""
        super().add_error(field, error)
        if field == "slug":
            super().add_error(None, _("The name in the address (slug), under Promote, is not possible: see there."))

    def clean(self) -> Any:
        """Refuse what was written over an older version than the latest."""
        cleaned = super().clean()
        latest = self.instance.latest_revision if self.instance.pk else None
        seen = self.data.get("overwrite_revision_id") or self.data.get("loaded_revision_id")
        if latest is not None and seen and str(latest.pk) != seen and latest.user_id != self._by():
            told = {"who": latest.user.get_full_name() if latest.user else _("Somebody else")}
            # Wagtail would save what was refused by itself, half a second later; see handover.js.
            self.fields["title"].widget.attrs["data-desk-overtaken"] = "1"
            raise ValidationError(
                _(
                    "%(who)s saved this post while you were writing. Nothing is lost: your words are below, and theirs "
                    "are under History. Take over from there what you want to keep, then save again."
                )
                % told
            )
        self.filed = self._filed()
        return cleaned

    def _filed(self) -> dict[int, bool] | None:
        """Return what was decided about the post's subjects; None where the form does not say.

        Raises:
            ValidationError: what was typed is nobody's name, or that of several.
        """
        if "filings" not in self.data:
            return None
        added, unknown = set(), []
        for name in filing_rules.names_in(self.data.get("file_under", "")):
            meant = filing.meant_by(name)
            added |= meant if len(meant) == 1 else set()
            unknown += [] if len(meant) == 1 else [name]
        if unknown:
            raise ValidationError(
                _("No subject that readers may find posts under is called: %(names)s. Look under Subjects.")
                % {"names": "; ".join(unknown)[:300]}
            )
        return filing.decided_in(self.data, added)

    def save(self, commit: bool = True) -> Any:
        """Store the post with what was decided about its subjects."""
        if self.filed is not None:
            self.instance.filings = [
                Filing(subject_id=number, filed=there) for number, there in sorted(self.filed.items())
            ]
        return super().save(commit=commit)

    def _by(self) -> Any:
        return self.for_user.pk if self.for_user is not None else None


def _of_kinds(*fields: str) -> str:
    """Return the classes of a part of the form: the kinds of post that have one of its fields."""
    kinds = {kind for field in fields for kind in KINDS_OF[field]}
    return " ".join(["of-kinds", *sorted(f"of-{kind.value}" for kind in kinds)])


def _field(name: str, **options: Any) -> FieldPanel:
    return FieldPanel(name, classname=_of_kinds(name), **options)


_DATELINE = ("byline", "outlet", "place", "reported_on", "first_published", "cited_address", "report_year")

CONTENT: list[Panel] = [
    FieldPanel("kind"),
    *Page.content_panels,
    HelpPanel(
        template="press/desk/citation.html", heading=gettext_lazy("Citation"), classname=_of_kinds("cited_address")
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([_field("byline"), _field("outlet")], classname=_of_kinds("byline")),
            FieldRowPanel([_field("guest"), _field("addressee")], classname=_of_kinds("guest", "addressee")),
            _field("place"),
            FieldRowPanel(
                [_field("reported_on", widget=DAY), _field("first_published", widget=DAY)],
                classname=_of_kinds("reported_on", "first_published"),
            ),
            _field("report_year"),
            _field("cited_address"),
        ],
        heading=gettext_lazy("Dateline"),
        classname=_of_kinds(*_DATELINE),
    ),
    PageChooserPanel("corrects", "press.PostPage", classname=_of_kinds("corrects")),
    _field("report_file"),
    _field("excerpt"),
    _field("body"),
    _field("excerpt_language"),
    _field("comment"),
    _field("signatories"),
    MultiFieldPanel(
        [FieldPanel("picture"), FieldRowPanel([FieldPanel("picture_text"), FieldPanel("picture_credit")])],
        heading=gettext_lazy("Picture"),
    ),
    HelpPanel(template="press/desk/subjects.html", heading=gettext_lazy("Subjects")),
    FieldPanel("tags"),
    FieldPanel("accusation"),
    InlinePanel("corrections", heading=gettext_lazy("Corrections"), label=gettext_lazy("Correction")),
    InlinePanel("replies", heading=gettext_lazy("Right of reply"), label=gettext_lazy("Reply")),
    HelpPanel(template="press/desk/tongues.html", heading=gettext_lazy("Languages")),
]
