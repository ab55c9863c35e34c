"""The alias book: names added, spellings offered, words rejected, items of late looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interlink.lib.names.aliases import AliasKind
from interlink.lib.names.suggest import suggest
from interlink.newsroom.watch import looking_again, queries, rejecting, spellings, subjects
from interlink.newsroom.watch.actions import spot
from interlink.newsroom.watch.duplicates import doubles
from interlink.newsroom.watch.errors import MentionGone, UnfitName
from interlink.newsroom.watch.models import Alias, Item, LookingAgain, Origin, Rejection, Subject, SubjectKind

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def person() -> Subject:
    return subjects.add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON)


def found(item: Item) -> list[str]:
    return [mention.found for mention in item.mentions.all()]


def spotted(item: Item) -> Item:
    spot(item, queries.spotter())
    return item


def test_a_name_tells_its_own_script(person: Subject) -> None:
    subjects.add_names(person, ["محمد موسوی", " Мохаммад   Мусави ", ""], language="fa")
    scripts = dict(person.aliases.values_list("text", "script"))
    assert scripts == {"Mohammad Mousavi": "Latn", "محمد موسوی": "Arab", "Мохаммад Мусави": "Cyrl"}


@pytest.mark.parametrize("unfit", ["!!!", "a" * 201, "—"])
def test_what_cannot_be_looked_for_is_refused_whole(person: Subject, unfit: str) -> None:
    with pytest.raises(UnfitName):
        subjects.add_names(person, ["Fine Name", unfit])
    assert person.aliases.count() == 1


def test_a_name_that_cannot_be_looked_for_stops_no_other(person: Subject, new_item: Any) -> None:
    Alias.objects.create(subject=person, text="***")
    assert found(spotted(new_item(title="Mohammad Mousavi spoke", text=""))) == ["Mohammad Mousavi"]


def test_the_main_name_follows_the_name_that_the_desk_uses(person: Subject) -> None:
    person.name = "Mohammad Moosavi"
    person.save()
    subjects.rename(person, "Mohammad Mousavi")
    assert dict(person.aliases.values_list("text", "kind")) == {"Mohammad Moosavi": "main", "Mohammad Mousavi": "alias"}


def test_a_mention_keeps_the_steps_that_lead_to_it(person: Subject, new_item: Any) -> None:
    mention = spotted(new_item(title="محمد موسوی said no", text="")).mentions.get()
    assert mention.kind == "main"
    assert [step[0] for step in mention.steps]
    assert mention.steps[0][2] in "محمد موسوی"


def test_a_subject_can_be_set_to_exact_matches(person: Subject, new_item: Any) -> None:
    item = new_item(title="Mohammed Musavi said no", text="")
    assert found(spotted(item)) == ["Mohammed Musavi"]
    Subject.objects.filter(pk=person.pk).update(exact_only=True)
    assert found(spotted(item)) == []


def test_an_acronym_with_supporting_words_needs_one(new_item: Any) -> None:
    group = subjects.add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION, acronyms=["MF"])
    group.aliases.filter(text="MF").update(supports=["meridian"])
    assert found(spotted(new_item(title="MF bought a bank", text=""))) == []
    assert found(spotted(new_item(title="MF of the meridian line", text=""))) == ["MF"]


def test_suggestions_are_offered_and_never_added_by_themselves(person: Subject) -> None:
    offers = spellings.offers(person)
    assert {offer.text for offer in offers} <= {offer.text for offer in suggest("Mohammad Mousavi")}
    assert all(offer.how for offer in offers)
    assert "Arab" in {offer.script.value for offer in offers}
    assert person.aliases.count() == 1


def test_a_taken_suggestion_is_added_and_a_refused_one_not_offered_again(person: Subject) -> None:
    first, second = (offer.text for offer in spellings.offers(person)[:2])
    (taken,) = spellings.take(person, [first, "Never Offered"])
    assert (taken.text, taken.origin) == (first, Origin.SUGGESTED)
    assert len(spellings.refuse(person, [second, "Never Offered"])) == 1
    again = {offer.text for offer in spellings.offers(Subject.objects.get(pk=person.pk))}
    assert {first, second}.isdisjoint(again)
    subjects.add_names(person, [second])
    assert not person.refusals.exists()


def test_not_this_drops_the_mention_and_holds_for_later_items(person: Subject, new_item: Any) -> None:
    item = spotted(new_item(title="The baker Mohammad Mousavi sells bread", text=""))
    other = spotted(new_item(title="Our baker Mohammad Mousavi sells bread", text=""))
    done = rejecting.reject(item.mentions.get(), None, NOON)
    assert set(done.items) == {item.pk, other.pk}
    assert found(item) == found(other) == []
    (row,) = person.rejections.all()
    assert (row.before, row.found, row.after) == (["The", "baker"], "Mohammad Mousavi", ["sells", "bread"])
    assert found(spotted(new_item(title="A baker Mohammad Mousavi sells", text=""))) == []
    assert found(spotted(new_item(title="The minister Mohammad Mousavi resigns", text=""))) == ["Mohammad Mousavi"]


def test_a_rejection_is_for_its_subject_alone(new_item: Any) -> None:
    for name in ("Meridian Fellowship", "Harbour Council"):
        subjects.add_subject(name, kind=SubjectKind.ORGANISATION, aliases=["the Assembly"])
    item = spotted(new_item(title="Nobody asked the Assembly yesterday", text=""))
    assert item.mentions.count() == 2
    rejecting.reject(item.mentions.first(), None, NOON)
    assert item.mentions.count() == 1


def test_a_rejection_can_be_taken_back(person: Subject, new_item: Any) -> None:
    item = spotted(new_item(title="The baker Mohammad Mousavi sells bread", text=""))
    done = rejecting.reject(item.mentions.get(), None, NOON)
    assert rejecting.take_back(done.rejections) == (item.pk,)
    assert found(item) == ["Mohammad Mousavi"]
    assert not Rejection.objects.exists()


def test_all_the_same_words_of_an_item_can_be_rejected(person: Subject, new_item: Any) -> None:
    text = "The baker Mohammad Mousavi sells bread. Later Mohammad Mousavi rested."
    item = spotted(new_item(title="Bread", text=text))
    done = rejecting.reject(item.mentions.first(), None, NOON, whole_item=True)
    assert len(done.rejections) == 2
    assert found(item) == []


def test_what_the_item_no_longer_says_is_not_rejected(person: Subject, new_item: Any) -> None:
    item = spotted(new_item(title="The baker Mohammad Mousavi", text=""))
    Item.objects.filter(pk=item.pk).update(title="Bread")
    mention = Item.objects.get(pk=item.pk).mentions.get()
    with pytest.raises(MentionGone):
        rejecting.reject(mention, None, NOON)
    assert not Rejection.objects.exists()


def test_items_of_late_are_looked_at_again_and_older_ones_left_alone(person: Subject, new_item: Any) -> None:
    late = [new_item(title="Reza Hosseini spoke", text="", seen_at=NOON - timedelta(days=day)) for day in (1, 29)]
    old = new_item(title="Reza Hosseini spoke", text="", seen_at=NOON - timedelta(days=31))
    subjects.add_names(person, ["Reza Hosseini"])
    number = looking_again.begin(NOON).pk
    assert list(looking_again.go_on(number, NOON)) == [tuple(item.pk for item in late)]
    assert [found(item) for item in late] == [["Reza Hosseini"]] * 2
    assert found(old) == []
    ended = LookingAgain.objects.get(pk=number)
    assert (ended.done, ended.total, ended.ended_at) == (2, 2, NOON)


def test_a_round_that_was_cut_off_goes_on_where_it_was(person: Subject, new_item: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(looking_again, "_AT_ONCE", 1)
    items = [new_item(title="Mohammad Mousavi spoke", text="") for _ in range(3)]
    number = looking_again.begin(NOON).pk
    rounds = looking_again.go_on(number, NOON)
    next(rounds)
    next(rounds)
    rounds.close()  # what is under way when a worker is killed is not stored
    assert LookingAgain.objects.get(pk=number).done == 1
    list(looking_again.go_on(number, NOON))
    assert [found(item) for item in items] == [["Mohammad Mousavi"]] * 3
    assert list(looking_again.go_on(number, NOON)) == []


def test_a_newer_round_ends_an_older_one(person: Subject, new_item: Any) -> None:
    new_item()
    older = looking_again.begin(NOON).pk
    newer = looking_again.begin(NOON)
    assert list(looking_again.go_on(older, NOON)) == []
    assert looking_again.latest() == newer


@pytest.mark.parametrize("name", ["Mohammed Musavi", "محمد موسوی", "Mousavi, Mohammad", "MOHAMMAD MOUSAVI"])
def test_a_known_subject_is_recognised_under_another_spelling(person: Subject, name: str) -> None:
    (double,) = doubles([name])
    assert double.subject == person
    assert double.comparison.score >= 0.8


def test_another_given_name_is_another_subject(person: Subject) -> None:
    assert doubles(["Reza Mousavi", "Meridian Fellowship", "—"]) == []


def test_the_same_acronym_is_told_and_a_like_one_is_not() -> None:
    subjects.add_subject("Meridian Fellowship", kind=SubjectKind.ORGANISATION, acronyms=["MF"])
    assert [double.known for double in doubles(["MF"])] == ["MF"]
    assert doubles(["MFA"]) == []


def test_kinds_of_names_are_those_of_the_library() -> None:
    assert [value for value, _ in Alias._meta.get_field("kind").choices] == [kind.value for kind in AliasKind]
