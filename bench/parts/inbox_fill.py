"""Fill a desk with stories as they lie there after years: decided, clipped, checked; most of them of one report."""

from __future__ import annotations

import hashlib
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice

import django

django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from wagtail.models import Page  # noqa: E402

from bench.parts.inherited_rows import insert_inherited  # noqa: E402
from bench.press_texts import vocabulary  # noqa: E402
from bench.process import given, tell  # noqa: E402
from interlink.accounts.models import User  # noqa: E402
from interlink.newsroom.evidence.models import Capture, CaptureMark, CaptureState, Check  # noqa: E402
from interlink.newsroom.press.models import Alert, FrontPage, Listed, PostPage  # noqa: E402
from interlink.newsroom.stories import traits  # noqa: E402
from interlink.newsroom.stories.models import Decision, Membership, Standing, Story, Trait  # noqa: E402
from interlink.newsroom.watch.models import Copy, Item, Mention, Reading, Source, State, Subject, Version  # noqa: E402

SHARED = {"code": "alike", "names": ["ansel", "skembari", "vorn"], "days": ["05-04"]}
SOURCES, SUBJECTS = 300, 60
LANGUAGES = ("en", "fr", "de", "fa", "ar", "sq")
# As many a day however large the archive is: the last week then holds the same.
BETWEEN_STORIES = timedelta(minutes=30)
REPORTS = (*[1] * 16, 2, 2, 3, 10)
WORDS = 350
_NEW_ALERTS = 40
_BATCH = 500


@dataclass(slots=True)
class Rows:
    """What one portion of stories adds to each table."""

    stories: list[Story] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    members: list[Membership] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    traits: list[Trait] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)


class Filling:
    """Invents stories, each with its reports, always the same ones."""

    def __init__(self, number: int, editor: User) -> None:
        self.chance, self.number, self.editor = random.Random(3), number, editor
        self.words = vocabulary()
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(len(self.words))))
        self.subjects = list(Subject.objects.order_by("pk"))
        self.rarer = list(accumulate(1 / (rank + 1) for rank in range(len(self.subjects))))
        self.sources = list(Source.objects.order_by("pk"))
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.last_item = 0

    def some(self, number: int) -> str:
        """Return so many words, as common as in any language (Zipf)."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=number))

    def portions(self) -> Iterator[Rows]:
        """Give the rows of all stories, some hundreds at a time."""
        keys = iter(range(1, self.number + 1))
        while portion := list(islice(keys, _BATCH)):
            rows = Rows()
            for key in portion:
                self._story(rows, key)
            yield rows

    def _story(self, rows: Rows, key: int) -> None:
        # So that the newest stories are the same ones in a large archive and in a small one.
        self.chance.seed(self.number - key)
        at = self.now - BETWEEN_STORIES * (self.number - key)
        standing = self.chance.choices((Standing.OPEN, Standing.IGNORED, Standing.CLIPPED), (6, 3, 1))[0]
        story = Story(
            pk=key, headline=self.some(9).capitalize(), language=self.chance.choice(LANGUAGES), standing=standing,
            first_at=at, last_at=at, watched=self.chance.random() < 0.7, relevance=self.chance.randrange(100),
            relevance_reasons=[[{"code": "outlets", "number": 3}, 12], [{"code": "new"}, 10]],
        )  # fmt: skip
        rows.stories.append(story)
        words = set()
        for number in range(self.chance.choice(REPORTS)):
            words |= self._report(rows, story, number)
        copied = {"standing": standing, "watched": story.watched, "last_at": at, "relevance": story.relevance}
        rows.traits += [Trait(story_id=key, word=word, **copied) for word in sorted(words)]
        if standing != Standing.OPEN:
            rows.decisions.append(Decision(story_id=key, by=self.editor, at=at, before=Standing.OPEN, after=standing))

    def _report(self, rows: Rows, story: Story, number: int) -> set[str]:
        self.last_item += 1
        key, source = self.last_item, self.chance.choice(self.sources)
        language = story.language if number == 0 else self.chance.choice(LANGUAGES)
        paragraphs = [f"{self.some(WORDS // 5).capitalize()}." for _ in range(5)]
        item = Item(
            pk=key, source=source, guid=str(key), address=f"https://outlet.example/{key}", key=f"outlet/{key}",
            title=story.headline if number == 0 else self.some(9).capitalize(), byline="Ida Marwick",
            outlet=source.name, published=story.last_at - timedelta(minutes=number), language=language,
            text="\n\n".join(paragraphs), checksum="0" * 64, seen_at=story.last_at, reading=Reading.READ,
        )  # fmt: skip
        rows.items.append(item)
        rows.members.append(Membership(story_id=story.pk, item_id=key, reason=SHARED, strand=key, role="first"))
        words = {traits.of_source(source.pk), traits.of_language(language)}
        if story.watched:
            words |= {self._mention(rows, item, start) for start in (0, 60, 400)}
        if key > 1 and self.chance.random() < 0.05:
            rows.copies.append(Copy(item_id=key, of_id=key - 1, likeness=0.97))
        if self.chance.random() < 0.03:
            said = item.text.replace(" the ", " a ", 3)
            rows.versions.append(Version(item_id=key, until=item.published, title=item.title, text=said))
        return words

    def _mention(self, rows: Rows, item: Item, start: int) -> str:
        subject = self.chance.choices(self.subjects, cum_weights=self.rarer)[0]
        rows.mentions.append(
            Mention(
                item_id=item.pk, subject=subject, field="text" if start else "title", alias=subject.name,
                found=item.text[start : start + 12], start=start, end=start + 12, kind="alias", score=0.9,
                reason="as it stands in the alias book", steps=[],
            )
        )  # fmt: skip
        return traits.of_subject(subject.pk)


def store(rows: Rows) -> None:
    """Insert a portion, and index its words; they are folded already."""
    Story.objects.bulk_create(rows.stories)
    Item.objects.bulk_create(rows.items)
    for found in (rows.members, rows.mentions, rows.traits, rows.decisions, rows.versions, rows.copies):
        if found:
            type(found[0]).objects.bulk_create(found)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO watch_search(rowid, title, body) VALUES (%s, %s, %s)",
            [(item.pk, item.title.lower(), item.text.lower()) for item in rows.items],
        )


def clip(filling: Filling) -> None:
    """Give each clipped story its post, and some of the captured pages a mark with the news about it."""
    front, kind = FrontPage.objects.get(), ContentType.objects.get_for_model(PostPage)
    clipped = list(
        Membership.objects.filter(story__standing=Standing.CLIPPED, strand__gt=0)
        .order_by("story_id", "pk").values_list("story_id", "item_id", "item__title", "item__published", "item__outlet")
    )  # fmt: skip
    firsts = list({row[0]: row for row in reversed(clipped)}.values())[::-1]
    marks = (CaptureMark.LIVE, CaptureMark.EDITED, CaptureMark.REMOVED, CaptureMark.UNKNOWN)
    captures = Capture.objects.bulk_create(
        Capture(
            address=f"https://outlet.example/{item}", state=CaptureState.WHOLE, asked_at=at, taken_at=at, title=title,
            mark=filling.chance.choices(marks, (85, 8, 5, 2))[0], mark_since=at, http_status=200, warc_name=f"{item}",
            warc_sha256=hashlib.sha256(str(item).encode()).hexdigest(), text="kept " * 300,
        )
        for _story, item, title, at, _outlet in firsts
    )  # fmt: skip
    live = [number % 100 != 0 for number in range(len(firsts))]
    pages = Page.objects.bulk_create(
        Page(
            path=Page._get_path(front.path, front.depth + 1, number + 1), depth=front.depth + 1, numchild=0,
            title=title[:255], draft_title=title[:255], slug=f"post-{number}", content_type=kind, live=live[number],
            url_path=f"{front.url_path}{at:%Y/%m}/post-{number}/", locale=front.locale, translation_key=uuid.uuid4(),
            first_published_at=at if live[number] else None, latest_revision_created_at=at,
        )
        for number, (_story, _item, title, at, _outlet) in enumerate(firsts)
    )  # fmt: skip
    insert_inherited(
        PostPage,
        (
            {
                "page_ptr_id": page.pk, "dated": at.date(), "outlet": outlet, "reported_on": at.date(),
                "excerpt": "Quoted words.", "excerpt_language": "en", "cited_address": capture.address,
                "capture_id": capture.pk, "story_id": story, "item_id": item,
            }
            for (story, item, _title, at, outlet), page, capture in zip(firsts, pages, captures, strict=True)
        ),
    )  # fmt: skip
    Listed.objects.bulk_create(
        Listed(post_id=page.pk, language=front.locale.language_code, list="", day=at.date(), at=at)
        for page, at in zip(pages, (row[3] for row in firsts), strict=True)
        if page.live
    )
    Page.objects.filter(pk=front.pk).update(numchild=len(pages))
    changed = [one for one in captures if one.mark in {CaptureMark.EDITED, CaptureMark.REMOVED}]
    checks = Check.objects.bulk_create(
        Check(capture=one, at=one.asked_at, verdict=one.mark, news=True, weight=0.5) for one in changed
    )
    Alert.objects.bulk_create(
        Alert(
            check_row=check, capture=check.capture, kind=check.verdict, raised_at=check.at, not_after=check.at,
            severity=0.5, state="new" if number >= len(checks) - _NEW_ALERTS else "done",
        )
        for number, check in enumerate(checks)
    )  # fmt: skip


def main() -> None:
    editor = User.objects.create_superuser("editor", password=None)
    Source.objects.bulk_create(
        Source(
            name=f"Outlet {number}", address=f"https://outlet.example/{number}/feed", language="en",
            state=State.FAILING if number % 40 == 0 else State.FINE, problem="No answer." if number % 40 == 0 else "",
            failing_since=datetime.now(UTC) if number % 40 == 0 else None,
        )
        for number in range(SOURCES)
    )  # fmt: skip
    Subject.objects.bulk_create(Subject(name=f"Fellowship {number}") for number in range(SUBJECTS))
    filling = Filling(given()["stories"], editor)
    with transaction.atomic():
        for rows in filling.portions():
            store(rows)
        clip(filling)
    tell({"items": filling.last_item, "posts": PostPage.objects.count()})


if __name__ == "__main__":
    main()
