"""The whole alias book at the desk: looked at, taken in, and taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interlink.newsroom.importers.subjects import actions
from interlink.newsroom.inbox.views import subject_book
from interlink.newsroom.watch.models import Subject, SubjectKind
from interlink.newsroom.watch.subjects import add_subject

TABLE = """subject,subject_kind,name,language
Harbour Council,organisation,شورای بندر,fa
محمد موسوی,person,,
Harbour Council,,***,
"""


@pytest.fixture
def editor(cast: Any, enter: Callable[[Any], Client]) -> Client:
    return enter(cast.editor)


def upload(client: Client, body: bytes) -> Any:
    return client.post(reverse("subjects:whole"), {"file": SimpleUploadedFile("book.csv", body)})


def test_a_book_is_shown_with_its_bad_lines_and_doubles_and_taken_in_when_told(editor: Client) -> None:
    add_subject("Mohammad Mousavi", kind=SubjectKind.PERSON)
    answer = upload(editor, TABLE.encode())
    page = answer.content.decode()
    assert "2 new subjects" in page
    assert "1 line left out" in page
    assert "Line 4:" in page
    assert "under another name" in page
    assert Subject.objects.count() == 1
    answer = editor.post(reverse("subjects:whole"), {"book": answer.context["book"]}, follow=True)
    assert "2 subjects were added or filled in." in answer.content.decode()
    assert Subject.objects.get(name="Harbour Council").aliases.get(language="fa").text == "شورای بندر"
    assert "There is nothing new in this file." in upload(editor, TABLE.encode()).content.decode()


@pytest.mark.parametrize(
    ("body", "said"), [(b"<html>", "no alias book"), ("subject\nMärz".encode("cp1252"), "UTF-8"), (b"", "empty")]
)
def test_what_is_no_book_is_refused_in_plain_words(editor: Client, body: bytes, said: str) -> None:
    answer = upload(editor, body)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_book_too_long_for_a_form_leads_to_the_command(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject_book, "MOST_KEPT", 10)
    assert "interlink subject import" in upload(editor, TABLE.encode()).content.decode()


def test_what_was_never_shown_is_not_taken_in(editor: Client) -> None:
    answer = editor.post(reverse("subjects:whole"), {"book": "forged"}, follow=True)
    assert "Nothing was taken in" in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "ftm"])
def test_the_book_is_saved_and_read_again(editor: Client, form: str) -> None:
    add_subject("Harbour Council", kind=SubjectKind.ORGANISATION, aliases=["شورای بندر"])
    answer = editor.get(reverse("subjects:export", args=[form]))
    assert answer["Content-Disposition"].startswith('attachment; filename="subjects-')
    (entry,) = actions.read(answer.content).entries
    assert {name.text for name in entry.names} == {"Harbour Council", "شورای بندر"}
    assert editor.get(reverse("subjects:export", args=["xls"]), follow=True).status_code == 404


def test_outsiders_get_no_book(cast: Any, enter: Callable[[Any], Client]) -> None:
    assert enter(cast.outsider).get(reverse("subjects:export", args=["csv"])).status_code == 302
    assert enter(cast.junior).get(reverse("subjects:export", args=["csv"])).status_code == 403
