"""Under which subjects readers find a post: what its words name, put right by an editor."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from interlink.newsroom.press.approving.queries import checksum_of
from interlink.newsroom.press.filing import queries, rules
from interlink.newsroom.press.filing.rules import How, Shown
from interlink.newsroom.press.models import Filing, PostPage, PublicSubject, SearchEntry
from interlink.newsroom.watch.models import Alias, Subject
from interlink.newsroom.watch.search import names

BY_WORDS, NOT_NAMED = Shown(1, True, How.WORDS), Shown(2, False, How.WORDS)


def test_only_a_tick_that_was_changed_is_a_decision_and_it_stays_one() -> None:
    assert rules.decided([BY_WORDS, NOT_NAMED], [1]) == {}
    assert rules.decided([BY_WORDS, NOT_NAMED], [2]) == {1: False, 2: True}
    assert rules.decided([BY_WORDS, NOT_NAMED], [1], added=[7]) == {7: True}
    filed, out = Shown(3, True, How.FILED), Shown(4, False, How.LEFT_OUT)
    assert rules.decided([filed, out], [3]) == {3: True, 4: False}
    assert rules.decided([filed, out], [4]) == {3: False, 4: True}


def test_a_decision_stands_against_the_words() -> None:
    assert rules.subjects({1, 2}, {2: False, 3: True}) == {1, 3}


@pytest.mark.parametrize("sent", ["", "1", "x.1.words", "1.2.words", "1.1.else", "-1.1.words", "9" * 40 + ".1.words"])
def test_what_no_form_of_ours_sends_is_left_out(sent: str) -> None:
    assert Shown.read(sent) is None


def test_what_a_form_sends_comes_back_the_same() -> None:
    assert Shown.read(str(BY_WORDS)) == BY_WORDS
    assert rules.names_in(" Ida  Marwick;\n; Zenith Yard ") == ["Ida Marwick", "Zenith Yard"]


@pytest.fixture
def subjects(press: Any) -> dict[str, Subject]:
    found = {}
    for name, private in (("The Fellowship", False), ("Zenith Yard", False), ("Nele Quandt", True)):
        found[name] = Subject.objects.create(name=name, private_person=private)
        Alias.objects.create(subject=found[name], text=name)
    names.current(at_once=True)
    return found


def found_under(post: PostPage) -> set[str]:
    marks = SearchEntry.objects.get(pk=post.pk).marks
    return {f"subject{subject.pk}" for subject in Subject.objects.all() if f"subject{subject.pk}" in marks.split()}


def test_readers_find_a_post_where_an_editor_filed_it(press: Any, subjects: dict[str, Subject], read: Any) -> None:
    fellowship, yard, private = subjects.values()
    PublicSubject.objects.create(subject=yard)
    post = press.post()
    assert found_under(post) == {f"subject{fellowship.pk}"}
    said = checksum_of(post)
    post.filings = [
        Filing(subject=fellowship, filed=False), Filing(subject=yard, filed=True), Filing(subject=private, filed=True)
    ]  # fmt: skip
    assert checksum_of(post) == said
    post.save_revision().publish()
    assert found_under(post) == {f"subject{yard.pk}"}
    assert post.title in read("/en/subject/zenith-yard/")
    translated = post.copy_for_translation(press.fronts["fa"].locale)
    assert queries.standing_of(translated)[yard.pk] is True


def test_the_form_offers_what_the_report_names_and_never_a_private_person(
    press: Any, subjects: dict[str, Subject]
) -> None:
    fellowship, yard, private = subjects.values()
    rows = queries.offered(press.post(), [yard.pk, private.pk])
    assert [(row.subject, row.ticked, row.by_words) for row in rows] == [
        (fellowship, True, True),
        (yard, False, False),
    ]
    sent = QueryDict(mutable=True)
    sent.setlist("filed_before", [row.was for row in rows] + [str(Shown(private.pk, False, How.WORDS))])
    sent.setlist("filed", [str(yard.pk), str(private.pk), "x"])
    assert queries.decided_in(sent, []) == {fellowship.pk: False, yard.pk: True}
    assert [row.ticked for row in queries.offered(press.post("again"), [], sent)] == [False, True]
    assert queries.meant_by("zenith  YARD") == {yard.pk}
    assert queries.meant_by("Nele Quandt") == set()
