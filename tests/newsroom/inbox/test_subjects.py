"""Subjects at the desk: the alias book, suggestions, "not this" and doubles, as an editor and others find them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry

from interlink.accounts.actions import add_user
from interlink.accounts.models import Activity, Deed
from interlink.accounts.roles import Role
from interlink.newsroom.inbox import deed_codes
from interlink.newsroom.stories import renaming
from interlink.newsroom.watch import queries
from interlink.newsroom.watch.actions import spot
from interlink.newsroom.watch.models import Item, LookingAgain, Subject, SubjectKind
from interlink.newsroom.watch.subjects import add_subject

Enter = Callable[[Any], Client]


@pytest.fixture
def editor(cast: Any, enter: Enter) -> Client:
    return enter(cast.editor)


@pytest.fixture
def person(db: None) -> Subject:
    return add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON)


@pytest.fixture
def item(person: Subject, new_item: Callable[..., Item]) -> Item:
    made = new_item(title="The baker Mohammad Mousavi sells bread", text="", seen_at=timezone.now())
    spot(made, queries.spotter())
    return made


def book(client: Client, subject: Subject) -> str:
    return client.get(reverse("subjects:book", args=[subject.pk])).content.decode()


def test_a_subject_is_added_with_its_names_and_items_are_looked_at_again(editor: Client) -> None:
    names = "the Fellowship\n\nالزمالة\n"
    said = {"name": "Meridian  Fellowship", "kind": "organisation", "names": names, "wikidata": "q42"}
    answer = editor.post(reverse("subjects:add"), said, follow=True)
    subject = Subject.objects.get()
    assert (subject.name, subject.wikidata) == ("Meridian Fellowship", "Q42")
    assert dict(subject.aliases.values_list("text", "script")) == {
        "Meridian Fellowship": "Latn",
        "the Fellowship": "Latn",
        "الزمالة": "Arab",
    }
    assert LookingAgain.objects.exists()
    page = answer.content.decode()
    assert "Watched from now on." in page
    assert "Arabic letters" in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "!!!", "no letter and no digit"),
        ("names", "Fine\n???", "\u2068???\u2069: This cannot be looked for: it has no letter and no digit"),
        ("wikidata", "42", "A Wikidata number is a Q"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field(editor: Client, field: str, value: str, said: str) -> None:
    form = {"name": "Meridian Fellowship", "kind": "organisation", field: value}
    page = editor.post(reverse("subjects:add"), form).content.decode()
    assert said in page
    assert not Subject.objects.exists()


def test_the_address_of_a_wikidata_page_is_taken_for_its_number(editor: Client) -> None:
    address = "https://www.wikidata.org/wiki/Q42"
    editor.post(reverse("subjects:add"), {"name": "Harbour Council", "kind": "organisation", "wikidata": address})
    assert Subject.objects.get().wikidata == "Q42"


def test_a_wikidata_number_belongs_to_one_subject(editor: Client) -> None:
    Subject.objects.create(name="Harbour Council", wikidata="Q42")
    form = {"name": "Meridian Fellowship", "kind": "organisation", "wikidata": "q42"}
    page = editor.post(reverse("subjects:add"), form).content.decode()
    assert "“\u2068Harbour Council\u2069” has this number already." in page
    assert Subject.objects.count() == 1


def test_a_double_is_told_before_it_is_saved_and_added_when_it_is_another(editor: Client, person: Subject) -> None:
    form = {"name": "محمد موسوی", "kind": "person"}
    answer = editor.post(reverse("subjects:add"), form)
    assert "This may be in the book already" in answer.content.decode()
    assert "Mohammad Mousavi" in answer.content.decode()
    assert Subject.objects.count() == 1
    editor.post(reverse("subjects:add"), form | {"anyway": answer.context["seen"]})
    assert Subject.objects.count() == 2


def test_the_book_shows_names_mentions_with_their_steps_and_suggestions(
    editor: Client, person: Subject, new_item: Callable[..., Item]
) -> None:
    made = new_item(title="Mohammed Musavi sells bread", text="", seen_at=timezone.now())
    spot(made, queries.spotter())
    page = book(editor, person)
    assert "Latin letters" in page
    assert "<mark" in page
    assert "% sure" in page
    assert 'class="desk-steps"' in page
    assert "Spellings that may be missing" in page
    assert "in the name lists" in page


def test_ticked_suggestions_are_added_or_refused(editor: Client, person: Subject) -> None:
    page = editor.get(reverse("subjects:book", args=[person.pk]))
    (_script, offers), *_rest = page.context["offers"]
    address = reverse("subjects:suggestions", args=[person.pk])
    editor.post(address, {"deed": "add", "text": [offers[0].text]})
    editor.post(address, {"deed": "refuse", "text": [offers[1].text]})
    assert person.aliases.get(text=offers[0].text).origin == "suggested"
    assert f'value="{offers[1].text}"' not in book(editor, person)
    editor.post(reverse("subjects:offer_again", args=[person.pk, person.refusals.get().pk]))
    assert f'value="{offers[1].text}"' in book(editor, person)
    assert "Tick the spellings first." in editor.post(address, {"deed": "add"}, follow=True).content.decode()


def test_not_this_in_the_inbox_drops_the_mention_and_can_be_undone(editor: Client, person: Subject, item: Item) -> None:
    page = editor.get(reverse("inbox")).content.decode()
    assert "Not this: “Mohammad Mousavi” is not Mohammad Mousavi here" in page
    back = f"{reverse('inbox')}?show=all#story-{item.membership.story_id}"
    answer = editor.post(reverse("subjects:not_this"), {"mention": item.mentions.get().pk, "next": back})
    assert answer["Location"] == back
    assert not item.mentions.exists()
    item.membership.story.refresh_from_db()
    assert not item.membership.story.watched
    page = editor.get(back).content.decode()
    assert "is not Mohammad Mousavi from now on" in page
    assert page.count('data-key="u"') == 1
    assert "sells bread" in book(editor, person)
    editor.post(reverse("subjects:undo"), {"next": back})
    assert item.mentions.count() == 1
    assert "from now on" not in editor.get(back).content.decode()


def test_a_rejection_in_the_book_is_taken_back(editor: Client, person: Subject, item: Item) -> None:
    editor.post(reverse("subjects:not_this"), {"whole": item.mentions.get().pk})
    (row,) = person.rejections.all()
    assert row.by is not None
    editor.post(reverse("subjects:take_back", args=[person.pk, row.pk]))
    assert item.mentions.count() == 1


@pytest.mark.parametrize("said", [{"mention": "99"}, {"mention": "x"}, {}])
def test_a_mention_that_is_gone_is_told_calmly(editor: Client, person: Subject, said: dict[str, str]) -> None:
    answer = editor.post(reverse("subjects:not_this"), {**said, "next": "https://elsewhere.example/"}, follow=True)
    assert "This was put right already." in answer.content.decode()
    assert answer.redirect_chain == [(reverse("inbox"), 302)]


def test_a_name_is_changed_with_its_supporting_words_and_taken_out(editor: Client, person: Subject) -> None:
    editor.post(reverse("subjects:book", args=[person.pk]), {"names": "MM", "kind": "acronym", "language": "en"})
    alias = person.aliases.get(text="MM")
    address = reverse("subjects:name", args=[person.pk, alias.pk])
    editor.post(address, {"text": "MM", "kind": "hostile", "supporting": "bread، bakery,bread", "note": "A slur."})
    alias.refresh_from_db()
    assert (alias.kind, alias.supports, alias.note) == ("hostile", ["bread", "bakery"], "A slur.")
    taken = editor.post(address, {"text": person.name, "kind": "alias"}).content.decode()
    assert "has this name already" in taken
    editor.post(reverse("subjects:remove_name", args=[person.pk, alias.pk]))
    assert [one.text for one in person.aliases.all()] == [person.name]
    main = person.aliases.get()
    assert (
        "the name that the desk uses"
        in editor.post(reverse("subjects:remove_name", args=[person.pk, main.pk]), follow=True).content.decode()
    )


def test_a_change_of_the_subject_is_stored_and_deleting_it_asks_for_its_own_button(
    editor: Client, person: Subject
) -> None:
    address = reverse("subjects:change", args=[person.pk])
    editor.post(address, {"name": "Mohammad Musawi", "kind": "person", "exact_only": "on", "private_person": "on"})
    person.refresh_from_db()
    assert (person.name, person.exact_only, person.private_person) == ("Mohammad Musawi", True, True)
    assert person.aliases.get(kind="main").text == "Mohammad Musawi"
    assert "Delete for good" in editor.get(address).content.decode()
    editor.post(address, {"delete": "1"})
    assert Subject.objects.exists()  # as a private person
    Subject.objects.update(private_person=False)
    editor.post(address, {"delete": "1"})
    assert not Subject.objects.exists()
    assert "not there any more" in editor.get(address, follow=True).content.decode()


def test_two_people_take_the_mark_of_a_private_person_away(
    cast: Any, editor: Client, enter: Enter, person: Subject
) -> None:
    Subject.objects.update(private_person=True)
    change, mark = (reverse(f"subjects:{name}", args=[person.pk]) for name in ("change", "mark"))
    told = editor.post(change, {"name": person.name, "kind": "person"}, follow=True).content.decode()
    assert "until a colleague agrees" in told
    colleague = enter(add_user("bea", "a long password of hers", role=Role.EDITOR))
    assert person.name in colleague.get(reverse("second_looks")).content.decode()
    refused = editor.post(mark, {"deed": "agree"}, follow=True).content.decode()
    assert "A colleague has to agree." in refused
    assert Subject.objects.get().private_person
    colleague.post(mark, {"deed": "agree"})
    assert not Subject.objects.get().private_person
    lines = Activity.objects.filter(deed=Deed.LIST).order_by("pk").values_list("who", "about", "detail")
    number = f"#{person.pk}"  # a private person's name is in no log
    assert list(lines) == [
        ("ida", number, deed_codes.CHANGED),
        ("ida", number, deed_codes.MARK_ASKED),
        ("bea", number, deed_codes.MARK_TAKEN),
    ]


def test_an_older_form_of_a_subject_undoes_no_change_of_a_colleague(editor: Client, person: Subject) -> None:
    change = reverse("subjects:change", args=[person.pk])
    seen = editor.get(change).context["form"]["seen"].value()
    Subject.objects.update(note="Ask Bea first.")
    said = {"name": person.name, "kind": "person", "note": "", "seen": seen}
    answer = editor.post(change, said)
    assert "while you were writing" in answer.content.decode()
    assert Subject.objects.get().note == "Ask Bea first."
    editor.post(change, said | {"seen": answer.context["form"]["seen"].value()})
    assert Subject.objects.get().note == ""


def test_the_page_shows_how_far_the_look_at_items_of_late_has_come(editor: Client, person: Subject, item: Item) -> None:
    editor.post(reverse("subjects:book", args=[person.pk]), {"names": "the baker"})
    assert "<progress" in book(editor, person)
    number = LookingAgain.objects.get().pk
    assert editor.get(reverse("subjects:looking")).json() == {"ended": False, "done": 0, "total": 1}
    renaming.look_again(number, timezone.now())
    assert editor.get(reverse("subjects:looking")).json() == {"ended": True, "done": 1, "total": 1}
    assert "<progress" not in book(editor, person)


def test_the_list_is_searched_in_all_names(editor: Client, person: Subject, item: Item) -> None:
    add_subject("Harbour Council", kind=SubjectKind.ORGANISATION, aliases=["شورای بندر"])
    assert "Mohammad Mousavi" not in editor.get(reverse("subjects:index"), {"q": "بندر"}).content.decode()
    assert "Harbour Council" not in editor.get(reverse("subjects:index"), {"kind": "person"}).content.decode()
    assert "No subject fits." in editor.get(reverse("subjects:index"), {"q": "%"}).content.decode()


def test_reasons_are_told_in_the_editors_language(editor: Client, person: Subject, item: Item) -> None:
    page = editor.get(reverse("subjects:book", args=[person.pk]), headers={"accept-language": "fa"}).content.decode()
    assert 'dir="rtl"' in page
    assert "حروف لاتین" in page
    assert "املاهایی که شاید جا افتاده‌اند" in page


def test_who_may_only_look_changes_nothing(cast: Any, enter: Enter, person: Subject, item: Item) -> None:
    for app, name in [("wagtailadmin", "access_admin"), ("watch", "view_subject")]:
        cast.outsider.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=name))
    client = enter(cast.outsider)
    page = book(client, person)
    assert "Not this:" not in page
    assert "Add names" not in page
    deeds = {
        reverse("subjects:not_this"): {"mention": item.mentions.get().pk},
        reverse("subjects:book", args=[person.pk]): {"names": "X"},
        reverse("subjects:suggestions", args=[person.pk]): {},
        reverse("subjects:add"): {},
    }
    for address, said in deeds.items():
        assert client.post(address, said).status_code == 403
    assert item.mentions.exists()


@pytest.mark.parametrize("name", ["index", "add", "looking", "not_this"])
def test_strangers_and_outsiders_are_led_to_the_sign_in_page(
    cast: Any, client: Client, enter: Enter, name: str
) -> None:
    for visitor in (client, enter(cast.outsider)):
        assert visitor.get(reverse(f"subjects:{name}")).status_code == 302


def test_the_name_of_a_private_person_is_in_no_log_and_no_job(
    editor: Client, new_item: Callable[..., Item], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    editor.post(reverse("subjects:add"), {"name": "Zarin Quillfeather", "kind": "person", "private_person": "on"})
    subject = Subject.objects.get()
    made = new_item(title="The baker Zarin Quillfeather sells bread", text="", seen_at=timezone.now())
    spot(made, queries.spotter())
    editor.post(reverse("subjects:not_this"), {"mention": made.mentions.get().pk})
    editor.post(reverse("subjects:book", args=[subject.pk]), {"names": "Zarin Q\n!!!"})
    editor.get(reverse("subjects:add"), {"name": "Zarin Quillfeather"})
    renaming.look_again(LookingAgain.objects.get().pk, timezone.now())
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    jobs = str(list(DBTaskResult.objects.values()))
    entries = str([*ModelLogEntry.objects.values(), *Activity.objects.values()])
    assert "look_again" in jobs
    assert "Zarin" not in logged + jobs + entries
