"""Ask the desk for each kind of page of the inbox, signed in, through all of the server that is ours, and time it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.press_texts import COMMONEST, vocabulary  # noqa: E402
from bench.process import best_ms, given, tell  # noqa: E402
from interlink.accounts.models import User  # noqa: E402
from interlink.newsroom.stories import traits  # noqa: E402
from interlink.newsroom.stories.models import Standing, Story, Trait  # noqa: E402
from interlink.newsroom.watch.models import Source, Subject  # noqa: E402

_LEFT_FOR_THE_LAST_PAGE = 8
# The place of a word in the vocabulary, the commonest first: one report in sixty has it, in an archive of any age.
_RARE = 2_000


def main() -> None:
    times = given()["times"]
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="editor"))
    figures: dict[str, float] = {}
    for name, address in _pages().items():

        def ask(address: str = address) -> bytes:
            answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            return answer.content

        ask()
        with CaptureQueriesContext(connection) as queries:
            shown = ask().count(b"data-desk-story=")
        asked = len(queries)
        wall, cpu = best_ms(ask, times)
        figures |= {f"{name}_ms": wall, f"{name}_cpu_ms": cpu, f"{name}_queries": asked, f"{name}_shown": shown}
    figures |= _deeds(client, times)
    tell(figures)


def _pages() -> Mapping[str, str]:
    inbox = "/desk/inbox/"
    subjects, source = list(Subject.objects.order_by("pk")), Source.objects.order_by("pk")[3]
    rare = vocabulary()[_RARE]
    by_time = Story.objects.order_by("last_at")
    by_relevance = Story.objects.order_by("relevance", "last_at")
    of_source = Trait.objects.filter(word=traits.of_source(source.pk)).order_by("last_at")
    return {
        "front": "/desk/",
        "open": inbox,
        "ignored": f"{inbox}?show=ignored",
        "clipped": f"{inbox}?show=clipped",
        "everything": f"{inbox}?show=all",
        "by_relevance": f"{inbox}?order=relevance",
        "common_subject": f"{inbox}?subject={subjects[0].pk}",
        "rare_subject": f"{inbox}?subject={subjects[-1].pk}&show=all",
        "outlet": f"{inbox}?outlet={source.pk}&show=all",
        "language": f"{inbox}?language=fa&show=all",
        "two_traits": f"{inbox}?subject={subjects[0].pk}&outlet={source.pk}&language=fa&show=all",
        "two_rare_traits": f"{inbox}?subject={subjects[-1].pk}&outlet={source.pk}&show=all",
        "age": f"{inbox}?age=week&show=all",
        "captured": f"{inbox}?mark=captured&show=all",
        "edited": f"{inbox}?mark=edited&show=all",
        "removed": f"{inbox}?mark=removed&show=all",
        "mark_and_trait": f"{inbox}?mark=removed&language=fa&show=all",
        "search_common": f"{inbox}?q={COMMONEST}&show=all",
        "search_rare": f"{inbox}?q={rare}&show=all",
        "search_relevance": f"{inbox}?q={COMMONEST}&show=all&order=relevance",
        "search_narrowed": f"{inbox}?q={COMMONEST}&show=clipped&subject={subjects[-1].pk}",
        "search_marked": f"{inbox}?q={COMMONEST}&show=all&mark=removed",
        "search_nothing": f"{inbox}?q=qxqxqx&show=all",
        "last_page": f"{inbox}?show=all&after={_place(by_time)}",
        "last_page_open": f"{inbox}?after={_place(_open(by_time))}",
        "last_page_relevance": f"{inbox}?order=relevance&after={_place(_open(by_relevance))}",
        "last_page_outlet": f"{inbox}?outlet={source.pk}&show=all&after={_place(of_source, 'story_id')}",
        "last_page_search": f"{inbox}?q={COMMONEST}&show=all&after={_LEFT_FOR_THE_LAST_PAGE}",
        "story": f"{inbox}story/{Story.objects.order_by('-pk')[50].pk}/",
    }  # fmt: skip


def _open(stories: QuerySet[Story]) -> QuerySet[Story]:
    return stories.filter(standing=Standing.OPEN, watched=True)


def _place(rows: QuerySet[Any], key: str = "pk") -> str:
    """Return the address of the last page: after the story that has only so many behind it."""
    row = rows.values_list("relevance", "last_at", key)[_LEFT_FOR_THE_LAST_PAGE]
    return quote(f"{row[0]}_{row[1].isoformat()}_{row[2]}")


def _deeds(client: Client, times: int) -> dict[str, float]:
    stories = iter(Story.objects.filter(standing=Standing.OPEN, watched=True).order_by("-last_at")[: 2 * times])

    def ignore() -> None:
        story = next(stories)
        assert client.post(f"/desk/inbox/ignore/{story.pk}/", {"seen": "open"}).status_code == 302

    def undo() -> None:
        assert client.post("/desk/inbox/undo/").status_code == 302

    ignored, ignored_cpu = best_ms(ignore, times)
    taken_back, taken_back_cpu = best_ms(undo, 1)
    return {
        "ignore_ms": ignored, "ignore_cpu_ms": ignored_cpu, "undo_ms": taken_back, "undo_cpu_ms": taken_back_cpu
    }  # fmt: skip


if __name__ == "__main__":
    main()
