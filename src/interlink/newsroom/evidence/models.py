"""What is stored about evidence: captures of pages, and each look at what has become of them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from interlink.newsroom.evidence.states import (
    CaptureMark,
    CaptureState,
    CheckVerdict,
    CopyDeed,
    PartKind,
    PartState,
    Sealing,
    WaybackState,
    WaybackWish,
)
from interlink.newsroom.sentences import SentenceField

__all__ = [
    "Capture",
    "CaptureMark",
    "CaptureState",
    "Check",
    "CheckVerdict",
    "CopyDecision",
    "CopyDeed",
    "LogProof",
    "Part",
    "PartKind",
    "PartState",
    "Sealing",
    "WaybackCopy",
    "WaybackState",
    "WaybackWish",
]


class Capture(models.Model):
    """One page as we received it at one time, or the attempt to get it.

    The web archive file is the evidence; the columns repeat what it says so that pages
    can be listed. `warc_name` is a path relative to the evidence folder. What an earlier capture
    of the address holds already is not kept twice: `points_to` are the captures whose files this
    one points into, and they have to stay as long as it does. `facts` is what a page or file
    says of itself beside its text, such as a video's length.
    """

    address = models.TextField(_("address"))
    state = models.CharField(_("state"), max_length=10, choices=CaptureState, default=CaptureState.WAITING)
    asked_at = models.DateTimeField(_("asked for"))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    final_address = models.TextField(_("answered by"), blank=True)
    http_status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    media_type = models.CharField(_("type"), max_length=100, blank=True)
    warc_name = models.CharField(_("file"), max_length=200, blank=True)
    warc_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    warc_bytes = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    payload_sha256 = models.CharField(_("SHA-256 of the page"), max_length=64, blank=True)
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"), blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = SentenceField(_("problem"), blank=True)
    paywalled = models.BooleanField(_("opening only"), default=False)
    mark = models.CharField(_("mark"), max_length=12, choices=CaptureMark, default=CaptureMark.UNCHECKED)
    mark_since = models.DateTimeField(_("marked since"), null=True, blank=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    next_check = models.DateTimeField(_("next check"), null=True, blank=True)
    suspected_since = models.DateTimeField(_("removal suspected since"), null=True, blank=True)
    in_vain = models.PositiveSmallIntegerField(_("looks in vain"), default=0)
    in_vain_since = models.DateTimeField(_("in vain since"), null=True, blank=True)
    alerted_at = models.DateTimeField(_("last alert"), null=True, blank=True)
    seen_text_sha256 = models.CharField(_("SHA-256 of the text last seen"), max_length=64, blank=True)
    core_sha256 = models.CharField(_("SHA-256 of the article's element"), max_length=64, blank=True)
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    sealing = models.CharField(_("sealing"), max_length=8, choices=Sealing, default=Sealing.OPEN)
    sealing_problem = SentenceField(_("problem with sealing"), blank=True)
    sealed_at = models.DateTimeField(_("sealed"), null=True, blank=True)
    package_sha256 = models.CharField(_("SHA-256 of the package"), max_length=64, blank=True)
    package_bytes = models.PositiveBigIntegerField(_("size of the package in bytes"), default=0)
    manifest_sha256 = models.CharField(_("SHA-256 of the package's manifest"), max_length=64, blank=True)
    points_to = models.ManyToManyField("self", symmetrical=False, related_name="pointed_to_by", blank=True)
    stamps_due = models.DateTimeField(_("authorities are asked next"), null=True, blank=True)
    stamp_tries = models.PositiveSmallIntegerField(_("times that authorities were asked"), default=0)
    stamp_problem = SentenceField(_("problem with timestamps"), blank=True)
    moved_at = models.DateTimeField(_("moved to the store"), null=True, blank=True)
    parts_found = models.PositiveIntegerField(_("parts found"), default=0)
    by_itself = models.BooleanField(_("taken without anybody asking"), default=False)
    by_browser = models.BooleanField(_("taken with a browser"), default=False)
    screenshot_sha256 = models.CharField(_("SHA-256 of the screenshot"), max_length=64, blank=True)
    facts = models.JSONField(_("what it says of itself"), default=dict, blank=True)

    public_since = models.DateTimeField(_("copy public since"), null=True, blank=True)

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["state"]),
            models.Index(fields=["address"]),
            models.Index(fields=["final_address"], name="evidence_final_address"),
            models.Index(fields=["state", "next_check"], name="evidence_due"),
            models.Index(fields=["mark"], name="evidence_mark"),
            models.Index(fields=["sealing"], name="evidence_unsealed", condition=models.Q(sealing="open")),
            models.Index(
                fields=["stamps_due"], name="evidence_unstamped", condition=models.Q(stamps_due__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.get_state_display()})"

    @property
    def is_whole(self) -> bool:
        """Whether there is a copy to show."""
        return self.state == CaptureState.WHOLE

    @property
    def warc_path(self) -> Path:
        """Where the web archive file is on this machine, until it is moved to the store."""
        return Path(settings.INTERLINK_EVIDENCE_ROOT) / self.warc_name

    @property
    def package_name(self) -> str:
        """The package's path relative to the evidence folder, whether there is one or not.

        It is put together when asked for, from its wrapping; earlier versions kept it as a file.
        """
        return f"{self.warc_name.removesuffix('.warc.gz')}.wacz"

    @property
    def wrapping_name(self) -> str:
        """The path of the package's wrapping relative to the evidence folder, whether there is one or not."""
        return f"{self.warc_name.removesuffix('.warc.gz')}.wrap"

    @property
    def screenshot_name(self) -> str:
        """The screenshot's path relative to the evidence folder, whether there is one or not."""
        return f"{self.warc_name.removesuffix('.warc.gz')}.png"

    @property
    def is_page(self) -> bool:
        """Whether what answered was a page of HTML, not a file."""
        return not self.media_type or "html" in self.media_type

    @property
    def is_pdf(self) -> bool:
        """Whether what answered was a PDF, whatever its server called it."""
        return "pdf" in self.media_type or "pdf" in str(self.facts.get("file", {}).get("type", ""))


class Part(models.Model):
    """One thing that a captured page needs to be seen, and what came of fetching it.

    A capture that is whole may have parts that failed. Of a page with very many parts, not each has a row;
    `Capture.parts_found` counts them all.
    """

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="parts")
    address = models.TextField(_("address"))
    kind = models.CharField(_("kind"), max_length=12, choices=PartKind)
    state = models.CharField(_("state"), max_length=10, choices=PartState, default=PartState.WAITING)
    http_status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    media_type = models.CharField(_("type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    problem = SentenceField(_("problem"), blank=True)

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["pk"]
        indexes = [models.Index(fields=["capture", "state"], name="evidence_parts")]

    def __str__(self) -> str:
        return f"{self.address} ({self.get_state_display()})"


class LogProof(models.Model):
    """A proof by OpenTimestamps that is asked for, of one line of the log; it covers all lines before.

    The proof itself is a file beside the log. `due` is when calendars are asked next; empty once it leads to a block.
    """

    number = models.PositiveIntegerField(_("line of the log"), unique=True)
    sha256 = models.CharField(_("SHA-256 of the line"), max_length=64)
    asked_at = models.DateTimeField(_("asked for"))
    due = models.DateTimeField(_("asked next"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("times asked"), default=0)
    promised = models.JSONField(_("calendars that promised"), default=list)
    block = models.PositiveIntegerField(_("block of Bitcoin"), null=True, blank=True)
    problem = models.TextField(_("problem"), blank=True)

    class Meta:
        verbose_name = _("proof of the log")
        verbose_name_plural = _("proofs of the log")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"line {self.number}"


class WaybackCopy(models.Model):
    """What the Wayback Machine has of a captured page, or what came of asking.

    `due` is when it is asked next; empty where nothing is left to ask. `job` is the capture that it has begun for us.
    `by_us` tells a copy that it made at our word from one that was there.
    """

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="wayback")
    wish = models.CharField(_("wish"), max_length=8, choices=WaybackWish)
    state = models.CharField(_("state"), max_length=8, choices=WaybackState, default=WaybackState.WAITING)
    asked_at = models.DateTimeField(_("asked for"))
    due = models.DateTimeField(_("asked next"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("times in vain"), default=0)
    job = models.CharField(_("job"), max_length=100, blank=True)
    ordered_at = models.DateTimeField(_("ordered"), null=True, blank=True)
    address = models.TextField(_("address of the copy"), blank=True)
    at = models.DateTimeField(_("time of the copy"), null=True, blank=True)
    http_status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    by_us = models.BooleanField(_("made at our word"), default=False)
    problem = SentenceField(_("problem"), blank=True)

    class Meta:
        verbose_name = _("copy in the Wayback Machine")
        verbose_name_plural = _("copies in the Wayback Machine")
        indexes = [models.Index(fields=["due"], name="evidence_wayback", condition=models.Q(due__isnull=False))]

    def __str__(self) -> str:
        return self.address or f"{self.capture_id} ({self.get_state_display()})"

    @property
    def is_page(self) -> bool:
        """Whether there is a copy of the page, and not of an error in its place."""
        return bool(self.address) and (self.http_status is None or 200 <= self.http_status < 300)  # noqa: PLR2004


class CopyDecision(models.Model):
    """Who decided that readers see the copy of a page, or see it no longer, when, and why.

    `by_name` keeps how colleagues knew the person, since accounts may go.
    """

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="copy_decisions")
    deed = models.CharField(_("decision"), max_length=10, choices=CopyDeed)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(_("by"), max_length=200)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("decision on a copy")
        verbose_name_plural = _("decisions on copies")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_deed_display()}"


class Check(models.Model):
    """One look at what has become of a captured page.

    `reasons` is a list of objects with `why` (a word of `interlink.lib.verdicts.findings.Why`) and `words` (a sentence
    in English). What is told of happened between `not_before` and `at`. Texts are kept only where they differ from what
    was seen before: `compared` is the captured text, and `text` what stands there now, both without noise.
    """

    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="checks")
    at = models.DateTimeField(_("at"))
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=16, choices=CheckVerdict)
    http_status = models.PositiveSmallIntegerField(_("status"), null=True, blank=True)
    answered_by = models.TextField(_("answered by"), blank=True)
    reasons = models.JSONField(_("reasons"), default=list)
    confidence = models.FloatField(_("confidence"), default=0)
    news = models.BooleanField(_("news"), default=False)
    weight = models.FloatField(_("weight"), default=0)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True)
    title = models.TextField(_("title"), blank=True)
    text = models.TextField(_("text"), blank=True)
    compared = models.TextField(_("compared with"), blank=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["capture", "-at"], name="evidence_timeline"),
            models.Index(fields=["-at"], condition=models.Q(news=True), name="evidence_news"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_verdict_display()}"
