"""The digest's rhythm and the form of its title: what a group sets once for all languages."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from interlink.newsroom.press import titles
from interlink.newsroom.press.seen import SeenForm

LAST_HOUR = 23


class Every(models.IntegerChoices):
    """How many weeks a digest is about."""

    WEEK = 1, _("every week")
    SECOND_WEEK = 2, _("every second week")
    FOURTH_WEEK = 4, _("every fourth week")


class Weekday(models.IntegerChoices):
    """The days of the week, as ISO 8601 counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


HOURS = [(hour, f"{hour:02}:00") for hour in range(LAST_HOUR + 1)]


@register_setting(icon="calendar")
class DigestRhythm(BaseGenericSetting, ClusterableModel):
    """When digests are made, and what they are called. What is empty is as the desk's file of settings says."""

    every = models.PositiveSmallIntegerField(_("how often"), choices=Every, default=Every.WEEK)
    weekday = models.PositiveSmallIntegerField(
        _("last day"),
        choices=Weekday,
        null=True,
        blank=True,
        help_text=_("The digest is about the days up to this one."),
    )
    hour = models.PositiveSmallIntegerField(
        _("hour of the draft"), choices=HOURS, null=True, blank=True, help_text=_("On that day. A person signs it off.")
    )
    daily_hour = models.PositiveSmallIntegerField(
        _("hour of the daily mails"),
        choices=HOURS,
        default=7,
        help_text=_("For subscribers who asked for the posts of each day."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("Such as Europe/Paris. Left empty, the desk’s own."),
    )

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("every"), FieldRowPanel([FieldPanel("weekday"), FieldPanel("hour")]), FieldPanel("time_zone")],
            heading=_("When"),
        ),
        FieldPanel("daily_hour"),
        InlinePanel("forms", heading=_("Titles"), label=_("Title in one language")),
    ]
    edit_handler = ObjectList(panels, base_form_class=SeenForm)

    class Meta:
        verbose_name = _("rhythm of the digest")

    def clean(self) -> None:
        """Refuse a time zone that there is not.

        Raises:
            ValidationError: nobody knows this time zone.
        """
        super().clean()
        self.time_zone = self.time_zone.strip()
        if self.time_zone and self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("There is no such time zone. Write it as Europe/Paris.")})


class TitleForm(Orderable):
    """How the digest is called in one language."""

    rhythm = ParentalKey(DigestRhythm, on_delete=models.CASCADE, related_name="forms")
    language = models.CharField(_("language"), max_length=12, help_text=_("Its code, such as en."))
    form = models.CharField(
        _("form"),
        max_length=200,
        help_text=_("{lead} is the first post’s title, {group} the group’s name, {date} the last day."),
    )

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("language"), FieldPanel("form")])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["rhythm", "language"], name="one_title_form_a_language")]

    def clean(self) -> None:
        """Refuse a form that could not be filled in, and a language that the site does not have.

        Raises:
            ValidationError: what is wrong with it.
        """
        super().clean()
        if self.language not in dict(settings.LANGUAGES):
            raise ValidationError({"language": _("The site has no pages in this language.")})
        unknown = titles.unknown_parts(self.form)
        if unknown:
            raise ValidationError(
                {"form": _("There is nothing to fill in for %(part)s.")}, params={"part": " ".join(unknown)}
            )
