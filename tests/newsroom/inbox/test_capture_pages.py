"""Capturing pages at the desk: a look first, then an order."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from interlink.newsroom.evidence.models import Capture


@pytest.fixture
def editor(cast: Any) -> Client:
    client = Client()
    client.force_login(cast.editor)
    return client


def test_an_address_in_the_link_captures_nothing_until_the_editor_says_so(editor: Client) -> None:
    shown = editor.get("/desk/capture/", {"address": "https://gazette.example/one?a=<b>"})
    assert b"https://gazette.example/one?a=&lt;b&gt;</textarea>" in shown.content
    assert b'href="javascript:void(open(' in shown.content
    assert not Capture.objects.exists()


def test_a_pasted_list_is_captured_each_page_once(editor: Client) -> None:
    pasted = "https://gazette.example/one\n\n# later\nhttps://gazette.example/two\nhttps://gazette.example/one"
    answer = editor.post("/desk/capture/", {"addresses": pasted})
    assert (answer.status_code, answer["Location"]) == (302, "/desk/evidence/")
    assert Capture.objects.count() == DBTaskResult.objects.filter(task_path__endswith="take_capture").count() == 2


@pytest.mark.parametrize("pasted", ["", "ftp://gazette.example/x\nhttps://gazette.example/one", "javascript:alert(1)"])
def test_a_list_with_what_is_no_address_orders_nothing_and_comes_back(editor: Client, pasted: str) -> None:
    answer = editor.post("/desk/capture/", {"addresses": pasted})
    assert answer.status_code == 200
    assert b'role="alert"' in answer.content
    assert not Capture.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "junior"])
def test_who_may_not_see_the_evidence_may_not_fill_it(cast: Any, who: str) -> None:
    client = Client()
    client.force_login(getattr(cast, who))
    for answer in (
        client.get("/desk/capture/", {"address": "https://gazette.example/one"}),
        client.post("/desk/capture/", {"addresses": "https://gazette.example/one"}),
    ):
        assert b"gazette.example/one</textarea>" not in answer.content
        assert answer.status_code in (302, 403)
    assert not Capture.objects.exists()
