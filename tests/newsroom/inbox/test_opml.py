"""Lists of sources at the desk, as the editor, a person who may only look, and an outsider find them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interlink.newsroom.importers.opml.document import read
from interlink.newsroom.inbox.views import opml
from interlink.newsroom.watch.models import Source

LIST = """<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Coast"><outline text="Le &lt;b&gt;Quai" type="rss" xmlUrl="https://quai.example/rss"/></outline>
<outline text="Quai again" xmlUrl="http://quai.example/rss"/>
<outline text="Gazette" xmlUrl="https://gazette.example/feed"/>
<outline text="A page" type="link" url="https://page.example/"/></body></opml>"""


@pytest.fixture
def editor(cast: Any) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


def upload(client: Client, body: str | bytes) -> Any:
    content = body.encode() if isinstance(body, str) else body
    return client.post(reverse("source_lists"), {"file": SimpleUploadedFile("feeds.opml", content)})


def kept(answer: Any) -> str:
    return str(answer.context["list"])


def test_a_list_is_shown_before_anything_is_added_and_added_when_told(editor: Client) -> None:
    Source.objects.create(name="The Harbour Gazette", address="https://gazette.example/feed")
    answer = upload(editor, LIST)
    page = answer.content.decode()
    assert "1 new source" in page
    assert "Le Quai" in page
    assert "the same feed as Le Quai" in page
    assert "watched as The Harbour Gazette" in page
    assert "There is no feed in this line." in page
    assert Source.objects.count() == 1
    answer = editor.post(reverse("source_lists"), {"list": kept(answer)}, follow=True)
    assert "1 source was added. It is checked soon." in answer.content.decode()
    assert Source.objects.get(name="Le Quai").folder == "Coast"
    assert Source.objects.count() == 2


def test_a_list_without_anything_new_offers_nothing_to_add(editor: Client) -> None:
    upload_once = upload(editor, LIST)
    editor.post(reverse("source_lists"), {"list": kept(upload_once)})
    page = upload(editor, LIST).content.decode()
    assert "There is nothing new in this list" in page
    assert 'name="list"' not in page


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html></html>", "not an OPML file"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "attacks do"),
        (b"<opml><body>", "broken at line 1"),
        (b"", "empty"),
        (b"<opml>".ljust(50_000_000), "larger than 10 MB"),
    ],
    ids=["another file", "entities", "broken", "empty", "fifty megabytes"],
)
def test_a_file_that_is_no_list_is_refused_in_plain_words(editor: Client, body: bytes, said: str) -> None:
    answer = upload(editor, body)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Source.objects.exists()


def test_a_list_too_long_for_a_form_leads_to_the_command(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opml, "MOST_KEPT", 100)
    answer = upload(editor, LIST)
    assert answer.status_code == 422
    assert "interlink source import" in answer.content.decode()


def test_a_list_of_the_greatest_length_fits_the_form(editor: Client) -> None:
    lines = "".join(f'<outline text="Site {n}" xmlUrl="https://site{n}.example/feed"/>' for n in range(5_000))
    answer = upload(editor, f"<opml><body>{lines}</body></opml>")
    assert answer.status_code == 200
    assert "The first 200 of 5000 are shown" in answer.content.decode()
    editor.post(reverse("source_lists"), {"list": kept(answer)})
    assert Source.objects.count() == 5_000


@pytest.mark.parametrize(
    "forged",
    ["", "nonsense", signing.dumps("<opml/>", salt="another")],
    ids=["nothing", "nonsense", "signed for another"],
)
def test_what_was_never_shown_is_not_added(editor: Client, forged: str) -> None:
    answer = editor.post(reverse("source_lists"), {"list": forged}, follow=True)
    assert "Nothing was added" in answer.content.decode()


def test_the_desks_own_list_is_saved(editor: Client) -> None:
    Source.objects.create(name="Le Quai", address="https://quai.example/rss", folder="Coast / North")
    answer = editor.get(reverse("export_sources"))
    assert answer["Content-Type"].startswith("text/x-opml")
    assert answer["Content-Disposition"].startswith('attachment; filename="sources-')
    assert [outline.folder for outline in read(answer.content).outlines] == ["Coast / North"]
    assert 'type="file"' in editor.get(reverse("source_lists")).content.decode()


def test_who_may_only_look_can_save_the_list_and_add_nothing(cast: Any) -> None:
    names = [("wagtailadmin", "access_admin"), ("watch", "view_source")]
    for app, name in names:
        cast.outsider.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=name))
    client = Client()
    client.force_login(cast.outsider)
    assert 'type="file"' not in client.get(reverse("source_lists")).content.decode()
    assert client.get(reverse("export_sources")).status_code == 200
    answer = upload(client, LIST)
    assert answer.status_code == 403
    assert "nothing was changed" in answer.content.decode()


@pytest.mark.parametrize("page", ["source_lists", "export_sources"])
def test_strangers_and_outsiders_see_no_list(cast: Any, client: Client, page: str) -> None:
    assert client.get(reverse(page)).status_code == 302
    client.force_login(cast.outsider)
    assert client.get(reverse(page)).status_code == 302
