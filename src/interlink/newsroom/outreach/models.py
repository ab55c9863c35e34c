"""What is stored about mail: who asked for it, who is never mailed, mailings, and a ledger of deliveries."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.background.rules import Owner
from interlink.newsroom.outreach.addresses import LONGEST
from interlink.newsroom.outreach.bounces.models import Bounce, Box
from interlink.newsroom.outreach.importing.models import Import
from interlink.newsroom.outreach.signup.models import Counter, SignUp
from interlink.newsroom.press.models import DigestPage, PostPage

__all__ = ["Bounce", "Box", "Counter", "Import", "SignUp"]  # found here by Django


class Subscription(models.TextChoices):
    """How a subscription stands; only those who are ACTIVE are mailed."""

    ASKED = "asked", _("asked, not confirmed")
    ACTIVE = "active", _("gets mails")
    PAUSED = "paused", _("pauses")
    LEFT = "left", _("left")
    STOPPED = "stopped", _("stopped: mails came back")


class Consent(models.TextChoices):
    """How somebody agreed to be mailed."""

    FORM = "form", _("the form on the site, and the link in a mail")
    HAND = "hand", _("in person; an editor noted it")
    IMPORT = "import", _("brought along from another list")
    CARRIED = "carried", _("before proofs were kept")


class Wording(models.Model):
    """The words that somebody agreed to, kept once for all who agreed to them."""

    language = models.CharField(max_length=12)
    text = models.TextField()
    checksum = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.text


class Subscriber(models.Model):
    """Somebody who asked for mails in one language."""

    email = models.CharField(_("mail address"), max_length=LONGEST)
    key = models.CharField(max_length=LONGEST, unique=True, editable=False)
    domain = models.CharField(max_length=LONGEST, editable=False)
    language = models.CharField(_("language"), max_length=12)
    weekly = models.BooleanField(_("the weekly digest"), default=True)
    daily = models.BooleanField(_("the posts of each day"), default=False)
    every_post = models.BooleanField(_("every post by itself"), default=False)
    removals = models.BooleanField(_("alerts of removals"), default=False)
    standing = models.CharField(_("standing"), max_length=8, choices=Subscription, default=Subscription.ASKED)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    confirmed_at = models.DateTimeField(
        _("asked for it"),
        null=True,
        blank=True,
        help_text=_("When this person confirmed; nobody is mailed without."),
    )
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    how = models.CharField(_("how they agreed"), max_length=8, choices=Consent, default=Consent.HAND)
    wording = models.ForeignKey(
        Wording, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("what they agreed to")
    )
    consent_from = models.CharField(_("where they agreed"), max_length=200, blank=True)
    paused_until = models.DateTimeField(_("pauses until"), null=True, blank=True)
    batch = models.ForeignKey(
        Import, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="subscribers"
    )

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["key"]
        # The desk's list goes through a million rows page by page, in the order of their keys, however narrowed down.
        indexes = [
            models.Index(fields=["language", "standing", "key"]),
            models.Index(fields=["language", "key"]),
            models.Index(fields=["standing", "key"]),
            models.Index(fields=["domain", "key"]),
        ]

    def __str__(self) -> str:
        return self.email


class Tally(models.Model):
    """How many subscribers there are of a language and a standing, and how many of them chose what.

    Kept by the database itself with each change of a subscriber; see `tallies`.
    """

    language = models.CharField(max_length=12)
    standing = models.CharField(max_length=8, choices=Subscription)
    total = models.PositiveIntegerField(default=0)
    weekly = models.PositiveIntegerField(default=0)
    daily = models.PositiveIntegerField(default=0)
    every_post = models.PositiveIntegerField(default=0)
    removals = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "standing"], name="one_tally_each")]

    def __str__(self) -> str:
        return f"{self.language}, {self.standing}: {self.total}"


class Reason(models.TextChoices):
    """Why an address is never mailed."""

    LEFT = "left", _("they left")
    BOUNCED = "bounced", _("mails came back")
    COMPLAINED = "spam", _("they called it spam")
    BARRED = "barred", _("the group decided so")


class Suppression(models.Model):
    """An address that is not mailed, known by a keyed checksum, so that it outlives the erasing of a subscriber."""

    checksum = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=8, choices=Reason)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.checksum[:12]}: {self.get_reason_display()}"


class Course(models.TextChoices):
    """How a mailing is going."""

    PLANNED = "planned", _("set for a time")
    GOING = "going", _("on its way")
    PAUSED = "paused", _("paused")
    CANCELLED = "cancelled", _("called off")
    FINISHED = "finished", _("finished")


class Kind(models.TextChoices):
    """What a mailing brings; a subscriber chooses among these."""

    DIGEST = "digest", _("the weekly digest")
    DAY = "day", _("the posts of a day")
    POST = "post", _("a post by itself")
    REMOVALS = "removals", _("an alert of removals")


class Mailing(models.Model):
    """One digest, or one piece of news, on its way to its subscribers in one language.

    `key` says what it brings, so that the same is never ordered twice. What it brings is referred to, not copied:
    a digest, a post, or what came out in the `span` from `since` to before `until`.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.DIGEST)
    key = models.CharField(max_length=80, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=300, blank=True)
    digest = models.OneToOneField(
        DigestPage, on_delete=models.PROTECT, null=True, blank=True, related_name="mailing", verbose_name=_("digest")
    )
    post = models.ForeignKey(PostPage, on_delete=models.SET_NULL, null=True, blank=True, related_name="mailings")
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    course = models.CharField(_("state"), max_length=9, choices=Course, default=Course.GOING)
    ordered_at = models.DateTimeField()
    begins_at = models.DateTimeField(_("to be sent at"), null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(_("what stopped it last"), blank=True)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        ordering = ["-ordered_at"]
        indexes = [models.Index(fields=["kind", "language", "-until"], name="mailing_spans")]

    def __str__(self) -> str:
        return self.title or str(self.digest)


class Run(models.Model):
    """A process that hands a mailing over: its lease on the rows that it has claimed.

    When the process is gone, others take its rows back.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="runs")
    place = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started = models.CharField(max_length=64)
    renewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.mailing_id}: process {self.pid}"

    @property
    def owner(self) -> Owner:
        """The process as the rules of leases see it."""
        return Owner(place=self.place, pid=self.pid, started=self.started, heartbeat_at=self.renewed_at)


class Handover(models.TextChoices):
    """How far one delivery has come.

    HANDING is written before the mail server is spoken to. A row found in it after a
    crash is UNSURE: the mail may have left, and nobody is mailed twice.
    """

    WAITING = "waiting", _("waiting")
    LATER = "later", _("put off by their server")
    HANDING = "handing", _("being handed over")
    SENT = "sent", _("sent")
    REFUSED = "refused", _("refused")
    UNSURE = "unsure", _("not known whether sent")
    BOUNCED = "bounced", _("came back")
    NOT_SENT = "not sent", _("not sent: left, or called off")


class Delivery(models.Model):
    """One mailing to one subscriber; a row of the ledger.

    It outlives an erased subscriber, so that the numbers of a mailing stay true.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.SET_NULL, null=True, related_name="deliveries")
    state = models.CharField(max_length=8, choices=Handover, default=Handover.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True, related_name="claimed")
    changed_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["mailing", "subscriber"], name="one_delivery_each")]
        indexes = [models.Index(fields=["mailing", "state", "changed_at"])]

    def __str__(self) -> str:
        return f"{self.subscriber}: {self.get_state_display()}"


class Pace(models.Model):
    """When the next mail to a domain with a limit may leave, for all workers together."""

    domain = models.CharField(max_length=LONGEST, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.domain
