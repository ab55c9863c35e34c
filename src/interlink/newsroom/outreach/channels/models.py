"""What is stored about channels: each, what is told on it, and a row for every message at the service."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from interlink.background.rules import Owner
from interlink.newsroom.outreach.channels.errors import Problem
from interlink.newsroom.outreach.channels.rules import Standing, State, Wanted
from interlink.newsroom.sentences import SentenceField


class Service(models.TextChoices):
    """What kind of channel it is; the registry has a folder for each."""

    MASTODON = "mastodon", "Mastodon"
    BLUESKY = "bluesky", "Bluesky"
    TELEGRAM = "telegram", _("Telegram channel")
    X = "x", "X"
    WEBHOOK = "webhook", _("Webhook")


class Sends(models.TextChoices):
    """What makes a post go out."""

    PRESS = "press", _("by the press of a button")
    ITSELF = "itself", _("by itself, after it is published")


class Extent(models.TextChoices):
    """How much is told."""

    BRIEF = "brief", _("title, dateline and link")
    WHOLE = "whole", _("the excerpt too, in a thread if long")


STATES = [
    (State.WAITING.value, _("waiting")),
    (State.TOLD.value, _("sent")),
    (State.BEHIND.value, _("sent; the post was changed since")),
    (State.FAILED.value, _("not sent")),
    (State.UNSURE.value, _("not known whether sent")),
    (State.TAKEN_BACK.value, _("taken back")),
    (State.CALLED_OFF.value, _("called off before it was sent")),
]
STANDINGS = [
    (Standing.ASKED.value, _("being sent")),
    (Standing.SENT.value, _("sent")),
    (Standing.REFUSED.value, _("refused")),
    (Standing.UNSURE.value, _("not known whether sent")),
    (Standing.GONE.value, _("taken back")),
]
WISHES = [(Wanted.TOLD.value, _("to be there")), (Wanted.GONE.value, _("to be taken back"))]
PROBLEMS = [(one.value, one.value) for one in Problem]


class Channel(models.Model):
    """An account elsewhere, on which posts are told of. Its secrets are in the desk's keys folder, never here."""

    service = models.CharField(_("service"), max_length=10, choices=Service)
    name = models.CharField(_("name"), max_length=80, help_text=_("As the desk calls it."))
    address = models.URLField(_("address of the service"), max_length=500)
    target = models.CharField(_("account"), max_length=200, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    kinds = models.JSONField(_("kinds of posts"), default=list, blank=True)
    sends = models.CharField(_("what is sent"), max_length=6, choices=Sends, default=Sends.PRESS)
    extent = models.CharField(_("how much is told"), max_length=5, choices=Extent, default=Extent.BRIEF)
    wait_minutes = models.PositiveSmallIntegerField(
        _("minutes to wait"), default=2, help_text=_("So long, what goes out by itself can still be called off.")
    )
    paused = models.BooleanField(_("paused"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    account = models.CharField(max_length=300, blank=True, editable=False, help_text="As the service names it.")
    account_key = models.CharField(max_length=300, blank=True, editable=False)
    tested_at = models.DateTimeField(null=True, blank=True, editable=False)
    facts = models.JSONField(default=dict, editable=False, help_text="What the service said of its limits.")
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)
    problem = models.CharField(max_length=20, blank=True, choices=PROBLEMS, editable=False)
    problem_words = SentenceField(blank=True, editable=False, help_text="The service's own.")

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Announcement(models.Model):
    """One post or digest on one channel. It outlives the page, so that what was told of it can be taken back."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="announcements", db_index=False)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="announcements")
    title = models.CharField(max_length=300)
    wanted = models.CharField(max_length=4, choices=WISHES, default=Wanted.TOLD.value)
    state = models.CharField(max_length=10, choices=STATES, default=State.WAITING.value)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    anew = models.BooleanField(default=False, help_text="Whether it is sent again once it is taken back.")
    problem = models.CharField(max_length=20, blank=True, choices=PROBLEMS)
    problem_words = SentenceField(blank=True)
    place = models.CharField(max_length=255, blank=True)
    pid = models.PositiveIntegerField(default=0)
    started = models.CharField(max_length=64, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-ordered_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "page"], name="told_once_a_channel")]
        indexes = [models.Index(fields=["state", "due_at"], name="announcements_due")]

    def __str__(self) -> str:
        return f"{self.title}: {self.channel}"

    @property
    def owner(self) -> Owner | None:
        """The process that works on it, as the rules of leases see it; None while nobody does."""
        if self.held_at is None:
            return None
        return Owner(place=self.place, pid=self.pid, started=self.started, heartbeat_at=self.held_at)


class Message(models.Model):
    """One message at the service: a row written before the service is asked, and again when it has answered."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="messages", db_index=False)
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=64, help_text="By which the service knows that it has it already.")
    standing = models.CharField(max_length=8, choices=STANDINGS, default=Standing.ASKED.value)
    checksum = models.CharField(max_length=64, help_text="Of what it says.")
    text = models.TextField()
    remote = models.CharField(max_length=500, blank=True, help_text="What the service calls it.")
    address = models.URLField(max_length=1000, blank=True, help_text="Where people see it.")
    facts = models.JSONField(default=dict, help_text="What else the service wants to hear of it later.")
    asked_at = models.DateTimeField()
    noted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["announcement", "position"], name="one_message_a_part")]

    def __str__(self) -> str:
        return f"{self.announcement_id}.{self.position}: {self.get_standing_display()}"
