"""What a story is found by, kept in step with its reports; in the words that editors' choices are kept under."""

from __future__ import annotations

from interlink.newsroom.stories.models import Membership, Story, Trait
from interlink.newsroom.watch.models import Mention

SUBJECT, SOURCE, LANGUAGE = "subject", "source", "language"


def of_subject(number: int) -> str:
    """Return the word for the stories that name a subject."""
    return f"{SUBJECT} {number}"


def of_source(number: int) -> str:
    """Return the word for the stories that a source reports."""
    return f"{SOURCE} {number}"


def of_language(code: str) -> str:
    """Return the word for the stories with a report in a language."""
    return f"{LANGUAGE} {code}"


def abouts(story: Story) -> list[str]:
    """Return what editors' choices about a story are remembered under: its sources and its subjects."""
    sources = Membership.objects.filter(story=story).values_list("item__source_id", flat=True)
    subjects = Mention.objects.filter(item__membership__story=story).values_list("subject_id", flat=True)
    return [*map(of_source, sorted(set(sources))), *map(of_subject, sorted(set(subjects)))]


def follow(story: Story) -> None:
    """Store what a story is found by now. To be called in the transaction that changed its reports or their names."""
    languages = Membership.objects.filter(story=story).exclude(item__language="")
    words = {*abouts(story), *map(of_language, languages.values_list("item__language", flat=True))}
    there = set(story.traits.values_list("word", flat=True))
    if there - words:
        story.traits.filter(word__in=there - words).delete()
    if there & words:
        keep_in_step(story)
    copied = _copied(story)
    Trait.objects.bulk_create(
        [Trait(story=story, word=word, **copied) for word in sorted(words - there)], ignore_conflicts=True
    )


def keep_in_step(story: Story) -> None:
    """Copy anew what stories are ordered and chosen by, after that changed."""
    story.traits.update(**_copied(story))


def _copied(story: Story) -> dict[str, object]:
    names = ("standing", "watched", "last_at", "relevance")
    return {name: getattr(story, name) for name in names}
