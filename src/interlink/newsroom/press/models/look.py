"""How the public site looks: what a group sets once for all languages."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from interlink.newsroom.press.look import colours
from interlink.newsroom.press.seen import SeenForm

_HEX = _("A colour is a number sign with six digits or letters from a to f, such as #8c2f1b.")


@register_setting(icon="view")
class SiteLook(BaseGenericSetting, ClusterableModel):
    """The group's name, logo, colours and accounts. What is empty is as Interlink comes."""

    name = models.CharField(
        _("name"),
        max_length=80,
        blank=True,
        help_text=_("As readers see it. Left empty, the name in the desk's settings."),
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("A picture file such as PNG. It is drawn anew, so nothing hidden in the file gets out."),
    )
    accent = models.CharField(
        _("colour of marks and links"),
        max_length=7,
        blank=True,
        help_text=_("Such as #8c2f1b. For dark screens it is made lighter by itself."),
    )
    paper = models.CharField(
        _("colour of the paper"), max_length=7, blank=True, help_text=_("A light one, such as #fbf9f4.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("logo"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("accent"), FieldPanel("paper")])], heading=_("Colours")),
        InlinePanel("accounts", heading=_("Accounts elsewhere"), label=_("Account")),
    ]
    edit_handler = ObjectList(panels, base_form_class=SeenForm)

    class Meta:
        verbose_name = _("look of the site")

    def clean(self) -> None:
        """Refuse colours that are none, and those that not everybody can read.

        Raises:
            ValidationError: with the contrast that there is and the one that is needed.
        """
        super().clean()
        problems = {}
        for name in ("accent", "paper"):
            value = getattr(self, name).strip().lower()
            setattr(self, name, value)
            if value and not colours.is_colour(value):
                problems[name] = ValidationError(_HEX)
        if not problems:
            paper = self.paper or colours.PAPER
            problems |= self._contrasts(paper)
        if problems:
            raise ValidationError(problems)

    def _contrasts(self, paper: str) -> dict[str, ValidationError]:
        told = _(
            "On this paper it has a contrast of %(there)s to 1; %(needed)s to 1 is needed for everybody to read it."
        )
        problems = {}
        for name, colour, needed in (
            ("paper", colours.SOFT, colours.NEEDED),
            ("accent", self.accent or colours.ACCENT, colours.NEEDED),
        ):
            there = colours.least_contrast(colour, paper)
            if there < needed:
                field = name if getattr(self, name) else "paper"
                values = {"there": f"{there:.1f}", "needed": f"{needed:.1f}"}
                problems[field] = ValidationError(told, params=values)
        return problems


class Account(Orderable):
    """One of the group's accounts elsewhere, such as in the Fediverse."""

    look = ParentalKey(SiteLook, on_delete=models.CASCADE, related_name="accounts")
    label = models.CharField(_("label"), max_length=60, help_text=_("Such as Mastodon."))
    address = models.URLField(_("address"), max_length=500)

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("label"), FieldPanel("address")])]
