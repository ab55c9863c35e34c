"""Two subjects that may be one: listed, compared side by side, merged with undo, or remembered as two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from interlink.newsroom.inbox.templatetags.written import own_figures
from interlink.newsroom.press.models import PublicSubject
from interlink.newsroom.stories import merging as with_stories
from interlink.newsroom.stories import renaming
from interlink.newsroom.stories.actions import group_new_items
from interlink.newsroom.stories.models import Choice, SavedView, Trait
from interlink.newsroom.watch import duplicates, merging, queries, rejecting
from interlink.newsroom.watch.actions import spot
from interlink.newsroom.watch.errors import NotMergeable
from interlink.newsroom.watch.models import Alias, Item, Mention, Merging, Reading, Refusal, Subject, SubjectKind
from interlink.newsroom.watch.subjects import add_names, add_subject
from interlink.newsroom.watch.tasks import compare_names

Enter = Callable[[Any], Client]


@pytest.fixture
def editor(cast: Any, enter: Enter) -> Client:
    return enter(cast.editor)


@pytest.fixture
def one(db: None) -> Subject:
    return add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON, aliases=["Muhamed Musavi"])


@pytest.fixture
def other(db: None) -> Subject:
    subject = add_subject("محمد الموسوي", kind=SubjectKind.PERSON, aliases=["The Baker", "Muhamed Musavi"])
    Subject.objects.filter(pk=subject.pk).update(private_person=True, wikidata="Q42", note="Sells bread.")
    subject.refresh_from_db()
    return subject


@pytest.fixture
def items(one: Subject, other: Subject, new_item: Callable[..., Item]) -> list[Item]:
    made = [
        new_item(title="The Baker came", text="", seen_at=timezone.now(), reading=Reading.READ),
        new_item(title="Muhamed Musavi left", text="", seen_at=timezone.now(), reading=Reading.READ),
    ]
    for item in made:
        spot(item, queries.spotter())
    list(group_new_items())
    return made


def pairs() -> list[tuple[Subject, Subject]]:
    """The likely pairs, when the background work is done."""
    compare_names.func()
    return [(row.one, row.other) for row in duplicates.likely()]


def state() -> dict[str, Any]:
    """All that a merging touches, without the keys of rows that are made anew."""
    return {
        "subjects": sorted(
            Subject.objects.values_list("pk", "name", "private_person", "exact_only", "wikidata", "note")
        ),
        "names": sorted(Alias.objects.values_list("subject_id", "text", "kind", "script", "language")),
        "refused": sorted(Refusal.objects.values_list("subject_id", "text")),
        "mentions": sorted(Mention.objects.values_list("item_id", "field", "start", "subject_id", "alias")),
        "traits": sorted(Trait.objects.values_list("story_id", "word")),
        "choices": sorted(Choice.objects.exclude(clipped=0, ignored=0).values_list("about", "clipped", "ignored")),
        "views": sorted(SavedView.objects.values_list("query", flat=True)),
        "rejections": sorted(row.subject_id for subject in Subject.objects.all() for row in subject.rejections.all()),
    }


def test_everything_follows_a_merging_and_comes_back_when_it_is_undone(
    one: Subject, other: Subject, items: list[Item], cast: Any
) -> None:
    now = timezone.now()
    Refusal.objects.create(subject=other, text="Mohamad Musawi")
    Choice.objects.create(about=f"subject {other.pk}", clipped=3, ignored=1)
    Choice.objects.create(about=f"subject {one.pk}", clipped=1)
    SavedView.objects.create(by=cast.editor, name="his", query=f"show=all&subject={other.pk}")
    rejecting.reject(other.mentions.get(item=items[0]), cast.editor, now)
    rejecting.take_back(list(other.rejections.all()))
    renaming.weigh_again([item.pk for item in items])
    third = add_subject("Karim Zarnav", kind=SubjectKind.PERSON)
    merging.keep_apart(other.pk, third.pk, cast.editor, now)
    before = state()

    change = with_stories.merge(one.pk, other.pk, cast.editor, now)
    assert not Subject.objects.filter(pk=other.pk).exists()
    one.refresh_from_db()
    assert (one.private_person, one.wikidata, one.note) == (True, "Q42", "Sells bread.")
    assert set(one.aliases.values_list("text", "kind")) >= {("محمد الموسوي", "alias"), ("The Baker", "alias")}
    assert set(Mention.objects.values_list("item_id", "subject_id")) == {(item.pk, one.pk) for item in items}
    assert set(Trait.objects.filter(word__startswith="subject").values_list("word", flat=True)) == {f"subject {one.pk}"}
    assert Choice.objects.get(about=f"subject {one.pk}").clipped == 4
    assert SavedView.objects.get().query == f"show=all&subject={one.pk}"
    assert merging.now_in(other.pk) == one.pk
    assert [row.pk for row in merging.mergings_into(one)] == [change.pk]

    for _twice in range(2):
        with_stories.part(change.pk, now)
    assert state() == before
    assert merging.apart(third.pk, other.pk) is not None
    assert merging.now_in(other.pk) is None


def test_what_was_changed_since_stays_and_a_name_that_is_taken_is_told(one: Subject, other: Subject) -> None:
    now = timezone.now()
    change = merging.merge(one.pk, other.pk, None, now)
    Subject.objects.filter(pk=one.pk).update(note="Bakes bread.")
    one.aliases.filter(text="The Baker").delete()
    thief = add_subject("محمد الموسوي", kind=SubjectKind.PERSON)
    with pytest.raises(NotMergeable, match="Rename it first"):
        merging.part(change.pk, now)
    thief.delete()
    merging.part(change.pk, now)
    assert Subject.objects.get(pk=one.pk).note == "Bakes bread."
    assert set(Subject.objects.get(pk=other.pk).aliases.values_list("text", flat=True)) == {
        "محمد الموسوي",
        "Muhamed Musavi",
    }


def test_a_merging_on_top_of_a_merging_is_undone_first(one: Subject, other: Subject) -> None:
    now = timezone.now()
    third = add_subject("Mohamad Musawi", kind=SubjectKind.PERSON)
    first = merging.merge(one.pk, other.pk, None, now)
    second = merging.merge(third.pk, one.pk, None, now)
    assert merging.now_in(other.pk) == third.pk
    with pytest.raises(NotMergeable, match="not there any more"):
        merging.part(first.pk, now)
    merging.part(second.pk, now)
    merging.part(first.pk, now)
    assert Subject.objects.count() == 3
    with pytest.raises(NotMergeable):
        merging.merge(one.pk, one.pk, None, now)


def test_likely_pairs_are_listed_until_they_are_said_to_be_two(one: Subject, other: Subject) -> None:
    add_subject("Reza Mousavi", kind=SubjectKind.PERSON)
    add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION)
    found = pairs()
    assert found == [(one, other)]
    merging.keep_apart(one.pk, other.pk, None, timezone.now())
    assert pairs() == []


def test_pairs_follow_the_names(one: Subject, other: Subject) -> None:
    third = add_subject("Karim Zarnav", kind=SubjectKind.PERSON)
    assert pairs() == [(one, other)]
    (late,) = add_names(third, ["Мохаммад Мусави"])
    assert pairs() == [(one, other), (one, third), (other, third)]
    late.delete()
    assert pairs() == [(one, other)]
    change = merging.merge(one.pk, other.pk, None, timezone.now())
    assert pairs() == []
    merging.part(change.pk, timezone.now())
    assert pairs() == [(one, other)]


def test_two_numbers_of_wikidata_speak_for_two(one: Subject, other: Subject) -> None:
    Subject.objects.filter(pk=one.pk).update(wikidata="Q43")
    assert pairs() == []


def test_an_editor_compares_merges_and_undoes(editor: Client, one: Subject, other: Subject, items: list[Item]) -> None:
    waiting = editor.get(reverse("subjects:doubles")).content.decode()
    assert "The names of 2 subjects are still to be compared." in waiting
    compare_names.func()
    listed = editor.get(reverse("subjects:doubles")).content.decode()
    there = reverse("subjects:compare", args=[one.pk, other.pk])
    assert there in listed
    page = editor.get(there).content.decode()
    assert "sure that the names are one" in page
    assert "Sells bread." in page
    assert "The Baker" in page
    assert there in editor.get(reverse("subjects:choose", args=[one.pk])).content.decode()

    answer = editor.post(there, {"deed": "into_one"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("subjects:book", args=[one.pk])
    assert "was merged into this on" in answer.content.decode()
    moved = editor.get(reverse("subjects:book", args=[other.pk]))
    assert moved["Location"] == reverse("subjects:book", args=[one.pk])

    answer = editor.post(reverse("subjects:part", args=[Merging.objects.get().pk]), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("subjects:book", args=[other.pk])
    assert "They are two subjects again." in answer.content.decode()


def test_that_they_are_two_is_remembered_and_taken_back(editor: Client, one: Subject, other: Subject) -> None:
    compare_names.func()
    there = reverse("subjects:compare", args=[one.pk, other.pk])
    assert "said on" in editor.post(there, {"deed": "apart"}, follow=True).content.decode()
    assert there not in editor.get(reverse("subjects:doubles")).content.decode()
    editor.post(there, {"deed": "open"})
    assert there in editor.get(reverse("subjects:doubles")).content.decode()


def test_a_subject_with_a_public_page_is_not_merged_away(editor: Client, one: Subject, other: Subject) -> None:
    PublicSubject.objects.create(subject=one)
    answer = editor.post(reverse("subjects:compare", args=[one.pk, other.pk]), {"deed": "into_other"}, follow=True)
    assert "has a page on the public site" in answer.content.decode()
    assert Subject.objects.count() == 2


def test_a_junior_sees_both_and_decides_nothing(cast: Any, enter: Enter, one: Subject, other: Subject) -> None:
    client = enter(cast.junior)
    there = reverse("subjects:compare", args=[one.pk, other.pk])
    assert "They are two" not in client.get(there).content.decode()
    assert client.post(there, {"deed": "into_one"}).status_code == 403
    assert Subject.objects.count() == 2


def test_what_is_kept_of_a_merging_goes_with_the_subject(editor: Client, one: Subject, other: Subject) -> None:
    merging.merge(one.pk, other.pk, None, timezone.now() - timedelta(days=1))
    Subject.objects.update(private_person=False)
    editor.post(reverse("subjects:change", args=[one.pk]), {"delete": "1"})
    assert not Merging.objects.exists()


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2 spellings were added.", "۲ spellings were added."),
        ("“Route 66” is taken out of 14.", "“Route 66” is taken out of ۱۴."),
        ("12 from https://a.example/7 and \u2068F16\u2069", "۱۲ from https://a.example/7 and \u2068F16\u2069"),
        ("Q42 <a href='/7/'>7</a>", "Q42 <a href='/7/'>۷</a>"),
    ],
)
def test_figures_of_messages_are_in_the_desks_own_digits_but_not_those_they_quote(said: str, written: str) -> None:
    with translation.override("fa"):
        assert own_figures(said) == written
    assert own_figures(said) == said


def test_any_message_is_told_in_persian_digits(editor: Client, cast: Any, one: Subject) -> None:
    UserProfile.objects.create(user=cast.editor, preferred_language="fa")
    add_names(one, ["M. Mousavi"])
    offered = editor.get(reverse("subjects:book", args=[one.pk])).context["offers"][0][1][0].text
    answer = editor.post(reverse("subjects:suggestions", args=[one.pk]), {"text": offered, "deed": "add"})
    (told,) = get_messages(answer.wsgi_request)
    assert "۱" in str(told)
    assert "1" not in str(told)
