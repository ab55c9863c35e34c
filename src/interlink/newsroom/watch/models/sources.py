"""Where we look: sources, how each is doing, and its history."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.sentences import SentenceField

MOST_EXCERPT_WORDS = 2_000


class Kind(models.TextChoices):
    """How a source is read."""

    FEED = "feed", _("feed")
    SITEMAP = "sitemap", _("sitemap")
    LISTING = "listing", _("page with links")
    TELEGRAM = "telegram", _("Telegram channel")
    MAILBOX = "mailbox", _("mailbox")


class State(models.TextChoices):
    """How a source is doing, in an editor's words."""

    NEW = "new", _("not checked yet")
    FINE = "fine", _("fine")
    QUIET = "quiet", _("quiet for longer than usual")
    FAILING = "failing", _("failing")
    BLOCKED = "blocked", _("blocked to us")
    MOVED = "moved", _("moved")
    GONE = "gone", _("gone")


class Source(models.Model):
    """Something we watch."""

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FEED)
    address = models.CharField(_("address"), max_length=1000, unique=True)
    folder = models.CharField(_("folder"), max_length=200, blank=True, help_text=_("Sources can be kept in folders."))
    memory = models.JSONField(blank=True, default=dict, editable=False, help_text="What its kind wants to remember.")
    site = models.URLField(_("site"), max_length=1000, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    excerpt_words = models.PositiveSmallIntegerField(
        _("words that may be quoted"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_EXCERPT_WORDS)],
        help_text=_("How long an excerpt of one of its reports may be. Without a number the house’s own limit counts."),
    )
    active = models.BooleanField(_("watched"), default=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.NEW, editable=False)
    moved_to = models.CharField(_("moved to"), max_length=1000, blank=True, editable=False)
    last_item = models.DateTimeField(_("latest item"), null=True, blank=True, editable=False)
    hours_between_items = models.FloatField(_("usual hours between items"), null=True, blank=True, editable=False)
    hub = models.CharField(max_length=1000, blank=True, editable=False, help_text="A WebSub hub that tells us of news.")
    hub_topic = models.CharField(max_length=1000, blank=True, editable=False)
    hub_secret = models.CharField(max_length=64, blank=True, editable=False)
    hub_until = models.DateTimeField(null=True, blank=True, editable=False)

    answer_checksum = models.CharField(max_length=64, blank=True, editable=False)
    etag = models.TextField(blank=True, editable=False)
    last_modified = models.TextField(blank=True, editable=False)
    next_check = models.DateTimeField(_("next check"), null=True, blank=True, editable=False)
    last_check = models.DateTimeField(_("last check"), null=True, blank=True, editable=False)
    last_success = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    problem = SentenceField(_("problem"), blank=True, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]
        indexes = [models.Index(fields=["active", "next_check"]), models.Index(fields=["state"])]

    def __str__(self) -> str:
        return self.name


class EventKind(models.TextChoices):
    """What happened to a source."""

    ADDED = "added", _("added")
    FAILED = "failed", _("began to fail")
    RECOVERED = "recovered", _("answers again")
    BLOCKED = "blocked", _("blocks us")
    MOVED = "moved", _("moved")
    GONE = "gone", _("is gone")
    QUIET = "quiet", _("went quiet")
    PAUSED = "paused", _("no longer watched")
    RESUMED = "resumed", _("watched again")


class Event(models.Model):
    """One line of a source's history."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind)
    at = models.DateTimeField()
    words = SentenceField(blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.words}".strip()
