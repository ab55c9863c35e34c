"""The demo's main job, in front of the user: watch, group, clip, publish, digest, mail."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import click
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from demo_press import content, control
from demo_press import server as press
from demo_press.clock import Clock
from demo_press.errors import PortTaken, PressError
from interlink.accounts.actions import add_user
from interlink.accounts.models import User
from interlink.accounts.roles import Role
from interlink.background.worker import run_until_idle
from interlink.newsroom.evidence import capturing, sealing
from interlink.newsroom.evidence import queries as evidence
from interlink.newsroom.evidence.errors import CaptureFailed, NoRoom
from interlink.newsroom.evidence.models import Capture, CaptureMark, CaptureState, Sealing
from interlink.newsroom.outreach import actions as outreach
from interlink.newsroom.outreach.errors import HandoverStopped
from interlink.newsroom.outreach.ledger import sending
from interlink.newsroom.outreach.mail.writers import writer_of
from interlink.newsroom.outreach.models import Course, Handover, Mailing
from interlink.newsroom.outreach.subscribing import add_subscriber
from interlink.newsroom.press import digests, posts, rechecking
from interlink.newsroom.press.alerts.rules import State
from interlink.newsroom.press.errors import LookNeeded, NotReady
from interlink.newsroom.press.models import Alert, FrontPage, PostPage
from interlink.newsroom.stories import queries as stories
from interlink.newsroom.watch.models import Source, SubjectKind
from interlink.newsroom.watch.subjects import add_subject
from interlink.project import demo_clock
from interlink.project.commands.bake import bake
from interlink.project.commands.watch import group, watch
from interlink.project.console import say, track
from interlink.project.desk import Desk, find_desk
from interlink.project.newdesk import write_private

EDITOR = "editor"
AIMS = {
    "en": "We follow the Meridian Fellowship in the press of six languages and keep what was written. "
    "Everything here is invented.",
    "fr": "Nous suivons la Communauté du Méridien dans la presse de six langues et gardons ce qui a été écrit. "
    "Tout ici est inventé.",
    "de": "Wir verfolgen die Meridian-Gemeinschaft in der Presse von sechs Sprachen und bewahren das Geschriebene. "
    "Alles hier ist erfunden.",
    "sq": "Ne ndjekim Bashkësinë e Meridianit në shtypin e gjashtë gjuhëve dhe ruajmë çfarë është shkruar. "
    "Gjithçka këtu është e trilluar.",
    "ar": "نتابع جماعة ميريديان في صحافة ست لغات ونحفظ ما كُتب. كل ما هنا من نسج الخيال.",
    "fa": "ما انجمن نصف‌النهار را در مطبوعات شش زبان دنبال می‌کنیم و آنچه را نوشته شده نگه می‌داریم. "
    "همه‌چیز در اینجا ساختگی است.",
}
READERS = 3


@click.command("demo-job")
@click.option("--serve/--no-serve", default=True)
@click.option("--advance-days", type=float, default=0)
def command(serve: bool, advance_days: float) -> None:
    """Run the demo's main job in the desk that the environment names."""
    desk = find_desk()
    port = press_port()
    if advance_days:
        try:
            demo_clock.advance(desk.run, advance_days)
        except PressError as error:
            raise click.ClickException(str(error)) from error
    _work(desk, port)
    if serve:
        # Begun anew, for what the job leaves in memory would stay there as long as the desk is served.
        sys.stdout.flush()
        os.execv(sys.executable, (sys.executable, "-m", "interlink.cli", "demo-serve"))  # noqa: S606 - ourselves


def _work(desk: Desk, port: int) -> None:
    """Do the whole job, once."""
    _seed(port)
    earlier = list(evidence.whole_captures())
    with _press(desk, port):
        say(watch())
        say(group())
        say(_clip())
        say(_publish())
        say(_check(earlier))
        say(bake())
        say(_digest())
        say(_mail(desk))
        run_until_idle()
    demo_clock.finish(desk.run)


def press_port() -> int:
    """Return the port of this desk's press.

    Raises:
        click.ClickException: it is no demo desk.
    """
    # Whoever tries things at a demo desk may have allowed more; the press answers under every name.
    allowed = settings.INTERLINK_ALLOWED_LOOPBACK
    pattern = next((one for one in sorted(allowed) if one.startswith("*.localhost:")), "")
    if not pattern:
        raise click.ClickException("This desk is not a demo desk: its settings allow no press on this machine.")
    return int(pattern.rpartition(":")[2])


@contextmanager
def _press(desk: Desk, port: int) -> Iterator[None]:
    """Run the demo press in a thread while the main job needs it; it ends with this process in any case."""
    listening, stop = threading.Event(), threading.Event()
    trouble: list[BaseException] = []

    async def serve() -> None:
        try:
            async with press.serving(Clock(desk.run / demo_clock.STATE), port=port):
                listening.set()
                await asyncio.to_thread(stop.wait)
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that waits
            trouble.append(error)
        finally:
            listening.set()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), name="demo press", daemon=True)
    thread.start()
    listening.wait()
    match trouble:
        case [PortTaken() as taken]:
            raise click.ClickException(f"{taken} Is another demo running?") from taken
        case [PressError() as error]:
            raise click.ClickException(str(error)) from error
        case [error]:
            raise error
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=5)


def _seed(port: int) -> None:
    """Put in what a group would have set up itself: sources, subjects, readers, and an editor."""
    if User.objects.filter(username=EDITOR).exists():
        return
    book = tomllib.loads(files("demo_press").joinpath("aliases.toml").read_text("utf-8"))
    with transaction.atomic():
        for outlet in content.outlets().values():
            described = control.describe(outlet, f"press.localhost:{port}")
            Source.objects.get_or_create(
                address=str(described["feed"]),
                defaults={key: str(described[key]) for key in ("name", "site", "language")},
            )
        for subject in book["subjects"]:
            acronyms = [alias["text"] for alias in subject["aliases"] if alias["kind"] == "acronym"]
            others = [alias["text"] for alias in subject["aliases"] if alias["kind"] != "acronym"]
            add_subject(subject["name"], kind=SubjectKind(subject["type"]), aliases=others, acronyms=acronyms)
        for code, _label in settings.LANGUAGES:
            FrontPage.objects.filter(locale__language_code=code).update(aims=AIMS.get(code, AIMS["en"]))
            for number in range(1, READERS + 1):
                add_subscriber(f"reader{number}-{code}@example.org", code, timezone.now())
        password = secrets.token_urlsafe(12)
        write_private(password_file(), password + "\n")
        add_user(EDITOR, password, display_name="Demo editor", role=Role.OPERATOR)


def password_file() -> Path:
    """Return the file with the password of the demo's editor."""
    return find_desk().keys / "demo-editor-password"


def _clip() -> str:
    """Clip the first readable report of each story that names a subject, and capture the pages that wait for it.

    Those of a run that was cut off between clipping and capturing are among them.
    """
    now = timezone.now()
    captured = 0
    problems = []
    waiting = list(stories.inbox())
    for story in track(waiting, "clip", len(waiting)):
        reports = [membership.item for membership in story.memberships.all()]
        posts.draft(next((item for item in reports if item.text), reports[0]), None, now)
    drafts = PostPage.objects.filter(live=False, capture__state=CaptureState.WAITING).select_related("capture")
    for post in track(list(drafts), "archive", drafts.count()):
        try:
            capturing.take(post.capture)
            captured += 1
        except NoRoom:
            raise
        except CaptureFailed as failure:
            problems.append(f"          {post.outlet}, {post.title}: {failure}")
    # Those that were captured by a run that was cut off before it sealed them.
    sealing.seal_each(evidence.whole_captures().filter(sealing=Sealing.OPEN))
    line = f"clip      {len(waiting)} posts drafted, {captured} pages archived"
    return "\n".join([line, *problems])


def _publish() -> str:
    """Publish every draft that has all the house asks for; the demo stands in for the editor here."""
    drafts = list(PostPage.objects.filter(live=False, first_published_at=None).order_by("reported_on", "pk"))
    published = 0
    held = []
    editor = User.objects.get(username=EDITOR)
    for draft in track(drafts, "publish", len(drafts)):
        try:
            posts.publish(draft, editor)
            published += 1
        except (NotReady, LookNeeded) as error:
            held.append(f"          held back: {draft.title}: {error}")
    return "\n".join([f"publish   {published} posts published, {len(held)} held back as drafts", *held])


def _check(captures: list[Capture]) -> str:
    """Look again at what earlier runs captured; a second time, where one look is no verdict."""
    taken = [capture.pk for capture in captures]
    for _ in track(rechecking.recheck(captures, timezone.now), "check", len(captures)):
        pass
    unsure = evidence.unsure_captures().filter(pk__in=taken)
    for _ in rechecking.recheck(list(unsure), timezone.now):
        pass
    marks = evidence.count_by_mark(evidence.whole_captures().filter(pk__in=taken))
    said = "".join(f", {number} {CaptureMark(mark).label}" for mark, number in sorted(marks.items()))
    alerts = Alert.objects.filter(state=State.NEW.value, capture__in=taken).select_related("capture")
    news = [f"          {alert}" for alert in alerts]
    return "\n".join([f"check     {len(captures)} cited pages looked at again{said}", *news])


def _digest() -> str:
    """Compile the open week in each language that has posts for it, and sign it off in the demo editor's name."""
    editor = User.objects.get(username=EDITOR)
    now = timezone.now()
    lines = []
    for front in track(list(FrontPage.objects.select_related("locale")), "digest", FrontPage.objects.count()):
        week = digests.open_week(front, now)
        found = digests.posts_of(front, week)
        if found:
            outreach.sign_and_send(digests.compile_week(front, week, editor), editor, now)
            noun = "post" if len(found) == 1 else "posts"
            lines.append(f"          {front.locale.language_code}: {len(found)} {noun}")
    return "\n".join([f"digest    {len(lines)} digests compiled and signed off", *lines])


def _mail(desk: Desk) -> str:
    """Hand the mailings over to the desk's outbox."""
    counts = dict.fromkeys(Handover, 0)
    mailings = [
        one for one in Mailing.objects.filter(course=Course.GOING).select_related("digest__locale") if one.digest
    ]
    try:
        for mailing in mailings:
            run = sending.send(mailing, writer_of(mailing))
            for delivery in track(run, "mail", mailing.deliveries.count()):
                counts[delivery.state] += 1
    except HandoverStopped as error:
        raise click.ClickException(str(error)) from error
    return f"mail      {counts[Handover.SENT]} mails delivered to {_near(desk.outbox)}"


def _near(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
