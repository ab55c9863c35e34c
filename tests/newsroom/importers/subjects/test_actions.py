"""The alias book comes into a desk and goes out of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from interlink.newsroom.importers.subjects import actions
from interlink.newsroom.importers.subjects.book import NAME_KINDS, ORIGINS, SUBJECT_KINDS
from interlink.newsroom.importers.subjects.errors import NotABook, RefusedBook
from interlink.newsroom.importers.subjects.told import Says, Told
from interlink.newsroom.watch.models import Alias, LookingAgain, Origin, Rejection, Subject, SubjectKind
from interlink.newsroom.watch.models.subjects import LONGEST_NAME
from interlink.newsroom.watch.subjects import add_subject

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TABLE = """subject,subject_kind,private_person,wikidata,subject_note,name,kind,language,supporting_words,before,after
Meridian Fellowship,organisation,,Q42,A group.,الزمالة,alias,ar,,,
Meridian Fellowship,,,,,MF,acronym,,meridian | order,,
Meridian Fellowship,,,,,MF,not this,,,the radio,band
Meridian Fellowship,,,,,Меридиан,refused,,,,
Ida Marwick,person,yes,,,I. Marwick,alias,en,,,
Ida Marwick,,,,,***,,,,,
""".encode()


@pytest.mark.django_db
def test_a_book_comes_in_once_and_a_second_time_brings_nothing() -> None:
    first = actions.bring_in(actions.read(TABLE), NOON)
    assert (len(first.new), [one.line for one in first.left_out]) == (2, [7])
    group = Subject.objects.get(wikidata="Q42")
    assert group.aliases.get(text="MF").supports == ["meridian", "order"]
    assert group.aliases.get(text="الزمالة").script == "Arab"
    assert group.rejections.get().before == ["the", "radio"]
    assert group.refusals.get().text == "Меридиан"
    assert Subject.objects.get(name="Ida Marwick").private_person
    assert set(Alias.objects.values_list("origin", flat=True)) == {Origin.IMPORTED}
    assert LookingAgain.objects.count() == 1
    LookingAgain.objects.all().delete()
    again = actions.bring_in(actions.read(TABLE), NOON)
    assert (len(again.new), len(again.gains), len(again.known)) == (0, 0, 2)
    assert not LookingAgain.objects.exists()
    assert Rejection.objects.count() == 1


@pytest.mark.django_db
def test_what_the_desk_knows_stays_and_what_it_lacks_is_filled_in() -> None:
    known = add_subject("meridian fellowship", kind=SubjectKind.EVENT, acronyms=["MF"])
    (line,) = actions.bring_in(actions.read(TABLE), NOON).gains
    assert line.remarks == (Told(Says.KIND_STAYS, {"theirs": "organisation", "ours": "event"}),)
    known.refresh_from_db()
    assert (known.name, known.kind, known.wikidata) == ("meridian fellowship", "event", "Q42")
    assert known.aliases.get(text="MF").supports == ["meridian", "order"]
    assert Subject.objects.count() == 2


@pytest.mark.django_db
def test_a_plan_stores_nothing() -> None:
    plan = actions.plan(actions.read(TABLE))
    assert len(plan.new) == 2
    assert not Subject.objects.exists()


@pytest.mark.django_db
def test_two_subjects_of_one_name_are_not_mixed() -> None:
    Subject.objects.create(name="Ida Marwick", wikidata="Q5")
    plan = actions.bring_in(actions.read(b"subject,wikidata,name\nIda Marwick,Q6,The other\n"), NOON)
    (left,) = plan.left_out
    assert (left.line, left.why) == (2, Told(Says.OTHER_NUMBER, {"number": "Q5"}))
    assert not Alias.objects.filter(text="The other").exists()


@pytest.mark.django_db
def test_new_subjects_that_seem_to_be_known_are_told() -> None:
    add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON)
    plan = actions.plan(actions.read("subject\nمحمد موسوی\nHarbour Council\n".encode()))
    ((line, (double,)),) = actions.doubles(plan)
    assert (line.entry.name, double.subject.name) == ("محمد موسوی", "Mohammad Mousavi")


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["table", "ftm"])
def test_the_whole_book_goes_out_and_makes_the_same_book_elsewhere(form: str) -> None:
    actions.bring_in(actions.read(TABLE), NOON)
    before = [one.entry for one in actions.held()]
    taken = getattr(actions, f"export_{form}")().encode()
    Subject.objects.all().delete()
    assert actions.bring_in(actions.read(taken), NOON).left_out == ()
    assert [one.entry for one in actions.held()] == before


def test_a_file_of_a_spreadsheet_program_is_read_and_others_are_refused() -> None:
    assert len(actions.read("subject\nA\n".encode("utf-16")).entries) == 1
    assert len(actions.read(b"\xef\xbb\xbfsubject\nA\n").entries) == 1
    with pytest.raises(NotABook, match="UTF-8"):
        actions.read("subject\nMärz\n".encode("cp1252"))
    with pytest.raises(RefusedBook):
        actions.read(b"subject".ljust(actions.MAX_BYTES + 1))


def test_the_words_of_a_file_are_those_of_the_desk() -> None:
    assert set(SUBJECT_KINDS) == set(SubjectKind.values)
    assert set(ORIGINS) == set(Origin.values)
    assert set(NAME_KINDS) == {value for value, _ in Alias._meta.get_field("kind").choices}
    assert Alias._meta.get_field("text").max_length == LONGEST_NAME == 200
