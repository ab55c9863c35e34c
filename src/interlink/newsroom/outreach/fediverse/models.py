"""What is stored about the fediverse: actors, who follows them by way of which server, and what was told to whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from interlink.background.rules import Owner
from interlink.newsroom.outreach.fediverse.rules import LONGEST_NAME, Kind, Problem, Standing
from interlink.newsroom.sentences import SentenceField

LONGEST = 1_000
KINDS = [(kind.value, kind.value) for kind in Kind]
PROBLEMS = [(one.value, one.value) for one in Problem]
STANDINGS = [
    (Standing.WAITING.value, _("waiting")),
    (Standing.ASKED.value, _("being sent")),
    (Standing.DONE.value, _("sent")),
    (Standing.REFUSED.value, _("refused")),
    (Standing.CALLED_OFF.value, _("called off before it was sent")),
]


class Actor(models.Model):
    """Who can be followed: one language of the site. Its private key is in the desk's keys folder, never here."""

    language = models.CharField(_("language"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, unique=True)
    is_on = models.BooleanField(default=False)
    on_since = models.DateTimeField(null=True, blank=True)
    key_number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["language"]

    def __str__(self) -> str:
        return self.name


class Server(models.Model):
    """Another server: whether it can be reached, and which process works at its deliveries."""

    host = models.CharField(max_length=255, unique=True)
    is_blocked = models.BooleanField(default=False)
    failing_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=20, blank=True, choices=PROBLEMS)
    problem_words = SentenceField(blank=True, help_text="The server's own.")
    let_go_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=255, blank=True)
    pid = models.PositiveIntegerField(default=0)
    started = models.CharField(max_length=64, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["host"]

    def __str__(self) -> str:
        return self.host

    @property
    def owner(self) -> Owner | None:
        """The process that works at its deliveries, as the rules of leases see it; None while nobody does."""
        if self.held_at is None:
            return None
        return Owner(place=self.place, pid=self.pid, started=self.started, heartbeat_at=self.held_at)


class Inbox(models.Model):
    """Where a server takes what an actor tells: one for all its people, or one person's own."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="inboxes", db_index=False)
    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="inboxes")
    address = models.CharField(max_length=LONGEST)
    told = models.BooleanField(default=False, help_text="Whether a post was ever sent there: changes follow it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "address"], name="one_inbox_an_address")]

    def __str__(self) -> str:
        return self.address


class Follower(models.Model):
    """Somebody who follows an actor. No name is kept, and no picture."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="followers", db_index=False)
    inbox = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="followers")
    address = models.CharField(max_length=LONGEST)
    follow = models.CharField(max_length=LONGEST, help_text="What their server calls the following.")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "address"], name="follows_once")]

    def __str__(self) -> str:
        return self.address


class Note(models.Model):
    """A post or digest, as it was told. It outlives the page, so that followers can be told that it is gone."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="notes")
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="notes")
    title = models.CharField(max_length=300)
    body = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    # Also where nobody was waiting: whoever looked for it may have it, and hears of its changes once they follow.
    left = models.BooleanField(default=False, help_text="Whether it was ever sent to anybody.")

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(gone_at=None), name="one_note_a_page_while_it_is_there"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Activity(models.Model):
    """Something that an actor says; sent again, it has the same name."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="activities")
    note = models.ForeignKey(Note, on_delete=models.CASCADE, null=True, related_name="activities")
    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(max_length=500, unique=True)
    about = models.JSONField(null=True, help_text="Its object, where that is no note.")
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True, help_text="Accept or Reject, of a Follow of ours.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """An activity and an inbox: a row written before the other server is asked, and again when it has answered."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    inbox = models.ForeignKey(Inbox, on_delete=models.CASCADE, related_name="deliveries")
    standing = models.CharField(max_length=10, choices=STANDINGS, default=Standing.WAITING.value)
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    problem_words = SentenceField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "inbox"], name="delivered_once")]
        indexes = [models.Index(fields=["standing", "due_at"], name="deliveries_due")]

    def __str__(self) -> str:
        return f"{self.activity_id} → {self.inbox_id}: {self.get_standing_display()}"


class Taken(models.Model):
    """The checksum of the name of an activity that was taken, so that it is not taken twice."""

    checksum = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.checksum


class Sender(models.Model):
    """Whose a key is, as their server said when it was asked; kept for a week."""

    key = models.CharField(max_length=LONGEST, unique=True)
    address = models.CharField(max_length=LONGEST)
    inbox = models.CharField(max_length=LONGEST)
    shared_inbox = models.CharField(max_length=LONGEST, blank=True)
    pem = models.TextField()
    fetched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
